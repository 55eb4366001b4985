import { createSignal, For, Show } from 'solid-js';
import { useApp } from '../../state/app-state';
import { DEFAULT_CATALOG } from '../../state/coverage';
import { removeCatalog } from '../../state/device-data';
import { Button } from '../pieces/Button';
import { report } from '../shell/app-notice';
import { type CatalogEntry, listEntries, nameCatalog } from '../shell/catalog-words';
import { chooseFiles } from '../shell/ImportButton';
import { DataSection } from './DataSection';

/** The ATT&CK releases on this device, and which one everything is computed with. */
export function AttackReleases() {
  const { coverage } = useApp();
  const [removed, setRemoved] = createSignal<{ readonly name: string; readonly putBack: () => Promise<void> } | null>(
    null,
  );

  async function remove(entry: CatalogEntry): Promise<void> {
    const putBack = await removeCatalog(entry.id);
    if (coverage.catalogId() === entry.id) coverage.chooseCatalog(DEFAULT_CATALOG);
    coverage.refreshCatalogs();
    setRemoved({ name: nameCatalog(entry), putBack });
  }

  const tell = (task: string) => (error: unknown) =>
    report(
      `The release could not be ${task}, and nothing was changed. ${String(error)} Load the page again and retry.`,
    );

  return (
    <DataSection
      title="ATT&CK releases"
      about="Facts about techniques, analytics and data components. Several come with Vedette; any official bundle from release 9 on can be imported."
    >
      <fieldset class="attack-releases">
        <legend class="visually-hidden">Release that everything is computed with</legend>
        <For each={listEntries(coverage)} fallback={<p class="data-quiet">Reading the list…</p>}>
          {(entry) => (
            <div class="attack-releases-row">
              <label class="attack-releases-choice">
                <input
                  type="radio"
                  name="attack-release"
                  checked={coverage.catalogId() === entry.id}
                  onChange={() => coverage.chooseCatalog(entry.id)}
                />
                {nameCatalog(entry)}
              </label>
              <span class="data-quiet">{entry.origin === 'shipped' ? 'built in' : 'imported'}</span>
              <Show when={entry.origin === 'imported'}>
                <Button
                  kind="quiet"
                  label={`Remove ${nameCatalog(entry)}`}
                  onClick={() => void remove(entry).catch(tell('removed'))}
                >
                  Remove
                </Button>
              </Show>
            </div>
          )}
        </For>
      </fieldset>
      <Show when={removed()}>
        {(gone) => (
          <p class="data-line" role="status">
            {gone().name} was removed from this device.{' '}
            <Button
              kind="quiet"
              onClick={() =>
                void gone()
                  .putBack()
                  .then(coverage.refreshCatalogs)
                  .then(() => setRemoved(null))
                  .catch(tell('put back'))
              }
            >
              Put it back
            </Button>
          </p>
        )}
      </Show>
      <Button onClick={chooseFiles}>Import a release</Button>
    </DataSection>
  );
}
