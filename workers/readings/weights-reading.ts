import { ATTACK_DOMAINS, type AttackDomain } from '../../src/domain/attack/identifiers';
import { makeFateOf } from '../../src/domain/attack/succession';
import { makeIssueLog } from '../../src/domain/issue-log';
import { putWeightList } from '../../src/domain/planning/make-weight-list';
import { issue, success } from '../../src/domain/result';
import { decodeText } from '../../src/formats/text-decoding';
import { type ReadWeight, readWeightsCsv } from '../../src/formats/weights-csv';
import { loadCatalogIndex } from '../catalogs';
import { readWhole } from '../file-source';
import { SHIPPED_CATALOGS } from '../shipped-catalogs';
import { countOf, MEBIBYTE, type Reader } from './reading';

const LARGEST_LIST = 16 * MEBIBYTE;
/** How many weights a preview shows. */
const SHOWN = 50;

/** A file of the same name takes the place of the list that it made before. */
export const readWeights: Reader = async (source, { content }) => {
  const bytes = await readWhole(source, LARGEST_LIST, 'a list of weights');
  if (!bytes.ok) return bytes;
  const text = decodeText(bytes.value);
  if (!text.ok) return text;
  const result = readWeightsCsv(text.value);
  if (!result.ok) return result;
  const { weights, counts } = result.value;
  const release = await findRelease(weights);
  const log = makeIssueLog();
  for (const found of [...text.issues, ...result.issues]) log.add(found);
  for (const { technique, line } of weights) {
    const fate = release?.fateOf(technique);
    if (fate === undefined || fate.kind === 'live') continue;
    const place = { kind: 'line', line } as const;
    if (fate.kind === 'succeeded') {
      log.add(
        issue('note', 'weights-technique-succeeded', place, `${technique} became ${fate.id}, which it weighs.`, {
          done: 'Kept as written, and followed.',
        }),
      );
    } else {
      const message = `ATT&CK ${release?.name ?? ''} has no technique ${technique}${fate.kind === 'retired' ? ' any more' : ''}.`;
      log.add(
        issue('warning', 'weights-technique-unknown', place, message, { done: 'Kept; it weighs nothing there.' }),
      );
    }
  }
  const name = source.name.replace(/\.(?:csv|tsv|txt)(?:\.gz)?$/i, '') || 'Weights';
  const list = {
    id: `file:${source.name}`,
    name,
    domain: release?.domain ?? null,
    weights: weights.map(({ technique, weight }) => ({ technique, weight })),
  };
  const isKnown = (await content()).weightLists.some(({ id }) => id === list.id);
  return success(
    {
      counts: { unit: 'rows', read: counts.rows, kept: counts.kept, reported: counts.leftOut },
      brought: [
        isKnown ? `the list “${name}” brought up to date` : `the list “${name}”`,
        ...countOf(list.weights.length, 'weighed technique'),
      ],
      issueCounts: Object.fromEntries(log.counts().map(({ code, count }) => [code, count])),
      detail: { kind: 'weights', name, weights: list.weights.slice(0, SHOWN), count: list.weights.length },
      effect: {
        kind: 'step',
        label: `Import ${source.name}`,
        step: {
          of: 'content',
          run: (current) => ({ ...current, weightLists: putWeightList(current.weightLists, list) }),
        },
      },
    },
    log.list(),
  );
};

/** The newest release of the domain that most of the techniques are of; none where it knows fewer than half. */
async function findRelease(weights: readonly ReadWeight[]) {
  let best: { readonly domain: AttackDomain; readonly name: string; readonly fateOf: FateOf } | null = null;
  let most = weights.length / 2;
  for (const domain of ATTACK_DOMAINS) {
    const newest = SHIPPED_CATALOGS.find((entry) => entry.domain === domain);
    if (newest === undefined) continue;
    const index = await loadCatalogIndex(`${domain}@${newest.release}`);
    if (!index.ok) continue;
    const fateOf = makeFateOf(index.value.catalog);
    const known = weights.filter(({ technique }) => fateOf(technique).kind !== 'unknown').length;
    if (known > most || (best === null && known >= most)) {
      most = known;
      best = { domain, name: newest.release, fateOf };
    }
  }
  return best;
}

type FateOf = ReturnType<typeof makeFateOf>;
