import X from 'lucide-solid/icons/x';
import { createMemo, For, Show } from 'solid-js';
import { letterOf } from '../../../domain/layers/letter-of';
import type { ThreatKind } from '../../../domain/threats/threat-steps';
import { useApp } from '../../../state/app-state';
import { createLayerList } from '../../../state/layers';
import { makeThreatState } from '../../../state/threat-records';
import { type Comparison, createThreatList, type ThreatRef } from '../../../state/threats';
import { ComboInput } from '../../pieces/ComboInput';
import { IconButton } from '../../pieces/IconButton';
import { SeenBar } from '../list/SeenBar';
import { linkToThreat } from '../threat-route';
import { KIND_WORDS } from '../threat-words';

const GROUPS: Readonly<Record<ThreatKind, string>> = {
  report: 'Reports',
  layer: 'Layers',
  group: 'Groups',
  campaign: 'Campaigns',
  software: 'Software',
};

/** Which threats are compared, each with how much of it can be seen; one more is found by name, alias or id. */
export function CompareChoice(props: {
  readonly refs: readonly ThreatRef[];
  /** `undefined` until known. */
  readonly threats: Comparison['threats'] | undefined;
  readonly onChange: (refs: readonly ThreatRef[]) => void;
}) {
  const app = useApp();
  const records = makeThreatState(app.workspace);
  const known = createThreatList(app);
  const layers = createLayerList(app);
  const byRef = createMemo(() => new Map(props.threats?.map((threat, at) => [threat.ref, { threat, at }])));
  const options = createMemo(() => {
    const chosen = new Set(props.refs);
    const own = [
      ...records.reports().map(({ id, name, publisher }) => ({
        value: id,
        label: name,
        hint: publisher,
        kind: 'report' as const,
        terms: '',
      })),
      ...(layers.answer() ?? []).map(({ id, name }) => ({
        value: `layer:${id}`,
        label: name,
        hint: '',
        kind: 'layer' as const,
        terms: '',
      })),
    ];
    const attack = (known.answer() ?? [])
      .filter(({ kind }) => kind !== 'layer' && kind !== 'report')
      .map(({ ref, kind, name, aliases }) => ({
        value: ref,
        label: name,
        hint: ref,
        kind,
        terms: [ref, ...aliases].join(' '),
      }));
    return [...own, ...attack]
      .filter(({ value }) => !chosen.has(value))
      .map(({ kind, hint, ...option }) => ({ ...option, hint: hint === '' ? undefined : hint, group: GROUPS[kind] }));
  });
  return (
    <section class="compare-choice" aria-label="Threats compared">
      <Show when={props.refs.length > 0}>
        <ol class="compare-chosen">
          <For each={props.refs}>
            {(ref) => {
              const found = () => byRef().get(ref);
              return (
                <li>
                  <Show
                    when={found()}
                    fallback={
                      <span class="compare-chosen-name">
                        {props.threats === undefined ? '…' : 'not here any more, or of another domain'}
                      </span>
                    }
                  >
                    {(one) => (
                      <>
                        <b class="compare-letter">{letterOf(one().at)}</b>
                        <a class="compare-chosen-name" href={linkToThreat(ref)}>
                          {one().threat.name}
                        </a>
                        <span class="compare-chosen-kind">{KIND_WORDS[one().threat.kind]}</span>
                        <span class="compare-chosen-seen">
                          <SeenBar figures={one().threat.figures} />
                          <span class="compare-chosen-kind"> seen</span>
                        </span>
                      </>
                    )}
                  </Show>
                  <IconButton
                    icon={X}
                    label={`Remove ${found()?.threat.name ?? ref} from the comparison`}
                    onClick={() => props.onChange(props.refs.filter((other) => other !== ref))}
                  />
                </li>
              );
            }}
          </For>
        </ol>
      </Show>
      <div class="compare-add">
        <ComboInput
          label="Add a threat to compare"
          placeholder="Add a report, layer, group, campaign or software"
          value={null}
          options={options()}
          onChange={(ref) => props.onChange([...props.refs, ref])}
        />
      </div>
    </section>
  );
}
