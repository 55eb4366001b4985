import type { TechniqueMention } from '../technique-mentions';
import type { TextRange } from '../threat-report';
import type { IdMentions } from './find-ids';

interface Candidate extends TextRange {
  readonly id: string;
}

/** How far its id may stand from a name, on the same line. */
const BESIDE = 48;
const LIST_GAP = /^[\s,;|•*·/-]{1,6}$/;

/** Tells whether something beside a common word says that the technique is meant: its id, "technique", a list. */
export function makeTechniqueTest(
  text: string,
  ids: IdMentions,
  named: readonly TechniqueMention[],
): (candidate: Candidate) => boolean {
  const near = [...ids.techniques, ...named].sort((a, b) => a.start - b.start);
  return ({ start, end, id }) => {
    const around = findNear(near, start - BESIDE - LONGEST_MENTION, end + BESIDE);
    const isOfId = around.some(
      (mention) =>
        (mention.how === 'id' || mention.how === 'old-id') &&
        mention.technique === id &&
        isOnSameLine(text, mention, { start, end }),
    );
    if (isOfId) return true;
    if (/^["”’')]*\s(?:sub-?)?techniques?\b/i.test(text.slice(end, end + 20))) return true;
    if (/\b(?:sub-?)?technique:?\s["“‘']?$/i.test(text.slice(Math.max(0, start - 20), start))) return true;
    const isTitled = /^\p{Lu}/u.test(text.slice(start, end));
    return isTitled && around.some((mention) => isInList(text, mention, { start, end }));
  };
}

const LONGEST_MENTION = 100;

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

function isInList(text: string, mention: TechniqueMention, at: TextRange): boolean {
  if (mention.how !== 'name' || !/^\p{Lu}.*\s\p{Lu}/su.test(mention.written)) return false;
  const [left, right] = mention.end <= at.start ? [mention, at] : [at, mention];
  return right.start >= left.end && right.start - left.end <= 6 && LIST_GAP.test(text.slice(left.end, right.start));
}

function isOnSameLine(text: string, a: TextRange, b: TextRange): boolean {
  const [left, right] = a.end <= b.start ? [a, b] : [b, a];
  if (right.start < left.end || right.start - left.end > BESIDE) return false;
  return !text.slice(left.end, right.start).includes('\n');
}
