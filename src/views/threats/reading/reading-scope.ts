import { type Accessor, createContext, useContext } from 'solid-js';
import type { TechniqueEvidence } from '../../../domain/threats/evidence';
import type { TextRange } from '../../../domain/threats/threat-report';

export type Verdict = 'accepted' | 'rejected';

/** What the parts of a reading share. */
export interface ReadingScope {
  readonly text: Accessor<string>;
  /** By technique, so that what has not changed is not drawn again. */
  readonly find: (technique: string) => TechniqueEvidence | undefined;
  readonly isChosen: (technique: string) => boolean;
  readonly choose: (technique: string | null) => void;
  readonly showPlace: (range: TextRange) => void;
  /** @param verdict `null`: what was decided is forgotten */
  readonly decide: (technique: string, verdict: Verdict | null) => void;
  readonly acceptAll: (label: string, techniques: readonly string[]) => void;
  /** Typed before anything was decided: kept until it is. */
  readonly draftReason: (technique: string) => string;
  readonly giveReason: (technique: string, reason: string) => unknown;
}

export const ReadingContext = createContext<ReadingScope>();

export function useReading(): ReadingScope {
  const scope = useContext(ReadingContext);
  if (scope === undefined) throw new Error('not within a reading');
  return scope;
}
