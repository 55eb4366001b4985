import { createMemo, createSignal, Show } from 'solid-js';
import type { ThreatKind } from '../../../domain/threats/threat-steps';
import { goTo } from '../../../state/route';
import type { ListedThreat } from '../../../state/threats';
import { createWidth, fitColumns } from '../../inventory/fit-columns';
import { Button } from '../../pieces/Button';
import { DataTable } from '../../pieces/DataTable';
import { SegmentedControl } from '../../pieces/SegmentedControl';
import { TextInput } from '../../pieces/TextInput';
import { makeThreatSearch } from './find-threats';
import { listThreatColumns } from './threat-columns';

const KINDS: readonly { readonly value: ThreatKind | null; readonly label: string }[] = [
  { value: null, label: 'All' },
  { value: 'group', label: 'Groups' },
  { value: 'software', label: 'Software' },
  { value: 'campaign', label: 'Campaigns' },
];

/** Threats with how much of each can be seen; found by name, alias or id. */
export function ThreatTable(props: {
  readonly label: string;
  readonly noun: string;
  readonly isSearched?: boolean;
  readonly threats: readonly ListedThreat[];
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
  readonly onCompare: () => void;
}) {
  const [width, observeWidth] = createWidth();
  const [words, setWords] = createSignal('');
  const [kind, setKind] = createSignal<ThreatKind | null>(null);
  const columns = createMemo(() => fitColumns(listThreatColumns().filter(isWanted), width()));
  const search = createMemo(() => makeThreatSearch(props.threats));
  const rows = createMemo(() => search()(words(), kind()));
  /** Layers have no other names, and are all of one kind. */
  function isWanted({ id }: { readonly id: string }): boolean {
    return props.isSearched === true || (id !== 'aliases' && id !== 'kind');
  }
  return (
    <div ref={observeWidth}>
      <Show when={props.isSearched}>
        <div class="threat-search">
          <TextInput
            label="Search threats"
            type="search"
            placeholder="Name, alias or id"
            value={words()}
            onChange={setWords}
          />
          <SegmentedControl label="Kind" labelHidden value={kind()} options={KINDS} onChange={setKind} />
        </div>
      </Show>
      <DataTable
        label={props.label}
        noun={rows().length === 1 ? props.noun.replace(/s$/, '') : props.noun}
        order={props.isSearched === true ? 'as ATT&CK lists them' : 'as kept'}
        rows={rows()}
        columns={columns()}
        rowKey={({ ref }) => ref}
        selected={props.selected}
        onSelect={props.onSelect}
        onOpen={({ ref }) => goTo('threats', ref)}
        bulkActions={
          <Button kind="primary" disabled={props.selected.size < 2} onClick={() => props.onCompare()}>
            Compare
          </Button>
        }
        empty={
          <p class="threat-note">
            {props.threats.length === 0
              ? 'This release names no groups, software or campaigns on this device.'
              : 'No threat has this name, alias or id.'}
          </p>
        }
      />
    </div>
  );
}
