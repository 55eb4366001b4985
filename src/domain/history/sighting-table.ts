import { DIRECTION_WORDS, DISPOSITION_WORDS, describeShares, RELEVANCE_WORDS, typeWord } from './history-words';
import { fieldsOfPattern } from './pattern-fields';
import { rankSightings, rateSighting } from './relevance';
import type { Sighting } from './sighting';

/** What a search found, as it leaves the app. */
export interface SightingsSubject {
  /** Of the search. */
  readonly name: string;
  readonly sightings: readonly Sighting[];
  /** Names of histories by id. */
  readonly histories: ReadonlyMap<string, string>;
  /** ISO 8601: of the run, and of the export. */
  readonly ranAt: string;
  readonly at: string;
  readonly tlp: string;
  /** `false`: the search was stopped, or could not decide everything. */
  readonly isWhole: boolean;
}

export interface SightingTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** The last ones are the same in every row, since rows are copied out of tables. */
const COLUMNS = [
  'indicator',
  'type',
  'relevance',
  'records',
  'first seen',
  'last seen',
  'direction',
  'outcome',
  'our hosts',
  'hosts',
  'ports',
  'found in fields',
  'histories',
  'by host of url only',
  'search',
  'run',
  'whole',
  'date',
  'tlp',
] as const;

/** One row per sighting, the most relevant first; times in UTC. */
export function composeSightingTable({
  name,
  sightings,
  histories,
  ranAt,
  at,
  tlp,
  isWhole,
}: SightingsSubject): SightingTable {
  const rows = rankSightings(sightings).map((sighting) => [
    sighting.value,
    typeWord(sighting.type),
    RELEVANCE_WORDS[rateSighting(sighting)].toLowerCase(),
    sighting.count,
    writeMoment(sighting.firstSeen),
    writeMoment(sighting.lastSeen),
    describeShares(sighting.directions, DIRECTION_WORDS) || DIRECTION_WORDS.unknown,
    describeShares(sighting.dispositions, DISPOSITION_WORDS) || DISPOSITION_WORDS.unknown,
    listWithRest(
      sighting.hosts.map(([host]) => host),
      sighting.hostCount,
    ),
    sighting.hostCount,
    listWithRest(
      sighting.ports.map(([port]) => String(port)),
      sighting.portCount,
    ),
    (sighting.type === 'pattern' ? fieldsOfPattern(sighting.value) : Object.keys(sighting.fields)).join('; '),
    Object.keys(sighting.histories)
      .map((id) => histories.get(id) ?? 'removed since')
      .join('; '),
    sighting.byHostOnly ? 'yes' : 'no',
    name,
    ranAt,
    isWhole ? 'yes' : 'no',
    at,
    tlp,
  ]);
  return { columns: COLUMNS, rows };
}

export function writeMoment(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

function listWithRest(items: readonly string[], count: number): string {
  const rest = count - items.length;
  return [...items, ...(rest > 0 ? [`and ${rest} more`] : [])].join('; ');
}
