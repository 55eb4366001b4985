import { createMemo, createSignal, For, Show } from 'solid-js';
import {
  CHANGE_KINDS,
  type ChangeKind,
  type ReleaseDiff as Diff,
  type ReleaseChange,
} from '../../domain/attack/release-diff';
import { compareReleases } from '../../domain/attack/releases';
import { formatCount } from '../../domain/format';
import { useApp } from '../../state/app-state';
import { createReleaseDiff } from '../../state/releases';
import { goTo, linkTo } from '../../state/route';
import { AnswerLine } from '../pieces/AnswerLine';
import { Button } from '../pieces/Button';
import { type Column, DataTable } from '../pieces/DataTable';
import { Field } from '../pieces/Field';
import { Screen } from '../pieces/Screen';
import { SelectInput } from '../pieces/SelectInput';
import { TextInput } from '../pieces/TextInput';
import { type CatalogEntry, DOMAIN_WORDS, listEntries, nameCatalog } from '../shell/catalog-words';
import { createScreenExports } from '../shell/screen-exports';
import { CHANGE_WORDS } from './release-words';
import './Releases.css';

/** Two releases of one domain, and what differs: `#/data/diff/enterprise-attack@18.1/enterprise-attack@19.1`. */
export function ReleaseDiff() {
  const { coverage, route } = useApp();
  const entries = createMemo(() =>
    [...listEntries(coverage)].sort((a, b) => compareReleases(b.release, a.release) || (a.id < b.id ? -1 : 1)),
  );
  const domain = () => {
    const asked = (route().detail[2] ?? coverage.catalogId()).split('@')[0];
    return entries().find((entry) => entry.domain === asked)?.domain ?? 'enterprise-attack';
  };
  const choices = createMemo(() => entries().filter((entry) => entry.domain === domain()));
  const to = () => route().detail[2] ?? choices()[0]?.id ?? '';
  const from = () => route().detail[1] ?? choices().find(({ id }) => id !== to())?.id ?? to();
  return (
    <Screen title="What changed between two ATT&CK releases?">
      <div class="release-choices">
        <Field label="Domain">
          {() => (
            <SelectInput
              value={domain()}
              options={[...new Set(entries().map((entry) => entry.domain))].map((value) => ({
                value,
                label: DOMAIN_WORDS[value],
              }))}
              onChange={(chosen) => goTo('data', ...describeNewest(entries(), chosen))}
            />
          )}
        </Field>
        <Field label="From">
          {() => <ReleaseSelect value={from()} entries={choices()} onChange={(id) => goTo('data', 'diff', id, to())} />}
        </Field>
        <Field label="To">
          {() => <ReleaseSelect value={to()} entries={choices()} onChange={(id) => goTo('data', 'diff', from(), id)} />}
        </Field>
        <a class="button" href={linkTo('data')}>
          All data
        </a>
      </div>
      <Show
        when={choices().length > 1 || from() !== to()}
        fallback={
          <p class="release-line">
            {entries().length === 0
              ? 'Reading the list of releases…'
              : `There is one release of ${DOMAIN_WORDS[domain()]} on this device. Import another official bundle, from release 9 on, to compare it with.`}
          </p>
        }
      >
        <DiffBody from={from()} to={to()} />
      </Show>
    </Screen>
  );
}

function ReleaseSelect(props: {
  readonly value: string;
  readonly entries: readonly CatalogEntry[];
  readonly onChange: (id: string) => void;
}) {
  return (
    <SelectInput
      value={props.value}
      options={props.entries.map((entry) => ({ value: entry.id, label: nameCatalog(entry) }))}
      onChange={props.onChange}
    />
  );
}

const COLUMNS: readonly Column<ReleaseChange>[] = [
  { id: 'id', title: 'Id', value: ({ id }) => id, width: '6.5rem' },
  { id: 'name', title: 'Name', value: ({ name }) => name, width: 'minmax(10rem, 1.4fr)' },
  { id: 'kind', title: 'Change', value: ({ kind }) => CHANGE_WORDS[kind].row, width: '9rem' },
  { id: 'before', title: 'Before', value: ({ before }) => before, width: 'minmax(8rem, 1.4fr)' },
  { id: 'after', title: 'After', value: ({ after }) => after, width: 'minmax(8rem, 1.4fr)' },
];

