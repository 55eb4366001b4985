import X from 'lucide-solid/icons/x';
import { createMemo, For, Show } from 'solid-js';
import { formatCounted } from '../../../domain/format';
import type { ListedThreat } from '../../../state/next-best';
import { ComboInput } from '../../pieces/ComboInput';
import { IconButton } from '../../pieces/IconButton';

const KIND_WORDS = { groups: 'Groups', campaigns: 'Campaigns', software: 'Software' } as const;

/** Groups, campaigns and software, several of them, found by name, alias or id. */
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
        hint: `${id}, ${formatCounted(techniques, 'technique')}`,
        group: KIND_WORDS[kind],
        terms: [id, ...aliases].join(' '),
      })),
  );
  return (
    <>
      <ComboInput
        label="Add a group, campaign or piece of software"
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
                  {byId().get(id)?.name ?? 'not in this release'} <span class="weights-chosen-id">{id}</span>
                </span>
                <IconButton
                  icon={X}
                  label={`Remove ${byId().get(id)?.name ?? id}`}
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
