import { For } from 'solid-js';
import { linkTo } from '../../state/route';

const PARTS = [
  { id: 'next', label: 'Next best', address: linkTo('plan') },
  { id: 'best', label: 'Best plan', address: linkTo('plan', 'best') },
  { id: 'scenarios', label: 'Scenarios', address: linkTo('plan', 'scenarios') },
  { id: 'redundancy', label: 'What could go', address: linkTo('plan', 'redundancy') },
  { id: 'report', label: 'Report', address: linkTo('plan', 'report') },
] as const;

/** The parts of the plan, each with an address of its own. */
export function PlanParts(props: { readonly current: string }) {
  return (
    <nav class="plan-parts" aria-label="Parts of the plan">
      <For each={PARTS}>
        {({ id, label, address }) => (
          <a href={address} aria-current={props.current === id ? 'page' : undefined}>
            {label}
          </a>
        )}
      </For>
    </nav>
  );
}
