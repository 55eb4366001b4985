/** Rows of a table into records: each column has a field and a way to be read. */
import type { ColumnWriter } from '../../domain/columns/column';
import { DISPOSITION_FIELD, type Disposition, kindOfField } from '../../domain/history/fields';
import { excerpt, issue, WHOLE_FILE } from '../../domain/result';
import { dispositionOfFlags, dispositionOfState, dispositionOfStatus, readVerdict } from './dispositions';
import type { HistoryContext } from './history-reader';
import { makeTimeReader } from './times';

/** `date` and `clock` are the two halves of a moment in columns of their own. */
export type ColumnReading =
  | 'text'
  | 'moment'
  | 'date'
  | 'clock'
  | 'seconds'
  | 'milliseconds'
  | 'protocol'
  | 'list'
  | 'action'
  | 'flags'
  | 'state'
  | 'path'
  | 'left';

export interface PlannedColumn {
  readonly field: string;
  readonly how: ColumnReading;
}

export interface RowWriter {
  /** Of the record that is open. */
  put(cells: readonly string[]): void;
  /** Says what did not fit. */
  end(): void;
}

export interface RowOptions {
  readonly dataset: string;
  readonly dayFirst?: boolean | null;
  /** Of the whole row, where the log says it in its own way. */
  readonly dispositionOf?: (textOf: (field: string) => string | null) => Disposition | null;
  /** What follows from several columns together; a field that has a value keeps it. */
  readonly derive?: (textOf: (field: string) => string | null, put: (field: string, value: string) => void) => void;
}

const NOTHING = /^(?:|-|--|n\/a|null|none|\(null\)|\(empty\)|unknown|undefined|<none>)$/i;
const MAC = /^[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}$/i;
const WITH_PORT = /^(?:(\d{1,3}(?:\.\d{1,3}){3})|\[([0-9a-f:.]{2,45})\])[:/](\d{1,5})$/i;
/** Of Windows' firewall, which way a packet went at the host. */
const PATHS: ReadonlyMap<string, string> = new Map([
  ['RECEIVE', 'ingress'],
  ['SEND', 'egress'],
]);
/** As `network.transport` has it. */
export const PROTOCOLS: ReadonlyMap<string, string> = new Map([
  ['1', 'icmp'],
  ['2', 'igmp'],
  ['6', 'tcp'],
  ['17', 'udp'],
  ['41', 'ipv6'],
  ['47', 'gre'],
  ['50', 'esp'],
  ['51', 'ah'],
  ['58', 'ipv6-icmp'],
  ['89', 'ospf'],
  ['132', 'sctp'],
  ['icmp6', 'ipv6-icmp'],
  ['icmpv6', 'ipv6-icmp'],
]);

export function transportOf(written: string): string {
  const word = written.trim().toLowerCase();
  return PROTOCOLS.get(word) ?? word;
}

