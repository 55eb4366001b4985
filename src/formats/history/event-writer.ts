/**
 * Puts the fields of one event after another into a sink. Nothing is lost: a value that a field cannot hold, or that comes second,
 * stays under the name its source gives; what would be one column too many is kept as JSON in `vedette.more`.
 */
import type { ColumnWriter, FieldKind } from '../../domain/columns/column';
import { LIST_SEPARATOR } from '../../domain/columns/column';
import type { RecordSink } from '../../domain/columns/record-sink';
import { kindOfField } from '../../domain/history/fields';
import type { TimeSettings } from '../../domain/history/time-settings';
import { makeEventTimes } from './event-times';

/** A field of the history, and what the open event has in it. */
export interface FieldSlot {
  readonly field: string;
  readonly kind: FieldKind;
  readonly writer: ColumnWriter;
  /** The event that wrote last. */
  event: number;
  value: Scalar | null;
  items: string[] | null;
}

export type Scalar = string | number | boolean;

export interface EventWriter {
  begin(line: number, offset: number, length: number): void;
  /** @returns the slot of a field, or `null`: there are too many fields already */
  slotOf(field: string, kind?: FieldKind): FieldSlot | null;
  /** `spare`: the name in the source, for a value that does not go where it should. */
  put(slot: FieldSlot | null, value: Scalar, spare: string): void;
  putField(field: string, value: Scalar | null | undefined, spare?: string): void;
  /** One of several values of a field. */
  add(slot: FieldSlot | null, value: Scalar, spare: string): void;
  addField(field: string, value: Scalar, spare?: string): void;
  /** A moment, in whatever form. @returns `false`: it is none, and nothing was put */
  putTime(field: string, value: unknown, spare: string): boolean;
  readTime(value: unknown): number;
  has(field: string): boolean;
  /** Writes what was gathered of the open event. */
  finish(): void;
  drop(): void;
}

/** More names than any source has; a file with more uses values as names. */
const MOST_FIELDS = 2000;
const LONGEST_NAME = 300;
const MORE = 'vedette.more';
const HEXADECIMAL = /^0x[0-9a-f]{1,13}$/i;

export function makeEventWriter(sink: RecordSink, time: TimeSettings): EventWriter {
  const slots = new Map<string, FieldSlot>();
  const times = makeEventTimes(time);
  let gathering: FieldSlot[] = [];
  let more: Map<string, unknown> | null = null;
  let moreWriter: ColumnWriter | null = null;
  let event = 0;

  function slotOf(field: string, wanted?: FieldKind): FieldSlot | null {
    const known = slots.get(field);
    if (known !== undefined) return known;
    if (slots.size >= MOST_FIELDS || field.length > LONGEST_NAME) return null;
    const own = kindOfField(field);
    const writer = sink.column(field, own === 'text' ? wanted : own);
    // Of an archive, another file may have had the field before, as something else.
    const slot: FieldSlot = { field, kind: writer.kind, writer, event: 0, value: null, items: null };
    slots.set(field, slot);
    return slot;
  }

  function keepMore(name: string, value: Scalar): void {
    more ??= new Map();
    const before = more.get(name);
    if (Array.isArray(before)) before.push(value);
    else more.set(name, before === undefined ? value : [before, value]);
  }

  function write(slot: FieldSlot, value: Scalar): boolean {
    if (slot.kind === 'time') {
      const moment = times.read(value);
      return !Number.isNaN(moment) && slot.writer.putNumber(moment);
    }
    if (typeof value === 'number') {
      if (slot.kind === 'address') return false;
      return slot.kind === 'number' ? slot.writer.putNumber(value) : slot.writer.putText(String(value));
    }
    if (typeof value === 'boolean') return slot.kind !== 'number' && slot.writer.putText(String(value));
    if (slot.kind === 'number' && HEXADECIMAL.test(value)) return slot.writer.putNumber(Number.parseInt(value, 16));
    return slot.writer.putText(value);
  }

  function put(slot: FieldSlot | null, value: Scalar, spare: string): void {
    if (value === '') return;
    if (slot === null) {
      keepMore(spare, value);
      return;
    }
    if (slot.kind === 'list') {
      add(slot, value, spare);
      return;
    }
    if (slot.event === event) {
      if (slot.value === value || String(slot.value) === String(value)) return;
      if (slot.kind === 'time' && times.read(slot.value) === times.read(value)) return;
    } else if (write(slot, value)) {
      slot.event = event;
      slot.value = value;
      return;
    }
    if (spare === slot.field) {
      const other = slotOf(`${spare}.others`, 'list');
      if (other === null) keepMore(spare, value);
      else add(other, value, spare);
    } else put(slotOf(spare), value, spare);
  }

  function add(slot: FieldSlot | null, value: Scalar, spare: string): void {
    if (slot === null) {
      keepMore(spare, value);
      return;
    }
    if (slot.kind !== 'list' && slot.kind !== 'text') {
      put(slot, value, spare);
      return;
    }
    const item = String(value).replaceAll(LIST_SEPARATOR, ' ');
    if (item === '') return;
    if (slot.event !== event) {
      slot.event = event;
      slot.value = item;
      slot.items = [];
      gathering.push(slot);
    } else if (slot.items === null) {
      // A text that was written already.
      if (String(slot.value) !== item)
        add(slotOf(spare === slot.field ? `${spare}.others` : spare, 'list'), item, spare);
      return;
    }
    // Beyond a hundred, looking for each would take longer than reading it.
    if (slot.items !== null && (slot.items.length > 100 || !slot.items.includes(item))) slot.items.push(item);
  }

  return {
    begin(line, offset, length) {
      event++;
      sink.begin(line, offset, length);
    },
    slotOf,
    put,
    putField(field, value, spare = field) {
      if (value !== null && value !== undefined && value !== '') put(slotOf(field), value, spare);
    },
    add,
    addField: (field, value, spare = field) => add(slotOf(field), value, spare),
    putTime(field, value, spare) {
      const moment = times.read(value);
      if (Number.isNaN(moment)) return false;
      const slot = slotOf(field);
      if (typeof value === 'string' || typeof value === 'number') put(slot, value, spare);
      return true;
    },
    readTime: times.read,
    has: (field) => slots.get(field)?.event === event,
    finish() {
      for (const slot of gathering) {
        const { items } = slot;
        slot.items = null;
        if (items !== null) slot.writer.putText(items.join(LIST_SEPARATOR));
      }
      if (gathering.length > 0) gathering = [];
      if (more !== null) {
        moreWriter ??= sink.column(MORE, 'text');
        moreWriter.putText(JSON.stringify(Object.fromEntries(more)));
        more = null;
      }
    },
    drop() {
      for (const slot of gathering) slot.items = null;
      gathering = [];
      more = null;
      sink.drop();
    },
  };
}
