import { For } from 'solid-js';
import './PartLinks.css';

export interface PartLink {
  readonly id: string;
  readonly label: string;
  readonly address: string;
}

/** The parts of an answer, each with an address of its own. */
export function PartLinks(props: {
  readonly label: string;
  readonly parts: readonly PartLink[];
  readonly current: string;
}) {
  return (
    <nav class="part-links" aria-label={props.label}>
      <For each={props.parts}>
        {({ id, label, address }) => (
          <a href={address} aria-current={props.current === id ? 'page' : undefined}>
            {label}
          </a>
        )}
      </For>
    </nav>
  );
}
