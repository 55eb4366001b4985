import { createMemo, Match, Show, Switch } from 'solid-js';
import { InventoryProvider } from '../../inventory/inventory-scope';
import { EmptyState } from '../../pieces/EmptyState';
import { Fold } from '../../pieces/Fold';
import { IssueList } from '../../pieces/IssueList';
import { WeightsLine } from '../WeightsLine';
import { AddOptions } from './AddOptions';
import { explainCounting } from './best-words';
import { Conflicts } from './Conflicts';
import { Constraints } from './Constraints';
import { Frontier } from './Frontier';
import { OptionTable } from './OptionTable';
import { PlanActions } from './PlanActions';
import { PlanAnswerLine } from './PlanAnswerLine';
import { PlanMeans } from './PlanMeans';
import { PlanProvider, usePlan } from './plan-scope';
import { SearchLine } from './SearchLine';
import './BestPlan.css';

/** What to buy or switch on for a budget: the options with their prices, the conditions, and the proven best choice. */
export function BestPlan() {
  return (
    <InventoryProvider>
      <PlanProvider>
        <BestPlanBody />
      </PlanProvider>
    </InventoryProvider>
  );
}

function BestPlanBody() {
  const { plan, best, shown } = usePlan();
  const hasOptions = createMemo(() => plan().options.length > 0);
  const issues = () => shown()?.issues ?? [];
  const counting = () => {
    const { measure, bound } = plan().objective;
    return explainCounting(measure ?? shown()?.measure ?? null, measure === null, bound);
  };
  return (
    <Switch fallback={<p class="best-waiting" role="status" aria-label="Reading your plan" />}>
      <Match when={best.planning.isKnown() && !hasOptions()}>
        <EmptyState title="There is nothing to choose from yet" actions={<AddOptions isFirst />}>
          <p>
            List what could be bought or switched on, each with its price. Vedette finds the choice that covers most for
            a budget, and proves that there is no better one.
          </p>
        </EmptyState>
      </Match>
      <Match when={hasOptions()}>
        <div class="best-plan">
          <PlanAnswerLine />
          <Conflicts />
          <SearchLine />
          <PlanActions />
          <div class="best-controls">
            <PlanMeans />
            <WeightsLine />
            <p class="best-note">{counting()}</p>
          </div>
          <Constraints />
          <Frontier />
          <section class="best-options" aria-label="Options of the plan">
            <AddOptions isFirst={false} />
            <OptionTable />
          </section>
          <Show when={issues().length > 0}>
            <Fold summary="Remarks on the search" state={String(issues().length)} kind="head">
              <IssueList issues={issues()} />
            </Fold>
          </Show>
        </div>
      </Match>
    </Switch>
  );
}
