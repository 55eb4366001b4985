import { Match, Show, Switch } from 'solid-js';
import { formatExactPercent } from '../../../domain/planning/plan-figures';
import { useInventory } from '../../inventory/inventory-scope';
import { AnswerLine } from '../../pieces/AnswerLine';
import {
  describeChoice,
  describeContradiction,
  describeMeans,
  describeNoChoice,
  describeUnanswered,
} from './best-words';
import { MissingPrices } from './MissingPrices';
import { usePlan } from './plan-scope';

/** The answer: what the means would cover, with what, and how sure that is. */
export function PlanAnswerLine() {
  const { plan, best, shown, isStale } = usePlan();
  const { inventory } = useInventory();
  return (
    <div class="best-answer" data-stale={isStale() && shown() !== undefined ? '' : undefined} aria-live="polite">
      <Switch
        fallback={
          // An answer to another question proves nothing of this one.
          <AnswerLine>
            <MissingPrices />
            {describeUnanswered(best.state(), plan(), best.lastAnswer(), best.lastPlan())}
          </AnswerLine>
        }
      >
        <Match when={!isStale() && shown()?.contradiction.length}>
          {(conflicts) => (
            <AnswerLine>
              <MissingPrices />
              {describeContradiction(conflicts())}
            </AnswerLine>
          )}
        </Match>
        <Match when={!isStale() && shown()}>
          {(answer) => (
            <Show
              when={inventory().groups.length > 0}
              fallback={<AnswerLine>There is nothing to cover yet: the inventory has no system group.</AnswerLine>}
            >
              <Show
                when={answer().chosen.length > 0}
                fallback={
                  <AnswerLine>
                    <MissingPrices />
                    {describeNoChoice(answer(), plan())}
                  </AnswerLine>
                }
              >
                <AnswerLine>
                  <MissingPrices />
                  {describeMeans(plan())} you would cover {formatExactPercent(answer().after)} instead of{' '}
                  {formatExactPercent(answer().before)}: {describeChoice(answer(), plan())}.
                </AnswerLine>
              </Show>
            </Show>
          )}
        </Match>
      </Switch>
    </div>
  );
}
