import type { Accessor } from 'solid-js';
import { putGroups, removeGroups } from '../../domain/sensors/edit-inventory';
import { copyGroup, editGroups } from '../../domain/sensors/edit-records';
import { GROUP_KINDS, type SystemGroup } from '../../domain/sensors/inventory';
import { checkGroupName } from '../../domain/sensors/inventory-rules';
import { ROLES } from '../../domain/sensors/sensor';
import { goTo } from '../../state/route';
import { DetailPanel } from '../pieces/DetailPanel';
import { Field } from '../pieces/Field';
import { Fold } from '../pieces/Fold';
import { SelectInput } from '../pieces/SelectInput';
import { ChoiceSet } from './ChoiceSet';
import { DraftNumber } from './DraftNumber';
import { DraftText } from './DraftText';
import { GroupObservers } from './GroupObservers';
import { useInventory } from './inventory-scope';
import { KIND_HINTS, KIND_WORDS, ROLE_WORDS } from './inventory-words';
import { PartsEditor } from './PartsEditor';
import { PlatformChoice } from './PlatformChoice';
import { RecordActions } from './RecordActions';
import './GroupPanel.css';

const KINDS = GROUP_KINDS.map((value) => ({ value, label: KIND_WORDS[value] }));
const ROLE_OPTIONS = ROLES.map((value) => ({ value, label: ROLE_WORDS[value] }));

/** Everything about one system group; each change is saved by itself and can be undone. */
export function GroupPanel(props: { readonly group: Accessor<SystemGroup>; readonly onClose: () => void }) {
  const scope = useInventory();
  const group = () => props.group();
  const edit = (what: string, change: Partial<SystemGroup>) => {
    const { id, name } = group();
    return scope.save(`Change ${what} of ${name}`, (inventory) =>
      editGroups(inventory, new Set([id]), (item) => ({ ...item, ...change })),
    );
  };

  async function duplicate(): Promise<void> {
    const taken = new Set(scope.inventory().groups.map(({ name }) => name));
    const copy = copyGroup(group(), crypto.randomUUID(), taken);
    if (await scope.save(`Duplicate ${group().name}`, (inventory) => putGroups(inventory, [copy])))
      goTo('inventory', 'group', copy.id);
  }

  function remove(): void {
    const { id, name } = group();
    scope.remove(`Delete ${name}`, (inventory) => removeGroups(inventory, new Set([id])));
    props.onClose();
  }

  return (
    <DetailPanel title={group().name} onClose={props.onClose}>
      <div class="group-panel">
        <DraftText
          label="Name"
          value={group().name}
          check={(name) => checkGroupName(name, scope.inventory().groups, group().id)}
          save={(name) => edit('name', { name })}
        />
        <Field label="Kind" hint={KIND_HINTS[group().kind]}>
          {(id) => (
            <SelectInput id={id} value={group().kind} options={KINDS} onChange={(kind) => edit('kind', { kind })} />
          )}
        </Field>
        <PlatformChoice chosen={group().platforms} onChange={(platforms) => edit('platforms', { platforms })} />
        <div class="group-panel-pair">
          <DraftNumber
            label="Hosts"
            value={group().hosts}
            rule={{ min: 0, whole: true }}
            placeholder="not counted"
            save={(hosts) => edit('hosts', { hosts })}
          />
          <DraftNumber
            label="Criticality"
            value={group().criticality}
            rule={{ min: 0 }}
            placeholder={group().hosts === null ? 'none stated' : `${group().hosts} (hosts)`}
            save={(criticality) => edit('criticality', { criticality })}
          />
        </div>
        <DraftText
          label="Site"
          value={group().site}
          placeholder="A town, a plant, a data centre"
          save={(site) => edit('site', { site })}
        />
        <p class="group-panel-note">
          Criticality is the weight of the group in weighted figures. Where none is stated, the number of hosts is
          taken.
        </p>
        <div>
          <Fold
            kind="head"
            summary="Roles"
            state={
              group()
                .roles.map((role) => ROLE_WORDS[role])
                .join(', ') || 'none'
            }
          >
            <ChoiceSet
              label="What some of its hosts do"
              hint="Some events exist only there: 4769 on a domain controller."
              options={ROLE_OPTIONS}
              chosen={group().roles}
              onChange={(roles) => edit('roles', { roles })}
            />
          </Fold>
          <PartsEditor group={group()} />
          <Fold kind="head" summary="Notes" state={group().notes === '' ? '' : 'written'}>
            <DraftText label="Notes" rows={3} value={group().notes} save={(notes) => edit('notes', { notes })} />
          </Fold>
          <GroupObservers group={group()} />
        </div>
        <RecordActions onDuplicate={() => void duplicate()} onDelete={remove} />
      </div>
    </DetailPanel>
  );
}
