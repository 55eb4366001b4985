/** What every file for a sensor has: a head that says what it is, for whom, and until when. */
import type { TlpLevel } from '../../threats/threat-report';
import { nameTlp, strictestTlp } from '../../threats/tlp';
import { type GroupedValue, groupValues, type ValueKind } from '../queries/value-groups';
import type { LeftValues } from '../queries/watchlist-queries';
import type { HarmlessName } from './known-harmless';
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
  /** To be let through, also beneath a name of the watchlist. */
  readonly benign: readonly HarmlessName[];
  /** ISO 8601, when it is written. */
  readonly at: string;
  /** How much of the writing is done, from 0 to 1. */
  readonly tell: (share: number) => void;
}

/** A value with what is said of it. */
export type SensorValue = GroupedValue<ReleasedValue>;

/** A subject whose values are read and sorted by what sensors can watch for. */
export interface SensorGroups extends SensorSubject {
  readonly title: string;
  readonly slug: string;
  readonly kinds: ReadonlyMap<ValueKind, readonly SensorValue[]>;
  readonly left: readonly LeftValues[];
}

export function groupForSensors(subject: SensorSubject): SensorGroups {
  const { title, slug, kinds, left } = groupValues(subject.name, subject.values, subject.tell);
  return { ...subject, title, slug, kinds, left };
}

/** Lines without a mark of comment: every format has its own. Of an empty file there is none. */
export function describeFile(
  { title, at }: Pick<SensorGroups, 'title' | 'at'>,
  values: readonly { readonly said: ReleasedValue }[],
): readonly string[] {
  const { tlp, end: first } = sumUp(values);
  return [
    `Watchlist: ${title}`,
    `Marking: ${nameTlp(tlp)}, the strictest of its values`,
    `Made on: ${at.slice(0, 16)}Z`,
    first === null
      ? 'Expires: no value states an end'
      : `Expires: the first value on ${dayOf(first)}; do not use the file after that without writing it anew`,
    `Values: ${values.length}`,
  ];
}

/** Of many values, what holds for all of them. */
export function sumUp(values: Iterable<{ readonly said: Pick<ReleasedValue, 'tlp' | 'until'> }>) {
  const levels = new Set<TlpLevel>();
  let end: number | null = null;
  for (const { said } of values) {
    levels.add(said.tlp);
    if (said.until !== null && (end === null || said.until < end)) end = said.until;
  }
  return { tlp: strictestTlp(levels) ?? 'amber', end };
}

export function strictest(values: readonly Pick<ReleasedValue, 'tlp'>[]): TlpLevel {
  return strictestTlp(new Set(values.map(({ tlp }) => tlp))) ?? 'amber';
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
  const day = Math.floor(Math.min(Math.max(moment, -last), last) / DAY);
  let written = DAYS.get(day);
  if (written === undefined) {
    written = new Date(day * DAY).toISOString().replace(/T.*$/, '');
    if (DAYS.size >= MOST_DAYS) DAYS.clear();
    DAYS.set(day, written);
  }
  return written;
}

const DAY = 86_400_000;
/** As written: a million values end on few days. */
const DAYS = new Map<number, string>();
const MOST_DAYS = 5000;

/** On one line, without what hides or reorders text. */
export function onOneLine(text: string, most: number): string {
  if (ON_ONE_LINE.test(text)) return text.slice(0, most);
  return [...text.replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()].slice(0, most).join('');
}

/** Nothing to be done, as with most: words of ASCII with single spaces between. */
const ON_ONE_LINE = /^(?:[!-~]+(?: [!-~]+)*)?$/;
