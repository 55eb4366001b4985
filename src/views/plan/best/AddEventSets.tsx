import { formatCounted } from '../../../domain/format';
import type { EventSetOption } from '../../../domain/planning/list-options';
import type { PlanOption } from '../../../domain/planning/plan';
import { useInventory } from '../../inventory/inventory-scope';
import { Button } from '../../pieces/Button';
import { ComboInput } from '../../pieces/ComboInput';
import { Field } from '../../pieces/Field';

/** Events that a deployment in service could record and does not, as its maker switches them: one after the other. */
export function AddEventSets(props: {
  readonly sets: readonly EventSetOption[];
  readonly onAdd: (option: PlanOption) => void;
  readonly onClose: () => void;
}) {
  const { inventory, nameOf } = useInventory();
  const options = () => {
    const names = new Map(inventory().deployments.map((deployment) => [deployment.id, nameOf(deployment)]));
    return props.sets.map((found) => ({
      value: found.id,
      label: found.set,
      hint: formatCounted(found.eventIds.length, 'event'),
      group: names.get(found.deploymentId) ?? '',
    }));
  };

  function add(id: string): void {
    const found = props.sets.find((candidate) => candidate.id === id);
    if (found === undefined) return;
    const { name, changes, price } = found;
    props.onAdd({ id, name, changes, price });
  }

  return (
    <section class="best-panel" aria-label="Add events that are off">
      <Field label="Events that are off" hint="Each that you choose becomes an option.">
        {(id) => (
          <ComboInput
            id={id}
            value={null}
            options={options()}
            placeholder="Name of the set, or of the deployment"
            onChange={add}
          />
        )}
      </Field>
      <div class="best-panel-actions">
        <Button onClick={() => props.onClose()}>Close</Button>
      </div>
    </section>
  );
}
