import type { Catalog, ThreatCatalog } from '../../attack/catalog';
import type { TechniqueId } from '../../attack/identifiers';
import { makeFateOf } from '../../attack/succession';
import type { TechniqueMention, ThreatMention, UnresolvedMention } from '../technique-mentions';

export interface IdMentions {
  readonly techniques: readonly TechniqueMention[];
  readonly threats: readonly ThreatMention[];
  readonly unresolved: readonly UnresolvedMention[];
}

/** Signs that print nothing, as PDF and web pages leave them inside words. */
const NOTHING = '[\\u00AD\\u200B-\\u200D\\u2060\\uFEFF]?';
/**
 * `T1059`, at a word's start: not in `AT1059`, a hash or a serial number; `%2FT1059` and `_T1059_` are. Tables lose their
 * borders on the way to text: "ExecutionT1059.001PowerShell" is an id between two words.
 */
const TECHNIQUE =
  /(?<![A-Za-z0-9]|[A-Za-z0-9]\+)[Tt](\d{4})(?!\d)|(?<=%2[Ff])[Tt](\d{4})(?!\d)|(?<=[a-z]{3})T(\d{4})(?!\d)/g;
/** No id goes on like this: `T1059abc`, `T1059X1`. */
const ID_END = '(?![0-9a-z]|[A-Z](?![a-z]))';
/** What may follow a technique's number: its sub-technique's. */
const SUB_CLOSE = new RegExp(`${NOTHING}(?:[.·․/_:-]|\\[\\.\\]|\\(\\.\\)|%2[Ff])${NOTHING}(\\d{3})${ID_END}`, 'y');
const SUB_APART = /[ \t]*\r?\n?[ \t]*[.][ \t]*\r?\n?[ \t]*(\d{3})(?![0-9a-z]|[A-Z](?![a-z]))/y;
/** A further sub-technique of the same: "T1059.001/.003", "T1059 (.001, .003 and .005)", "T1059.001, 003" is not. */
const SUB_MORE = /[ \t]*(?:[,;/&+|([{:]|and|or)?[ \t]*(?:and[ \t]+|or[ \t]+)?[.](\d{3})(?![0-9a-z]|[A-Z](?![a-z]))/y;
const OTHER = /(?<![A-Za-z0-9])[CGScgs]\d{4}(?![A-Za-z0-9]|\.\d)/g;
const ADDRESS = /attack\.mitre\.org\/[a-z]+\/$/i;

type Where = { readonly id: TechniqueId; readonly isOld: boolean } | UnresolvedMention['reason'];

export function makeIdFinder(
  catalog: Catalog,
  threats: ThreatCatalog | null,
  others: readonly Catalog[],
): (text: string) => IdMentions {
  const fateOf = makeFateOf(catalog);
  const fatesOfOthers = others.map(makeFateOf);
  const threatIds = new Set(
    threats === null
      ? []
      : [...threats.groups, ...threats.software, ...threats.campaigns].map(({ id }) => id.toUpperCase()),
  );
  /** Malware is called T9000: no technique that is not there. */
  const namesLikeIds = new Set(
    (threats?.software ?? [])
      .flatMap(({ name, aliases }) => [name, ...aliases])
      .filter((name) => /^T\d{4}$/.test(name)),
  );
  const resolve = (id: string): Where => {
    const fate = fateOf(id);
    if (fate.kind === 'live') return { id: fate.id as TechniqueId, isOld: false };
    if (fate.kind === 'succeeded') return { id: fate.id as TechniqueId, isOld: true };
    const isElsewhere = fatesOfOthers.some((of) => of(id).kind === 'live' || of(id).kind === 'succeeded');
    if (isElsewhere) return 'other-domain';
    return fate.kind === 'retired' || fatesOfOthers.some((of) => of(id).kind === 'retired') ? 'retired' : 'unknown';
  };
  const isKnown = (id: string) => resolve(id) !== 'unknown';

  return (text) => {
    const techniques: TechniqueMention[] = [];
    const unresolved: UnresolvedMention[] = [];
    const push = (id: string, start: number, end: number): void => {
      const where = resolve(id);
      const written = text.slice(start, end);
      if (typeof where === 'string') {
        if (where === 'unknown' && namesLikeIds.has(id)) return;
        // In small letters it may be anything; a sub-technique's form is no accident.
        if (where !== 'unknown' || text[start] === 'T' || id.length > 5 || isInAddress(text, start)) {
          unresolved.push({ start, end, written, reason: where });
        }
        return;
      }
      techniques.push({ start, end, written, technique: where.id, how: where.isOld ? 'old-id' : 'id' });
    };
    for (const found of text.matchAll(TECHNIQUE)) {
      const start = found.index;
      const base = `T${found[1] ?? found[2] ?? found[3]}`;
      const isGlued = found[3] !== undefined;
      let end = start + 5;
      if (isWordGoingOn(text, end) || (isGlued && !isKnown(base))) continue;
      const close = readAt(SUB_CLOSE, text, end);
      const apart = close === null ? readAt(SUB_APART, text, end) : null;
      const first = close ?? (apart !== null && isKnown(`${base}.${apart.digits}`) ? apart : null);
      const more: { start: number; end: number; digits: string }[] = [];
      let at = first?.end ?? end;
      for (;;) {
        const next = readAt(SUB_MORE, text, at);
        if (next === null || !isKnown(`${base}.${next.digits}`)) break;
        more.push({ start: next.end - 4, end: next.end, digits: next.digits });
        at = next.end;
      }
      if (first !== null) {
        end = first.end;
        push(`${base}.${first.digits}`, start, end);
      } else if (more[0] !== undefined) {
        // "T1059 (.001)": the sub-technique is meant, not its parent.
        const [only] = more.splice(0, 1);
        if (only !== undefined) push(`${base}.${only.digits}`, start, only.end);
      } else {
        push(base, start, end);
      }
      for (const sub of more) push(`${base}.${sub.digits}`, sub.start, sub.end);
    }
    const named: ThreatMention[] = [];
    for (const found of text.matchAll(OTHER)) {
      const threatId = found[0].toUpperCase();
      const isMeant = found[0] === threatId || isInAddress(text, found.index);
      if (!isMeant || !threatIds.has(threatId)) continue;
      named.push({ start: found.index, end: found.index + 5, written: found[0], threatId });
    }
    return { techniques, threats: named, unresolved };
  };
}

/** In the address of its page. */
function isInAddress(text: string, start: number): boolean {
  return ADDRESS.test(text.slice(Math.max(0, start - 40), start));
}

/** `T1059abc` is another thing; `T1059s`, `T1059_PowerShell` and `T1059Command` are not. */
function isWordGoingOn(text: string, end: number): boolean {
  return (
    /^(?:[a-z]|[A-Z](?![a-z]))/.test(text.slice(end, end + 2)) && !/^s(?![A-Za-z0-9])/.test(text.slice(end, end + 2))
  );
}

function readAt(pattern: RegExp, text: string, at: number): { end: number; digits: string } | null {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  return found === null ? null : { end: at + found[0].length, digits: found[1] ?? '' };
}
