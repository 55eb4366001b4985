import type { ColumnReader, ColumnValues } from '../../columns/column';
import { type FieldValues, fieldValues } from './field-values';
import type { ObjectPlan, ObservationPlan, PlanNode } from './observation-plan';
import { addRow, intersect, listRows, makeRowSet, type RowSet, subtract, unite } from './row-set';
import { type FieldSource, REGISTRY_PATH, REGISTRY_VALUE, type StixObject, type StixProperty } from './stix-fields';
import type { ValueTest } from './value-test';

/** Gives the column of a field, the same reader every time; `null`: the segment has none. */
export type Readers = (field: string) => ColumnReader | null;

/** The rows of a segment that fit an observation, in order. Each different value is asked once, not each row. */
export function findPlanRows(plan: ObservationPlan, readers: Readers, rows: number): Uint32Array {
  const segment = new SegmentTest(readers, rows);
  const found = makeRowSet(rows);
  for (const object of plan) {
    const fitting = segment.fits(object);
    if (fitting !== null) unite(found, fitting);
  }
  return listRows(found);
}

class SegmentTest {
  constructor(
    private readonly readers: Readers,
    private readonly rows: number,
  ) {}

  /** `null`: no row. */
  fits({ object, node }: ObjectPlan): RowSet | null {
    const found = object.isElement ? this.elements(object, node) : this.node(object, node);
    if (found === null) return null;
    for (const field of object.needs) intersect(found, this.present(field));
    const identity = object.identity === null ? undefined : object.properties.get(object.identity);
    if (identity !== undefined) {
      const there = this.property(identity, ANYTHING);
      if (there === null) return null;
      intersect(found, there);
    }
    if (object.isValueInPath === true) intersect(found, this.valueInPath());
    if (object.isValueInPath === false) subtract(found, this.valueInPath());
    return found;
  }

  /** A set of its own, which the caller may change. */
  private node(object: StixObject, node: PlanNode): RowSet | null {
    if (node.kind === 'test') return this.property(node.property, node.test);
    if (node.kind === 'exists') {
      const there = this.property(node.property, ANYTHING);
      if (!node.negated) return there;
      const all = this.exists(object);
      if (there !== null) subtract(all, there);
      return all;
    }
    let found: RowSet | null = null;
    for (const part of node.parts) {
      const rows = this.node(object, part);
      if (node.kind === 'and' && rows === null) return null;
      if (rows === null) continue;
      if (found === null) found = rows;
      else if (node.kind === 'and') intersect(found, rows);
      else unite(found, rows);
    }
    return found;
  }

  /** Rows that speak of the object at all. */
  private exists(object: StixObject): RowSet {
    const all = makeRowSet(this.rows);
    for (const property of object.properties.values()) {
      const there = this.property(property, ANYTHING);
      if (there !== null) unite(all, there);
    }
    return all;
  }

  private property(property: StixProperty, test: ValueTest): RowSet | null {
    let found: RowSet | null = null;
    let taken: RowSet | null = null;
    for (const source of property.sources) {
      const reader = this.readers(source.field);
      if (reader === null) continue;
      const rows = this.source(reader, source, property, test);
      if (rows !== null && taken !== null) subtract(rows, taken);
      if (found === null) found = rows;
      else if (rows !== null) unite(found, rows);
      if (property.mode === 'any' || property.sources.length === 1) continue;
      const there = this.source(reader, source, property, ANYTHING);
      if (taken === null) taken = there;
      else if (there !== null) unite(taken, there);
    }
    return found;
  }

  private source(reader: ColumnReader, { read }: FieldSource, property: StixProperty, test: ValueTest): RowSet | null {
    const values = fieldValues(reader, read, property.fold);
    if (values !== null) return this.rowsOf(values.column, chooseCodes(values, property, test));
    const found = makeRowSet(this.rows);
    for (let row = 0; row < this.rows; row++) {
      if (reader.isAbsent(row)) continue;
      const value = reader.numberAt(row);
      if (property.kind === 'text' ? fitsText(test, reader.textAt(row)) : value !== null && fitsNumber(test, value))
        addRow(found, row);
    }
    return found;
  }

