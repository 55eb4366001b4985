import type { DettectGroupExplanation } from '../coverage/dettect-explain';
import { ALL, type ScoredStatement, type TechniqueAdministration } from './administration';

/** What an analyst wrote down about a technique: a claim of their own, never computed and never telemetry. */
export interface TechniqueStatement extends ScoredStatement {
  readonly kind: 'detection' | 'visibility';
  /** Of the file it stands in. */
  readonly fileName: string;
  /** Beside a stated visibility: what the DeTT&CT lens computes in the system groups meant. */
  readonly computed: readonly { readonly groupName: string; readonly score: number }[];
}

/** Detection first; what says nothing (no score, no comment, no place) is left out. */
export function collectStatements(
  { techniques }: TechniqueAdministration,
  techniqueId: string,
  fileName: string,
  computed: readonly DettectGroupExplanation[],
): readonly TechniqueStatement[] {
  return techniques
    .filter(({ id }) => id === techniqueId)
    .flatMap(({ detection, visibility }) => [
      ...detection.map((statement) => ({ ...statement, kind: 'detection' as const, fileName, computed: [] })),
      ...visibility.map((statement) => ({
        ...statement,
        kind: 'visibility' as const,
        fileName,
        computed: findComputed(statement, computed),
      })),
    ])
    .filter(({ score, comment, location }) => (score !== null && score >= 0) || comment !== '' || location.length > 0);
}

function findComputed({ appliesTo }: ScoredStatement, computed: readonly DettectGroupExplanation[]) {
  const names = new Set(appliesTo.map((name) => name.trim().toLowerCase()));
  return computed.flatMap(({ groupName, score }) => {
    const isMeant = names.has(ALL) || names.has(groupName.trim().toLowerCase());
    return isMeant && score !== null ? [{ groupName, score }] : [];
  });
}
