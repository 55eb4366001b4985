/**
 * Sensor Mappings to ATT&CK (SMAP), one sensor's table as CSV: an event, what it is about, and the pair of data
 * source and data component it shows. https://github.com/center-for-threat-informed-defense/sensor-mappings-to-attack
 *
 * Descriptions are not kept. The columns, and what is done about each kind of dirt: `docs/formats/smap-csv.md`.
 */
import { excerpt, failure, type Issue, issue, type Place, type Result, success, WHOLE_FILE } from '../domain/result';
import type { FactOrigin, Sensor } from '../domain/sensors/sensor';
import { makeDelimitedReader } from './delimited-text';
import { makeSmapPairs, type PairResolver } from './smap-pairs';

export interface SmapCsvReading {
  readonly sensor: Sensor;
  /** Rows in the file = kept + repeated + left out. Blank lines are no rows. */
  readonly counts: {
    readonly rows: number;
    readonly kept: number;
    /** Say again what an earlier row said (SMAP has a row for each relationship); each is reported as a note. */
    readonly repeated: number;
    readonly leftOut: number;
  };
}

const EVENT_ID = 'eventid';
const DATA_SOURCE = 'attckdatasource';
const DATA_COMPONENT = 'attckdatacomponent';
/** Where a name is expected, the id of the column before it. */
const DATA_SOURCE_ID = /^DS\d{4}$/i;

interface Columns {
  readonly event: number;
  readonly source: number;
  readonly component: number;
  readonly width: number;
}

export function sniffSmapCsv(head: string): boolean {
  const reader = makeDelimitedReader({ isHeader: (cells) => readHeader(cells) !== null });
  const records = [...reader.push(head), ...reader.end()];
  const first = records.find((record) => !record.blank);
  return first !== undefined && readHeader(first.cells) !== null;
}

/**
 * @param text the whole file
 * @param identity of the sensor that the file describes; SMAP's files do not name theirs
 * @param origin who says that the events map: `smap` for its own files, `user` for others
 */
export function readSmapCsv(
  text: string,
  identity: Omit<Sensor, 'events'>,
  origin: FactOrigin,
  resolvePair: PairResolver,
): Result<SmapCsvReading> {
  const reader = makeDelimitedReader({ isHeader: (cells) => readHeader(cells) !== null });
  const records = [...reader.push(text), ...reader.end()].filter((record) => !record.blank);
  const [first, ...rows] = records;
  const columns = first === undefined ? null : readHeader(first.cells);
  if (columns === null) {
    return failure(
      issue(
        'error',
        'smap-header-missing',
        WHOLE_FILE,
        'This is not a SMAP table: its first row does not name the columns.',
        {
          ...(first === undefined ? {} : { found: excerpt(first.cells.join(', ')) }),
          done: 'Nothing was read. Expected EVENT ID, ATT&CK DATA SOURCE and ATT&CK DATA COMPONENT.',
        },
      ),
    );
  }
  const pairs = makeSmapPairs(origin, resolvePair);
  const issues: Issue[] = [];
  const counts = { rows: rows.length, kept: 0, repeated: 0, leftOut: 0 };
  for (const { line, cells, problem } of rows) {
    const place: Place = { kind: 'line', line };
    const event = clean(cells[columns.event]);
    const fault = problem === 'unclosed-quote' ? UNCLOSED : tellFault(event, cells, columns);
    if (fault !== null) {
      issues.push(
        issue('warning', fault.code, place, fault.message, { found: excerpt(cells.join(', ')), done: 'Row left out.' }),
      );
      counts.leftOut++;
      continue;
    }
    const outcome = pairs.add(event, clean(cells[columns.source]), clean(cells[columns.component]), place);
    counts[outcome.kind]++;
    if (outcome.issue !== null) issues.push(outcome.issue);
  }
  for (const found of pairs.unlisted()) issues.push(found);
  const events = pairs.events();
  if (events.length === 0) {
    const none = issue('error', 'smap-no-events', WHOLE_FILE, 'The table has no row that names an event.', {
      done: 'Nothing was read.',
    });
    return { ok: false, issues: [none, ...issues] };
  }
  return success({ sensor: { ...identity, events }, counts }, issues);
}

interface Fault {
  readonly code: string;
  readonly message: string;
}

const UNCLOSED: Fault = { code: 'smap-quote-unclosed', message: 'A quote that opens in this row is not closed.' };

function tellFault(event: string, cells: readonly string[], columns: Columns): Fault | null {
  if (isShifted(cells, columns)) {
    return {
      code: 'smap-row-shifted',
      message: 'The fields of this row do not stand under their columns: a comma may stand outside quotes.',
    };
  }
  return event === '' ? { code: 'smap-event-missing', message: 'The row names no event.' } : null;
}

/** An unquoted comma shifts what follows, so that which cell is the component would be a guess. */
function isShifted(cells: readonly string[], columns: Columns): boolean {
  if (cells.slice(columns.width).some((cell) => cell.trim() !== '')) return true;
  return [columns.source, columns.component].some((column) => DATA_SOURCE_ID.test(clean(cells[column])));
}

function readHeader(cells: readonly string[]): Columns | null {
  const names = cells.map(foldColumnName);
  const event = names.indexOf(EVENT_ID);
  const source = names.indexOf(DATA_SOURCE);
  const component = names.indexOf(DATA_COMPONENT);
  return event < 0 || source < 0 || component < 0 ? null : { event, source, component, width: cells.length };
}

/** Case, spaces, a byte order mark and `ATT&amp;CK` for `ATT&CK` make no difference. */
function foldColumnName(name: string): string {
  return clean(name)
    .toLowerCase()
    .replace(/[^a-z]/g, '')
    .replace(/^attackdata/, 'attckdata');
}

function clean(cell: string | undefined): string {
  return (cell ?? '')
    .replace(/&amp;/gi, '&')
    .replace(/[\s\uFEFF]+/g, ' ')
    .trim();
}
