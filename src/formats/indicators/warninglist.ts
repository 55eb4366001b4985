/**
 * MISP's warninglists (https://github.com/MISP/misp-warninglists, `schema.json`): a `list.json`, an array of them, or an
 * archive of many. `docs/formats/warninglists.md`.
 */

import { WARNINGLIST_TYPES, type Warninglist } from '../../domain/indicators/watchlist';
import { failure, type Issue, issue, type Result, success, WHOLE_FILE } from '../../domain/result';
import { listArchive } from '../archive-entries';
import { isTar, isZip, listFirstNames } from '../archive-head';
import { placeOf } from '../archive-limits';
import { parseJson } from '../json-text';
import { fieldOf, isMap, textOf, textsOf } from '../plain-data';
import type { Probe } from '../probe';
import { cleanName } from '../report-prose';
import { decodeText } from '../text-decoding';

/** The largest of MISP's own has a million lines. */
const LARGEST_FILE = 96 * 1024 * 1024;
const MOST_ENTRIES = 5_000_000;
const LONGEST_ENTRY = 2000;

/** Without what whoever keeps it decides: its id and when it came. */
export type ReadWarninglist = Omit<Warninglist, 'id' | 'fileName' | 'importedAt'>;

export function sniffWarninglist({ text, head }: Probe): number {
  if (isZip(head) || isTar(head)) {
    const names = listFirstNames(head);
    return names.some((name) =>
      /(?:^|\/)(?:misp-)?warninglists?[\w.-]*\/|(?:^|\/)lists\/[\w.-]+\/list\.json$/i.test(name),
    )
      ? 0.95
      : 0;
  }
  if (text === null || !/^\s*[{[]/.test(text)) return 0;
  const hasList = /"list"\s*:\s*\[/.test(text);
  const isNamed =
    /"matching_attributes"\s*:/.test(text) || /"type"\s*:\s*"(?:string|substring|hostname|cidr|regex)"/.test(text);
  if (hasList && isNamed && !/"Event"\s*:|"objects"\s*:/.test(text)) return 0.95;
  // The list may be so long that what follows it is out of sight.
  const isBegun = /^\s*\{\s*"(?:description|list|name|type|version|matching_attributes)"\s*:/.test(text);
  return hasList &&
    isBegun &&
    /"list"\s*:\s*\[\s*"[^"]*"\s*(?:,\s*"[^"]*"\s*)*/.test(text) &&
    !/"techniques"|"\$schema"/.test(text)
    ? 0.8
    : 0;
}

export function readWarninglists(bytes: Uint8Array): Result<readonly ReadWarninglist[]> {
  if (isZip(bytes) || isTar(bytes)) return readArchive(bytes);
  const text = decodeText(bytes);
  return text.ok ? readText(text.value.replace(/^\uFEFF/, '')) : text;
}

function readText(text: string): Result<readonly ReadWarninglist[]> {
  const parsed = parseJson(text);
  if (!parsed.ok) return parsed;
  const roots = Array.isArray(parsed.value) ? parsed.value : [parsed.value];
  const lists: ReadWarninglist[] = [];
  const issues: Issue[] = [];
  for (const root of roots) {
    const read = readList(root);
    issues.push(...read.issues);
    if (read.ok) lists.push(read.value);
  }
  return lists.length === 0 ? { ok: false, issues } : success(lists, issues);
}

function readList(root: unknown): Result<ReadWarninglist> {
  // Of MISP's own interface.
  const wrapped = fieldOf(root, 'Warninglist');
  const map = isMap(wrapped) ? wrapped : root;
  const name = cleanName(textOf(fieldOf(map, 'name')));
  const entries = listEntries(map);
  if (name === '' || entries === null)
    return refuse('warninglist-unreadable', 'This is no warninglist: it has no name or no list.');
  const stated = textOf(fieldOf(map, 'type')).toLowerCase() || 'string';
  const type = WARNINGLIST_TYPES.find((each) => each === stated);
  if (type === undefined)
    return refuse('warninglist-type', `Warninglists of the type ${stated.slice(0, 40)} are not known.`);
  if (entries.length > MOST_ENTRIES)
    return refuse(
      'warninglist-too-long',
      `Lists of more than ${MOST_ENTRIES.toLocaleString('en')} entries are not read.`,
    );
  const list = entries.map((entry) => textOf(entry)).filter((entry) => entry !== '' && entry.length <= LONGEST_ENTRY);
  const version = Number(textOf(fieldOf(map, 'version')) || Number.NaN);
  const left = entries.length - list.length;
  const message = `${left.toLocaleString('en')} entries of "${name.slice(0, 80)}" are empty, too long, or no text.`;
  return success(
    {
      name,
      description: cleanName(textOf(fieldOf(map, 'description'))),
      version: Number.isFinite(version) ? version : 0,
      type,
      attributes: textsOf(fieldOf(map, 'matching_attributes') ?? fieldOf(map, 'WarninglistType')),
      list,
    },
    left === 0 ? [] : [issue('warning', 'warninglist-entries', WHOLE_FILE, message, { done: 'Left out.' })],
  );
}

function listEntries(map: unknown): readonly unknown[] | null {
  const list = fieldOf(map, 'list');
  if (Array.isArray(list)) return list;
  const entries = fieldOf(map, 'WarninglistEntry');
  return Array.isArray(entries) ? entries.map((entry: unknown) => fieldOf(entry, 'value')) : null;
}

function refuse(code: string, message: string): Result<never> {
  return failure(issue('error', code, WHOLE_FILE, message, { done: 'Nothing was read.' }));
}

function readArchive(bytes: Uint8Array): Result<readonly ReadWarninglist[]> {
  const listed = listArchive(bytes);
  if (!listed.ok) return listed;
  const lists: ReadWarninglist[] = [];
  const issues: Issue[] = [...listed.issues];
  for (const entry of listed.value) {
    if (!/\.json$/i.test(entry.path) || /(?:^|\/)(?:__MACOSX\/|\._)|schema[^/]*\.json$/i.test(entry.path)) continue;
    const content = entry.read(LARGEST_FILE);
    const text = content.ok ? decodeText(content.value) : content;
    const read = text.ok ? readText(text.value) : text;
    for (const found of read.issues)
      issues.push({
        ...found,
        place: placeOf(entry.path),
        severity: found.severity === 'error' ? 'warning' : found.severity,
      });
    if (read.ok) lists.push(...read.value);
  }
  return lists.length === 0
    ? refuse('warninglist-unreadable', 'There is no warninglist in this archive.')
    : success(lists, issues);
}
