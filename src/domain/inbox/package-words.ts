/** What is known of a package, in sentences: for its steps, for lists, and for the note. */
import { formatCount, formatCounted } from '../format';
import type { ContextFinding, Findings, KnownValues, ReadFinding, SearchFinding } from './findings';

const HELD_BACK: Readonly<Record<string, string>> = {
  expired: 'expired',
  notYetValid: 'not valid yet',
  lowConfidence: 'of too little confidence',
  benign: 'known to be harmless',
  warninglists: 'on a warninglist',
  severalEvents: 'patterns over several events',
};

/** "STIX report: 1 report, 34 indicators". */
export function describeRead({ formatName, brought }: ReadFinding): string {
  return brought.length === 0 ? `${formatName}.` : `${formatName}: ${brought.join(', ')}.`;
}

export function describeContext({ importedBefore, known, threat }: ContextFinding): string {
  const parts = [
    importedBefore === null ? '' : `This very file was imported before, ${importedBefore}.`,
    known === null ? '' : describeKnown(known),
    threat === null ? '' : threat.verdict,
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'It gives no values to look for and names no technique.' : parts.join(' ');
}

/** "3 of 34 values are known here already; 1 is on a warninglist." */
export function describeKnown({ asked, total, known, watched, benign, onWarninglists, seen }: KnownValues): string {
  if (asked === 0) return 'Its patterns are not looked up one by one.';
  const of =
    asked === total ? formatCounted(asked, 'value') : `the first ${formatCount(asked)} of ${formatCount(total)} values`;
  const start =
    known === 0 ? `None of ${of} is known here yet` : `${formatCount(known)} of ${of} ${is(known)} known here already`;
  const parts = [
    watched === 0 ? '' : `${formatCount(watched)} ${is(watched)} watched`,
    seen === 0 ? '' : `${formatCount(seen)} ${seen === 1 ? 'was' : 'were'} seen by kept searches`,
    benign === 0 ? '' : `${formatCount(benign)} ${is(benign)} known to be harmless`,
    onWarninglists === 0 ? '' : `${formatCount(onWarninglists)} ${is(onWarninglists)} on a warninglist`,
  ].filter((part) => part !== '');
  return `${[start, ...parts].join('; ')}.`;
}

export function describeSearch(found: SearchFinding): string {
  const held = describeHeldBack(found.heldBack);
  const heldWords = held === '' ? '' : ` Not looked for: ${held}.`;
  if (found.answer === '')
    return held === '' ? 'Nothing was searched.' : `All it gives to look for is held back: ${held}.`;
  const first = found.mostRelevant === null ? '' : ` Most relevant: ${found.mostRelevant}.`;
  return `${found.answer}${first}${heldWords}`;
}

/** "2 expired, 1 on a warninglist"; empty: nothing is. */
export function describeHeldBack(heldBack: SearchFinding['heldBack']): string {
  return Object.entries(heldBack)
    .filter(([, count]) => count > 0)
    .map(([reason, count]) => `${formatCount(count)} ${HELD_BACK[reason] ?? reason}`)
    .join(', ');
}

/** What the package comes to, in the order of what matters. */
export function summarise({ read, context, search }: Findings): string {
  const threat = context?.threat ?? null;
  const parts = [
    search === null || search.answer === '' ? '' : search.answer,
    threat === null ? '' : threat.verdict,
    context?.importedBefore == null ? '' : `It was imported before, ${context.importedBefore}.`,
  ].filter((part) => part !== '');
  if (parts.length > 0) return parts.join(' ');
  return read === null ? '' : describeRead(read);
}

/** What to do next, the most pressing first. */
export function listNextSteps({ read, context, search }: Findings): readonly string[] {
  const steps: string[] = [];
  const sightings = search?.sightingCount ?? 0;
  if (search !== null && sightings > 0)
    steps.push(
      search.inItself
        ? `Accept it, and look at the ${formatCounted(sightings, 'sighting')} among its records.`
        : `Accept it: its search is kept with the records, and ${formatCounted(sightings, 'sighting')} can be looked into one by one.`,
    );
  if (search?.run?.complete === false)
    steps.push('Run its search once more after accepting: this one did not go through to the end.');
  if (search?.isCut === true)
    steps.push(
      'Make a watchlist of it once it is accepted: it is too long for a search of its own, so only what was seen is kept as one.',
    );
  // Of those that could be seen at all: of the others no plan changes anything.
  const figures = context?.threat?.figures;
  const blind = figures === undefined ? 0 : figures.observable - figures.seen;
  if (blind > 0)
    steps.push(
      `Open its verdict under Threats once it is accepted: ${formatCounted(blind, 'step')} would not be seen, and Plan says what would change that.`,
    );
  if (read !== null && Object.keys(read.typeCounts).length > 0 && search?.isCut !== true)
    steps.push('Accept it and put it on a watchlist, so that what is imported from now on is searched for it.');
  const doubtful = (context?.known?.benign ?? 0) + (context?.known?.onWarninglists ?? 0);
  if (doubtful > 0)
    steps.push(
      `Doubt ${formatCounted(doubtful, 'value')} that ${doubtful === 1 ? 'is' : 'are'} known to be harmless or on a warninglist: tell whoever wrote it.`,
    );
  if (read !== null && read.counts.reported > 0)
    steps.push(
      `Read what could not be read of it: ${formatCount(read.counts.reported)} of ${formatCount(read.counts.read)} ${read.counts.unit}.`,
    );
  if (context?.importedBefore != null) steps.push('Dismiss it, if there is nothing new in it: it is here already.');
  return steps.length > 0 ? steps : ['Accept it if you want to keep it; otherwise dismiss it and say why.'];
}

function is(count: number): string {
  return count === 1 ? 'is' : 'are';
}
