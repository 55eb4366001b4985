import { Index, Show } from 'solid-js';
import { formatPercent } from '../../domain/format';
import { editGroups, removePart, renamePart } from '../../domain/sensors/edit-records';
import type { GroupPart, SystemGroup } from '../../domain/sensors/inventory';
import { checkPartName, checkPartShare, computeRest } from '../../domain/sensors/inventory-rules';
import { Button } from '../pieces/Button';
import { Fold } from '../pieces/Fold';
import { DraftNumber } from './DraftNumber';
import { DraftText } from './DraftText';
import { useInventory } from './inventory-scope';
import './PartsEditor.css';

/** Of the first part: whoever names one has another in mind. */
const FIRST_SHARE = 0.5;

/** Parts of a group that sensors reach one by one: waves of a rollout, sites, networks. */
export function PartsEditor(props: { readonly group: SystemGroup }) {
  const { save } = useInventory();
  const parts = () => props.group.parts;
  const rest = () => computeRest(parts());
  const label = (what: string) => `${what} of ${props.group.name}`;

  function add(): void {
    const { id, parts: present } = props.group;
    const names = new Set(present.map(({ name }) => name));
    let number = present.length + 1;
    while (names.has(`wave ${number}`)) number++;
    const part: GroupPart = {
      name: `wave ${number}`,
      share: present.length === 0 ? FIRST_SHARE : computeRest(present),
    };
    save(label('Add a part'), (inventory) =>
      editGroups(inventory, new Set([id]), (group) => ({ ...group, parts: [...group.parts, part] })),
    );
  }

  function resize(name: string, share: number): void {
    const { id } = props.group;
    save(label(`Change the share of ${name}`), (inventory) =>
      editGroups(inventory, new Set([id]), (group) => ({
        ...group,
        parts: group.parts.map((part) => (part.name === name ? { ...part, share } : part)),
      })),
    );
  }

  return (
    <Fold
      kind="head"
      summary="Parts"
      state={parts().length === 0 ? 'none' : String(parts().length)}
      isOpen={parts().length > 0}
    >
      <p class="parts-editor-note">
        Where two sensors each reach half of a group, parts say whether it is the same half.
      </p>
      <Index each={parts()}>
        {(part, at) => (
          <div class="parts-editor-row">
            <DraftText
              label="Part"
              value={part().name}
              check={(name) => checkPartName(name, parts(), at)}
              save={(name) => {
                const from = part().name;
                save(label(`Rename ${from}`), (inventory) => renamePart(inventory, props.group.id, from, name));
              }}
            />
            <DraftNumber
              label="Share"
              value={part().share}
              scale={100}
              unit="%"
              rule={{ min: 0, max: 100 }}
              required
              check={(share) => checkPartShare(share, parts(), at)}
              save={(share) => {
                if (share !== null) resize(part().name, share);
              }}
            />
            <div class="parts-editor-remove">
              <Button
                kind="quiet"
                label={`Remove ${part().name}`}
                onClick={() => {
                  const removed = part();
                  save(label(`Remove ${removed.name}`), (inventory) => removePart(inventory, props.group.id, removed));
                }}
              >
                Remove
              </Button>
            </div>
          </div>
        )}
      </Index>
      <Show when={parts().length > 0 && rest() > 0}>
        <p class="parts-editor-note">The rest, {formatPercent(rest())} of the group, belongs to no part.</p>
      </Show>
      <div>
        <Button onClick={add}>Add a part</Button>
      </div>
    </Fold>
  );
}