function DiffBody(props: { readonly from: string; readonly to: string }) {
  const { diff, problem, save } = createReleaseDiff(
    () => props.from,
    () => props.to,
  );
  /** Kinds that are shown; none chosen: all. */
  const [chosen, setChosen] = createSignal<ReadonlySet<ChangeKind>>(new Set());
  const [words, setWords] = createSignal('');
  const counts = createMemo(() => {
    const all = diff()?.changes ?? [];
    return CHANGE_KINDS.map((kind) => ({ kind, count: all.filter((change) => change.kind === kind).length })).filter(
      ({ count }) => count > 0,
    );
  });
  const shown = createMemo(() => {
    const wanted = words().trim().toLowerCase();
    return (diff()?.changes ?? []).filter(
      (change) =>
        (chosen().size === 0 || chosen().has(change.kind)) &&
        (wanted === '' ||
          [change.id, change.name, change.before, change.after].some((text) => text.toLowerCase().includes(wanted))),
    );
  });
  const kinds = () => (chosen().size === 0 ? null : [...chosen()]);
  createScreenExports(() => {
    const hint = chosen().size === 0 ? 'all changes' : 'the kinds of change that are chosen';
    return [
      { label: 'Changes (CSV)', hint, run: () => save('table', kinds()) },
      { label: 'Changes as a Navigator layer', hint, run: () => save('layer', kinds()) },
    ];
  });
  const toggle = (kind: ChangeKind) =>
    setChosen((current) => {
      const next = new Set(current);
      if (!next.delete(kind)) next.add(kind);
      return next;
    });

  return (
    <Show
      when={diff()}
      fallback={
        <p class="release-line" role={problem() === null ? 'status' : 'alert'}>
          {problem() ?? 'Comparing…'}
        </p>
      }
    >
      {(known) => (
        <>
          <AnswerLine>{describeDiff(known())}</AnswerLine>
          <fieldset class="release-kinds">
            <legend class="visually-hidden">Kinds of change to show</legend>
            <For each={counts()}>
              {({ kind, count }) => (
                <Button pressed={chosen().has(kind)} onClick={() => toggle(kind)}>
                  <strong>{formatCount(count)}</strong> {count === 1 ? CHANGE_WORDS[kind].one : CHANGE_WORDS[kind].many}
                </Button>
              )}
            </For>
          </fieldset>
          <div class="release-search">
            <TextInput
              type="search"
              label="Search in the changes"
              placeholder="Id, name or word"
              value={words()}
              onChange={setWords}
            />
          </div>
          <DataTable
            label="Changes"
            noun={shown().length === 1 ? 'change' : 'changes'}
            rows={shown()}
            columns={COLUMNS}
            rowKey={({ kind, id }) => `${kind} ${id}`}
            empty={<p class="release-line">No change fits what is chosen.</p>}
          />
        </>
      )}
    </Show>
  );
}

/** "From 18.1 to 19.1: 23 new techniques, 17 revoked, 72 under other tactics. 595 are as they were." */
function describeDiff({ from, to, changes, unchanged }: Diff): string {
  const say = (kind: ChangeKind) => {
    const count = changes.filter((change) => change.kind === kind).length;
    return count === 0
      ? []
      : [`${formatCount(count)} ${count === 1 ? CHANGE_WORDS[kind].one : CHANGE_WORDS[kind].many}`];
  };
  const said = (['added', 'revoked', 'deprecated', 'absent', 'moved'] as const).flatMap(say);
  const rest = `${formatCount(unchanged)} are as they were.`;
  if (changes.length === 0) return `From ${from} to ${to}, nothing that Vedette knows of changed. ${rest}`;
  return `From ${from} to ${to}: ${said.length === 0 ? 'no technique came, went or moved' : said.join(', ')}. ${rest}`;
}

function describeNewest(entries: readonly CatalogEntry[], domain: CatalogEntry['domain']): string[] {
  const [newest, other] = entries.filter((entry) => entry.domain === domain);
  return ['diff', other?.id ?? newest?.id ?? '', newest?.id ?? ''];
}
