import { For, Show } from 'solid-js';
import { computeStatedShare } from '../../domain/coverage/estate';
import { formatPercent } from '../../domain/format';
import type { Deployment, SystemGroup } from '../../domain/sensors/inventory';
import { linkTo } from '../../state/route';
import { useInventory } from './inventory-scope';
import { STATUS_WORDS } from './inventory-words';
import './GroupObservers.css';

/** Which deployments look at a group. */
export function GroupObservers(props: { readonly group: SystemGroup }) {
  const { inventory, nameOf } = useInventory();
  const observers = () =>
    inventory().deployments.filter(({ observes }) => observes.some(({ groupId }) => groupId === props.group.id));
  const facts = (deployment: Deployment) =>
    [
      ...deployment.observes
        .filter(({ groupId }) => groupId === props.group.id)
        .map(({ share, part }) =>
          [formatPercent(computeStatedShare(deployment, share)), part === null ? '' : `of ${part}`].join(' ').trim(),
        ),
      ...(deployment.status === 'deployed' ? [] : [STATUS_WORDS[deployment.status].toLowerCase()]),
    ].join(', ');

  return (
    <section class="group-observers" aria-label="Observed by">
      <h3 class="group-observers-title">Observed by</h3>
      <Show when={observers().length === 0}>
        <p class="group-observers-none">No sensor looks at this group.</p>
      </Show>
      <ul class="group-observers-list">
        <For each={observers()}>
          {(deployment) => (
            <li class="group-observers-item">
              <a href={linkTo('inventory', 'deployment', deployment.id)}>{nameOf(deployment)}</a>
              <span class="group-observers-facts">{facts(deployment)}</span>
            </li>
          )}
        </For>
      </ul>
      <a href={linkTo('inventory', 'deployment', 'new', props.group.id)}>Add a sensor here</a>
    </section>
  );
}
