import { createSignal } from 'solid-js';
import { putGroups } from '../../domain/sensors/edit-inventory';
import { checkGroupName } from '../../domain/sensors/inventory-rules';
import { goTo } from '../../state/route';
import { Button } from '../pieces/Button';
import { DetailPanel } from '../pieces/DetailPanel';
import { focusWrong } from './focus-wrong';
import { EMPTY_GROUP, type GroupDraft, GroupForm } from './GroupForm';
import { useInventory } from './inventory-scope';
import { makeGroup } from './make-group';
import './NewRecord.css';

export function GroupNew(props: { readonly onClose: () => void }) {
  const { inventory, save } = useInventory();
  const [draft, setDraft] = createSignal<GroupDraft>(EMPTY_GROUP);
  const [isTried, setTried] = createSignal(false);
  const nameError = () => checkGroupName(draft().name, inventory().groups, null);

  async function add(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (focusWrong(event) || nameError() !== null) return;
    const { name, kind, platforms, hosts } = draft();
    const group = makeGroup(name.trim(), kind, platforms, hosts);
    // What was typed stays while it is not saved.
    if (await save(`Add ${group.name}`, (before) => putGroups(before, [group]))) goTo('inventory', 'group', group.id);
  }

  return (
    <DetailPanel title="Add a system group" onClose={props.onClose}>
      <form class="new-record" onSubmit={add} novalidate>
        <GroupForm
          draft={draft()}
          nameError={isTried() ? nameError() : null}
          onChange={(change) => setDraft((before) => ({ ...before, ...change }))}
        />
        <div class="new-record-actions">
          <Button type="submit" kind="primary">
            Add
          </Button>
          <Button onClick={() => props.onClose()}>Cancel</Button>
        </div>
        <p class="new-record-note">Criticality, roles and parts can follow.</p>
      </form>
    </DetailPanel>
  );
}
