import type { Catalog, ThreatCatalog } from '../../src/domain/attack/catalog';
import type { CatalogIndex } from '../../src/domain/attack/catalog-index';
import { type CollectedEvidence, collectEvidence } from '../../src/domain/threats/collect-evidence';
import { type EvidenceIndex, indexForEvidence } from '../../src/domain/threats/evidence-index';
import { type MentionFinder, makeMentionFinder } from '../../src/domain/threats/find-mentions';
import { makeTechniqueResolver } from '../../src/domain/threats/resolve-technique';
import { type ActorReader, makeActorReader } from '../../src/domain/threats/steps-of-threat';
import type { Mentions, TechniqueSuggestion } from '../../src/domain/threats/technique-mentions';
import type { ReportContent, ThreatReport } from '../../src/domain/threats/threat-report';
import { loadCatalogIndex } from '../catalogs';
import { keepLastAnswers } from '../last-answers';
import { SHIPPED_CATALOGS } from '../shipped-catalogs';
import { loadThreats } from '../threats';

/** How the reports of a workspace are read against one release: made once per release and what is known of its threats. */
export interface ReleaseFacts {
  readonly threats: ThreatCatalog | null;
  readonly evidence: EvidenceIndex;
  /** Of ATT&CK's groups, software and campaigns. */
  readonly readActor: ActorReader;
  /** What the text names; found once for as long as it is the same text. */
  findMentions(content: ReportContent): Mentions;
}

/** Releases are few; an imported bundle may bring other threats for one that is in use. */
const made = keepLastAnswers<ReleaseFacts>(3);
const REPORTS_KEPT = 50;

export async function loadReportFacts(index: CatalogIndex, catalogId: string): Promise<ReleaseFacts> {
  const [threats, others] = await Promise.all([loadThreats(catalogId), loadOtherDomains(index.catalog)]);
  return made.find(catalogId, [index, threats, ...others], () => makeReportFacts(index, threats, others));
}

function makeReportFacts(
  { catalog }: CatalogIndex,
  threats: ThreatCatalog | null,
  others: readonly Catalog[],
): ReleaseFacts {
  let finder: MentionFinder | null = null;
  const found = keepLastAnswers<Mentions>(REPORTS_KEPT);
  return {
    threats,
    evidence: indexForEvidence(catalog, threats, makeTechniqueResolver(catalog, others, threats?.stixIds)),
    readActor: threats === null ? () => null : makeActorReader(threats, catalog),
    findMentions({ id, text }) {
      return found.find(id, [text], () => {
        finder ??= makeMentionFinder(catalog, threats, others);
        return finder.find(text);
      });
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
  report: ThreatReport,
  content: ReportContent,
  part: number | null,
  suggestions: readonly TechniqueSuggestion[] = [],
): CollectedEvidence {
  const subject = part === null ? null : (content.subjects[part] ?? null);
  const mentions = facts.findMentions(content);
  return collectEvidence({ report, content, subject, mentions, suggestions }, facts.evidence);
}
