import type { Catalog, ThreatCatalog } from '../../src/domain/attack/catalog';
import type { CatalogIndex } from '../../src/domain/attack/catalog-index';
import { type CollectedEvidence, collectEvidence } from '../../src/domain/threats/collect-evidence';
import { type MentionFinder, makeMentionFinder } from '../../src/domain/threats/find-mentions';
import { makeTechniqueResolver, type TechniqueResolver } from '../../src/domain/threats/resolve-technique';
import { type ActorReader, makeActorReader } from '../../src/domain/threats/steps-of-threat';
import type { Mentions, TechniqueSuggestion } from '../../src/domain/threats/technique-mentions';
import type { ReportContent, ThreatReport } from '../../src/domain/threats/threat-report';
import { loadCatalogIndex } from '../catalogs';
import { SHIPPED_CATALOGS } from '../shipped-catalogs';
import { loadThreats } from '../threats';

/** How the reports of a workspace are read against one release: made once per release. */
export interface ReleaseFacts {
  readonly threats: ThreatCatalog | null;
  readonly resolve: TechniqueResolver;
  /** Of ATT&CK's groups, software and campaigns. */
  readonly readActor: ActorReader;
  /** What the text names; of each report found once. */
  findMentions(content: ReportContent): Mentions;
}

const made = new Map<CatalogIndex, Promise<ReleaseFacts>>();

export function loadReportFacts(index: CatalogIndex, catalogId: string): Promise<ReleaseFacts> {
  const known = made.get(index);
  if (known !== undefined) return known;
  const loading = makeReportFacts(index, catalogId);
  loading.catch(() => made.delete(index));
  made.set(index, loading);
  return loading;
}

async function makeReportFacts(index: CatalogIndex, catalogId: string): Promise<ReleaseFacts> {
  const [threats, others] = await Promise.all([loadThreats(catalogId), loadOtherDomains(index.catalog)]);
  let finder: MentionFinder | null = null;
  const found = new Map<string, Mentions>();
  return {
    threats,
    readActor: threats === null ? () => null : makeActorReader(threats, index.catalog),
    resolve: makeTechniqueResolver(index.catalog, others, threats?.stixIds),
    findMentions({ id, text }) {
      const known = found.get(id);
      if (known !== undefined) return known;
      finder ??= makeMentionFinder(index.catalog, threats, others);
      const mentions = finder.find(text);
      found.set(id, mentions);
      return mentions;
    },
  };
}

/** The newest release of each other domain: an id of Mobile is no unknown one. */
async function loadOtherDomains({ domain }: Catalog): Promise<readonly Catalog[]> {
  const newest = new Map<string, string>();
  for (const entry of SHIPPED_CATALOGS) {
    const { domain: other, release } = entry;
    if (other !== domain && !newest.has(other)) newest.set(other, `${other}@${release}`);
  }
  const loaded = await Promise.all([...newest.values()].map(loadCatalogIndex));
  return loaded.flatMap((result) => (result.ok ? result.value.catalog : []));
}

/** @param part position of a subject; `null`: the whole report */
export function collectReport(
  facts: ReleaseFacts,
  index: CatalogIndex,
  report: ThreatReport,
  content: ReportContent,
  part: number | null,
  suggestions: readonly TechniqueSuggestion[] = [],
): CollectedEvidence {
  const subject = part === null ? null : (content.subjects[part] ?? null);
  const mentions = facts.findMentions(content);
  return collectEvidence(
    { report, content, subject, mentions, suggestions },
    index.catalog,
    facts.threats,
    facts.resolve,
  );
}
