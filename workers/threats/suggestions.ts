import type { Catalog } from '../../src/domain/attack/catalog';
import { suggest } from '../../src/domain/threats/suggest/suggest';
import { buildSuggestionModel, type SuggestionModel } from '../../src/domain/threats/suggest/suggestion-model';
import type { Mentions, TechniqueSuggestion } from '../../src/domain/threats/technique-mentions';
import type { ReportContent } from '../../src/domain/threats/threat-report';
import { CatalogDatabase } from '../../src/store/catalog-database';
import { catalogId } from '../catalogs';
import type { ReportReading } from '../contract/threats';
import { withDatabase } from '../databases';
import { openReleaseProse } from '../prose-parts';

export interface FoundSuggestions {
  readonly state: ReportReading['suggestions'];
  readonly suggestions: readonly TechniqueSuggestion[];
}

/** By release in force, and by when the prose that it was built from was imported. */
let built: {
  readonly key: string;
  readonly model: SuggestionModel | null;
  /** By report. */
  readonly found: Map<string, readonly TechniqueSuggestion[]>;
} | null = null;

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
    const key = `${catalogId(catalog)} ${source.id} ${source.importedAt}`;
    if (built?.key !== key) {
      const prose = await openReleaseProse(db, source.id);
      built = { key, model: prose === null ? null : buildSuggestionModel(prose, catalog), found: new Map() };
    }
    if (built.model === null) return { state: 'no-prose', suggestions: [] };
    // Every decision asks again, and none changes what is suggested.
    let suggestions = built.found.get(id);
    if (suggestions === undefined) {
      suggestions = suggest(built.model, text, {
        except: new Set(mentions.techniques.map(({ technique }) => technique)),
      });
      built.found.set(id, suggestions);
    }
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
