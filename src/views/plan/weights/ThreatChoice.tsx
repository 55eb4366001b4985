import X from 'lucide-solid/icons/x';
import { createMemo, For, Show } from 'solid-js';
import { formatCounted } from '../../../domain/format';
import { isAttackThreat } from '../../../domain/planning/weight-profile';
import type { ListedThreat } from '../../../state/next-best';
import { ComboInput } from '../../pieces/ComboInput';
import { IconButton } from '../../pieces/IconButton';

const KIND_WORDS = {
  reports: 'Your reports',
  layers: 'Your layers',
  groups: 'Groups',
  campaigns: 'Campaigns',
  software: 'Software',
} as const;

/** Reports, layers, groups, campaigns and software, several of them, found by name, alias or id. */
export function ThreatChoice(props: {
  /** `undefined` until known. */
  readonly threats: readonly ListedThreat[] | undefined;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}) {
  const byId = createMemo(() => new Map((props.threats ?? []).map((threat) => [threat.id, threat])));
  const options = createMemo(() =>
    (props.threats ?? [])
      .filter(({ id }) => !props.chosen.includes(id))
      .map(({ id, name, aliases, kind, techniques }) => ({
        value: id,
        label: name,
        hint: describeThreat(id, techniques),
        group: KIND_WORDS[kind],
        terms: [id, ...aliases].join(' '),
      })),
  );
  return (
    <>
      <ComboInput
        label="Add a report, layer, group, campaign or piece of software"
        placeholder="Name, alias or id"
        value={null}
        options={options()}
        onChange={(id) => props.onChange([...props.chosen, id])}
      />
      <Show
        when={props.chosen.length > 0}
        fallback={<p class="weights-hint">A technique weighs as many as there are of the chosen ones that use it.</p>}
      >
        <ul class="weights-chosen" aria-label="Chosen threats">
          <For each={props.chosen}>
            {(id) => (
              <li>
                <span>
                  <Show when={isAttackThreat(id)} fallback={byId().get(id)?.name ?? 'a report or layer that is gone'}>
                    {byId().get(id)?.name ?? 'not in this release'} <span class="weights-chosen-id">{id}</span>
                  </Show>
                </span>
                <IconButton
                  icon={X}
                  label={`Remove ${byId().get(id)?.name ?? (isAttackThreat(id) ? id : 'what is gone')}`}
                  onClick={() => props.onChange(props.chosen.filter((other) => other !== id))}
                />
              </li>
            )}
          </For>
        </ul>
      </Show>
    </>
  );
}

/** The id of a report says nothing to anybody. */
function describeThreat(id: string, techniques: number | null): string | undefined {
  const facts = [
    ...(isAttackThreat(id) ? [id] : []),
    ...(techniques === null ? [] : [formatCounted(techniques, 'technique')]),
  ];
  return facts.length === 0 ? undefined : facts.join(', ');
}
