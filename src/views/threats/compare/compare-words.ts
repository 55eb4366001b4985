import type { TechniqueState } from '../../../domain/coverage/state';
import { formatCount, formatCounted, formatPercent } from '../../../domain/format';
import { describeOverlap, type ThreatOverlap } from '../../../domain/threats/compare-threats';
import type { Comparison } from '../../../state/threats';

type Technique = Comparison['techniques'][number];

/** By how many of the threats a technique is used. */
export const USE_FILTERS = ['any', 'all', 'some', 'one'] as const;
export type UseFilter = (typeof USE_FILTERS)[number];

export const SEEN_FILTERS = ['any', 'seen', 'not-seen'] as const;
export type SeenFilter = (typeof SEEN_FILTERS)[number];

export const SEEN_WORDS: Readonly<Record<SeenFilter, string>> = { any: 'All', seen: 'Seen', 'not-seen': 'Not seen' };

export function useWords(filter: UseFilter, threats: number): string {
  switch (filter) {
    case 'any':
      return 'All';
    case 'all':
      return threats === 2 ? 'In both' : `In all ${formatCount(threats)}`;
    case 'some':
      return 'In some';
    case 'one':
      return 'In one only';
  }
}

export function passesUse({ usedBy }: Pick<Technique, 'usedBy'>, filter: UseFilter, threats: number): boolean {
  switch (filter) {
    case 'any':
      return true;
    case 'all':
      return usedBy.length === threats;
    case 'some':
      return usedBy.length > 1 && usedBy.length < threats;
    case 'one':
      return usedBy.length === 1 && threats > 1;
  }
}

/** What cannot be observed, or does not apply here, is no gap: it passes neither. */
const OUTSIDE: ReadonlySet<TechniqueState> = new Set(['no analytic', 'not observable', 'not applicable']);

export function passesSeen({ state }: Pick<Technique, 'state'>, filter: SeenFilter): boolean {
  switch (filter) {
    case 'any':
      return true;
    case 'seen':
      return state === 'runs';
    case 'not-seen':
      return state !== 'runs' && !OUTSIDE.has(state);
  }
}

/** The answer to what several threats have in common. */
export function answerComparison({ threats, techniques, overlaps }: Comparison): string {
  const [pair] = overlaps;
  const all = techniques.filter(({ usedBy }) => usedBy.length === threats.length);
  const seen = all.filter((technique) => passesSeen(technique, 'seen')).length;
  const sight = all.length === 0 ? '' : `; ${formatCount(seen)} of these can be seen`;
  if (threats.length === 2 && pair !== undefined) {
    if (pair.either === 0) return 'Neither names a technique of this release.';
    return `They ${describeOverlap(pair)}${sight}.`;
  }
  if (techniques.length === 0) return 'None of them names a technique of this release.';
  if (threats.length === 1) return 'One threat alone shares nothing: choose another to compare it with.';
  const used = all.length === 1 ? 'is used' : 'are used';
  const total = formatCounted(techniques.length, 'technique');
  return `${formatCount(all.length)} of ${total} ${used} by all ${formatCount(threats.length)}${sight}.`;
}

/** What cannot coincide, in a sentence; empty: everything is of one domain. */
export function warnOfDomains({ threats }: Pick<Comparison, 'threats'>): string {
  const named = threats
    .filter(({ elsewhere }) => elsewhere > 0)
    .map(({ name, elsewhere }) => `${name} (${formatCounted(elsewhere, 'technique')})`);
  if (named.length === 0 || threats.length === 1) return '';
  return `Of another domain of ATT&CK, and therefore left out here: ${named.join(', ')}. Techniques of different domains never coincide.`;
}

/** "share 7 of 19 techniques (37 %)", and whether the shorter one is wholly in the other. */
export function describePair(overlap: ThreatOverlap): string {
  const { jaccard, contained, shared, either } = overlap;
  if (jaccard === null) return 'neither names a technique';
  const words = `${describeOverlap(overlap)} (${formatPercent(jaccard)})`;
  if (contained !== 1 || shared.length === 0) return words;
  if (shared.length === either) return `${words}: the same ones`;
  return `${words}: all that the shorter of the two uses`;
}
