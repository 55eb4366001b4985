import { createEffect, createSignal, on, Show } from 'solid-js';
import { formatBytes, formatPercent } from '../../domain/format';
import { useApp } from '../../state/app-state';
import { createDeviceData } from '../../state/device-data';
import { offlineState, restProgress } from '../../state/offline';
import { Button } from '../pieces/Button';
import { describeOffline } from '../shell/offline-words';
import { DataSection } from './DataSection';

/** How much room it takes on this device, whether the browser may clear it away, and whether the network may go. */
export function StorageFacts() {
  const { workspace } = useApp();
  const device = createDeviceData();
  // An import takes room.
  createEffect(on(() => workspace.receipts().length, device.refresh, { defer: true }));
  const [isRefused, setRefused] = createSignal(false);
  const storage = () => device.storage.latest;
  const used = () => {
    const { used: bytes, quota } = storage() ?? {};
    if (bytes === null || bytes === undefined) return 'The browser does not say.';
    if (!quota) return `About ${formatBytes(bytes)}.`;
    return `About ${formatBytes(bytes)} of the ${formatBytes(quota)} that the browser allows (${formatPercent(bytes / quota)}), the stored copy of Vedette included.`;
  };
  const offline = () => describeOffline(offlineState(), restProgress());

  async function keep(): Promise<void> {
    setRefused(!(await device.keep()));
  }

  return (
    <DataSection
      title="This device"
      about="Your data are in this browser's storage, under this address, and nowhere else."
    >
      <dl class="data-facts">
        <dt>Room taken</dt>
        <dd>{storage() === undefined ? 'Asking the browser…' : used()}</dd>
        <dt>Kept for good</dt>
        <dd>
          <Show
            when={storage()?.isPersistent}
            fallback={
              <>
                Not promised: when space runs short, the browser may clear it. Browsers promise it to pages that are
                used often or installed.
                <div class="data-line">
                  <Button onClick={() => void keep()}>Ask the browser to keep it</Button>
                  <span role="status">{isRefused() ? 'The browser did not promise it this time.' : ''}</span>
                </div>
              </>
            }
          >
            Yes. The browser clears it only when you tell it to.
          </Show>
        </dd>
        <dt>Without network</dt>
        <dd>
          {offline().short}. {offline().long}
        </dd>
      </dl>
    </DataSection>
  );
}
