import { createMemo, createSignal, Match, Show, Switch } from 'solid-js';
import { formatCount, formatCounted } from '../../../domain/format';
import { useApp } from '../../../state/app-state';
import { createPreference } from '../../../state/preferences';
import { linkTo } from '../../../state/route';
import { makeThreatState } from '../../../state/threat-records';
import { createReportReading, type ReportReading as Reading } from '../../../state/threats';
import { AnswerLine } from '../../pieces/AnswerLine';
import { CheckInput } from '../../pieces/CheckInput';
import { SegmentedControl } from '../../pieces/SegmentedControl';
import { AddTechnique } from './AddTechnique';
import { type Decide, EvidenceList } from './EvidenceList';
import { ReportExtras } from './ReportExtras';
import { ReportText } from './ReportText';
import { createTextSelection, type SelectedPassage } from './text-selection';
import './ReportReading.css';

const [wantsSuggestions, setWantsSuggestions] = createPreference('report-suggestions', true, (stored) =>
  typeof stored === 'boolean' ? stored : null,
);

/** A report as it was read: its text, what was found in it and why, and the analyst's decisions. */
export function ReportReading(props: { readonly reportId: string }) {
  const app = useApp();
  const { answer, isAsking, problem } = createReportReading(app, () => props.reportId, wantsSuggestions);
  return (
    <div class="report-reading" aria-busy={isAsking()}>
      <Switch fallback={<p class="report-reading-waiting" role="status" aria-label="Reading the report" />}>
        <Match when={problem()}>{(words) => <p role="alert">{words()}</p>}</Match>
        <Match when={answer()}>{(reading) => <ReadingBody reading={reading()} />}</Match>
        <Match when={answer() === null}>
          <p>
            This report is not here any more. <a href={linkTo('threats')}>All threats</a>
          </p>
        </Match>
      </Switch>
    </div>
  );
}

function ReadingBody(props: { readonly reading: Reading }) {
  const app = useApp();
  const threats = makeThreatState(app.workspace);
  const [chosen, setChosen] = createSignal<string | null>(null);
  const [shown, setShown] = createSignal<'findings' | 'text'>('findings');
  const passage = createTextSelection();
  let body: HTMLDivElement | undefined;
  const counted = createMemo(() => props.reading.evidence.filter(({ isCounted }) => isCounted).length);
  const waiting = createMemo(
    () =>
      props.reading.evidence.filter(
        ({ decision, rank }) => decision === null && (rank === 'stated' || rank === 'named' || rank === 'in-prose'),
      ).length,
  );
  const decide: Decide = (label, techniques, verdict) => {
    const { id } = props.reading.report;
    if (verdict === null) void threats.undecide(label, id, new Set(techniques));
    else
      void threats.decide(
        label,
        id,
        techniques.map((technique) => ({ technique, verdict, passage: null, reason: '' })),
      );
  };
  const add = (technique: string, selected: SelectedPassage | null) => {
    const range = selected === null ? null : { start: selected.start, end: selected.end };
    void threats.decide(`Add ${technique}`, props.reading.report.id, [
      { technique, verdict: 'accepted', passage: range, reason: '' },
    ]);
  };
  const chooseInText = (technique: string) => {
    setChosen(technique);
    setShown('findings');
    queueMicrotask(() => scrollTo(`[data-technique="${CSS.escape(technique)}"]`));
  };
  const chooseInList = (technique: string | null) => {
    setChosen(technique);
    if (technique !== null) queueMicrotask(() => scrollTo('.report-text-mark[data-chosen]'));
  };
  const scrollTo = (selector: string) => body?.querySelector(selector)?.scrollIntoView({ block: 'nearest' });
  return (
    <>
      <AnswerLine>{describeFound(counted(), waiting())}</AnswerLine>
      <div class="report-reading-tools">
        <Show when={props.reading.text !== ''}>
          <Show
            when={props.reading.suggestions !== 'no-prose'}
            fallback={
              <p class="evidence-rank-hint">
                Suggestions by words need ATT&CK’s own prose: import its official bundle among your{' '}
                <a href={linkTo('data')}>data</a>.
              </p>
            }
          >
            <CheckInput
              label="Suggest techniques by words"
              checked={wantsSuggestions()}
              onChange={setWantsSuggestions}
            />
          </Show>
          <div class="report-reading-switch">
            <SegmentedControl
              label="Show"
              labelHidden
              value={shown()}
              options={[
                { value: 'findings' as const, label: `Findings ${formatCount(props.reading.evidence.length)}` },
                { value: 'text' as const, label: 'Text' },
              ]}
              onChange={setShown}
            />
          </div>
        </Show>
      </div>
      <div
        ref={body}
        class="report-reading-columns"
        data-shown={shown()}
        data-alone={props.reading.text === '' ? '' : undefined}
      >
        <div class="report-reading-findings">
          <Show
            when={props.reading.evidence.length > 0}
            fallback={<p>Nothing in it names a technique. Add what you read in it yourself.</p>}
          >
            <EvidenceList
              evidence={props.reading.evidence}
              text={props.reading.text}
              chosen={chosen()}
              onChoose={chooseInList}
              onDecide={decide}
            />
          </Show>
          <AddTechnique passage={passage()} onAdd={add} />
          <ReportExtras reading={props.reading} />
        </div>
        <Show when={props.reading.text !== ''}>
          <ReportText reading={props.reading} chosen={chosen()} onChoose={chooseInText} />
        </Show>
      </div>
    </>
  );
}

function describeFound(counted: number, waiting: number): string {
  if (counted === 0 && waiting === 0) return 'No technique is named in it.';
  const named = `${formatCounted(counted, 'technique')} ${counted === 1 ? 'counts' : 'count'}`;
  if (waiting === 0) return `${named}; all of what it names is decided.`;
  return `${named}; ${formatCount(waiting)} ${waiting === 1 ? 'waits' : 'wait'} for your decision.`;
}
