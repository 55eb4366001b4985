import type { Catalog } from '../../src/domain/attack/catalog';
import { suggest } from '../../src/domain/threats/suggest/suggest';
import { buildSuggestionModel, type SuggestionModel } from '../../src/domain/threats/suggest/suggestion-model';
import type { Mentions, TechniqueSuggestion } from '../../src/domain/threats/technique-mentions';
import type { ReportContent } from '../../src/domain/threats/threat-report';
import { CatalogDatabase } from '../../src/store/catalog-database';
import { catalogId } from '../catalogs';
import type { ReportReading } from '../contract/threats';
import { withDatabase } from '../databases';
import { keepLastAnswers, type LastAnswers } from '../last-answers';
import { openReleaseProse } from '../prose-parts';

export interface FoundSuggestions {
  readonly state: ReportReading['suggestions'];
  readonly suggestions: readonly TechniqueSuggestion[];
}

/** By release in force, and by when the prose that it was built from was imported. */
let built: {
  readonly catalog: Catalog;
  readonly source: string;
  readonly model: SuggestionModel | null;
  readonly found: LastAnswers<readonly TechniqueSuggestion[]>;
} | null = null;
const REPORTS_KEPT = 50;

/** What the model built from imported prose offers for a report; nothing where no prose is on the device. */
export async function findSuggestions(
  catalog: Catalog,
  { id, text }: ReportContent,
  mentions: Mentions,
  isWanted: boolean,
): Promise<FoundSuggestions> {
  return withDatabase(new CatalogDatabase(), async (db) => {
    const source = await findProse(db, catalog);
    if (source === null) return { state: 'no-prose', suggestions: [] };
    if (!isWanted) return { state: 'off', suggestions: [] };
    const key = `${source.id} ${source.importedAt}`;
    if (built?.catalog !== catalog || built.source !== key) {
      const prose = await openReleaseProse(db, source.id);
      const model = prose === null ? null : buildSuggestionModel(prose, catalog);
      built = { catalog, source: key, model, found: keepLastAnswers(REPORTS_KEPT) };
    }
    const { model, found } = built;
    if (model === null) return { state: 'no-prose', suggestions: [] };
    // Every decision asks again, and none changes what is suggested.
    const suggestions = found.find(id, [text, mentions], () =>
      suggest(model, text, { except: new Set(mentions.techniques.map(({ technique }) => technique)) }),
    );
    return { state: 'on', suggestions };
  });
}

/** Of the release in force, else of the newest one of its domain that is here. */
async function findProse(db: CatalogDatabase, catalog: Catalog) {
  const own = await db.prose.get(catalogId(catalog));
  if (own !== undefined) return own;
  const ofDomain = (await db.prose.toArray()).filter(({ id }) => id.startsWith(`${catalog.domain}@`));
  const release = ({ id }: { readonly id: string }) => Number(id.split('@')[1]) || 0;
  return ofDomain.sort((a, b) => release(b) - release(a))[0] ?? null;
}
