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
const FARTHEST_LIST = 10_000;
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
  const found = text.length < 4 * part ? null : LIST.exec(text.slice(0, FARTHEST_LIST));
  const [matched = '', key = '', space = '', beginning = ''] = found ?? [];
  if (found === null) return null;
  const start = text.indexOf('[', found.index + key.length) + 1;
  const between = [`},${space}{${beginning}`, `}, {${beginning}`].find((way) => text.includes(way));
  if (matched === '' || between === undefined) return null;
  const step = between.indexOf('{');
  const head = `${text.slice(0, found.index)}"${MARK}"${text.slice(found.index + key.length, start)}`;
  const last = findLast(text, head, between, step, text.length - part);
  if (last === null || last.at < start) return null;
  return makeCut(text, start, between, step, part, last);
}

interface LastPart {
  /** Where the object before it closes. */
  readonly at: number;
  readonly root: StixValue;
  readonly list: readonly unknown[];
}

/** With what follows the list: it may say of which version the objects are. */
function findLast(text: string, head: string, between: string, step: number, from: number): LastPart | null {
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

function makeCut(text: string, start: number, between: string, step: number, part: number, last: LastPart): CutBundle {
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
