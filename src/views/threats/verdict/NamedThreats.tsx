import { For } from 'solid-js';
import { formatCounted } from '../../../domain/format';
import type { VerdictAnswer } from '../../../state/threats';
import { linkToThreat } from '../threat-route';

/** More than these stand with their techniques where the report is read. */
const SHOWN = 4;

/** Groups and software that a report names: what ATT&CK knows of them can be judged as well. */
export function NamedThreats(props: { readonly named: VerdictAnswer['named'] }) {
  return (
    <p class="threat-note">
      It names{' '}
      <For each={props.named.slice(0, SHOWN)}>
        {({ id, name, techniques }, at) => (
          <>
            {at() === 0 ? '' : ', '}
            <a href={linkToThreat(id)}>{name}</a> ({formatCounted(techniques, 'technique')})
          </>
        )}
      </For>
      {props.named.length > SHOWN ? ` and ${formatCounted(props.named.length - SHOWN, 'more', 'more')}` : ''}: what
      ATT&CK knows of them can be judged as well.
    </p>
  );
}
