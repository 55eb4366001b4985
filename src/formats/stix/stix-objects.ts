/** The objects of a STIX file: of a bundle, of bundles within it, of a list, or one alone. */
import type { Findings } from './stix-findings';
import { isReferenceTo } from './stix-ids';
import type { PatternComparison } from './stix-pattern';
import { compareStixTimes } from './stix-times';

export type StixValue = Readonly<Record<string, unknown>>;

/** Where something stands: `objects[3]`; empty: the file is the object. */
export interface StixPlace {
  readonly path: string;
}

export interface StixItem extends StixPlace {
  readonly type: string;
  /** Empty: it has none that is valid. */
  readonly id: string;
  readonly is20: boolean;
  readonly value: StixValue;
  /** Of an indicator what its pattern compares: kept where it is read, when the object is checked. */
  comparisons: readonly PatternComparison[] | null;
}

/** Its path is put together when it is asked for: of most objects it never is. */
class ListedItem implements StixItem {
  comparisons: StixItem['comparisons'] = null;

  constructor(
    private readonly list: string,
    private readonly at: number,
    readonly type: string,
    readonly id: string,
    readonly is20: boolean,
    readonly value: StixValue,
  ) {}

  get path(): string {
    return pathOf(this.list, this.at);
  }
}

/** @param at below 0: not in a list */
function pathOf(list: string, at: number): string {
  return at < 0 ? list : `${list}[${at}]`;
}

/** The same object with a part of its value. */
export function withValue({ path, type, id, is20, comparisons }: StixItem, value: StixValue): StixItem {
  return { path, type, id, is20, value, comparisons };
}

export interface FoundObjects {
  /** Bundles, which may carry markings against the rules. */
  readonly bundles: readonly StixValue[];
  readonly read: number;
  /** That were met. */
  readonly types: ReadonlyMap<string, string>;
}

/** Bundles within bundles: nobody goes deeper than two. */
const DEEPEST_BUNDLE = 20;

export function isStixValue(value: unknown): value is StixValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The value of an own key of parsed JSON: a key `constructor` of another's making is none. What such objects inherit are
 * functions, and their prototype itself.
 */
export function own(value: StixValue, key: string): unknown {
  const found = value[key];
  return typeof found === 'function' || found === Object.prototype ? undefined : found;
}

/** No text and no list is inherited. Where it is asked of every object, taking a key by its name costs less than this. */
export function ownText(value: StixValue, key: string): string {
  const found = value[key];
  return typeof found === 'string' ? found : '';
}

export function ownTexts(value: StixValue, key: string): readonly string[] {
  return textsOf(value[key]);
}

export function textsOf(found: unknown): readonly string[] {
  if (!Array.isArray(found)) return NONE;
  for (let at = 0; at < found.length; at++)
    if (typeof found[at] !== 'string') return found.filter((item): item is string => typeof item === 'string');
  return found;
}

const NONE: readonly string[] = [];

/**
 * `null`: there is nothing of STIX in it.
 * @param keep is given each object as it is met
 * @param parts of a bundle that was cut, all its objects
 */
export function findStixObjects(
  root: unknown,
  findings: Findings,
  keep: (item: StixItem) => void,
  parts: Iterable<readonly unknown[]> | null = null,
): FoundObjects | null {
  const types = new Map<string, string>();
  const found: { bundles: StixValue[]; read: number; types: typeof types } = { bundles: [], read: 0, types };

  /** @param before so many of the list came in other parts */
  function takeList(list: readonly unknown[], path: string, is20: boolean, depth: number, before = 0): void {
    for (let at = 0; at < list.length; at++) take(list[at], path, before + at, is20, depth);
  }

  function takeParts(lists: Iterable<readonly unknown[]>, path: string, is20: boolean): void {
    let before = 0;
    for (const list of lists) {
      takeList(list, path, is20, 1, before);
      before += list.length;
    }
  }

  function take(value: unknown, list: string, at: number, is20: boolean, depth: number): void {
    if (isStixValue(value) && isBundle(value)) {
      const path = pathOf(list, at);
      const version = own(value, 'spec_version');
      const objects = own(value, 'objects');
      found.bundles.push(value);
      checkBundle(value, path, findings);
      if (!Array.isArray(objects)) return;
      if (depth >= DEEPEST_BUNDLE) {
        found.read++;
        findings.add('stix-too-deep', path, 'Bundles within bundles go deeper than twenty', 'Bundle left out.');
        return;
      }
      const within = path === '' ? 'objects' : `${path}.objects`;
      const isOld = typeof version === 'string' ? version.startsWith('2.0') : is20;
      if (parts !== null && depth === 0) takeParts(parts, within, isOld);
      else takeList(objects, within, isOld, depth + 1);
      return;
    }
    found.read++;
    const item = readItem(value, list, at, is20, types, findings);
    if (item !== null) keep(item);
  }

  if (Array.isArray(root)) takeList(root, '', false, 0);
  else if (isStixValue(root) && isBundle(root)) take(root, '', -1, false, 0);
  else if (isStixValue(root) && /^[a-z0-9-]+--/.test(ownText(root, 'id'))) take(root, '', -1, false, 0);
  else if (isStixValue(root) && typeof own(root, 'type') === 'string' && isKnownDate(root))
    take(root, '', -1, false, 0);
  else return null;
  return found;
}

/** Some tools leave the type of a bundle out. */
function isBundle(value: StixValue): boolean {
  const { type } = value;
  return type === 'bundle' || (typeof type !== 'string' && Array.isArray(value['objects']));
}

function isKnownDate(value: StixValue): boolean {
  return typeof own(value, 'created') === 'string' || typeof own(value, 'spec_version') === 'string';
}

