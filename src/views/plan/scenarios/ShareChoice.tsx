import { createEffect, createMemo, createSignal } from 'solid-js';
import { computeStatedShare } from '../../../domain/coverage/estate';
import { formatPercent } from '../../../domain/format';
import type { Deployment, Inventory } from '../../../domain/sensors/inventory';
import { Field } from '../../pieces/Field';
import { SelectInput } from '../../pieces/SelectInput';
import { ShareField } from './ShareField';

export interface ShareDraft {
  readonly groupId: string;
  readonly part: string | null;
  readonly share: number;
}

/** How far a deployment shall reach: a group, or one of its parts; those it observes already first. */
export function ShareChoice(props: {
  readonly deployment: Deployment;
  readonly inventory: Inventory;
  readonly onChange: (draft: ShareDraft | null) => void;
  readonly error: string | null;
}) {
  const places = createMemo(() => {
    const { deployment, inventory } = props;
    const all = inventory.groups.flatMap(({ id, name, parts }) => [
      { groupId: id, part: null, label: name },
      ...parts.map((part) => ({ groupId: id, part: part.name, label: `${name}, ${part.name}` })),
    ]);
    return all
      .map((place) => {
        const seen = deployment.observes.find(({ groupId, part }) => groupId === place.groupId && part === place.part);
        const share = seen === undefined ? null : computeStatedShare(deployment, seen.share);
        return { ...place, now: share };
      })
      .sort((a, b) => Number(b.now !== null) - Number(a.now !== null));
  });
  const [position, setPosition] = createSignal(0);
  const [share, setShare] = createSignal<number | null>(1);
  const place = () => places()[position()];

  createEffect(() => {
    const [chosen, reached] = [place(), share()];
    props.onChange(
      chosen === undefined || reached === null ? null : { groupId: chosen.groupId, part: chosen.part, share: reached },
    );
  });

  return (
    <>
      <Field label="Group or part">
        {(id) => (
          <SelectInput
            id={id}
            value={position()}
            options={places().map(({ label, now }, at) => ({
              value: at,
              label: `${label} (${now === null ? 'not observed' : `${formatPercent(now)} now`})`,
            }))}
            onChange={setPosition}
          />
        )}
      </Field>
      <ShareField label="At least this much of it" value={share()} error={props.error} onChange={setShare} />
    </>
  );
}
