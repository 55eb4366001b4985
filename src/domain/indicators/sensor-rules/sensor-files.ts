/** What every file for a sensor has: a head that says what it is, for whom, and until when. */
import type { TlpLevel } from '../../threats/threat-report';
import { nameTlp, strictestTlp } from '../../threats/tlp';
import { type GroupedValue, groupValues, type ValueKind } from '../queries/value-groups';
import type { LeftValues } from '../queries/watchlist-queries';
import type { BenignValue } from '../watchlist';
import type { ReleasedValue } from './release-values';

export interface SensorFile {
  readonly name: string;
  readonly text: string;
  /** Of the watchlist, each once; a value may stand in several files. */
  readonly values: number;
}

export interface WrittenSensorFiles {
  readonly files: readonly SensorFile[];
  /** Values that the format has no place for, with the reason. */
  readonly left: readonly LeftValues[];
}

export interface SensorSubject {
  /** Id of the watchlist: identifiers are made from it. */
  readonly id: string;
  readonly name: string;
  readonly values: readonly ReleasedValue[];
  readonly benign: readonly BenignValue[];
  /** ISO 8601, when it is written. */
  readonly at: string;
}

/** A value with what is said of it. */
export interface SensorValue extends GroupedValue {
  readonly said: ReleasedValue;
}

/** A subject whose values are read and sorted by what sensors can watch for. */
export interface SensorGroups extends SensorSubject {
  readonly title: string;
  readonly slug: string;
  readonly kinds: ReadonlyMap<ValueKind, readonly SensorValue[]>;
  readonly left: readonly LeftValues[];
}

export function groupForSensors(subject: SensorSubject): SensorGroups {
  const said = new Map(subject.values.map((value) => [`${value.type} ${value.value}`, value]));
  const { title, slug, kinds, left } = groupValues(subject.name, subject.values);
  const withFacts = [...kinds].map(([kind, values]) => {
    const known = values.flatMap((value) => {
      const facts = said.get(`${value.type} ${value.value}`);
      return facts === undefined ? [] : [{ ...value, said: facts }];
    });
    return [kind, known] as const;
  });
  return { ...subject, title, slug, kinds: new Map(withFacts), left };
}

/** Lines without a mark of comment: every format has its own. Of an empty file there is none. */
export function describeFile(
  { title, at }: Pick<SensorGroups, 'title' | 'at'>,
  values: readonly { readonly said: ReleasedValue }[],
): readonly string[] {
  const first = firstEnd(values.map(({ said }) => said));
  return [
    `Watchlist: ${title}`,
    `Marking: ${nameTlp(strictest(values.map(({ said }) => said)))}, the strictest of its values`,
    `Made on: ${at.slice(0, 16)}Z`,
    first === null
      ? 'Expires: no value states an end'
      : `Expires: the first value on ${dayOf(first)}; do not use the file after that without writing it anew`,
    `Values: ${values.length}`,
  ];
}

export function strictest(values: readonly Pick<ReleasedValue, 'tlp'>[]): TlpLevel {
  return strictestTlp(values.map(({ tlp }) => tlp)) ?? 'amber';
}

/** ms since 1970; `null`: none of them ends. */
export function firstEnd(values: readonly Pick<ReleasedValue, 'until'>[]): number | null {
  let first: number | null = null;
  for (const { until } of values) if (until !== null && (first === null || until < first)) first = until;
  return first;
}

/** `2026-11-25`, in UTC. Of what is no moment of a calendar, the last there is. */
export function dayOf(moment: number): string {
  const last = 8.64e15;
  return new Date(Math.min(Math.max(moment, -last), last)).toISOString().replace(/T.*$/, '');
}

/** On one line, without what hides or reorders text. */
export function onOneLine(text: string, most: number): string {
  return [...text.replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()].slice(0, most).join('');
}
