import type { ContextFinding, KnownValues } from '../../src/domain/inbox/findings';
import { writeLocalDay } from '../../src/domain/local-day';
import type { ValueContext } from '../contract/history';
import type { InboxGround } from '../contract/inbox';
import { withHistories, withWorkspace } from '../databases';
import { lookUpValues } from '../history/look-up-answers';
import { type PackageInHand, TARGET } from './package-in-hand';
import { listValues } from './said-statements';
import { weighThreat } from './weigh-threat';

/** Values that are looked up; of more, the first. Each is held against all that is kept. */
const MOST_ASKED = 2000;
const SHOWN_KNOWN = 30;
const SHOWN_SOURCES = 20;

/** What is known of it already. @param at ISO 8601 */
export async function findContext(hand: PackageInHand, ground: InboxGround, at: string): Promise<ContextFinding> {
  const { asked, total } = listValues(await hand.statements(), MOST_ASKED);
  const contexts = asked.length === 0 ? [] : await lookUpValues(TARGET, asked, writeLocalDay(new Date(at)));
  return {
    step: 'context',
    importedBefore: await findEarlier(hand),
    known: total === 0 ? null : countKnown(contexts, total),
    threat: await weighThreat(hand, ground),
  };
}

function countKnown(contexts: readonly ValueContext[], total: number): KnownValues {
  const sources = new Map<string, { kind: 'collection' | 'report'; name: string; values: number }>();
  const note = (kind: 'collection' | 'report', id: string, name: string) => {
    const source = sources.get(`${kind} ${id}`) ?? { kind, name, values: 0 };
    sources.set(`${kind} ${id}`, source);
    source.values++;
  };
  for (const { statements, reports } of contexts) {
    for (const [id, name] of new Map(statements.map(({ collection, source }) => [collection, source])))
      note('collection', id, name);
    for (const { id, name } of reports) note('report', id, name);
  }
  const isKnown = ({ statements, reports }: ValueContext) => statements.length > 0 || reports.length > 0;
  const count = (fits: (context: ValueContext) => boolean) => contexts.filter(fits).length;
  return {
    asked: contexts.length,
    total,
    known: count(isKnown),
    watched: count(({ watchlists }) => watchlists.length > 0),
    benign: count(({ benign }) => benign !== null),
    onWarninglists: count(({ warninglists }) => warninglists.length > 0),
    seen: count(({ sightings }) => sightings.length > 0),
    sources: [...sources.values()].sort((one, other) => other.values - one.values).slice(0, SHOWN_SOURCES),
    examples: contexts
      .map((context) => ({ type: context.type, value: context.value, words: describeContext(context) }))
      .filter(({ words }) => words !== '')
      .slice(0, SHOWN_KNOWN),
  };
}

function describeContext({ benign, warninglists, sightings, watchlists, statements, reports }: ValueContext): string {
  const named = (items: readonly { readonly name: string }[]) => {
    const names = [...new Set(items.map(({ name }) => `“${name}”`))];
    return names.length > 2 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more` : names.join(', ');
  };
  return [
    benign === null ? '' : `known to be harmless: ${benign.reason}`,
    warninglists.length === 0 ? '' : `on the warninglist ${named(warninglists)}`,
    sightings.length === 0 ? '' : `seen by the search ${named(sightings)}`,
    watchlists.length === 0 ? '' : `watched by ${named(watchlists)}`,
    statements.length === 0 ? '' : `in the file ${named(statements.map(({ source }) => ({ name: source })))}`,
    reports.length === 0 ? '' : `in the report ${named(reports)}`,
  ]
    .filter((part) => part !== '')
    .join('; ');
}

/** By its hash, among receipts, files of indicators and histories. */
async function findEarlier({ known: { id } }: PackageInHand): Promise<string | null> {
  const receipts = await withWorkspace(TARGET, (db) =>
    db.receipts.filter(({ sha256, takenBack }) => sha256 === id && !takenBack).toArray(),
  );
  const receipt = receipts.sort((one, other) => other.at.localeCompare(one.at))[0];
  if (receipt !== undefined) return `as ${receipt.fileName}, on ${receipt.at.slice(0, 10)}`;
  return withHistories(TARGET, async (db) => {
    const same = ({ sha256 }: { readonly sha256: string }) => sha256 === id;
    const found = (await db.collections.filter(same).first()) ?? (await db.histories.filter(same).first());
    return found === undefined ? null : `as “${found.name}”, on ${found.importedAt.slice(0, 10)}`;
  });
}
