import { createMemo, createSignal, Match, Switch } from 'solid-js';
import { useApp } from '../../../state/app-state';
import { createPreference } from '../../../state/preferences';
import { linkTo } from '../../../state/route';
import { createReportReading } from '../../../state/threats';
import { ReadingBody } from './ReadingBody';
import './ReportReading.css';

const [wantsSuggestions, setWantsSuggestions] = createPreference('report-suggestions', true, (stored) =>
  typeof stored === 'boolean' ? stored : null,
);

/** A report as it was read: its text, what was found in it and why, and the analyst's decisions. */
export function ReportReading(props: { readonly reportId: string }) {
  const app = useApp();
  const { answer, isAsking, problem } = createReportReading(app, () => props.reportId, wantsSuggestions);
  const [failed, setFailed] = createSignal(false);
  const words = createMemo(() => problem() ?? (failed() ? 'This was not saved.' : null));
  return (
    <div class="report-reading" aria-busy={isAsking()}>
      <Switch fallback={<p class="report-reading-waiting" role="status" aria-label="Reading the report" />}>
        <Match when={answer()}>
          {(reading) => (
            <ReadingBody
              reading={reading()}
              problem={words()}
              wantsSuggestions={wantsSuggestions()}
              onSuggestions={setWantsSuggestions}
              onSaved={(isSaved) => setFailed(!isSaved)}
            />
          )}
        </Match>
        <Match when={problem()}>{(said) => <p role="alert">{said()} Load the page again.</p>}</Match>
        <Match when={answer() === null}>
          <p>
            This report is not here any more. <a href={linkTo('threats')}>All threats</a>
          </p>
        </Match>
      </Switch>
    </div>
  );
}
