import type { Catalog } from '../../attack/catalog';
import type { TechniqueId } from '../../attack/identifiers';
import type { TechniqueMention } from '../technique-mentions';
import type { TextRange } from '../threat-report';
import type { IdMentions } from './find-ids';
import { makeListReader } from './technique-lists';
import { isTitled, isTitledElsewhere } from './technique-words';

/** A name that is a thing, and the techniques that may be meant. */
export interface Candidate extends TextRange {
  readonly ids: readonly TechniqueId[];
}

/** How far its id may stand from a name, on the same line. */
const BESIDE = 48;
const LONGEST_MENTION = 100;

/**
 * Tells which technique a common word means where something beside it says so: its id, the word "technique", a tactic
 * before it, a list of techniques, or the capitals of a name in the middle of a sentence.
 */
export function makeTechniqueTest(
  text: string,
  catalog: Catalog,
  ids: IdMentions,
  named: readonly TechniqueMention[],
  candidates: readonly Candidate[],
): (candidate: Candidate) => TechniqueId | null {
  const idsBeside = [...ids.techniques].sort((a, b) => a.start - b.start);
  const readList = makeListReader(text, catalog, named, candidates);
  return (candidate) => {
    const { start, end, ids: meant } = candidate;
    const around = findNear(idsBeside, start - BESIDE - LONGEST_MENTION, end + BESIDE);
    const ofId = meant.find((id) => around.some((mention) => isOfId(text, mention, candidate, id)));
    if (ofId !== undefined) return ofId;
    const inList = readList(candidate);
    if (inList !== null) return inList;
    const [only] = meant;
    if (only === undefined) return null;
    if (/^["”’')]*\s(?:sub-?)?techniques?\b/i.test(text.slice(end, end + 20))) return only;
    if (/\b(?:sub-?)?technique:?\s["“‘']?$/i.test(text.slice(Math.max(0, start - 20), start))) return only;
    return meant.length === 1 && isTitledInSentence(text, candidate) ? only : null;
  };
}

function isOfId(text: string, mention: TechniqueMention, at: TextRange, id: TechniqueId): boolean {
  const [left, right] = mention.end <= at.start ? [mention, at] : [at, mention];
  const between = text.slice(left.end, right.start);
  if (right.start < left.end) return false;
  // The cells of a table may have come apart; "Brute Force (T1110.001)" names the parent.
  const isBeside = /^[\s|,;:()[\]–—-]{0,8}$/.test(between);
  const isFamily =
    mention.technique.slice(0, 5) === id.slice(0, 5) && (mention.technique.length === 5 || id.length === 5);
  if (isBeside) return mention.technique === id || isFamily;
  return mention.technique === id && between.length <= BESIDE && !between.includes('\n');
}

const SMALL_WORD_BEFORE = /(?:^|[^\p{L}\p{N}-])\p{Ll}[\p{Ll}'’-]*,?\s["“'‘(*_]{0,2}$/u;
/** What a product does: "runs as a Windows Service". */
const RUNS_AS = /\b(?:runs?|running|offered|available|shipped|sold) as an?\s$/;
const CAPITAL_AFTER = /^[\s-]\p{Lu}/u;
/** A word that no heading leaves small. */
const SENTENCE_WORD =
  /(?<![\p{L}\p{N}.-])(?!(?:in|the|over|of|and|or|for|to|via|by|from|with|after|on|as|a|against|into|your|our|how|is|are|an|vs|at)(?![\p{L}]))\p{Ll}{2,}(?![\p{L}\p{N}])/u;

/** Capitals in the middle of a sentence that has none otherwise: a name, unless it is a product's or a feature's, too. */
function isTitledInSentence(text: string, { start, end }: TextRange): boolean {
  const written = text.slice(start, end);
  if (!isTitled(written) || isTitledElsewhere(written)) return false;
  const before = text.slice(Math.max(0, start - 60), start);
  const after = text.slice(end, end + 60);
  if (!SMALL_WORD_BEFORE.test(before) || CAPITAL_AFTER.test(after) || RUNS_AS.test(before)) return false;
  const line = `${before.slice(before.lastIndexOf('\n') + 1)} ${after.split('\n', 1)[0] ?? ''}`;
  return SENTENCE_WORD.test(line);
}

function findNear(sorted: readonly TechniqueMention[], from: number, to: number): readonly TechniqueMention[] {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle]?.start ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  const near: TechniqueMention[] = [];
  for (let at = low; at < sorted.length; at++) {
    const mention = sorted[at];
    if (mention === undefined || mention.start > to) break;
    near.push(mention);
  }
  return near;
}
