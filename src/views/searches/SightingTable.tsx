import { createMemo, createSignal, Show } from 'solid-js';
import { formatCount } from '../../domain/format';
import { RELEVANCE_WORDS } from '../../domain/history/history-words';
import { describeZone } from '../../domain/history/moments';
import { rateSighting } from '../../domain/history/relevance';
import type { Relevance, Sighting } from '../../domain/history/sighting';
import { PIECE, type Pieces } from '../../domain/in-pieces';
import { goTo } from '../../state/route';
import { useHistories } from '../histories/history-scope';
import { createWidth, fitColumns } from '../inventory/fit-columns';
import { CheckInput } from '../pieces/CheckInput';
import { createInPieces } from '../pieces/create-in-pieces';
import { DataTable } from '../pieces/DataTable';
import { SegmentedControl } from '../pieces/SegmentedControl';
import { TextInput } from '../pieces/TextInput';
import { keyOfSighting, listSightingColumns } from './sighting-columns';

const LEVELS: readonly Relevance[] = ['high', 'medium', 'low'];
/** Fewer are read, not searched. */
const SEARCHED_FROM = 10;

interface Rated {
  readonly sighting: Sighting;
  readonly relevance: Relevance;
}

const NONE: Readonly<Record<Relevance, number>> = { high: 0, medium: 0, low: 0 };

function* rateAll(sightings: readonly Sighting[]): Pieces<{
  readonly sightings: readonly Rated[];
  readonly counts: Readonly<Record<Relevance, number>>;
}> {
  const rated: Rated[] = [];
  const counts = { ...NONE };
  for (const sighting of sightings) {
    const relevance = rateSighting(sighting);
    rated.push({ sighting, relevance });
    counts[relevance]++;
    if (rated.length % PIECE === 0) yield;
  }
  return { sightings: rated, counts };
}

function* findFitting(asked: {
  readonly rated: readonly Rated[];
  readonly level: Relevance | null;
  readonly isNewOnly: boolean;
  readonly words: string;
}): Pieces<readonly Sighting[]> {
  const { rated, level, isNewOnly, words } = asked;
  const fitting: Sighting[] = [];
  for (const [at, { sighting, relevance }] of rated.entries()) {
    if (at % PIECE === PIECE - 1) yield;
    if ((level !== null && relevance !== level) || (isNewOnly && sighting.newSince === 0)) continue;
    const isNamed =
      words === '' ||
      sighting.value.toLowerCase().includes(words) ||
      sighting.hosts.some(([host]) => host.toLowerCase().includes(words));
    if (isNamed) fitting.push(sighting);
  }
  return fitting;
}

/** All sightings of a run, the most relevant first. */
export function SightingTable(props: {
  readonly search: string;
  readonly sightings: readonly Sighting[];
  readonly opened: Sighting | undefined;
  readonly isNewShown: boolean;
}) {
  const { nameOf } = useHistories();
  const [level, setLevel] = createSignal<Relevance | null>(null);
  const [isNewOnly, setNewOnly] = createSignal(false);
  const [words, setWords] = createSignal('');
  const rated = createInPieces(() => props.sightings, rateAll);
  const counts = () => rated()?.counts ?? NONE;
  const found = createInPieces(
    () => ({
      rated: rated()?.sightings ?? [],
      level: level(),
      isNewOnly: isNewOnly() && props.isNewShown,
      words: words().trim().toLowerCase(),
    }),
    findFitting,
  );
  const rows = () => found() ?? [];
  const levels = createMemo(() => [
    { value: null, label: `All ${formatCount(props.sightings.length)}` },
    ...LEVELS.map((value) => ({
      value: value as Relevance | null,
      label: `${RELEVANCE_WORDS[value]} ${formatCount(counts()[value])}`,
    })),
  ]);
  const [width, observeWidth] = createWidth();
  const columns = createMemo(() => fitColumns(listSightingColumns(nameOf, props.isNewShown), width()));
  const zone = describeZone(-new Date().getTimezoneOffset());
  return (
    <section class="history-section" aria-labelledby="sightings">
      <h2 id="sightings">Sightings</h2>
      <div class="history-filters">
        <SegmentedControl label="Relevance" labelHidden value={level()} options={levels()} onChange={setLevel} />
        <Show when={props.sightings.length >= SEARCHED_FROM}>
          <TextInput
            label="Find a sighting"
            type="search"
            placeholder="Indicator or host"
            value={words()}
            onChange={setWords}
          />
        </Show>
        <Show when={props.isNewShown && props.sightings.some(({ newSince }) => newSince > 0)}>
          <CheckInput label="New since last looked" checked={isNewOnly()} onChange={setNewOnly} />
        </Show>
      </div>
      <div ref={observeWidth}>
        <DataTable
          label="Sightings"
          noun={rows().length === 1 ? 'sighting' : 'sightings'}
          order="most relevant first"
          rows={rows()}
          columns={columns()}
          rowKey={keyOfSighting}
          opened={props.opened === undefined ? null : keyOfSighting(props.opened)}
          onOpen={({ type, value }) => goTo('hunts', props.search, type, value)}
          empty={
            <Show when={found()}>
              <p class="history-note">No sighting is like that.</p>
            </Show>
          }
        />
      </div>
      <p class="history-note">Times as this device counts them, {zone} today.</p>
    </section>
  );
}
