import { type Accessor, createEffect, createSignal, on } from 'solid-js';
import type { TechniqueExplanation } from '../domain/coverage/explain';
import type { AppState } from './app-state';
import { CancelledError } from './worker-client';

export interface ExplanationState {
  /** Of the technique asked for, though perhaps of a moment ago: stays while it is computed anew. */
  readonly explanation: Accessor<TechniqueExplanation | undefined>;
  readonly isComputing: Accessor<boolean>;
  readonly problem: Accessor<string | null>;
}

/**
 * The facts behind one technique's state, computed anew whenever inventory or settings change.
 * @param techniqueId `null`: nothing to explain
 */
export function createTechniqueExplanation(
  { coverage, workspace }: Pick<AppState, 'coverage' | 'workspace'>,
  techniqueId: Accessor<string | null>,
): ExplanationState {
  const [explanation, setExplanation] = createSignal<TechniqueExplanation>();
  const [isComputing, setComputing] = createSignal(false);
  const [problem, setProblem] = createSignal<string | null>(null);
  let latest = 0;

  async function ask(id: string): Promise<void> {
    const turn = ++latest;
    setComputing(true);
    try {
      const result = await coverage.explain(id);
      if (turn !== latest) return;
      if (result.ok) setExplanation(result.value);
      setProblem(result.ok ? null : (result.issues[0]?.message ?? 'The facts could not be computed.'));
    } catch (error) {
      if (turn === latest && !(error instanceof CancelledError)) setProblem(String(error));
    } finally {
      if (turn === latest) setComputing(false);
    }
  }

  createEffect(
    on([techniqueId, coverage.request, workspace.inventory], ([id, , inventory]) => {
      if (id !== null && inventory !== undefined) return void ask(id);
      latest++;
      setComputing(false);
    }),
  );

  return {
    explanation: () => {
      const known = explanation();
      return known?.id === techniqueId() ? known : undefined;
    },
    isComputing,
    problem,
  };
}
