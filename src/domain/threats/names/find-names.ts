import type { TechniqueMention, ThreatMention } from '../technique-mentions';
import type { IdMentions } from './find-ids';
import { foldName, type Token, tokenize } from './fold-text';
import { matchAt, type NameMatch } from './match-names';
import type { Meaning, NameIndex } from './name-index';
import { makeTechniqueTest } from './technique-context';
import { type Hint, readHints } from './threat-context';
import { TOOLS } from './threat-words';

type ThreatMeaning = Extract<Meaning, { of: 'threat' }>;
type TechniqueMeaning = Extract<Meaning, { of: 'technique' }>;

/** A name of a threat that stands where it may mean something else: judged when the whole text has been read. */
interface Pending {
  readonly start: number;
  readonly end: number;
  readonly meanings: readonly ThreatMeaning[];
}

export interface NameMentions {
  readonly techniques: readonly TechniqueMention[];
  readonly threats: readonly ThreatMention[];
}

export function findNames(text: string, index: NameIndex, ids: IdMentions): NameMentions {
  const tokens = tokenize(text);
  const isTaken = makeRangeTest([...ids.techniques, ...ids.threats, ...ids.unresolved]);
  const techniques: TechniqueMention[] = [];
  const threats: ThreatMention[] = [];
  const pending: Pending[] = [];
  const weak: { start: number; end: number; meanings: readonly TechniqueMeaning[] }[] = [];

  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (!index.starts.has(token.folded.slice(0, 2))) continue;
    for (const match of matchAt(text, tokens, at, index)) {
      const start = token.start;
      const end = tokens[match.last]?.end ?? token.end;
      if (isTaken(start, end)) continue;
      const isAddress = isInAddress(text, start, end);
      if (isAddress && !isSegment(text, start, end)) continue;
      const taken = judge(match, start, end, isAddress);
      if (!taken) continue;
      at = match.last;
      break;
    }
  }

  function judge(match: NameMatch, start: number, end: number, isAddress: boolean): boolean {
    const written = text.slice(start, end);
    const ofTechnique = isAddress ? [] : match.meanings.filter((meaning) => meaning.of === 'technique');
    const isApart = match.last > match.first;
    const isTitled = !/(?<![\p{L}\p{N}])\p{Ll}|[/.]/u.test(written);
    const ofThreat = match.meanings.filter(
      (meaning) => meaning.of === 'threat' && !(isApart && (meaning.isJoined || (meaning.isOneWord && !isTitled))),
    ) as ThreatMeaning[];
    const strong = ofTechnique.find(({ isWeak }) => !isWeak);
    const isTechnique = strong !== undefined && !isInPath(text, start, end);
    if (isTechnique) techniques.push({ start, end, written, technique: strong.id, how: strong.how });
    const hints = ofThreat.length === 0 ? null : readHints(text, tokens, match.first, match.last);
    const meant = hints === null ? undefined : chooseMeant(ofThreat, written, text, start, end, hints);
    if (meant !== undefined) threats.push({ start, end, written, threatId: meant.id });
    if (isTechnique || meant !== undefined) return true;
    const isCapital = /\p{Lu}/u.test(written);
    const isTeam = hints?.includes('team') ?? false;
    const open = ofThreat.filter(({ need, kind }) => need !== 'command' && !(isTeam && kind === 'software'));
    if (open.length > 0 && isCapital && !(hints?.some((hint) => hint === 'longer' || hint === 'other') ?? false)) {
      pending.push({ start, end, meanings: open });
      return true;
    }
    if (ofTechnique.length > 0) {
      weak.push({ start, end, meanings: ofTechnique });
      return true;
    }
    return false;
  }

  const candidates = weak.map(({ start, end, meanings }) => ({ start, end, ids: meanings.map(({ id }) => id) }));
  const found =
    candidates.length === 0 ? [] : candidates.map(makeTechniqueTest(text, index.catalog, ids, techniques, candidates));
  weak.forEach(({ start, end, meanings }, at) => {
    const meaning = meanings.find(({ id }) => id === found[at]);
    if (meaning === undefined) return;
    techniques.push({ start, end, written: text.slice(start, end), technique: meaning.id, how: meaning.how });
  });
  // Who has been named without doubt is meant by the shorter and the everyday names in the same text, too.
  const certain = new Set([...threats, ...ids.threats].map(({ threatId }) => threatId));
  const isListed = makeListTest(text, threats);
  for (const { start, end, meanings } of pending) {
    const meaning = meanings.find(({ id }) => certain.has(id)) ?? (isListed(start, end) ? meanings[0] : undefined);
    if (meaning !== undefined) threats.push({ start, end, written: text.slice(start, end), threatId: meaning.id });
  }
  return { techniques, threats };
}

function chooseMeant(
  meanings: readonly ThreatMeaning[],
  written: string,
  text: string,
  start: number,
  end: number,
  hints: readonly Hint[],
): ThreatMeaning | undefined {
  const fitting = meanings.filter((meaning) => isMeant(meaning, written, text, start, end, hints));
  if (fitting.length < 2) return fitting[0];
  const isOfKind = (kind: ThreatMeaning['kind']) =>
    hints.some((hint) => (kind === 'software' ? SOFTWARE_HINTS : GROUP_HINTS).has(hint));
  const rank = ({ kind, isAlias }: ThreatMeaning) => (isOfKind(kind) ? 2 : 0) + (isAlias ? 0 : 1);
  return [...fitting].sort((a, b) => rank(b) - rank(a))[0];
}

const SOFTWARE_HINTS: ReadonlySet<Hint> = new Set(['malware', 'software', 'framework']);
const GROUP_HINTS: ReadonlySet<Hint> = new Set(['group', 'crew', 'loose-group']);

