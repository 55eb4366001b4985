/** A file of one or several layers: https://github.com/mitre-attack/attack-navigator/tree/master/layers/spec */
import type { AttackDomain } from '../../domain/attack/identifiers';
import { makeSha256 } from '../../domain/digest';
import { type IssueLog, makeIssueLog } from '../../domain/issue-log';
import type { JsonObject, JsonValue, Layer } from '../../domain/layers/layer';
import { excerpt, failure, type Issue, issue, type Place, type Result, success, WHOLE_FILE } from '../../domain/result';
import { quoteBareNumbers } from '../json-numbers';
import { findTooDeep, isJsonObject, joinPath } from '../json-object';
import { parseJson } from '../json-text';
import { readLayerObject } from './navigator-layer-body';
import type { KnownTechniques } from './navigator-techniques';

export interface LayersReading {
  readonly layers: readonly Layer[];
  /** Entries for techniques; in = kept + reported. */
  readonly counts: { readonly read: number; readonly kept: number; readonly reported: number };
  readonly issueCounts: Readonly<Record<string, number>>;
}

/** Deeper than any layer; a structure that is nested without end would break whatever copies it. */
const DEEPEST = 64;
const MOST_LAYERS = 2000;
/** Of one layer: a hundred times what ATT&CK has. */
const MOST_ENTRIES = 100_000;
/** How far in a layer is looked for that stands within something else, so that it can be named. */
const SEARCHED = 6;

/**
 * @param fileName a layer without a name is named after it
 * @param knownOf what ATT&CK has in a domain; `null`: nobody knows, and nothing is said about unknown ids
 */
export function readNavigatorLayers(
  text: string,
  fileName: string,
  knownOf: (domain: AttackDomain) => KnownTechniques | null = () => null,
): Result<LayersReading> {
  const log = makeIssueLog();
  const json = parseLenient(text, log);
  if (!json.ok) return json;
  const deep = findTooDeep(json.value, DEEPEST);
  if (deep !== null) {
    return refuse(
      'json-too-deep',
      { kind: 'path', path: excerpt(deep, 200) },
      `The file is nested deeper than ${DEEPEST} levels here; no layer is.`,
    );
  }
  const isList = Array.isArray(json.value);
  const items = (isList ? json.value : [json.value]) as readonly JsonValue[];
  if (items.length > MOST_LAYERS) {
    return refuse(
      'layers-too-many',
      WHOLE_FILE,
      `The list has ${items.length.toLocaleString('en')} items; the limit is ${MOST_LAYERS.toLocaleString('en')} layers in a file.`,
    );
  }
  const layers: Layer[] = [];
  const copies = new Map<string, number>();
  let read = 0;
  let refusal: Issue | null = null;
  items.forEach((item, at) => {
    const path = isList ? `[${at}]` : '';
    const wrong = findRefusal(item, path);
    if (wrong !== null) {
      refusal ??= wrong;
      read += Math.max(1, countEntries(item));
      log.add(wrong);
      return;
    }
    const object = item as JsonObject;
    const entries = (object['techniques'] ?? []) as readonly JsonValue[];
    const reading = readLayerObject(object, entries, { path, log, fileName }, knownOf);
    read += reading.read;
    const base = makeLayerId(reading.content);
    const copy = copies.get(base) ?? 0;
    copies.set(base, copy + 1);
    layers.push({
      id: copy === 0 ? base : `${base}-${copy}`,
      ...reading.content,
      formatVersion: reading.formatVersion,
      fileName,
    });
  });
  if (layers.length === 0) {
    return refusal === null ? refuse('layers-none', WHOLE_FILE, 'The list holds no layer.') : failure(refusal);
  }
  const kept = layers.reduce((sum, { techniques }) => sum + techniques.length, 0);
  const issueCounts: Record<string, number> = {};
  for (const { code, count } of log.counts()) issueCounts[code] = (issueCounts[code] ?? 0) + count;
  return success({ layers, counts: { read, kept, reported: read - kept }, issueCounts }, log.list());
}

