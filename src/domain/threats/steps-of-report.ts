import type { TechniqueEvidence, UnresolvedName } from './evidence';
import { quotePassage } from './passage';
import type { ThreatStep, ThreatSteps } from './threat-steps';

/** What of a report counts, as a threat. */
export function stepsOfReport(
  ref: string,
  name: string,
  text: string,
  evidence: readonly TechniqueEvidence[],
  unresolved: readonly UnresolvedName[],
): ThreatSteps {
  return {
    id: ref,
    name,
    kind: 'report',
    steps: evidence.filter(({ isCounted }) => isCounted).map((each) => makeStep(each, text)),
    unresolved: unresolved.map(({ written, reason }) => ({ written, reason })),
  };
}

function makeStep({ technique, decision, pieces }: TechniqueEvidence, text: string): ThreatStep {
  const stated = pieces.flatMap((piece) => (piece.kind === 'stated' ? [piece] : []));
  const orders = stated.flatMap(({ order }) => order ?? []);
  const written = pieces.flatMap((piece) =>
    piece.kind === 'stated' || (piece.kind === 'mention' && piece.how === 'old-id') ? piece.written : [],
  );
  return {
    technique,
    tactics: [...new Set(stated.flatMap(({ tactic }) => (tactic === '' ? [] : tactic)))],
    order: orders.length === 0 ? null : Math.min(...orders),
    isAccepted: decision?.verdict === 'accepted',
    written: written.find((each) => each !== '') ?? '',
    passage: findWords(pieces, decision, text),
  };
}

/** What the report says of a step: of its fields, else the first sentence that names it. */
function findWords(pieces: TechniqueEvidence['pieces'], decision: TechniqueEvidence['decision'], text: string): string {
  for (const piece of pieces) if (piece.kind === 'stated' && piece.passage !== '') return piece.passage;
  const ranges = pieces.flatMap((piece) =>
    'range' in piece && piece.range !== null && piece.kind !== 'threat' ? piece.range : [],
  );
  const range = ranges[0] ?? decision?.passage ?? null;
  if (range === null) return '';
  return quotePassage(text, range);
}