  /** The whole test is asked of each element, so that two elements never answer it together. */
  private elements(object: StixObject, node: PlanNode): RowSet | null {
    const property = object.properties.get('value');
    const [source] = property?.sources ?? [];
    const reader = source === undefined ? null : this.readers(source.field);
    if (property === undefined || source === undefined || reader === null) return null;
    const values = fieldValues(reader, source.read, property.fold);
    if (values === null) return null;
    const chosen = new Uint8Array(values.column.count + 1);
    let isAny = false;
    for (let at = 0; at < values.codes.length; at++) {
      if (!fitsElement(node, values, at)) continue;
      chosen[values.codes[at] ?? 0] = 1;
      isAny = true;
    }
    return isAny ? this.rowsOf(values.column, chosen) : null;
  }

  private rowsOf({ codes }: ColumnValues, chosen: Uint8Array | null): RowSet | null {
    if (chosen === null) return null;
    const found = makeRowSet(this.rows);
    for (let row = 0; row < this.rows; row++) if (chosen[codes[row] ?? 0] === 1) addRow(found, row);
    return found;
  }

  private valueInPath(): RowSet {
    const found = makeRowSet(this.rows);
    const [paths, values] = [this.readers(REGISTRY_PATH), this.readers(REGISTRY_VALUE)];
    if (paths === null || values === null) return found;
    for (let row = 0; row < this.rows; row++) {
      const value = values.textAt(row);
      if (value === null || value === '') continue;
      if (paths.textAt(row)?.toLowerCase().endsWith(`\\${value.toLowerCase()}`)) addRow(found, row);
    }
    return found;
  }

  private present(field: string): RowSet {
    const found = makeRowSet(this.rows);
    const reader = this.readers(field);
    if (reader === null) return found;
    for (let row = 0; row < this.rows; row++) if (!reader.isAbsent(row)) addRow(found, row);
    return found;
  }
}

const ANYTHING: ValueTest = { kind: 'text', fits: () => true };

/** 1 for each code that fits; `null`: none does. */
function chooseCodes(values: FieldValues, property: StixProperty, test: ValueTest): Uint8Array | null {
  const chosen = new Uint8Array(values.column.count + 1);
  let isAny = false;
  const choose = (at: number) => {
    chosen[values.codes[at] ?? 0] = 1;
    isAny = true;
  };
  if (test.kind === 'equals' && property.kind === 'text') {
    for (const folded of test.folded) for (const at of values.byFolded.get(folded) ?? []) choose(at);
  } else {
    for (let at = 0; at < values.codes.length; at++) {
      const written = values.written[at] ?? '';
      if (property.kind === 'text') {
        if (fitsText(test, written, values.folded[at])) choose(at);
        continue;
      }
      const number = property.kind === 'time' ? readTime(written) : readNumber(written);
      if (number !== null && fitsNumber(test, number)) choose(at);
    }
  }
  return isAny ? chosen : null;
}

function fitsElement(node: PlanNode, values: FieldValues, at: number): boolean {
  if (node.kind === 'test') return fitsText(node.test, values.written[at] ?? '', values.folded[at]);
  if (node.kind === 'exists') return node.property.sources.length > 0 !== node.negated;
  return node.kind === 'and'
    ? node.parts.every((part) => fitsElement(part, values, at))
    : node.parts.some((part) => fitsElement(part, values, at));
}

function fitsText(test: ValueTest, written: string | null, folded: string = written ?? ''): boolean {
  if (written === null) return false;
  if (test.kind === 'equals') return test.folded.has(folded);
  return test.kind === 'text' && test.fits(written, folded);
}

function fitsNumber(test: ValueTest, value: number): boolean {
  return test === ANYTHING || (test.kind === 'number' && test.fits(value));
}

function readNumber(text: string): number | null {
  return /^\s*[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?\s*$/i.test(text) ? Number(text) : null;
}

/** A moment in ISO 8601 with its zone; others are none that can be compared. */
function readTime(text: string): number | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)$/.test(text)) return null;
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : time;
}
