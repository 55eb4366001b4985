import { ANY, type QueryPlace, type SigmaAsk } from './query-place';
import { isPlausibleCode, quoteSigma } from './quote';
import { describeUnread, readCodes } from './read-codes';
import type { Draft } from './write-query';

/** A rule that any event of the codes matches; without codes there is nothing that a rule could select. */
export function writeSigma(ask: SigmaAsk, place: QueryPlace, codes: readonly string[], title: string): Draft | null {
  const { values, texts, unread } = readCodes(codes, place.readCode, isPlausibleCode);
  if (values.length === 0) return null;
  const literal = ask.isNumber === true ? (value: string) => value : quoteSigma;
  const selections = select(ask.fields, values, literal);
  const names = selections.map((_, at) => (at === 0 ? 'selection' : `selection_${at + 1}`));
  const service = chooseService(ask, values);
  return {
    text: [
      `title: ${JSON.stringify(title)}`,
      'status: experimental',
      'logsource:',
      ...entry('product', ask.product),
      ...entry('category', ask.category),
      ...entry('service', service),
      'detection:',
      ...selections.flatMap((lines, at) => [`  ${names[at]}:`, ...lines.map((line) => `    ${line}`)]),
      `  condition: ${names.length === 1 ? 'selection' : '1 of selection*'}`,
      'level: informational',
      '',
    ].join('\n'),
    note: `Matches every such event: add what sets the threat apart. ${describeUnread([...unread, ...texts])}`.trim(),
  };
}

/** One selection per set of fields that the events name: several fields of one selection must all match. */
function select(
  fields: readonly string[],
  rows: readonly (readonly string[])[],
  literal: (value: string) => string,
): string[][] {
  const alone = new Map<string, string[]>();
  const together: string[][] = [];
  for (const row of rows) {
    const stated = fields.flatMap((field, at) => (row[at] === ANY ? [] : [{ field, value: row[at] ?? '' }]));
    const [only] = stated;
    if (only !== undefined && stated.length === 1) {
      alone.set(only.field, [...(alone.get(only.field) ?? []), literal(only.value)]);
    } else {
      together.push(stated.map(({ field, value }) => `${field}: ${value === '' ? 'null' : literal(value)}`));
    }
  }
  return [
    ...[...alone].map(([field, literals]) => [`${field}:`, ...literals.map((value) => `  - ${value}`)]),
    ...together,
  ];
}

function chooseService({ service, other }: SigmaAsk, rows: readonly (readonly string[])[]): string | undefined {
  if (other === undefined) return service;
  const ofOther = rows.filter(([code = '']) => other.codes.includes(code)).length;
  if (ofOther === 0) return service;
  return ofOther === rows.length ? other.service : undefined;
}

function entry(name: string, value: string | undefined): string[] {
  return value === undefined ? [] : [`  ${name}: ${value}`];
}
