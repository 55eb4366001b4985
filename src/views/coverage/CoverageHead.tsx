import { Show } from 'solid-js';
import type { CatalogFacts } from '../../domain/attack/catalog-facts';
import type { SystemGroup } from '../../domain/sensors/inventory';
import { useApp } from '../../state/app-state';
import type { CoverageState } from '../../state/coverage';
import { CoverageAnswer } from './CoverageAnswer';
import { CoverageFindings } from './CoverageFindings';
import { CoverageTotals } from './CoverageTotals';

/** Everything that is said before the evidence. */
export function CoverageHead(props: {
  readonly answer: ReturnType<CoverageState['answer']>;
  readonly facts: CatalogFacts;
  readonly groups: readonly SystemGroup[];
}) {
  const { coverage, workspace } = useApp();
  const hasMarks = () => (workspace.inventory()?.supporting.length ?? 0) > 0;
  const isUnreadable = () => workspace.inventory() === undefined && workspace.isUnreadable();
  /** What stands in the place of the answer, or above it. */
  const words = () => {
    if (isUnreadable()) return 'Your inventory could not be read from this device: there is nothing to compute from.';
    const problem = coverage.problem();
    if (problem === null) return null;
    const shown = props.answer === undefined ? '.' : '; what is shown is the last answer.';
    return `${problem} Your inventory is untouched${shown}`;
  };
  return (
    <>
      <Show when={words()}>
        {(problem) => (
          <p class="coverage-problem" role="alert">
            {problem()}
          </p>
        )}
      </Show>
      <Show
        when={!isUnreadable() && props.answer}
        fallback={
          <Show when={words() === null}>
            <AnswerSkeleton />
          </Show>
        }
      >
        {(answer) => (
          <>
            <CoverageAnswer
              totals={answer().totals}
              settings={answer().settings}
              facts={props.facts}
              groups={props.groups}
            />
            <div class="coverage-asides">
              <Show when={answer().settings.lens === 'analytics'}>
                <CoverageTotals totals={answer().totals} hasMarks={hasMarks()} />
              </Show>
              <CoverageFindings findings={answer().findings} />
            </div>
          </>
        )}
      </Show>
    </>
  );
}

function AnswerSkeleton() {
  return (
    <div class="coverage-answer-skeleton" role="status" aria-label="Computing what you can see">
      <div />
      <div />
    </div>
  );
}
