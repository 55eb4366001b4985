import { useApp } from '../../state/app-state';
import { goTo } from '../../state/route';
import { Button } from '../pieces/Button';
import { EmptyState } from '../pieces/EmptyState';
import { report } from '../shell/app-notice';

/** What an inventory is for, and four ways to one. */
export function InventoryEmpty() {
  const { demonstration, exportFile } = useApp();

  async function saveTemplate(): Promise<void> {
    const problem = await exportFile('inventory-table', null);
    if (problem !== null) report(problem);
  }

  return (
    <EmptyState
      title="Nothing is in your inventory yet"
      actions={
        <>
          <Button kind="primary" disabled={demonstration.isOpening()} onClick={() => void demonstration.open()}>
            Try the demonstration estate
          </Button>
          <Button onClick={() => goTo('inventory', 'deployment', 'new')}>Add a sensor</Button>
          <Button onClick={() => goTo('inventory', 'group', 'new')}>Add a system group</Button>
          <Button kind="quiet" onClick={() => void saveTemplate()}>
            Save an empty table to fill in (CSV)
          </Button>
        </>
      }
    >
      <p>
        An inventory says which systems there are (system groups: workstations, servers, a network segment, a tenant)
        and which sensors look at them (deployments). Coverage follows from it; nothing else has to be entered.
      </p>
      <p>
        A table is the quickest way in, as it is: from a spreadsheet or another system. Drop it anywhere on this page,
        take “Import files”, or paste cells. What each column means is guessed, shown, and yours to correct.
      </p>
    </EmptyState>
  );
}
