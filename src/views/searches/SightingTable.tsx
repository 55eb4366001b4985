import { createMemo, createSignal, Show } from 'solid-js';
import { formatCount } from '../../domain/format';
import { RELEVANCE_WORDS } from '../../domain/history/history-words';
import { describeZone } from '../../domain/history/moments';
import { rateSighting } from '../../domain/history/relevance';
import type { Relevance, Sighting } from '../../domain/history/sighting';
import { goTo } from '../../state/route';
import { useHistories } from '../histories/history-scope';
import { createWidth, fitColumns } from '../inventory/fit-columns';
import { CheckInput } from '../pieces/CheckInput';
import { DataTable } from '../pieces/DataTable';
import { SegmentedControl } from '../pieces/SegmentedControl';
import { TextInput } from '../pieces/TextInput';
import { keyOfSighting, listSightingColumns } from './sighting-columns';

const LEVELS: readonly Relevance[] = ['high', 'medium', 'low'];
/** Fewer are read, not searched. */
const SEARCHED_FROM = 10;

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
  const rated = createMemo(() => props.sightings.map((sighting) => ({ sighting, relevance: rateSighting(sighting) })));
  const rows = createMemo(() => {
    const wanted = words().trim().toLowerCase();
    return rated().flatMap(({ sighting, relevance }) =>
      (level() === null || relevance === level()) &&
      (!isNewOnly() || !props.isNewShown || sighting.newSince > 0) &&
      (wanted === '' ||
        sighting.value.toLowerCase().includes(wanted) ||
        sighting.hosts.some(([host]) => host.toLowerCase().includes(wanted)))
        ? sighting
        : [],
    );
  });
  const counts = createMemo(() => {
    const byLevel: Record<Relevance, number> = { high: 0, medium: 0, low: 0 };
    for (const { relevance } of rated()) byLevel[relevance]++;
    return byLevel;
  });
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
          empty={<p class="history-note">No sighting is like that.</p>}
        />
      </div>
      <p class="history-note">Times as this device counts them, {zone} today.</p>
    </section>
  );
}