/** Python writes NaN and Infinity, which JSON does not have: such a score is no reason to refuse the file. */
function parseLenient(text: string, log: IssueLog): Result<unknown> {
  const strict = parseJson(text);
  if (strict.ok) return strict;
  const { text: quoted, count } = quoteBareNumbers(text);
  const lenient = count === 0 ? strict : parseJson(quoted);
  if (!lenient.ok) return strict;
  log.add(
    issue(
      'warning',
      'json-not-a-number',
      WHOLE_FILE,
      `JSON has no NaN and no Infinity, which stand here ${count} times.`,
      {
        done: 'Read as text.',
      },
    ),
  );
  return lenient;
}

/** Why this is no layer; `null` when it is one. */
function findRefusal(item: JsonValue, path: string): Issue | null {
  const say = (code: string, at: string, message: string, found: JsonValue = item): Issue =>
    issue('error', code, at === '' ? WHOLE_FILE : { kind: 'path', path: at }, message, {
      found: excerpt(JSON.stringify(found).slice(0, 400)),
      done: path === '' ? 'Nothing was read.' : 'It was left out.',
    });
  if (!isJsonObject(item)) return say('layer-not-object', path, 'A layer is an object; this is none.');
  const hasTechniques = Object.hasOwn(item, 'techniques');
  const hasVersion = Object.hasOwn(item, 'versions') || Object.hasOwn(item, 'version');
  if (!hasTechniques && !(hasVersion && Object.hasOwn(item, 'domain'))) {
    const inner = findNestedLayer(item, path);
    return inner === null
      ? say('layer-not-found', path, 'This is no Navigator layer: it has no list of techniques.')
      : say(
          'layer-nested',
          inner,
          'A layer stands inside something else here. Export it as a file of its own and import that.',
        );
  }
  if (!hasTechniques) return null;
  const techniques = item['techniques'] as JsonValue;
  const at = joinPath(path, 'techniques');
  if (!Array.isArray(techniques))
    return say('techniques-no-list', at, 'The techniques of a layer are a list; this is none.', techniques);
  if (techniques.length > MOST_ENTRIES) {
    const limit = MOST_ENTRIES.toLocaleString('en');
    return say(
      'techniques-too-many',
      at,
      `A layer has ${limit} entries at most; this one has more.`,
      techniques.length,
    );
  }
  if (
    techniques.length > 0 &&
    !techniques.some((entry) => isJsonObject(entry) && Object.hasOwn(entry, 'techniqueID'))
  ) {
    return say(
      'techniques-without-ids',
      at,
      'No entry has a techniqueID: this is no Navigator layer.',
      techniques[0] ?? null,
    );
  }
  return null;
}

function countEntries(item: JsonValue): number {
  const techniques = isJsonObject(item) && Object.hasOwn(item, 'techniques') ? item['techniques'] : null;
  return Array.isArray(techniques) ? techniques.length : 0;
}

/** Where the first thing stands that looks like a layer. */
function findNestedLayer(item: JsonValue, path: string): string | null {
  let level: readonly { readonly value: JsonValue; readonly path: string }[] = [{ value: item, path }];
  for (let depth = 0; depth < SEARCHED && level.length > 0; depth++) {
    const next: { value: JsonValue; path: string }[] = [];
    for (const { value, path: outer } of level) {
      if (typeof value !== 'object' || value === null) continue;
      if (isJsonObject(value) && countEntries(value) > 0) return outer;
      const isList = Array.isArray(value);
      for (const [key, inner] of Object.entries(value))
        next.push({ value: inner, path: joinPath(outer, isList ? Number(key) : key) });
    }
    level = next;
  }
  return null;
}

/**
 * From what the layer says: the same layer has the same id whenever it comes, so that importing it again changes
 * nothing, and another state of it never overwrites this one.
 */
function makeLayerId(content: object): string {
  const hash = makeSha256();
  hash.update(new TextEncoder().encode(JSON.stringify(content)));
  return `layer-${hash.finish().slice(0, 24)}`;
}

function refuse(code: string, place: Place, message: string): Result<never> {
  return failure(issue('error', code, place, message, { done: 'Nothing was read.' }));
}
