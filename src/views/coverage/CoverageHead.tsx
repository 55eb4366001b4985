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
  return (
    <>
      <Show when={coverage.problem()}>
        {(message) => (
          <p class="coverage-problem" role="alert">
            {message()} Your inventory is untouched
            {props.answer === undefined ? '.' : '; what is shown is the last answer.'}
          </p>
        )}
      </Show>
      <Show
        when={props.answer}
        fallback={
          <Show when={coverage.problem() === null}>
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