function isMeant(
  meaning: ThreatMeaning,
  written: string,
  text: string,
  start: number,
  end: number,
  hints: readonly Hint[],
): boolean {
  const hasCapital = /\p{Lu}/u.test(written);
  const isOther = hints.includes('longer') || hints.includes('other');
  switch (meaning.need) {
    case 'sure':
      return true;
    case 'capital':
      return hasCapital || hints.some((hint) => SOFTWARE_HINTS.has(hint) || GROUP_HINTS.has(hint));
    case 'never':
      return false;
    case 'command':
      // ".NET tool" is another thing.
      return hints.includes('command') && text[start - 1] !== '.';
    case 'shouted':
      // "READ_CALENDAR" is a longer word.
      if (isOther || /[_.$-]/.test(text[start - 1] ?? '')) return false;
      if (/^[\p{Lu}\d\s-]+$/u.test(written) && !isShouting(text, start, end)) return true;
      return hasCapital && saysWhatItIs(meaning, written, hints);
    case 'titled':
      return !/(?<![\p{L}\p{N}])\p{Ll}/u.test(written) && !hints.includes('longer');
    case 'noun':
      if (!hasCapital || isOther || (meaning.kind === 'software' && hints.includes('team'))) return false;
      return (
        hints.includes('middle') ||
        hints.includes('acting') ||
        hints.includes(meaning.kind === 'software' ? 'framework' : 'loose-group') ||
        hints.includes('software') ||
        (meaning.kind !== 'software' && hints.includes('group')) ||
        saysWhatItIs(meaning, written, hints)
      );
    case 'context':
      return hasCapital && !isOther && saysWhatItIs(meaning, written, hints);
  }
}

/** Any framework, tool or team may have an everyday name; malware, gangs and their affiliates are what ATT&CK knows. */
function saysWhatItIs({ kind }: ThreatMeaning, written: string, hints: readonly Hint[]): boolean {
  if (hints.includes('malware') || hints.includes('crew') || hints.includes('naming')) return true;
  return kind === 'software' ? hints.includes('software') && TOOLS.has(foldName(written)) : hints.includes('group');
}

/** A key of the registry, or a folder: `Control\\WMI\\Autologger`. */
function isInPath(text: string, start: number, end: number): boolean {
  return text[end] === '\\' || (text[start - 1] === '\\' && text[end] !== '.');
}

/** The words around are in capitals, too: a heading. */
function isShouting(text: string, start: number, end: number): boolean {
  const around = `${text.slice(Math.max(0, start - 40), start)}${text.slice(end, end + 40)}`;
  const small = around.match(/\p{Ll}/gu)?.length ?? 0;
  const capital = around.match(/\p{Lu}/gu)?.length ?? 0;
  return capital > small;
}

/** Addresses of pages and people tell of what they link to, not of what the report says. */
function isInAddress(text: string, start: number, end: number): boolean {
  let from = start;
  while (from > 0 && start - from < 300 && isOfAddress(text.charCodeAt(from - 1))) from--;
  const before = text.slice(from, start);
  if (/:\/\/|^www\.|@./i.test(before) || /^\/[^/]+\//.test(before)) return true;
  return text[end] === '@' || HOST_GOING_ON.test(text.slice(end, end + 60));
}

/** "/blogs/NetwireRAT/figure-1.png": a folder with the name of a threat is named after it. */
function isSegment(text: string, start: number, end: number): boolean {
  return (
    text[start - 1] === '/' && text[start - 2] !== '/' && text[end] === '/' && /\p{Lu}/u.test(text.slice(start, end))
  );
}

const OUTSIDE_ADDRESS: ReadonlySet<number> = new Set(Array.from('()<>[]"\'|', (sign) => sign.charCodeAt(0)));

/** Printing ASCII, without what encloses addresses. */
function isOfAddress(code: number): boolean {
  return code > 32 && code < 127 && !OUTSIDE_ADDRESS.has(code);
}

const DOT = String.raw`(?:\.|\[\.\]|\[\.|\.\]|\[dot\])+`;
/** `.got-game[.]org`: the name is part of a host's. */
const HOST_GOING_ON = new RegExp(
  String.raw`^(?:[\w-]*${DOT})+(?:com|net|org|info|biz|io|ru|cn|top|xyz|site|online|club|me|cc|tk|pw|su|ir|kr|in)(?![\w-])`,
  'i',
);

function makeRangeTest(ranges: readonly { start: number; end: number }[]): (start: number, end: number) => boolean {
  const sorted = [...ranges].sort((a, b) => a.start - b.start);
  return (start, end) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle]?.end ?? 0) <= start) low = middle + 1;
      else high = middle;
    }
    const next = sorted[low];
    return next !== undefined && next.start < end;
  };
}

/** "Egregor, Maze and Conti": beside a name that is certain, in one enumeration. */
function makeListTest(text: string, certain: readonly ThreatMention[]): (start: number, end: number) => boolean {
  const starts = new Set(certain.map(({ start }) => start));
  const ends = new Set(certain.map(({ end }) => end));
  return (start, end) => {
    const before = LIST_BEFORE.exec(text.slice(Math.max(0, start - 8), start))?.[0].length ?? 0;
    const after = LIST_AFTER.exec(text.slice(end, end + 8))?.[0].length ?? 0;
    return (before > 0 && ends.has(start - before)) || (after > 0 && starts.has(end + after));
  };
}

const LIST_BEFORE = /(?:, |\/|,? (?:and|or|&) )$/;
const LIST_AFTER = /^(?:, |\/|,? (?:and|or|&) )(?:and )?/;
