import { createSignal, For, Show } from 'solid-js';
import { formatBytes, formatCounted } from '../../domain/format';
import { useApp } from '../../state/app-state';
import { DEFAULT_CATALOG } from '../../state/coverage';
import { removeCatalog } from '../../state/device-data';
import { createImportedReleases } from '../../state/releases';
import { linkTo } from '../../state/route';
import { Button } from '../pieces/Button';
import { report } from '../shell/app-notice';
import { type CatalogEntry, listEntries, nameCatalog } from '../shell/catalog-words';
import { chooseFiles } from '../shell/ImportButton';
import { DataSection } from './DataSection';

/** The ATT&CK releases on this device, and which one everything is computed with. */
export function AttackReleases() {
  const app = useApp();
  const { coverage } = app;
  const imported = createImportedReleases(app);
  const importedOf = ({ id }: CatalogEntry) => imported()?.find((release) => release.id === id);
  const [removed, setRemoved] = createSignal<{ readonly name: string; readonly putBack: () => Promise<void> } | null>(
    null,
  );

  async function remove(entry: CatalogEntry): Promise<void> {
    const putBack = await removeCatalog(entry.id);
    const isGone = entry.origin === 'imported';
    if (isGone && coverage.catalogId() === entry.id) coverage.chooseCatalog(DEFAULT_CATALOG);
    coverage.refreshCatalogs();
    setRemoved({ name: isGone ? nameCatalog(entry) : `What you imported of ${nameCatalog(entry)}`, putBack });
  }

  const tell = (task: string) => (error: unknown) =>
    report(
      `The release could not be ${task}, and nothing was changed. ${String(error)} Load the page again and retry.`,
    );

  return (
    <DataSection
      title="ATT&CK releases"
      about="Facts about techniques, analytics and data components. Several come with Vedette; any official bundle from release 9 on can be imported, and brings ATT&CK’s own descriptions."
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
              <span class="data-quiet">
                {entry.origin === 'shipped' ? 'built in' : 'imported'}
                <Show when={importedOf(entry)} fallback={imported() === undefined ? '' : ', no descriptions'}>
                  {(release) => <>{describeImported(release())}</>}
                </Show>
              </span>
              <Show when={entry.origin === 'imported' || importedOf(entry) !== undefined}>
                <Button
                  kind="quiet"
                  label={`Remove ${entry.origin === 'imported' ? '' : 'what was imported of '}${nameCatalog(entry)}`}
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
      <div class="data-line">
        <Button onClick={chooseFiles}>Import a release</Button>
        <a class="button" href={linkTo('data', 'diff')}>
          Compare two releases
        </a>
        <a class="button" href={linkTo('data', 'upgrade')}>
          Bring my work up to a newer release
        </a>
      </div>
    </DataSection>
  );
}

type Imported = NonNullable<ReturnType<ReturnType<typeof createImportedReleases>>>[number];

function describeImported({ described, bytes, fileName }: Imported): string {
  const prose = described === 0 ? 'no descriptions' : `${formatCounted(described, 'description')} from ${fileName}`;
  return `, ${prose}, ${formatBytes(bytes)}`;
}
