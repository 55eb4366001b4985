import type { TechniqueMention } from '../technique-mentions';
import type { IdMentions } from './find-ids';

interface Candidate {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly id: string;
}

/** How far its id may stand from a name, on the same line. */
const BESIDE = 48;
const LIST_GAP = /^[\s,;|•*·/-]{1,6}$/;

/** Whether something beside a common word says that the technique is meant: its id, the word "technique", a list. */
export function isTechniqueMeant(
  { text, start, end, id }: Candidate,
  ids: IdMentions,
  named: readonly TechniqueMention[],
): boolean {
  const isOfId = ids.techniques.some(
    (mention) =>
      mention.technique === id &&
      (gapBetween(text, mention, { start, end })?.length ?? Number.POSITIVE_INFINITY) <= BESIDE,
  );
  if (isOfId) return true;
  const around = text.slice(end, end + 14);
  if (/^["”’')]*\s(?:sub-?)?techniques?\b/i.test(around)) return true;
  if (/\b(?:sub-?)?technique:?\s["“‘']?$/i.test(text.slice(Math.max(0, start - 20), start))) return true;
  const isTitled = /^\p{Lu}/u.test(text.slice(start, end));
  return isTitled && named.some((mention) => isInList(text, mention, { start, end }));
}

function isInList(text: string, mention: TechniqueMention, at: { start: number; end: number }): boolean {
  if (mention.how !== 'name' || !/^\p{Lu}.*\s\p{Lu}/su.test(mention.written)) return false;
  const [left, right] = mention.end <= at.start ? [mention, at] : [at, mention];
  return right.start >= left.end && right.start - left.end <= 6 && LIST_GAP.test(text.slice(left.end, right.start));
}

function gapBetween(text: string, a: { start: number; end: number }, b: { start: number; end: number }): string | null {
  const [left, right] = a.end <= b.start ? [a, b] : [b, a];
  if (right.start < left.end || right.start - left.end > BESIDE) return null;
  const gap = text.slice(left.end, right.start);
  return gap.includes('\n') ? null : gap;
}
