import { createSignal, Match, Show, Switch } from 'solid-js';
import { formatExactPercent } from '../../../domain/planning/plan-figures';
import { useApp } from '../../../state/app-state';
import { useBestPlan } from '../../../state/best-plan';
import { createPlanReport } from '../../../state/plan-report';
import { linkTo } from '../../../state/route';
import { saveFile } from '../../../state/save-file';
import { Button } from '../../pieces/Button';
import { createScreenExports } from '../../shell/screen-exports';
import { WeightsLine } from '../WeightsLine';
import { ReportPageView } from './ReportPageView';
import './PlanReport.css';

/** One page for the person who signs: what there is, what a plan would add, for how much, and what stays uncovered. */
export function PlanReport() {
  const app = useApp();
  const best = useBestPlan(app);
  const { report, problem } = createPlanReport(app, best);
  const [isCopied, setCopied] = createSignal(false);

  async function save(): Promise<string | null> {
    const written = report();
    if (written === undefined) return 'It is not written yet.';
    saveFile({ name: `${written.stem}.md`, mediaType: 'text/markdown', text: written.markdown });
    return null;
  }

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(report()?.markdown ?? '');
      setCopied(true);
    } catch {
      // Over plain HTTP there is no clipboard: a file is as good.
      await save();
    }
  }

  createScreenExports(() =>
    report() === undefined
      ? []
      : [{ label: 'Report as Markdown', hint: 'For the person who signs; any wiki or editor reads it.', run: save }],
  );

  return (
    <div class="plan-report">
      <div class="plan-report-tools">
        <Button kind="primary" disabled={report() === undefined} onClick={() => window.print()}>
          Print
        </Button>
        <Button disabled={report() === undefined} onClick={() => void copy()}>
          {isCopied() ? 'Copied' : 'Copy as Markdown'}
        </Button>
        <Button disabled={report() === undefined} onClick={() => void save()}>
          Save as Markdown
        </Button>
        <WeightsLine />
        <p class="plan-report-state" role="status">
          <Switch>
            <Match when={best.answer()?.contradiction.length}>
              The conditions of the plan cannot hold together, so there is no choice to report.{' '}
              <a href={linkTo('plan', 'best')}>Change them</a>
            </Match>
            <Match when={best.plan().options.length === 0}>
              The plan has no options yet: this says what you have. <a href={linkTo('plan', 'best')}>Add options</a>
            </Match>
            <Match when={best.state() === 'searching'}>
              The search is still running
              <Show when={best.answer()}>
                {(answer) => (
                  <>
                    : {formatExactPercent(answer().after)} so far, at most {formatExactPercent(answer().bound)}
                  </>
                )}
              </Show>
              .{' '}
              {best.answer() === undefined && report() !== undefined
                ? 'Until then this is the report on the plan before the last change.'
                : 'The report follows it.'}
            </Match>
            <Match when={best.state() === 'stopped'}>
              The search was stopped{best.answer() === undefined ? ' before anything was found' : ''}.{' '}
              <a href={linkTo('plan', 'best')}>Search again</a>
            </Match>
          </Switch>
        </p>
      </div>
      <Show when={problem()}>
        {(words) => (
          <p role="alert">{words()} The plan is untouched. Load the page again, or choose another release.</p>
        )}
      </Show>
      <Show when={report()} fallback={<p class="plan-report-waiting" role="status" aria-label="Writing the report" />}>
        {(written) => <ReportPageView page={written().page} />}
      </Show>
    </div>
  );
}
