/** Threats compared, a row per technique and a column per threat. */
import { stateWord } from '../domain/coverage/lens-words';
import type { ThreatComparison } from '../domain/threats/compare-threats';
import type { ThreatExportFacts } from '../domain/threats/export-facts';
import { writeDelimited } from './delimited-text';

export function writeComparisonCsv(
  { techniques, threats }: ThreatComparison & { readonly threats: readonly { readonly name: string }[] },
  { lens, lensWords, domain, release, at, tlp, isDemonstration }: ThreatExportFacts,
): string {
  const facts = [domain, release, lensWords, at, tlp, ...(isDemonstration ? ['DEMONSTRATION'] : [])];
  return writeDelimited(
    [
      'technique',
      'name',
      'tactics',
      'state',
      'used by',
      ...threats.map(({ name }) => name),
      'mitigations',
      'attack domain',
      'attack release',
      'lens',
      'date',
      'tlp',
      ...(isDemonstration ? ['remark'] : []),
    ],
    techniques.map(({ technique, name, tactics, state, usedBy, mitigations }) => [
      technique,
      name,
      tactics.join(' '),
      stateWord(state, lens),
      usedBy.length,
      ...threats.map((_, at) => (usedBy.includes(at) ? 'x' : '')),
      mitigations.join(' '),
      ...facts,
    ]),
    { mark: true },
  );
}
