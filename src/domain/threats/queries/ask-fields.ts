import { type Dialect, writeCondition } from './condition';
import type { FieldAsk, QueryPlace } from './query-place';
import { describeUnread, readCodes } from './read-codes';

/** What a language has to ask a table for. */
export interface FieldQuestion {
  /** Conditions that all hold, in the language. */
  readonly conditions: readonly string[];
  readonly columns: readonly string[];
  readonly note: string;
}

export interface FieldDialect extends Dialect {
  readonly contains: (field: string, text: string) => string;
  readonly mayStand: (value: string) => boolean;
}

/** `null`: codes were given, and none can be asked for there. */
export function askFields(
  ask: FieldAsk,
  place: QueryPlace,
  codes: readonly string[],
  dialect: FieldDialect,
): FieldQuestion | null {
  const { values, texts, unread } = readCodes(codes, place.readCode, dialect.mayStand);
  const rows = ask.fields === undefined ? [] : values.flatMap((row) => adapt(row, ask));
  const lost = values.length - rows.length;
  const searched = ask.text === undefined ? [] : texts;
  const left = [...unread, ...(ask.text === undefined ? texts : [])];
  const literal = ask.isNumber === true ? (value: string) => value : dialect.literal;
  const parts = [
    writeCondition(ask.fields ?? [], rows, { ...dialect, literal }),
    ...(ask.text === undefined ? [] : searched.map((text) => dialect.contains(ask.text ?? '', text))),
  ].filter((part) => part !== '');
  const isWhole = parts.length === 0;
  if (isWhole && codes.length > 0 && ask.whole !== true) return null;
  const events = parts.length > 1 ? `(${parts.join(dialect.or)})` : (parts[0] ?? '');
  const isAllRead = !isWhole && searched.length === 0;
  const special = isAllRead ? (ask.columnsOf?.(rows.map(([value = '']) => value)) ?? null) : null;
  const notes = [
    ask.note ?? '',
    special === null ? '' : (ask.columnsNote ?? ''),
    isWhole && codes.length > 0 ? 'Asks for all of the log source: its events are not told apart by these names.' : '',
    !isWhole ? describeUnread(left) : '',
    !isWhole && lost > 0 ? `${lost} of the events are not in this product.` : '',
  ];
  return {
    conditions: [ask.where ?? '', isWhole ? (ask.whenWhole ?? '') : '', events].filter((part) => part !== ''),
    columns: special ?? ask.columns,
    note: notes.filter((note) => note !== '').join(' '),
  };
}

function adapt(row: readonly string[], { letterCase, nameThere }: FieldAsk): (readonly string[])[] {
  if (nameThere !== undefined) {
    const value = nameThere(row[0] ?? '');
    return value === null ? [] : [[value, ...row.slice(1)]];
  }
  if (letterCase === undefined) return [row];
  return [row.map((value) => (letterCase === 'upper' ? value.toUpperCase() : value.toLowerCase()))];
}
