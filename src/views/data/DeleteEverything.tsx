import { createSignal, Show } from 'solid-js';
import { deleteEverything } from '../../state/device-data';
import { Button } from '../pieces/Button';
import { CheckInput } from '../pieces/CheckInput';
import { DataSection } from './DataSection';

/** The one thing that cannot be undone: so it asks, in place. */
export function DeleteEverything() {
  const [isAsking, setAsking] = createSignal(false);
  const [isSure, setSure] = createSignal(false);
  const [problem, setProblem] = createSignal<string | null>(null);

  async function run(): Promise<void> {
    try {
      await deleteEverything();
      location.hash = '#/';
      location.reload();
    } catch (error) {
      setProblem(`Not everything could be deleted: ${String(error)} Close other tabs of Vedette and try again.`);
    }
  }

  return (
    <DataSection
      title="Delete everything"
      about="Both workspaces with their history and receipts, imported releases, and your choices of view."
    >
      <Show
        when={isAsking()}
        fallback={
          <Button kind="danger" onClick={() => setAsking(true)}>
            Delete everything on this device…
          </Button>
        }
      >
        <p>
          This cannot be undone, and there is no copy anywhere else. If you may need your inventory again, export it
          first. Vedette itself stays stored for offline use; to remove that too, clear this site's data in the browser.
        </p>
        <CheckInput label="Delete my inventory, imports and choices for good" checked={isSure()} onChange={setSure} />
        <div class="data-line">
          <Button kind="danger" disabled={!isSure()} onClick={() => void run()}>
            Delete everything
          </Button>
          <Button
            onClick={() => {
              setAsking(false);
              setSure(false);
            }}
          >
            Keep it
          </Button>
        </div>
        <p role="alert">{problem()}</p>
      </Show>
    </DataSection>
  );
}
