import { createSignal, Show } from 'solid-js';
import { formatCounted, formatDateTime } from '../../domain/format';
import { useApp } from '../../state/app-state';
import { createBackup } from '../../state/backup';
import { goTo } from '../../state/route';
import { Button } from '../pieces/Button';
import { CheckInput } from '../pieces/CheckInput';
import { chooseFiles } from '../shell/ImportButton';
import { createScreenExports } from '../shell/screen-exports';
import { DataSection } from './DataSection';

/** All of a workspace in one file, and whether what is here is in one. */
export function BackupSection() {
  const { workspace, coverage } = useApp();
  const backup = createBackup(workspace.name);
  const [withReleases, setWithReleases] = createSignal(true);
  const imported = () => (coverage.catalogs() ?? []).filter(({ origin }) => origin === 'imported').length;
  const isEmpty = () => backup.changedAt() === null && backup.changesSince() === 0 && backup.last() === null;
  const saved = () => {
    const at = backup.changedAt();
    if (at === undefined) return 'Looking…';
    return at === null
      ? 'Every change is saved at once; there is none yet.'
      : `Every change is saved at once, the last one ${formatDateTime(at)}.`;
  };
  const kept = () => {
    const last = backup.last();
    const since = backup.changesSince();
    if (last === null)
      return 'None was made here yet. What is on this device goes when the browser’s data are cleared.';
    const when = `The last one was made ${formatDateTime(last.at)}.`;
    if (since === 0) return `${when} Nothing changed since.`;
    return `${when} ${formatCounted(since, 'change')} since then ${since === 1 ? 'is' : 'are'} in no backup.`;
  };

  createScreenExports(() => [
    {
      label: 'Backup of this workspace',
      hint: 'Everything in one file.',
      disabled: backup.isWorking(),
      run: async () => {
        await backup.backUp(withReleases());
        return backup.problem();
      },
    },
    {
      label: 'Link to this inventory…',
      hint: 'An address that carries it; no server is involved.',
      run: async () => {
        goTo('data', 'link');
        // The address may be the same already.
        document.querySelector('.share-link')?.scrollIntoView({ block: 'center' });
        return null;
      },
    },
  ]);

  return (
    <DataSection
      title="Backup"
      about="One file with everything: inventory, layers, rules, files of other tools, reports, watchlists, indicators, receipts, imported releases and your choices. Histories of logs are not in it: keep their files. It can be restored here or anywhere."
    >
      <dl class="data-facts">
        <dt>Saved</dt>
        <dd>{saved()}</dd>
        <dt>Backup</dt>
        <dd>{isEmpty() ? 'There is nothing to back up yet.' : kept()}</dd>
      </dl>
      <Show when={imported() > 0}>
        <CheckInput
          label={`With ${formatCounted(imported(), 'imported ATT&CK release')}`}
          checked={withReleases()}
          onChange={setWithReleases}
        />
      </Show>
      <div class="data-line">
        <Button
          kind={backup.changesSince() > 0 ? 'primary' : 'plain'}
          disabled={backup.isWorking()}
          onClick={() => void backup.backUp(withReleases())}
        >
          {backup.isWorking() ? 'Writing the backup…' : 'Back up now'}
        </Button>
        <Button onClick={chooseFiles}>Restore from a file…</Button>
      </div>
      <p class="data-quiet">
        The file is not encrypted: keep it where such facts may lie. Restoring shows what it holds before anything is
        written.
      </p>
      <Show when={backup.leftOut().length > 0}>
        <p>Too large for a backup, and not in it: {backup.leftOut().join(', ')}. Keep the files they were read from.</p>
      </Show>
      <p role="alert">{backup.problem() === null ? '' : `The backup was not written. ${backup.problem()}`}</p>
    </DataSection>
  );
}
