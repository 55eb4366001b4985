import { createMemo, createSignal, Show } from 'solid-js';
import { formatCounted } from '../../../domain/format';
import { addConstraint, removeOptions, type Stance, takeStance } from '../../../domain/planning/edit-plan';
import { createWidth } from '../../inventory/fit-columns';
import { Button } from '../../pieces/Button';
import { DataTable } from '../../pieces/DataTable';
import { createMediaQuery } from '../../pieces/media-query';
import { STANCE_WORDS } from './best-words';
import { listOptionColumns } from './option-columns';
import { createOptionRows } from './option-rows';
import { usePlan } from './plan-scope';

/** What there is to choose from. */
export function OptionTable() {
  const { save } = usePlan();
  const rows = createOptionRows();
  const [selected, setSelected] = createSignal<ReadonlySet<string>>(new Set());
  const ids = () => rows().flatMap(({ id }) => (selected().has(id) ? id : []));
  const [width, observeWidth] = createWidth();
  const isStacked = createMediaQuery('(width < 600px)');
  const isRoomy = createMemo(() => width() >= 900);
  const columns = createMemo(() => listOptionColumns(isRoomy() ? 900 : 0, isStacked()));

  function take(stance: Stance): void {
    const chosen = new Set(ids());
    void save(`${STANCE_WORDS[stance]}: ${formatCounted(chosen.size, 'option')}`, (plan) =>
      takeStance(plan, chosen, stance),
    );
  }

  function remove(): void {
    const chosen = new Set(ids());
    setSelected(new Set<string>());
    void save(`Remove ${formatCounted(chosen.size, 'option')} from the plan`, (plan) => removeOptions(plan, chosen));
  }

  function exclude(): void {
    const options = ids();
    void save(`At most one of ${formatCounted(options.length, 'option')}`, (plan) =>
      addConstraint(plan, { kind: 'at-most-one', options }),
    );
  }

  return (
    <div ref={observeWidth}>
      <DataTable
        label="Options"
        noun={rows().length === 1 ? 'option' : 'options'}
        rows={rows()}
        columns={columns()}
        rowKey={({ id }) => id}
        selected={selected()}
        onSelect={setSelected}
        bulkActions={
          <>
            <Button onClick={() => take('must')}>Must have</Button>
            <Button onClick={() => take('must-not')}>Must not have</Button>
            <Button onClick={() => take('free')}>Free</Button>
            <Show when={ids().length > 1}>
              <Button onClick={exclude}>At most one of these</Button>
            </Show>
            <Button onClick={remove}>Remove</Button>
          </>
        }
        empty={null}
      />
    </div>
  );
}
