import { createMemo, createSignal, Match, Switch } from 'solid-js';
import { formatCounted } from '../../../domain/format';
import { addOptions, listNewOptions } from '../../../domain/planning/edit-plan';
import { listEventSets, listWaitingDeployments } from '../../../domain/planning/list-options';
import type { PlanOption } from '../../../domain/planning/plan';
import { goTo } from '../../../state/route';
import { useInventory } from '../../inventory/inventory-scope';
import { Button } from '../../pieces/Button';
import { Menu } from '../../pieces/Menu';
import { AddEventSets } from './AddEventSets';
import { AddSensor } from './AddSensor';
import { PastePrices } from './PastePrices';
import { usePlan } from './plan-scope';

/** Where options come from: the inventory, the library, the next best step, a spreadsheet. */
export function AddOptions(props: { readonly isFirst: boolean }) {
  const { plan, save } = usePlan();
  const { inventory, sensors, nameOf } = useInventory();
  const [adding, setAdding] = createSignal<'sensor' | 'events' | 'prices' | null>(null);
  // Names are kept with the options: without the library there would be ids in their place.
  const isNamed = () => sensors().size > 0;
  // All that the inventory offers, read anew with the inventory alone.
  const everyWaiting = createMemo(() => (isNamed() ? listWaitingDeployments(inventory(), nameOf) : []));
  const everySet = createMemo(() => listEventSets(inventory(), sensors(), nameOf));
  const waiting = createMemo(() => listNewOptions(plan(), everyWaiting()));
  const sets = createMemo(() => listNewOptions(plan(), everySet()));
  const add = (options: readonly PlanOption[]) => {
    const [only, other] = options;
    const what = other === undefined ? (only?.name ?? 'nothing') : formatCounted(options.length, 'option');
    return save(`Add ${what} to the plan`, (kept) => addOptions(kept, options));
  };
  const close = () => setAdding(null);

  return (
    <>
      <div class="best-add">
        {waiting().length > 0 ? (
          <Button kind={props.isFirst ? 'primary' : 'plain'} onClick={() => void add(waiting())}>
            Take all {waiting().length} planned and candidate deployments
          </Button>
        ) : null}
        <Menu
          label="Add options"
          align="start"
          items={[
            {
              label: 'A sensor of the library',
              hint: 'On groups that you choose',
              onSelect: () => setAdding('sensor'),
            },
            {
              label: 'Events that are off',
              hint: `${formatCounted(sets().length, 'set')} that deployments in service could record`,
              disabled: sets().length === 0,
              onSelect: () => setAdding('events'),
            },
            {
              label: 'From Next best',
              hint: 'Single steps, by what each brings',
              onSelect: () => goTo('plan'),
            },
            {
              label: 'Prices from a spreadsheet',
              hint: 'A column of names and one of prices',
              disabled: plan().options.length === 0,
              onSelect: () => setAdding('prices'),
            },
          ]}
        />
      </div>
      <Switch>
        <Match when={adding() === 'sensor'}>
          <AddSensor onAdd={(option) => void add([option])} onClose={close} />
        </Match>
        <Match when={adding() === 'events'}>
          <AddEventSets sets={sets()} onAdd={(option) => void add([option])} onClose={close} />
        </Match>
        <Match when={adding() === 'prices'}>
          <PastePrices onClose={close} />
        </Match>
      </Switch>
    </>
  );
}
