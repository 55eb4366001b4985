import { formatCount, formatCounted } from '../../../domain/format';
import type { HuntSheetPage } from '../../../domain/threats/compose-hunt-sheet';
import type { HuntEntry } from '../../../domain/threats/hunt-sheet';

/** "7 of 19 steps looked at; something was found at 1." */
export function describeProgress({ done, of, tactics }: Pick<HuntSheetPage, 'done' | 'of' | 'tactics'>): string {
  const steps = tactics.flatMap((tactic) => tactic.steps);
  const count = (outcome: HuntEntry['outcome']) => steps.filter(({ entry }) => entry?.outcome === outcome).length;
  const [found, impossible] = [count('found'), count('not-possible')];
  const parts = [`${formatCount(done)} of ${formatCounted(of, 'step')} looked at`];
  if (found > 0) parts.push(`something was found at ${formatCount(found)}`);
  else if (done > impossible) parts.push('nothing was found');
  if (impossible > 0) parts.push(`not possible at ${formatCount(impossible)}`);
  return `${parts.join('; ')}.`;
}
