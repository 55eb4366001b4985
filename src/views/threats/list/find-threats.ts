import type { ThreatKind } from '../../../domain/threats/threat-steps';
import type { ListedThreat } from '../../../state/threats';

/** A list of threats made ready to be searched with every key. */
export function makeThreatSearch(
  threats: readonly ListedThreat[],
): (words: string, kind: ThreatKind | null) => readonly ListedThreat[] {
  const folded = threats.map((threat) => ({
    threat,
    text: [threat.ref, threat.name, ...threat.aliases].map(fold).join('\n'),
  }));
  return (words, kind) => {
    const wanted = fold(words)
      .split(/\s+/)
      .filter((word) => word !== '');
    return folded.flatMap(({ threat, text }) =>
      (kind === null || threat.kind === kind) && wanted.every((word) => text.includes(word)) ? threat : [],
    );
  };
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
