/**
 * A large bundle parsed a few hundred objects at a time: what of them is not needed later is gone before it has to be
 * kept alive through the parsing of all others, which costs more time than the parsing itself.
 */
import { isStixValue, type StixValue } from './stix-objects';

export interface CutBundle {
  /** The bundle with no more than the last of its objects. */
  readonly root: StixValue;
  /** All its objects, in their order. Ends early where the text cannot be cut: `isWhole` tells, afterwards. */
  lists(): Generator<readonly unknown[]>;
  readonly isWhole: boolean;
}

/**
 * Characters of a part: so few that its copy, of which each character may take two bytes, is made where short-lived objects
 * are. From 128 KB on, engines fetch memory for each text anew, which costs a fifth of the time of parsing.
 */
const PART = 60_000;
/** Characters before its first object. */
export const FARTHEST_LIST = 10_000;
const LIST = /("objects")\s*:\s*\[(\s*)\{(\s*"(?:[^"\\]|\\.){1,40}")/;
/** Stands for the key of the list that is cut, so that a second list of that name does not pass for it. */
const MARK = 'objects of the part';
const MOST_ATTEMPTS = 20;

/**
 * Objects that follow each other as a program writes them begin alike. That a place between two of them is no place
 * within one is proven by the parts: in a text or a list within an object, neither side would be whole.
 * @param part only tests have another
 * @returns `null`: it cannot be cut, or is not worth it
 */
export function cutBundle(text: string, part = PART): CutBundle | null {
  const list = text.length < 4 * part ? null : findList(text);
  if (list === null) return null;
  const between = list.ways.find((way) => text.includes(way));
  if (between === undefined) return null;
  const last = findLast(text, list.head, between, text.length - part);
  if (last === null || last.at < list.start) return null;
  return makeCut(text, list.start, between, part, last);
}

/**
 * The first half of a bundle, which ends where an object does.
 * @param rest the other half, or as much of its end as the last objects take
 * @returns `null`: it cannot be cut
 */
export function cutFirstHalf(text: string, rest: string, between: string, part = PART): CutBundle | null {
  const list = findList(text);
  const last = list === null ? null : findLast(rest, list.head, between, rest.length);
  if (list === null || last === null) return null;
  return makeCut(text, list.start, between, part, { at: text.length - 1, root: last.root, list: [] });
}

export interface ObjectList {
  /** What comes before its first object, its key marked. */
  readonly head: string;
  /** Where it begins, after its bracket. */
  readonly start: number;
  /** Where its first object does. */
  readonly first: number;
  /** What may stand between two of its objects, as a program would write it. */
  readonly ways: readonly string[];
}

/** @param text of which the beginning is enough */
export function findList(text: string): ObjectList | null {
  const found = LIST.exec(text.slice(0, FARTHEST_LIST));
  if (found === null) return null;
  const [, key = '', space = '', beginning = ''] = found;
  const start = text.indexOf('[', found.index + key.length) + 1;
  return {
    head: `${text.slice(0, found.index)}"${MARK}"${text.slice(found.index + key.length, start)}`,
    start,
    first: start + space.length,
    ways: [`},${space}{${beginning}`, `}, {${beginning}`],
  };
}

interface LastPart {
  /** Where the object before it closes. */
  readonly at: number;
  readonly root: StixValue;
  readonly list: readonly unknown[];
}

/** With what follows the list: it may say of which version the objects are. */
function findLast(text: string, head: string, between: string, from: number): LastPart | null {
  const step = between.indexOf('{');
  let at = from;
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    at = text.lastIndexOf(between, at - 1);
    if (at < 0) return null;
    const parsed = tryParse(head + text.slice(at + step));
    const list = isStixValue(parsed) ? parsed[MARK] : undefined;
    if (!isStixValue(parsed) || !Array.isArray(list)) continue;
    if (Object.hasOwn(parsed, 'objects')) return null;
    const { [MARK]: _, ...root } = parsed;
    return { at, root: { ...root, objects: list }, list };
  }
  return null;
}

function makeCut(text: string, start: number, between: string, part: number, last: LastPart): CutBundle {
  const step = between.indexOf('{');
  let isWhole = false;

  function* lists(): Generator<readonly unknown[]> {
    let from = start;
    while (from <= last.at) {
      let close = from + part;
      let list: unknown;
      for (let attempt = 0; list === undefined && attempt < MOST_ATTEMPTS; attempt++) {
        const at = text.indexOf(between, close + 1);
        close = at < 0 || at > last.at ? last.at : at;
        list = tryParse(`[${text.slice(from, close + 1)}]`);
        if (close === last.at) break;
      }
      if (!Array.isArray(list)) return;
      yield list;
      from = close + step;
    }
    yield last.list;
    isWhole = true;
  }

  return {
    root: last.root,
    lists,
    get isWhole() {
      return isWhole;
    },
  };
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Cut in the wrong place, or malformed: the whole says where.
    return undefined;
  }
}
