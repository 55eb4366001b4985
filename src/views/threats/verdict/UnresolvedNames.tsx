import { For, Show } from 'solid-js';
import { formatCounted } from '../../../domain/format';
import type { ThreatVerdict } from '../../../domain/threats/verdict';
import { Fold } from '../../pieces/Fold';
import { reasonWord } from '../threat-words';

/** Up to this many are in sight. */
const OPEN_NAMES = 12;

/** What a threat names that is no technique of the release in force: told, not dropped. */
export function UnresolvedNames(props: { readonly names: ThreatVerdict['unresolved'] }) {
  return (
    <Show when={props.names.length > 0}>
      <section class="verdict-unresolved">
        <Fold
          kind="head"
          isOpen={props.names.length <= OPEN_NAMES}
          summary={`${formatCounted(props.names.length, 'name stands', 'names stand')} for no technique of this release`}
        >
          <ul>
            <For each={props.names}>
              {({ written, reason }) => (
                <li>
                  <b>{written}</b>: {reasonWord(reason)}
                </li>
              )}
            </For>
          </ul>
        </Fold>
      </section>
    </Show>
  );
}