const BUNDLE_ID = /^bundle--[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function checkBundle(bundle: StixValue, path: string, findings: Findings): void {
  const at = (key: string): string => (path === '' ? key : `${path}.${key}`);
  const id = own(bundle, 'id');
  if (typeof id !== 'string' || !BUNDLE_ID.test(id))
    findings.add('stix-bad-id', at('id'), 'The bundle has no valid id', 'Its objects are read all the same.', id, '8');
  const objects = own(bundle, 'objects');
  if (objects !== undefined && !Array.isArray(objects))
    findings.add('stix-wrong-type', at('objects'), 'The objects of a bundle are no list', 'Left out.', objects, '8');
  else if (objects?.length === 0)
    findings.add('stix-empty-list', at('objects'), 'The list of objects is empty', 'There is nothing to read.');
}

const TYPE = /^[a-z0-9][a-z0-9-]{0,249}$/;
/** A name that the specification reserves. */
const RESERVED = 'action';
/** An object without an id can be read, but nothing can refer to it: enough for these. */
const USEFUL_WITHOUT_ID = new Set(['attack-pattern', 'indicator', 'observed-data', 'attack-action']);

/** @param types met before, each as it was met first: what is the same text is compared sooner than what only reads so */
function readItem(
  value: unknown,
  list: string,
  at: number,
  isOldBundle: boolean,
  types: Map<string, string>,
  findings: Findings,
): StixItem | null {
  if (!isStixValue(value)) {
    const path = pathOf(list, at);
    findings.add('stix-not-an-object', path, 'This entry of a bundle is no object', 'Entry left out.', value);
    return null;
  }
  const { type: written, id: stated, spec_version: version } = value;
  const known = typeof written === 'string' ? types.get(written) : undefined;
  const type = known ?? readType(written, pathOf(list, at), types, findings);
  if (type === null) return null;
  const id = isReferenceTo(stated, type) ? stated : readId(stated, type, pathOf(list, at), findings);
  if (id === null) return null;
  const isAlone = at < 0;
  const is20 = typeof version === 'string' ? version === '2.0' : isOldBundle || (isAlone && isOldAlone(value));
  return new ListedItem(list, at, type, id, is20, value);
}

/** Of a type not met before, or not as it should be, which is said; `null`: nothing can be made of the object. */
function readType(type: unknown, path: string, types: Map<string, string>, findings: Findings): string | null {
  if (typeof type === 'string' && type !== RESERVED && TYPE.test(type)) {
    types.set(type, type);
    return type;
  }
  const at = path === '' ? 'type' : `${path}.type`;
  if (typeof type !== 'string' || type === '') {
    findings.add('stix-no-type', at, 'The object has no type', 'Object left out.', type);
    return null;
  }
  if (type === RESERVED) {
    findings.add('stix-reserved', at, 'This type is reserved', 'Object left out.', type);
    return null;
  }
  findings.add('stix-bad-type', at, 'A type has lower case letters, digits and hyphens', 'Kept.', type);
  return type;
}

/** Without a bundle that says so: objects of 2.1 state their version, observables need not. */
function isOldAlone(value: StixValue): boolean {
  return own(value, 'spec_version') === undefined && own(value, 'created') !== undefined;
}

const ID = /^([a-z0-9-]+)--([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/i;

/** Of an id that is not plainly right; says what is wrong. `null`: nothing can be made of the object. */
function readId(id: unknown, type: string, path: string, findings: Findings): string | null {
  const at = path === '' ? 'id' : `${path}.id`;
  const parts = typeof id === 'string' ? ID.exec(id) : null;
  if (typeof id === 'string' && parts !== null) {
    if (parts[1] !== type)
      findings.add('stix-bad-id', at, `The id is not of the type ${type.slice(0, 40)}`, 'Kept.', id);
    return id;
  }
  if (typeof id === 'string' && id.startsWith(`${type}--`)) {
    findings.add('stix-bad-id', at, 'The id does not end in a UUID', 'Kept: others may refer to it.', id);
    return id;
  }
  const isUseful = USEFUL_WITHOUT_ID.has(type);
  const done = isUseful ? 'Read all the same: nothing can refer to it.' : 'Object left out.';
  findings.add('stix-bad-id', at, id === undefined ? 'The object has no id' : 'The id is no valid one', done, id);
  return isUseful ? '' : null;
}

export interface LatestVersions {
  readonly items: readonly StixItem[];
  readonly byId: ReadonlyMap<string, StixItem>;
}

/**
 * Of several versions of an object the latest, and of the same twice the first. Observables have no versions: the same
 * id may stand for what differs in parts that ids are not made of.
 * @param byId the items as they were met: looking at each id again costs more than noting it in time
 */
export function keepLatestVersions(
  items: readonly StixItem[],
  byId: Map<string, StixItem>,
  findings: Findings,
): LatestVersions {
  // Nearly always: every object has an id, and no other has it.
  if (byId.size === items.length && !byId.has('')) return { items, byId };
  byId.clear();
  const superseded = new Set<StixItem>();
  for (const item of items) {
    const known = byId.get(item.id);
    if (known === undefined || item.id === '') {
      byId.set(item.id, item);
      continue;
    }
    const before = ownText(known.value, 'modified');
    const after = ownText(item.value, 'modified');
    if (before === '' || after === '') continue;
    const isLater = compareStixTimes(before, after) < 0;
    superseded.add(isLater ? known : item);
    if (isLater) byId.set(item.id, item);
  }
  for (const item of superseded) noteOlderVersion(item, findings);
  return { items: superseded.size === 0 ? items : items.filter((item) => !superseded.has(item)), byId };
}

export function noteOlderVersion({ path, id }: StixItem, findings: Findings): void {
  const message = 'The file has a later version of this object, or the same twice';
  findings.add('stix-older-version', path, message, 'This one left out.', id);
}
