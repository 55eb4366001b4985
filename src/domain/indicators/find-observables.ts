import { listCandidates } from './candidate-values';
import { type IndicatorContext, readContext } from './indicator-context';
import { normalisePlain } from './normalise-observable';
import type { Observable, ObservableType } from './observable';
import { refang } from './refang';
import { isTopLevelDomain } from './top-level-domains';

/** A value in a text, with its place there. */
export interface FoundObservable extends Observable {
  /** As the text has it, defanged perhaps. */
  readonly written: string;
  /** In UTF-16 units of the text, end exclusive. */
  readonly start: number;
  readonly end: number;
}

export interface FoundValue extends FoundObservable {
  /** It is only mentioned: a link to a source, a product's domain, a file of the system, an inner address. */
  readonly isReference: boolean;
}

/** What a text gives to look for, in its order, each occurrence. The rules are in docs/indicators.md. */
export function findObservables(text: string): readonly FoundObservable[] {
  const given: FoundObservable[] = [];
  for (const { type, value, written, start, end, isReference } of findValues(text)) {
    if (!isReference) given.push({ type, value, written, start, end });
  }
  return given;
}

/** Every value in a text: for look-ups, where references matter as well. */
export function findValues(text: string): readonly FoundValue[] {
  const { text: plain, toWritten, isDefanged } = refang(text);
  const context = readContext(plain);
  // "Domains: one.example, two.example and three.example": the label is for all of them.
  let labelledUntil = -1;
  const values = listCandidates(plain, isDefanged).map((candidate): Judged => {
    // Spelt out: a text may be a list of half a million values, and copying with `...` takes longer than finding them.
    const { type, value, start, end, standing } = candidate;
    const isLabelled =
      standing === 'open' &&
      (context.isLabelled(start) ||
        (labelledUntil !== -1 && AND.test(plain.slice(labelledUntil, Math.min(start, labelledUntil + 12)))));
    if (isLabelled) labelledUntil = end;
    const isMeant =
      isDefanged(start, end) ||
      standing === 'telling' ||
      (standing === 'open' && !context.isSource(start) && (isLabelled || context.isGiven(start, end)));
    return { type, value, start, end, standing, isMeant };
  });
  markLists(plain, values, context);
  return values.map(({ type, value, start, end, isMeant }) => {
    const [writtenStart, writtenEnd] = [toWritten(start), toWritten(end)];
    return {
      type,
      value,
      written: text.slice(writtenStart, writtenEnd),
      start: writtenStart,
      end: writtenEnd,
      isReference: !isMeant,
    };
  });
}

const AND = /^["'`”]?\s?(?:[,;/|&]|,?\s?(?:and|or))\s?["'`“]?$/;

interface Judged {
  type: ObservableType;
  value: string;
  readonly start: number;
  readonly end: number;
  readonly standing: 'telling' | 'open' | 'reference';
  isMeant: boolean;
}

/**
 * Values alone on their lines, one after the other, are a list. It is one of indicators where one of them is, or two are
 * bare domains; links alone are one only where the whole text is such a list: else they are somebody's sources.
 */
function markLists(text: string, values: readonly Judged[], context: IndicatorContext): void {
  const blocks: Judged[][] = [];
  let lastEnd = -1;
  let lines = 0;
  for (const value of values) {
    const line = context.lineOf(value.start);
    if (!isAlone(text, line, value)) continue;
    lines++;
    const gap = lastEnd === -1 ? 'x' : text.slice(lastEnd, Math.min(line.start, lastEnd + 200));
    if (/\S/.test(gap) || context.isSource(value.start)) blocks.push([value]);
    else blocks.at(-1)?.push(value);
    lastEnd = line.end;
  }
  const isAllList = lines > 1 && lines >= countLines(text) * 0.8;
  for (const block of blocks) {
    const bare = block.filter(({ type, standing }) => type === 'domain' && standing === 'open').length;
    if (!isAllList && (context.isSource(block[0]?.start ?? 0) || (bare < 2 && !block.some(({ isMeant }) => isMeant)))) {
      continue;
    }
    for (const value of block) {
      if (value.standing === 'reference') continue;
      value.isMeant = true;
      // Among domains `get-it.app` and `files.zip` are such.
      const last = value.value.slice(value.value.lastIndexOf('.') + 1);
      const name = value.type === 'file-name' && bare >= 2 && isTopLevelDomain(last) ? value.value : null;
      const domain = name === null ? null : normalisePlain('domain', name);
      if (domain !== null) [value.type, value.value] = ['domain', domain];
    }
  }
}

function isAlone(
  text: string,
  line: { readonly start: number; readonly end: number },
  { start, end }: Judged,
): boolean {
  if (start - line.start > 16 || line.end - end > 16) return false;
  return (
    /^[\s\-*•·+>|"'`“([\d.)]*$/.test(text.slice(line.start, start)) &&
    /^(?::\d{1,5})?[\s|"'`”,;.)\]*/]*$/.test(text.slice(end, line.end))
  );
}

function countLines(text: string): number {
  let count = 0;
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found === -1 ? text.length : found;
    if (/\S/.test(text.slice(start, end))) count++;
    start = end + 1;
  }
  return count;
}
