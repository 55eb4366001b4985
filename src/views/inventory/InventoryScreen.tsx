import { createMemo, Match, Show, Switch } from 'solid-js';
import { useApp } from '../../state/app-state';
import { goTo } from '../../state/route';
import { Screen } from '../pieces/Screen';
import { report } from '../shell/app-notice';
import { createScreenExports } from '../shell/screen-exports';
import { listDettectExports } from './dettect-exports';
import { InventoryBody } from './InventoryBody';
import { InventoryEmpty } from './InventoryEmpty';
import { InventoryPanel } from './InventoryPanel';
import { InventoryProvider } from './inventory-scope';
import { RemovalNotice } from './RemovalNotice';
import './InventoryScreen.css';

/**
 * Closes the panel. The row it was opened from is another element once its record has changed: then the focus that the
 * panel wants to give back is lost, and goes to the row as it is now, or to the heading.
 */
function closePanel(): void {
  const row = document.querySelector<HTMLElement>('[data-opened] button');
  const refocus = () => {
    if (document.activeElement !== document.body) return;
    const target = row?.isConnected ? row : document.querySelector<HTMLElement>('main h1');
    target?.focus({ preventScroll: true });
  };
  addEventListener('hashchange', () => queueMicrotask(refocus), { once: true });
  goTo('inventory');
}

/** "What sensors do I have, and what do they look at?": the inventory, and one record of it beside it. */
export function InventoryScreen() {
  const { workspace, route, exportFile } = useApp();
  const isEmpty = () => {
    const inventory = workspace.inventory();
    return (
      inventory !== undefined &&
      inventory.groups.length + inventory.deployments.length + inventory.customSensors.length === 0 &&
      (workspace.ruleCount() ?? 0) === 0
    );
  };
  const hasOwnSensors = () => (workspace.inventory()?.customSensors.length ?? 0) > 0;
  // The address is the key: another record is another panel, the same record changed is the same one.
  const address = createMemo(() => route().detail.join('/'));
  createScreenExports(() => [
    {
      label: 'Inventory (CSV)',
      hint: 'A row per sensor and system group; reads back as it is.',
      run: () => exportFile('inventory-table', null),
    },
    {
      label: 'Inventory workbook (XLSX)',
      hint: 'The same table, with system groups and your own sensors on sheets of their own.',
      run: () => exportFile('inventory-workbook', null),
    },
    ...listDettectExports(workspace.documents() ?? []).map(({ label, hint, documentId }) => ({
      label,
      hint,
      run: () => exportFile('dettect-data-sources', null, documentId === undefined ? {} : { documentId }, report),
    })),
    {
      label: 'Your own sensors (SMAP STIX)',
      hint: hasOwnSensors() ? 'Events and their data components; reads back as it is.' : 'You have none yet.',
      disabled: !hasOwnSensors(),
      run: () => exportFile('smap-stix', null),
    },
    {
      label: 'Link to this inventory…',
      hint: 'An address that carries it; no server is involved.',
      run: async () => {
        goTo('data', 'link');
        return null;
      },
    },
  ]);

  return (
    <InventoryProvider>
      <Screen
        title="What sensors do I have, and what do they look at?"
        aside={
          <Show when={address() !== '' && address()} keyed>
            <InventoryPanel detail={route().detail} onClose={closePanel} />
          </Show>
        }
      >
        <Switch fallback={<p class="inventory-screen-waiting" role="status" aria-label="Reading your inventory" />}>
          <Match when={workspace.inventory() === undefined && workspace.isUnreadable()}>
            <p>Your inventory could not be read from this device, and nothing entered now would be kept.</p>
          </Match>
          <Match when={isEmpty()}>
            <RemovalNotice />
            <InventoryEmpty />
          </Match>
          <Match when={workspace.inventory()}>
            <InventoryBody opened={route().detail} />
          </Match>
        </Switch>
      </Screen>
    </InventoryProvider>
  );
}
