/**
 * Values of a layer, as the format wants them. One of another type is read where its meaning is plain, and said; else
 * it is kept as metadata beside what it belongs to, which every version can hold, and said as well.
 */

import type { IssueLog } from '../../domain/issue-log';
import type { JsonValue, LayerMetadata } from '../../domain/layers/layer';
import { readColor } from '../../domain/layers/layer-color';
import { excerpt, type IssueSeverity, issue } from '../../domain/result';
import { describeJson, joinPath } from '../json-object';

/** Where a part of a layer stands, and what of it was of a kind that nobody can read. */
export interface LayerPlace {
  readonly path: string;
  /** The part of the path below the layer or technique. */
  readonly within: string;
  readonly log: IssueLog;
  /** Goes to the metadata of the layer or technique. */
  readonly kept: LayerMetadata[];
}

type Value = JsonValue | undefined;

/** `undefined` and `null`: nothing said. `null` is worth a note: some tools write it for "no value". */
export function isUnsaid(place: LayerPlace, key: string, value: Value): value is undefined | null {
  if (value === null) say(place, 'note', 'value-null', key, value, 'This value is null.', 'Read as not stated.');
  return value === undefined || value === null;
}

export function readText(place: LayerPlace, key: string, value: Value): string {
  if (isUnsaid(place, key, value)) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'object') {
    keepAside(place, key, value, 'text');
    return '';
  }
  saidAs(place, key, value, 'text', `“${value}”`);
  return String(value);
}

export function readFlag(place: LayerPlace, key: string, value: Value): boolean | null {
  if (isUnsaid(place, key, value)) return null;
  if (typeof value === 'boolean') return value;
  const word = typeof value === 'object' ? '' : String(value).trim().toLowerCase();
  const flag = ['true', '1', 'yes'].includes(word) ? true : ['false', '0', 'no'].includes(word) ? false : null;
  if (flag === null) keepAside(place, key, value, 'true or false');
  else saidAs(place, key, value, 'true or false', String(flag));
  return flag;
}

/** "1,000" is a thousand to some and one to others: nobody is asked to guess. */
const AMBIGUOUS = /^[+-]?\d{1,3},\d{3}$/;
const NUMBER = /^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[+-]?\d+)?$/i;

export function readScore(place: LayerPlace, key: string, value: Value): number | null {
  if (isUnsaid(place, key, value)) return null;
  // Plus 0: JSON writes -0 as 0.
  if (typeof value === 'number' && Number.isFinite(value)) return value + 0;
  if (typeof value === 'string') {
    const typed = value.trim();
    if (typed === '') {
      say(place, 'note', 'score-empty', key, value, 'This score is empty text.', 'Read as unscored.');
      return null;
    }
    const number =
      NUMBER.test(typed.replace(/\s*%$/, '')) && !AMBIGUOUS.test(typed)
        ? Number(typed.replace(/\s*%$/, '').replace(',', '.'))
        : Number.NaN;
    if (Number.isFinite(number)) {
      saidAs(place, key, value, 'a number', String(number));
      return number;
    }
  }
  keepAside(place, key, value, 'a number', 'It is unscored');
  return null;
}

/** Empty: none. */
export function readLayerColor(place: LayerPlace, key: string, value: Value): string {
  if (isUnsaid(place, key, value) || value === '') return '';
  const color = typeof value === 'string' ? readColor(value) : null;
  if (color === null) {
    keepAside(place, key, value, 'a colour', 'It has no colour of its own');
    return '';
  }
  if (color !== value)
    say(place, 'note', 'color-spelled', key, value, 'The format writes colours as #rrggbb.', `Read as ${color}.`);
  return color;
}

export function readList(place: LayerPlace, key: string, value: Value): readonly JsonValue[] {
  if (isUnsaid(place, key, value)) return [];
  if (Array.isArray(value)) return value as readonly JsonValue[];
  keepAside(place, key, value, 'a list');
  return [];
}

export function keepAside(place: LayerPlace, key: string | null, value: JsonValue, wanted: string, effect = ''): void {
  const name = key === null ? place.within : joinPath(place.within, key);
  place.kept.push({ name, value: describeJson(value) });
  const done = `${effect === '' ? '' : `${effect}; the value was `}kept as metadata “${name}”.`;
  say(place, 'warning', 'value-of-wrong-type', key, value, `This is not ${wanted}.`, capitalise(done));
}

function saidAs(place: LayerPlace, key: string, value: JsonValue, wanted: string, read: string): void {
  say(place, 'warning', 'value-of-other-type', key, value, `The format wants ${wanted} here.`, `Read as ${read}.`);
}

export function say(
  { path, log }: Pick<LayerPlace, 'path' | 'log'>,
  severity: IssueSeverity,
  code: string,
  key: string | number | null,
  found: Value,
  message: string,
  done: string,
): void {
  const where = key === null ? path : joinPath(path, key);
  log.add(
    issue(severity, code, where === '' ? { kind: 'file' } : { kind: 'path', path: where }, message, {
      ...(found === undefined ? {} : { found: excerpt(describeJson(found)) }),
      done,
    }),
  );
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
