import { type ColumnReader, type FieldKind, LIST_SEPARATOR } from '../columns/column';
import type { RecordSink } from '../columns/record-sink';
import { TLP_LEVELS, type TlpLevel } from '../threats/threat-report';
import { OBSERVABLE_TYPES } from './observable';
import { type IndicatorStatement, makeStatement, type StatementSink } from './statement';

/** Statements as columns: how collections of indicators are kept (docs/formats/columns.md). */

export const TYPE_FIELD = 'indicator.type';
export const VALUE_FIELD = 'indicator.value';
const WRITTEN = 'indicator.written';
const PLACE = 'indicator.place';
export const TLP_FIELD = 'indicator.marking.tlp';
const SAID_BY = 'indicator.provider';
export const COMMENT_FIELD = 'indicator.description';
export const CONFIDENCE_FIELD = 'indicator.confidence';

type TimeName = 'firstSeen' | 'lastSeen' | 'validFrom' | 'validUntil';
type ListName = 'labels' | 'references' | 'techniques' | 'coursesOfAction';

export const TIME_FIELDS: Readonly<Record<TimeName, string>> = {
  firstSeen: 'indicator.first_seen',
  lastSeen: 'indicator.last_seen',
  validFrom: 'indicator.valid_from',
  validUntil: 'indicator.valid_until',
};
export const REFERENCE_FIELD = 'indicator.reference';
export const TECHNIQUE_FIELD = 'indicator.technique';
const LIST_FIELDS: Readonly<Record<ListName, string>> = {
  labels: 'indicator.labels',
  references: REFERENCE_FIELD,
  techniques: TECHNIQUE_FIELD,
  coursesOfAction: 'indicator.course_of_action',
};
const TIMES = Object.entries(TIME_FIELDS) as readonly (readonly [TimeName, string])[];
const LISTS = Object.entries(LIST_FIELDS) as readonly (readonly [ListName, string])[];
const TYPES: ReadonlySet<string> = new Set([...OBSERVABLE_TYPES, 'pattern']);

/** @param counts is kept up to date: statements by type */
export function makeStatementWriter(sink: RecordSink, counts: Record<string, number>): StatementSink {
  const text = (field: string, kind: FieldKind = 'text') => sink.column(field, kind);
  const [type, value, written, place] = [text(TYPE_FIELD), text(VALUE_FIELD), text(WRITTEN), text(PLACE)];
  const [tlp, saidBy, comment] = [text(TLP_FIELD), text(SAID_BY), text(COMMENT_FIELD)];
  const confidence = text(CONFIDENCE_FIELD, 'number');
  const times = TIMES.map(([name, field]) => [name, text(field, 'time')] as const);
  const lists = LISTS.map(([name, field]) => [name, text(field, 'list')] as const);
  return {
    add(statement) {
      sink.begin(sink.count + 1, 0, 0);
      type.putText(statement.type);
      value.putText(statement.value);
      // Most are written as they are normalised.
      if (statement.written !== statement.value) written.putText(statement.written);
      place.putText(statement.place);
      if (statement.tlp !== null) tlp.putText(statement.tlp);
      if (statement.saidBy !== '') saidBy.putText(statement.saidBy);
      if (statement.comment !== '') comment.putText(statement.comment);
      if (statement.confidence !== null) confidence.putNumber(statement.confidence);
      for (const [name, column] of times) {
        const moment = statement[name];
        if (moment !== null) column.putNumber(moment);
      }
      for (const [name, column] of lists)
        if (statement[name].length > 0) column.putText(statement[name].map(inOneLine).join(LIST_SEPARATOR));
      counts[statement.type] = (counts[statement.type] ?? 0) + 1;
    },
  };
}

/** Statements of one segment. @param columns of those that are absent, the facts are missing */
export function makeStatementReader(columns: readonly ColumnReader[]): (row: number) => IndicatorStatement {
  const byField = new Map(columns.map((column) => [column.field, column]));
  const textAt = (field: string, row: number) => byField.get(field)?.textAt(row) ?? '';
  return (row) => {
    const type = textAt(TYPE_FIELD, row);
    const value = textAt(VALUE_FIELD, row);
    const tlp = textAt(TLP_FIELD, row);
    const said = {
      confidence: byField.get(CONFIDENCE_FIELD)?.numberAt(row) ?? null,
      tlp: isTlp(tlp) ? tlp : null,
      saidBy: textAt(SAID_BY, row),
      comment: textAt(COMMENT_FIELD, row),
      ...Object.fromEntries(TIMES.map(([name, field]) => [name, byField.get(field)?.numberAt(row) ?? null])),
      ...Object.fromEntries(
        LISTS.map(([name, field]) => [
          name,
          textAt(field, row)
            .split(LIST_SEPARATOR)
            .filter((item) => item !== ''),
        ]),
      ),
    };
    return makeStatement(
      // Of a backup that somebody edited, anything may come.
      TYPES.has(type) ? (type as IndicatorStatement['type']) : 'pattern',
      value,
      textAt(WRITTEN, row) || value,
      textAt(PLACE, row),
      said,
    );
  };
}

function inOneLine(item: string): string {
  return item.replaceAll(LIST_SEPARATOR, ' ');
}

function isTlp(text: string): text is TlpLevel {
  return (TLP_LEVELS as readonly string[]).includes(text);
}
