import type { AttackDomain } from '../src/domain/attack/identifiers';
import type { Coverage } from '../src/domain/coverage/coverage';
import {
  computeDettectScores,
  type DettectFacts,
  presentDettectCoverage,
} from '../src/domain/coverage/dettect-coverage';
import { type DettectGroupExplanation, explainDettect } from '../src/domain/coverage/dettect-explain';
import type { InventoryFinding } from '../src/domain/coverage/findings';
import type { OwnDataSources } from '../src/domain/dettect/own-data-sources';
import type { ForeignDocument } from '../src/domain/workspace/content';
import { readDettectDataSources } from '../src/formats/dettect/dettect-data-sources';
import { readOwnDataSources } from '../src/formats/dettect/dettect-own-data-sources';
import type { WorkspaceDatabase } from '../src/store/workspace-database';
import type { Question } from './question';

/** The DeTT&CT lens: loaded when it is chosen, with the YAML reader that its files need. */

export async function loadDettectFacts(db: WorkspaceDatabase, domain: AttackDomain): Promise<DettectFacts> {
  const documents = await db.documents.toArray();
  const exceptions = new Set<string>();
  let ownDataSources: OwnDataSources | null = null;
  for (const document of documents) {
    if (document.format === 'dettect-own-data-sources') ownDataSources = readTable(document);
    if (document.format !== 'dettect-data-sources') continue;
    const read = readExceptions(document);
    if (read.domain === domain) for (const id of read.exceptions) exceptions.add(id);
  }
  return { ownDataSources, exceptions };
}

export function computeDettectLens({ index, estate }: Question, facts: DettectFacts): Coverage {
  return presentDettectCoverage(index, estate, computeDettectScores(index, estate, facts));
}

export function explainDettectLens(
  { index, estate }: Question,
  facts: DettectFacts,
  technique: number,
): readonly DettectGroupExplanation[] {
  return explainDettect(index, estate, facts, technique);
}

const BESIDE_THE_POINT = new Set<InventoryFinding['code']>([
  'share-assumed',
  'events-assumed',
  'feeds-nothing',
  'group-without-weight',
  'release-without-platforms',
  'unrated',
]);

/** DeTT&CT knows no shares and no weights, and to it what nobody rated is not there. */
export function adaptFindings(
  { index, inventory, request }: Question,
  findings: readonly InventoryFinding[],
  facts: DettectFacts,
): readonly InventoryFinding[] {
  const adapted = findings.filter(({ code }) => !BESIDE_THE_POINT.has(code));
  const say = (code: InventoryFinding['code'], message: string, deploymentIds: readonly string[] = []) =>
    adapted.push({ code, message, deploymentIds, groupIds: [] });
  const unavailable = inventory.deployments.filter(
    ({ quality, status }) =>
      request.settings.statuses.includes(status) && Object.values(quality).every((rating) => (rating ?? 0) === 0),
  );
  const { length } = unavailable;
  if (length > 0) {
    say(
      'unrated',
      `${length} deployment${length === 1 ? '' : 's'} with no quality dimension above 0: not available to DeTT&CT.`,
      unavailable.map(({ id }) => id),
    );
  }
  if (index.catalog.platforms.length === 0) {
    say(
      'release-without-platforms',
      'This release names no platforms for its techniques: DeTT&CT scores none of them.',
    );
  }
  if (facts.ownDataSources === null) {
    say(
      'dettect-table-missing',
      'DeTT&CT’s own data sources (Email, Internal DNS, Web, DHCP) are not counted: import your copy of its dettect_data_sources.json for its exact scores.',
    );
  }
  return adapted;
}

/** The same file is asked about with every question. */
const known = new Map<string, { readonly text: string; readonly value: unknown }>();

function remember<Value>({ id, text }: ForeignDocument, read: () => Value): Value {
  const before = known.get(id);
  if (before?.text === text) return before.value as Value;
  const value = read();
  known.set(id, { text, value });
  return value;
}

function readTable(document: ForeignDocument): OwnDataSources | null {
  return remember(document, () => {
    const read = readOwnDataSources(document.text);
    return read.ok ? read.value.table : null;
  });
}

function readExceptions(document: ForeignDocument) {
  return remember(document, () => {
    const read = readDettectDataSources(document.text);
    return read.ok
      ? { domain: read.value.administration.domain, exceptions: read.value.administration.exceptions }
      : { domain: null, exceptions: [] };
  });
}
