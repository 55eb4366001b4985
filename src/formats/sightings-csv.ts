/** Sightings, and the records that they rest on, as CSV for spreadsheets: RFC 4180, CRLF, formulas neutralised. */
import type { MatchedRecord } from '../domain/history/matched-record';
import { composeSightingTable, type SightingsSubject, writeMoment } from '../domain/history/sighting-table';
import { writeDelimited } from './delimited-text';

export function writeSightingsCsv(subject: SightingsSubject): string {
  const { columns, rows } = composeSightingTable(subject);
  return writeDelimited(columns, rows, { mark: true });
}

const PLACE = [
  'history',
  'file',
  'sha256',
  'member',
  'line',
  'byte offset',
  'bytes',
  'source line',
  'found by',
  'search',
  'whole',
  'date',
  'tlp',
] as const;

/**
 * One row per record: its time in UTC, every field that any of them has in the order met, then its place.
 * @param subject `isWhole`: the search was, and every record that matched is among them
 */
export function writeRecordsCsv(
  records: readonly MatchedRecord[],
  { name, histories, at, tlp, isWhole }: Pick<SightingsSubject, 'name' | 'histories' | 'at' | 'tlp' | 'isWhole'>,
): string {
  const places = new Map<string, number>();
  for (const { fields } of records) {
    for (const [field] of fields) if (!places.has(field)) places.set(field, places.size);
  }
  const rows = records.map((record) => {
    const cells: (string | null)[] = Array.from({ length: places.size }, () => null);
    for (const [field, value] of record.fields) {
      const place = places.get(field) ?? 0;
      // A field that stands twice is kept twice.
      cells[place] = cells[place] === null ? value : `${cells[place]}; ${value}`;
    }
    return [
      writeMoment(record.time),
      ...cells,
      histories.get(record.history) ?? record.history,
      record.fileName,
      record.sha256,
      record.member,
      record.line,
      record.offset,
      record.length,
      record.source,
      record.matches.map(({ type, value, field }) => `${type} ${value} in ${field}`).join('; '),
      name,
      isWhole ? 'yes' : 'no',
      at,
      tlp,
    ];
  });
  return writeDelimited(['time', ...places.keys(), ...PLACE], rows, { mark: true });
}
