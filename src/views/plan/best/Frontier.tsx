import { createMemo, createSignal, Match, Show, Switch } from 'solid-js';
import { formatCount, formatCounted } from '../../../domain/format';
import { formatExactPercent, formatMoney } from '../../../domain/planning/plan-figures';
import { useApp } from '../../../state/app-state';
import { type BudgetPoint, createFrontier, FRONTIER_BUDGETS, saveFrontierCsv } from '../../../state/frontier';
import { Button } from '../../pieces/Button';
import { type Column, DataTable } from '../../pieces/DataTable';
import { Fold } from '../../pieces/Fold';
import { report } from '../../shell/app-notice';
import { FrontierChart } from './FrontierChart';
import { withOwnBudget } from './frontier-points';
import { usePlan } from './plan-scope';

/** What every budget would buy: as a chart and as its table, computed while it is open. */
export function Frontier() {
  const [isOpen, setOpen] = createSignal(false);
  return (
    <Fold summary="What every budget would buy" kind="head" onToggle={setOpen}>
      <Show when={isOpen()}>
        <FrontierBody />
      </Show>
    </Fold>
  );
}

function FrontierBody() {
  const app = useApp();
  const { best, plan, save, shown } = usePlan();
  const frontier = createFrontier(app, best, () => true);
  const points = createMemo(() => withOwnBudget(frontier.points(), plan().budget, best.answer()));
  const before = () => frontier.answer()?.before ?? shown()?.before ?? Number.NaN;
  const isHopeless = () => (frontier.answer()?.contradiction.length ?? 0) > 0;
  const choose = (budget: number) =>
    void save(`Set the budget to ${formatMoney(budget, plan().currency)}`, (kept) => ({ ...kept, budget }));
  const money = (amount: number) => formatMoney(amount, plan().currency);
  const columns = (): readonly Column<BudgetPoint>[] => [
    {
      id: 'budget',
      title: 'Budget',
      value: ({ budget }) => budget,
      cell: ({ budget }) => money(Math.floor(budget)),
      width: 'minmax(8rem, 1fr)',
    },
    {
      id: 'cost',
      title: 'Cost',
      value: ({ cost }) => cost,
      cell: ({ cost }) => money(cost),
      numeric: true,
      width: 'minmax(7rem, 1fr)',
    },
    {
      id: 'after',
      title: 'Covered',
      value: ({ after }) => after,
      cell: ({ after }) => formatExactPercent(after),
      numeric: true,
      width: '6rem',
    },
    {
      id: 'bound',
      title: 'At most',
      value: ({ bound, after, isProven }) => (isProven ? after : bound),
      cell: ({ bound, isProven }) => (isProven ? 'proven' : formatExactPercent(bound)),
      numeric: true,
      width: '6rem',
    },
    { id: 'options', title: 'Options', value: ({ chosen }) => chosen.length, numeric: true, width: '5rem' },
  ];

  async function copy(): Promise<void> {
    const text = await frontier.writeCsv();
    try {
      await navigator.clipboard.writeText(text.replace(/^\ufeff/, ''));
      setCopied(true);
    } catch {
      // Over plain HTTP there is no clipboard: a file is as good.
      saveFrontierCsv(text, new Date().toISOString().slice(0, 10));
    }
  }
  const [isCopied, setCopied] = createSignal(false);

  return (
    <div class="best-frontier">
      <Show when={frontier.state() !== 'done' || isHopeless()}>
        <div class="best-search">
          <Switch>
            <Match when={frontier.state() === 'searching'}>
              <progress
                class="best-search-bar"
                aria-label="Computing"
                max={FRONTIER_BUDGETS}
                value={frontier.points().length}
              />
              <span>
                {formatCount(frontier.points().length)} of {FRONTIER_BUDGETS} budgets
              </span>
              <Button label="Cancel computing the budgets" onClick={() => frontier.stop()}>
                Cancel
              </Button>
            </Match>
            <Match when={frontier.state() === 'stopped'}>
              <span>Stopped; {formatCounted(frontier.points().length, 'budget')} so far.</span>
              <Button onClick={() => frontier.searchAgain()}>Compute again</Button>
            </Match>
            <Match when={frontier.state() === 'failed'}>
              <span role="alert">{frontier.problem()}</span>
              <Button onClick={() => frontier.searchAgain()}>Try again</Button>
            </Match>
            <Match when={isHopeless()}>
              <span>The conditions cannot hold together at any budget.</span>
            </Match>
          </Switch>
        </div>
      </Show>
      <Show when={points().length > 0}>
        <FrontierChart
          points={points()}
          before={before()}
          budget={plan().budget}
          currency={plan().currency}
          onChoose={choose}
        />
        <Fold summary="The same as a table" state={formatCounted(points().length, 'budget')}>
          <DataTable
            label="Best plan by budget"
            order="by budget"
            noun={points().length === 1 ? 'budget' : 'budgets'}
            rows={points()}
            columns={columns()}
            rowKey={({ budget }) => String(budget)}
            opened={plan().budget === null ? null : String(plan().budget)}
            onOpen={({ budget }) => choose(budget)}
            tools={
              <Button kind="quiet" onClick={() => void copy().catch((error: unknown) => report(String(error)))}>
                {isCopied() ? 'Copied' : 'Copy as CSV'}
              </Button>
            }
            empty={null}
          />
        </Fold>
      </Show>
    </div>
  );
}
