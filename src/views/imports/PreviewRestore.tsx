import { For, Show } from 'solid-js';
import { formatCount, formatDateTime } from '../../domain/format';
import { useApp } from '../../state/app-state';
import { SegmentedControl } from '../pieces/SegmentedControl';
import type { RestoreDetail } from './import-types';
import './PreviewRestore.css';

export const RESTORE_WORDS = { add: 'Add to what is here', replace: 'Replace everything here' } as const;

const CONFLICTS = [
  { value: 'here', label: 'Keep what is here' },
  { value: 'file', label: 'Take the file’s' },
] as const satisfies readonly { readonly value: RestoreDetail['choice']['conflicts']; readonly label: string }[];

const PART_WORDS: Readonly<Record<RestoreDetail['parts'][number]['part'], string>> = {
  groups: 'System groups',
  deployments: 'Deployments',
  customSensors: 'Sensors of your own',
  supporting: 'Supporting marks',
  layers: 'Layers',
  rules: 'Rules',
  documents: 'Files of other tools',
  scenarios: 'Scenarios',
  plans: 'Plan',
  weightLists: 'Lists of weights',
  threatReports: 'Threat reports',
  huntSheets: 'Hunt sheets',
  reportContents: 'Texts of reports',
  watchlists: 'Watchlists',
  benignValues: 'Benign values',
};

const BESIDE_WORDS: Readonly<Record<RestoreDetail['beside'][number]['table'], string>> = {
  receipts: 'Import receipts',
  columns: 'Remembered tables',
  products: 'Remembered products',
  indicatorCollections: 'Collections of indicators',
  warninglists: 'Warninglists',
};

/** A backup beside what is here: what would come, what would stay, what would go. */
export function PreviewRestore(props: { readonly file: File; readonly detail: RestoreDetail }) {
  const { imports } = useApp();
  const choice = () => props.detail.choice;
  const parts = () => props.detail.parts.filter(({ inFile, here }) => inFile > 0 || here > 0);
  const conflicts = () => props.detail.parts.reduce((sum, part) => sum + part.conflicts, 0);
  const removed = () => props.detail.parts.reduce((sum, { onlyHere }) => sum + onlyHere, 0);
  const names = () => props.detail.parts.flatMap(({ conflictNames }) => conflictNames);
  const choose = (change: Partial<RestoreDetail['choice']>) =>
    imports.choose(props.file, { restore: { ...choice(), ...change } });
  return (
    <div class="preview-restore">
      <p>
        Made {props.detail.madeAt === '' ? 'at an unknown time' : formatDateTime(props.detail.madeAt)}
        {props.detail.isDemonstration ? ', of the demonstration estate: it would be mixed with your own work' : ''}.
      </p>
      <SegmentedControl
        label="What to do with what is here"
        value={choice().mode}
        options={(['add', 'replace'] as const).map((value) => ({ value, label: RESTORE_WORDS[value] }))}
        onChange={(mode) => choose({ mode })}
      />
      <div class="import-panel-scroll">
        <table class="preview-table preview-restore-table">
          <thead>
            <tr>
              <th scope="col">Records</th>
              <th scope="col">In the file</th>
              <th scope="col">Here now</th>
              <th scope="col">New</th>
              <th scope="col">Different</th>
              <th scope="col">Only here</th>
              <th scope="col">Afterwards</th>
            </tr>
          </thead>
          <tbody>
            <For each={parts()}>
              {(part) => (
                <tr>
                  <th scope="row">{PART_WORDS[part.part]}</th>
                  <td>{formatCount(part.inFile)}</td>
                  <td>{formatCount(part.here)}</td>
                  <td>{formatCount(part.added)}</td>
                  <td>{formatCount(part.conflicts)}</td>
                  <td>{formatCount(part.onlyHere)}</td>
                  <td>{formatCount(part.afterwards)}</td>
                </tr>
              )}
            </For>
            <For each={props.detail.beside.filter(({ inFile }) => inFile > 0)}>
              {({ table, inFile }) => (
                <tr>
                  <th scope="row">{BESIDE_WORDS[table]}</th>
                  <td>{formatCount(inFile)}</td>
                  <td colspan="5" class="preview-restore-beside">
                    those that are not here yet are added
                  </td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </div>
      <Show when={choice().mode === 'add' && conflicts() > 0}>
        <SegmentedControl<RestoreDetail['choice']['conflicts']>
          label={`Where both have a record and they differ (${names().slice(0, 4).join(', ')}${conflicts() > 4 ? ', …' : ''})`}
          value={choice().conflicts}
          options={CONFLICTS}
          onChange={(wins) => choose({ conflicts: wins })}
        />
      </Show>
      <Show when={choice().mode === 'replace'}>
        <p class="import-panel-remark">
          {removed() === 0
            ? 'Nothing that is here alone goes.'
            : `What is only here goes: ${formatCount(removed())} records.`}{' '}
          It is one step, which undo takes back. The backup’s choices of release and lens come with it.
        </p>
      </Show>
      <Show when={props.detail.releases.some(({ isHere }) => !isHere)}>
        <p class="import-panel-hint">
          ATT&CK releases that are not on this device are added; those that are stay as they are.
        </p>
      </Show>
    </div>
  );
}
