import type { Catalog } from '../../attack/catalog';
import type { TechniqueId } from '../../attack/identifiers';
import type { TechniqueMention } from '../technique-mentions';
import type { TextRange } from '../threat-report';
import { foldName } from './fold-text';
import type { Candidate } from './technique-context';
import { isTitled, isTitledElsewhere } from './technique-words';

/** Tactics of earlier releases, whose names reports go on using. */
const FORMER_TACTICS = ['Defense Evasion'];

/** What stands between two entries of a list or two cells of a table. */
const BETWEEN =
  /^[ \t\u00A0]*(?:(?:[,;|/•·]|\t)[ \t\u00A0]*(?:(?:and|or|&)[ \t])?|(?:and|or|&)[ \t]|(?:\r?\n[ \t]*){1,2}(?:[-•*·–|]|\d{1,2}[.)])?[ \t]*)$/;
const LONGEST_BETWEEN = 12;
/** An entry goes no further than its name. */
const ENTRY_END = /^["”’')*_]{0,2}[ \t]*(?:$|[\n\r;,|.()[\]•·/–—-]|\t|(?:and|or|&)[ \t])/;
const LEAD =
  /(?:^|[^\p{L}])(?:sub-?)?techniques?(?: (?:used|observed|seen|include|identified|mapped))?[ \t]*:?[\s•*·–-]*$/iu;
/** Where a list begins: at a line's or a cell's start. */
const LIST_START = /(?:^|[\n|;:•·\t]|[\n][ \t]*(?:[-*–]|\d{1,2}[.)]))[ \t]*$/;

interface Entry extends TextRange {
  /** `null`: it is certain what it means. */
  readonly candidate: Candidate | null;
}

interface Run {
  /** Of the tactic that is written before: "Persistence: Windows Service". */
  readonly tactic: number | null;
  /** Everything in it is a technique, or what has the capitals of a name. */
  readonly takes: 'all' | 'titled' | 'capital' | 'none';
}

/** Tells what a common word means as an entry of a list of techniques. */
export function makeListReader(
  text: string,
  catalog: Catalog,
  named: readonly TechniqueMention[],
  candidates: readonly Candidate[],
): (candidate: Candidate) => TechniqueId | null {
  const tactics = [...catalog.tactics.map(({ name }) => name), ...FORMER_TACTICS];
  const before = new RegExp(
    `(?:^|[^\\p{L}\\p{N}-])(${tactics.join('|')})(?: \\(?TA\\d{4}\\)?)?["*_]{0,2}[ \\t]*(?:[:|→>\\t]|[-–—](?=[ \\t]))["*_]{0,2}[ \\t]*$`,
    'iu',
  );
  const runs = new Map<Candidate, Run>();
  for (const entries of splitRuns(text, named, candidates)) {
    const run = readRun(text, entries, before, catalog);
    for (const { candidate } of entries) if (candidate !== null) runs.set(candidate, run);
  }
  const tacticsOf = new Map(catalog.techniques.map(({ id, tactics: of }) => [id, of]));
  return (candidate) => {
    const run = runs.get(candidate);
    if (run === undefined || run.takes === 'none') return null;
    const written = text.slice(candidate.start, candidate.end);
    if (run.takes === 'titled' && !isTitled(written)) return null;
    if (run.takes === 'capital' && !/^\p{Lu}/u.test(written)) return null;
    const { tactic } = run;
    const fitting =
      tactic === null ? candidate.ids : candidate.ids.filter((id) => tacticsOf.get(id)?.includes(tactic) === true);
    // "Impact: DNS": a word alone is the technique only under a tactic of its own.
    return fitting[0] ?? (isTitled(written) ? (candidate.ids[0] ?? null) : null);
  };
}

function splitRuns(text: string, named: readonly TechniqueMention[], candidates: readonly Candidate[]): Entry[][] {
  const entries: Entry[] = [
    ...named.map(({ start, end }) => ({ start, end, candidate: null })),
    ...candidates.map((candidate) => ({ start: candidate.start, end: candidate.end, candidate })),
  ].sort((a, b) => a.start - b.start);
  const runs: Entry[][] = [];
  for (const entry of entries) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    const isNext =
      last !== undefined &&
      entry.start >= last.end &&
      entry.start - last.end <= LONGEST_BETWEEN &&
      BETWEEN.test(text.slice(last.end, entry.start));
    if (run !== undefined && isNext) run.push(entry);
    else runs.push([entry]);
  }
  return runs;
}

function readRun(text: string, entries: readonly Entry[], tacticBefore: RegExp, catalog: Catalog): Run {
  const [first] = entries;
  const last = entries.at(-1);
  const none: Run = { tactic: null, takes: 'none' };
  if (first === undefined || last === undefined || entries.every(({ candidate }) => candidate === null)) return none;
  const lead = text.slice(Math.max(0, first.start - 40), first.start);
  const isClosed = ENTRY_END.test(text.slice(last.end, last.end + 8));
  const written = entries.map(({ start, end }) => text.slice(start, end));
  const [, tactic] = tacticBefore.exec(lead) ?? [];
  if (tactic !== undefined && /^\p{Lu}/u.test(tactic)) {
    const key = foldName(tactic);
    const position = catalog.tactics.findIndex(({ name }) => foldName(name) === key);
    return { tactic: position < 0 ? null : position, takes: isClosed ? 'capital' : 'titled' };
  }
  if (LEAD.test(lead) && isClosed) return { tactic: null, takes: 'capital' };
  if (entries.some(({ candidate }, at) => candidate === null && isTitled(written[at] ?? '')))
    return { tactic: null, takes: isClosed || entries.length > 2 ? 'capital' : 'titled' };
  // Several that have the capitals of names, and are nothing else's: a list of techniques.
  const own = new Set(written.filter((each) => isTitled(each) && !isTitledElsewhere(each)).map(foldName));
  const isList = own.size >= 2 && isClosed && (LIST_START.test(lead) || own.size >= 3);
  return { tactic: null, takes: isList ? 'titled' : 'none' };
}