export function makeRowWriter(
  context: HistoryContext,
  columns: readonly (PlannedColumn | null)[],
  options: RowOptions,
): RowWriter {
  const { sink, note } = context;
  const writers = new Map<string, ColumnWriter>();
  const times = makeTimeReader(context.time, { fileDate: context.fileDate, dayFirst: options.dayFirst ?? null });
  const dataset = sink.column('event.dataset');
  const misfits = new Map<string, { count: number; example: string }>();
  const used = new Set<string>();
  const strange = makeWordCount();
  let cells: readonly string[] = [];
  const dateColumn = columns.findIndex((column) => column?.how === 'date');

  function column(field: string): ColumnWriter {
    let writer = writers.get(field);
    if (writer === undefined) {
      writer = sink.column(field, kindOfField(field));
      writers.set(field, writer);
    }
    return writer;
  }

  /** The first value for a field is kept. */
  function put(field: string, value: string | number): boolean {
    if (used.has(field)) return true;
    const writer = column(field);
    const fits = typeof value === 'number' ? writer.putNumber(value) : writer.putText(value);
    if (fits) used.add(field);
    return fits;
  }

  function putCell({ field, how }: PlannedColumn, value: string): boolean {
    switch (how) {
      case 'moment':
        return putNumber(field, times.readText(value));
      case 'clock': {
        const date = dateColumn < 0 ? '' : (cells[dateColumn] ?? '').trim();
        return putNumber(field, times.readText(`${date} ${value}`));
      }
      case 'seconds':
        return putNumber(field, Math.floor(secondsOf(value) * 1000 + 5e-4));
      case 'milliseconds':
        return putNumber(field, Number(value.replace(/\s?ms$/i, '')));
      case 'protocol':
        return put(field, transportOf(value));
      case 'list':
        return put(
          field,
          value
            .split(/[,;\n]\s?/)
            .map((part) => part.trim())
            .filter((part) => part !== '')
            .join('\n'),
        );
      case 'path':
        return put(field, PATHS.get(value.toUpperCase()) ?? value);
      case 'left':
      case 'date':
        return true;
      default:
        return putText(field, value);
    }
  }

  function putNumber(field: string, value: number): boolean {
    return Number.isFinite(value) && put(field, value);
  }

  function putText(field: string, value: string): boolean {
    const kind = kindOfField(field);
    if (kind === 'number') return put(field, /^\d{1,3}(?:,\d{3})+$/.test(value) ? value.replaceAll(',', '') : value);
    if (kind !== 'address') return put(field, value);
    if (MAC.test(value)) return put(field.replace(/\.ip$/, '.mac'), value);
    const whole = WITH_PORT.exec(value);
    if (whole === null) return put(field, value.replace(/^\[(.{2,45})\]$/, '$1').replace(/\/(?:32|128)$/, ''));
    return put(field, whole[1] ?? whole[2] ?? '') && put(field.replace(/\.ip$/, '.port'), whole[3] ?? '');
  }

  function textOf(field: string): string | null {
    const index = columns.findIndex((each) => each?.field === field);
    const value = index < 0 ? '' : (cells[index] ?? '').trim();
    return NOTHING.test(value) ? null : value;
  }

  function disposition(): Disposition | null {
    const own = options.dispositionOf?.(textOf) ?? null;
    if (own !== null) return own;
    let found: Disposition | null = null;
    // What a product says it did goes before what flags let one conclude, and what is certain before what is not.
    for (const way of ['action', 'state', 'flags'] as const) {
      for (let index = 0; index < columns.length; index++) {
        const value = (cells[index] ?? '').trim();
        if (columns[index]?.how !== way || NOTHING.test(value)) continue;
        if (found === null || found === 'unknown') found = dispositionIn(way, value);
      }
    }
    if (found !== null) return found;
    const status = numberOf('http.response.status_code');
    return status === null ? null : dispositionOfStatus(status);
  }

  function dispositionIn(way: 'action' | 'state' | 'flags', value: string): Disposition {
    if (way === 'action') {
      const verdict = readVerdict(value);
      if (verdict === null) strange.add(value);
      return verdict ?? 'unknown';
    }
    if (way === 'flags') return dispositionOfFlags(value, numberOf('network.packets'));
    return dispositionOfState(value, (textOf('network.direction') ?? '').includes('<->'));
  }

  function numberOf(field: string): number | null {
    const value = textOf(field);
    return value === null || !/^\d{1,15}$/.test(value) ? null : Number(value);
  }

  return {
    put(row) {
      cells = row;
      used.clear();
      dataset.putText(options.dataset);
      for (let index = 0; index < columns.length; index++) {
        const planned = columns[index];
        const value = (row[index] ?? '').trim();
        if (planned === null || planned === undefined || NOTHING.test(value)) continue;
        if (putCell(planned, value)) continue;
        const misfit = misfits.get(planned.field) ?? { count: 0, example: value.slice(0, 80) };
        misfits.set(planned.field, { ...misfit, count: misfit.count + 1 });
      }
      options.derive?.(textOf, (field, value) => put(field, value));
      const found = used.has(DISPOSITION_FIELD) ? null : disposition();
      if (found !== null) put(DISPOSITION_FIELD, found);
    },
    end() {
      for (const [field, { count, example }] of misfits) {
        note(
          issue('warning', 'table-misfit', WHOLE_FILE, `${count} values for ${field} could not be read.`, {
            found: example,
            done: 'Read without them.',
          }),
        );
      }
      if (strange.count > 0)
        note(
          issue(
            'note',
            'unknown-verdict',
            WHOLE_FILE,
            `${strange.count.toLocaleString('en')} values of columns of verdicts are no word known here for let through or refused.`,
            { found: strange.list(), done: 'They are kept as they are; what became of these records is not known.' },
          ),
        );
    },
  };
}

/** Different words with their counts, of which a bounded number is told. */
function makeWordCount() {
  const counts = new Map<string, number>();
  let count = 0;
  return {
    add(word: string): void {
      count++;
      const known = counts.get(word);
      if (known !== undefined || counts.size < MOST_WORDS) counts.set(word, (known ?? 0) + 1);
    },
    get count() {
      return count;
    },
    list: () =>
      excerpt(
        [...counts]
          .sort(([, one], [, other]) => other - one)
          .slice(0, TOLD_WORDS)
          .map(([word, times]) => `${word.slice(0, 40)} (${times.toLocaleString('en')})`)
          .join(', '),
        300,
      ),
  };
}

const [MOST_WORDS, TOLD_WORDS] = [1000, 12];

/** `12.5`, `12.5 s`, `00:01:02`, `0:00:30.5`. */
function secondsOf(value: string): number {
  const clock = /^(?:(\d{1,5}):)?(\d{1,2}):(\d{2}(?:\.\d{1,9})?)$/.exec(value);
  if (clock !== null) return Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
  return Number(value.replace(/\s?s(?:ec(?:onds)?)?$/i, ''));
}
