/**
 * Windows events as tables: EvtxECmd, Hayabusa, `Export-Csv`, the Event Viewer, Defender and Sentinel, and exports that have the
 * original event in a column (`_raw`, `AuditData`). A row is read as the event that its columns say.
 */
import { excerpt, issue } from '../../domain/result';
import { type Delimiter, makeRecordCutter } from '../delimited-records';
import type { Probe } from '../probe';
import type { HistoryContext, HistoryFormat, HistoryReader } from './history-reader';
import { makeEventReader } from './json-event-reader';
import { makeLineReader } from './lines';
import { makeUtf8Reader } from './utf8-reader';

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t', '|'];
/** A cell may hold the text of an event, over many lines. */
const LONGEST_ROW = 1024 * 1024;
const QUOTE = /"/g;
const TYPE_LINE = /^\uFEFF?#TYPE /;

export const WINDOWS_CSV: HistoryFormat = {
  id: 'windows-events-csv',
  name: 'Windows events (CSV)',
  extensions: ['csv', 'tsv', 'txt'],
  docs: 'windows-events.md',
  sniff: sniffWindowsCsv,
  make: (context) => makeUtf8Reader(context, makeCsvEventReader),
};

/** Names of other languages that the Event Viewer writes, by the English ones. */
const TRANSLATED: Readonly<Record<string, string>> = {
  Ebene: 'Level',
  'Datum und Uhrzeit': 'Date and Time',
  Quelle: 'Source',
  'Ereignis-ID': 'Event ID',
  Aufgabenkategorie: 'Task Category',
  Niveau: 'Level',
  'Date et heure': 'Date and Time',
  'ID de l’événement': 'Event ID',
  "ID de l'événement": 'Event ID',
  'Catégorie de la tâche': 'Task Category',
  Nivel: 'Level',
  'Fecha y hora': 'Date and Time',
  Origen: 'Source',
  'Id. del evento': 'Event ID',
  'Categoría de la tarea': 'Task Category',
};

function headerOf(line: string): { readonly names: readonly string[]; readonly delimiter: Delimiter } | null {
  const text = line.replace(/^\uFEFF/, '').trimEnd();
  for (const delimiter of DELIMITERS) {
    const names = cellsOf(text, delimiter).map((cell) => {
      const name = cell.trim();
      return Object.hasOwn(TRANSLATED, name) ? (TRANSLATED[name] ?? name) : name;
    });
    if (names.length >= 4 && isEventHeader(names)) return { names, delimiter };
  }
  return null;
}

function isEventHeader(names: readonly string[]): boolean {
  const has = (...wanted: readonly string[]) => wanted.some((name) => names.includes(name));
  const hasTime = has(
    'TimeCreated',
    'Date and Time',
    'Timestamp',
    'Timestamp [UTC]',
    'TimeGenerated',
    'TimeGenerated [UTC]',
    '_time',
    'UtcTime',
    'EventTime',
    'SystemTime',
    '@timestamp',
  );
  // The original event lies in a column.
  if (has('_raw')) return true;
  if (!hasTime) return has('CreationDate', 'CreationTime') && has('AuditData');
  if (has('ActionType') && has('DeviceName', 'DeviceId')) return true;
  const isEvent =
    has('EventID', 'EventId', 'Event ID', 'EventCode', 'event_id') || (has('Id') && has('ProviderName', 'LogName'));
  return (
    isEvent &&
    has(
      'Provider',
      'ProviderName',
      'Channel',
      'LogName',
      'Source',
      'SourceName',
      'EventLog',
      'EventSourceName',
      'Computer',
      'MachineName',
    )
  );
}

function sniffWindowsCsv({ text }: Probe): number {
  if (text === null || /^\uFEFF?\s{0,20}[{[<]/.test(text)) return 0;
  const lines = text.slice(0, 20_000).split(/\r\n?|\n/, 2);
  const line = TYPE_LINE.test(lines[0] ?? '') ? lines[1] : lines[0];
  const header = line === undefined || line.length > 16_000 ? null : headerOf(line);
  if (header === null) return 0;
  const isRaw = header.names.includes('_raw') && !header.names.some((name) => /^Event(?:ID|Id|Code)$/.test(name));
  return isRaw && !/"\{""|<Event[ >]/.test(text) ? 0 : 0.97;
}

function cellsOf(text: string, delimiter: Delimiter): readonly string[] {
  return makeRecordCutter(delimiter).cut(text, true).records[0]?.cells ?? [];
}

function makeCsvEventReader(context: HistoryContext): HistoryReader {
  const events = makeEventReader(context);
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const western = new TextDecoder('windows-1252');
  let header: ReturnType<typeof headerOf> = null;
  // The open row: its lines so far, and where it began.
  let row = '';
  let firstLine = 0;
  let firstOffset = 0;
  let end = 0;
  let isOpen = false;

  function decode(bytes: Uint8Array): string {
    try {
      return strict.decode(bytes);
    } catch {
      return western.decode(bytes);
    }
  }

  function reject(message: string): void {
    context.reject(
      issue('error', 'record-damaged', { kind: 'line', line: firstLine }, message, {
        found: excerpt(row),
        done: 'Record left out.',
      }),
    );
    row = '';
    isOpen = false;
  }

  function take(): void {
    if (header === null) return;
    const cells = cellsOf(row, header.delimiter);
    const { names } = header;
    if (cells.length > names.length + 1) {
      reject(`This row has ${cells.length} cells where the header has ${names.length}.`);
      return;
    }
    // The Event Viewer gives its last column, the text of the event, no name.
    const named = cells.map((cell, at): [string, string] => [names[at] ?? 'Message', cell]);
    const event = Object.fromEntries(named.filter(([name, cell]) => name !== '' && cell !== ''));
    row = '';
    events.read(event, firstLine, firstOffset, end - firstOffset);
  }

  function onLine(bytes: Uint8Array, start: number, stop: number, line: number, offset: number): void {
    const text = decode(bytes.subarray(start, stop));
    if (header === null) {
      if (TYPE_LINE.test(text) || text.trim() === '') return;
      header = headerOf(text);
      if (header === null) {
        [row, firstLine] = [text, line];
        reject('No header says what the columns are.');
      }
      return;
    }
    if (!isOpen && text.trim() === '') return;
    if (isOpen) row += `\n${text}`;
    else [row, firstLine, firstOffset] = [text, line, offset];
    end = offset + stop - start;
    // Quotes inside cells are doubled, so that a row is whole where they are even.
    if ((text.match(QUOTE)?.length ?? 0) % 2 === 1) isOpen = !isOpen;
    if (row.length > LONGEST_ROW) reject('This row is longer than 1 MB: a quote may be missing.');
    else if (!isOpen) take();
  }

  return makeLineReader(onLine, () => {
    if (isOpen) reject('The file ends within a quoted cell of this row.');
  });
}
