import { useApp } from '../../../state/app-state';
import { goTo } from '../../../state/route';
import { Button } from '../../pieces/Button';
import { EmptyState } from '../../pieces/EmptyState';

/** Without a system group nothing can be said of anything. */
export function PlanEmpty() {
  const { demonstration } = useApp();
  return (
    <EmptyState
      title="Name what is to be watched"
      actions={
        <>
          <Button onClick={() => goTo('inventory')}>Add a system group</Button>
          <Button kind="primary" disabled={demonstration.isOpening()} onClick={() => void demonstration.open()}>
            Try the demonstration estate
          </Button>
        </>
      }
    >
      <p>
        What a sensor brings depends on the systems it stands on: their platforms, and how many there are. One system
        group is enough; sensors need not be there yet.
      </p>
    </EmptyState>
  );
}
