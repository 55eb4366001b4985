import { createComputed, createMemo, createSelector, createSignal, on, Show } from 'solid-js';
import { createStore, reconcile } from 'solid-js/store';
import { formatCount } from '../../../domain/format';
import { waitsForDecision } from '../../../domain/threats/evidence';
import type { TextRange } from '../../../domain/threats/threat-report';
import { useApp } from '../../../state/app-state';
import { linkTo } from '../../../state/route';
import { makeThreatState } from '../../../state/threat-records';
import type { ReportReading } from '../../../state/threats';
import { AnswerLine } from '../../pieces/AnswerLine';
import { Button } from '../../pieces/Button';
import { CheckInput } from '../../pieces/CheckInput';
import { SegmentedControl } from '../../pieces/SegmentedControl';
import { AddTechnique } from './AddTechnique';
import { EvidenceList } from './EvidenceList';
import { describeFound } from './evidence-words';
import { ReportExtras } from './ReportExtras';
import { ReportFacts } from './ReportFacts';
import { ReportText } from './ReportText';
import { createFindingKeys } from './reading-keys';
import { ReadingContext, type ReadingScope } from './reading-scope';
import type { Mark } from './text-layout';
import { createTextSelection, type SelectedPassage } from './text-selection';

export interface ReadingBodyProps {
  readonly reading: ReportReading;
  readonly problem: string | null;
  readonly wantsSuggestions: boolean;
  readonly onSuggestions: (isWanted: boolean) => void;
  readonly onSaved: (isSaved: boolean) => void;
}

export function ReadingBody(props: ReadingBodyProps) {
  const threats = makeThreatState(useApp().workspace);
  const [chosen, choose] = createSignal<string | null>(null);
  const [place, setPlace] = createSignal<{ readonly start: number } | null>(null);
  const [shown, setShown] = createSignal<'findings' | 'text'>('findings');
  const [reasons, setReasons] = createSignal<ReadonlyMap<string, string>>(new Map());
  let body: HTMLDivElement | undefined;

  // Each decision is answered by a whole new reading: what is equal stays the same, so that only the rest is drawn.
  const text = createMemo(() => props.reading.text);
  const source = createMemo(on(text, (known) => ({ text: known, sections: props.reading.sections })));
  const extras = createMemo(() => props.reading, undefined, { equals: saysTheSameBeside });
  const byTechnique = createMemo(() => new Map(props.reading.evidence.map((each) => [each.technique as string, each])));
  const [verdicts, setVerdicts] = createStore<Record<string, string>>({});
  createComputed(() => {
    const decided = props.reading.evidence.flatMap(({ technique, decision }) =>
      decision === null ? [] : [[technique, decision.verdict] as const],
    );
    setVerdicts(reconcile(Object.fromEntries(decided)));
  });
  const counted = createMemo(() => props.reading.evidence.filter(({ isCounted }) => isCounted).length);
  const waiting = createMemo(() => props.reading.evidence.filter(waitsForDecision).length);
  const selection = createTextSelection(text);
  const keys = createFindingKeys(
    () => body,
    (technique, verdict) => scope.decide(technique, verdict),
    byTechnique,
  );

  const save = (saved: Promise<boolean>) => void saved.then(props.onSaved);
  const reportId = () => props.reading.report.id;
  const keep = (label: string, technique: string, verdict: 'accepted' | 'rejected', reason: string) => {
    // The words that it was decided on stay with it, also where they were only suggested.
    const passage = findFirstPlace(technique) ?? null;
    save(threats.decide(label, reportId(), [{ technique, verdict, passage, reason }]));
  };
  const scope: ReadingScope = {
    text,
    find: (technique) => byTechnique().get(technique),
    isChosen: createSelector(chosen),
    choose(technique) {
      choose(technique);
      const first = technique === null ? undefined : findFirstPlace(technique);
      if (first !== undefined && isBeside()) setPlace({ start: first.start });
    },
    showPlace(range) {
      setShown('text');
      setPlace({ start: range.start });
    },
    decide(technique, verdict) {
      if (verdict === null) save(threats.undecide(`Leave ${technique} open`, reportId(), namesOf(technique)));
      else keep(`${VERBS[verdict]} ${technique}`, technique, verdict, readReason(technique));
    },
    acceptAll(label, techniques) {
      const decisions = techniques.map((technique) => {
        const reason = reasons().get(technique) ?? '';
        return { technique, verdict: 'accepted' as const, passage: findFirstPlace(technique) ?? null, reason };
      });
      save(threats.decide(label, reportId(), decisions));
    },
    draftReason: (technique) => reasons().get(technique) ?? '',
    giveReason(technique, reason) {
      setReasons((before) => new Map(before).set(technique, reason));
      const decision = byTechnique().get(technique)?.decision;
      if (decision) keep(`Say why of ${technique}`, technique, decision.verdict, reason);
    },
  };
  /** An older release may have called it otherwise when it was decided. */
  function namesOf(technique: string): ReadonlySet<string> {
    return new Set([technique, byTechnique().get(technique)?.decision?.technique ?? technique]);
  }
  function readReason(technique: string): string {
    return byTechnique().get(technique)?.decision?.reason ?? reasons().get(technique) ?? '';
  }
  function findFirstPlace(technique: string): TextRange | undefined {
    const evidence = byTechnique().get(technique);
    for (const piece of evidence?.pieces ?? []) if ('range' in piece && piece.range !== null) return piece.range;
    return evidence?.decision?.passage ?? undefined;
  }
  /** Where there is no room for both, what is read does not go away by itself. */
  function isBeside(): boolean {
    return body?.querySelector('.report-reading-side')?.checkVisibility() ?? false;
  }
  function add(technique: string, selected: SelectedPassage | null): void {
    const passage = selected === null ? null : { start: selected.start, end: selected.end };
    const reason = readReason(technique);
    save(threats.decide(`Add ${technique}`, reportId(), [{ technique, verdict: 'accepted', passage, reason }]));
  }
  function goToWaiting(): void {
    setShown('findings');
    keys.goToWaiting(1);
  }
  function chooseInText(mark: Mark): void {
    setShown('findings');
    if (mark.kind !== 'threat') choose(mark.technique);
    queueMicrotask(() => {
      const named = mark.threatId === '' ? null : body?.querySelector(`[data-threat="${CSS.escape(mark.threatId)}"]`);
      const fold = named?.querySelector('details');
      if (fold) fold.open = true;
      const item = named ?? body?.querySelector(`[data-technique="${CSS.escape(mark.technique)}"]`);
      item?.scrollIntoView({ block: 'nearest' });
      item?.querySelector<HTMLElement>('summary, .evidence-item-name')?.focus({ preventScroll: true });
    });
  }

  return (
    <ReadingContext.Provider value={scope}>
      <AnswerLine>{describeFound(counted(), waiting())}</AnswerLine>
      <Show when={props.problem}>{(words) => <p role="alert">{words()}</p>}</Show>
      <div class="report-reading-tools">
        <Show when={waiting() > 0}>
          <Button onClick={goToWaiting}>Next undecided</Button>
        </Show>
        <Show when={text() !== ''}>
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
              checked={props.wantsSuggestions}
              onChange={props.onSuggestions}
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
      <div ref={body} class="report-reading-columns" data-shown={shown()} data-alone={text() === '' ? '' : undefined}>
        {/* Keys beside the buttons in it, each of which is there by itself. */}
        <div class="report-reading-findings" on:keydown={keys.press} on:focusin={keys.follow}>
          <Show
            when={props.reading.evidence.length > 0}
            fallback={<p>Nothing in it names a technique. Add what you read in it yourself.</p>}
          >
            <p class="evidence-rank-hint report-reading-keys">
              Keys: <kbd>a</kbd> accept, <kbd>r</kbd> reject, <kbd>n</kbd> and <kbd>p</kbd> next and previous undecided,{' '}
              <kbd>↓</kbd> <kbd>↑</kbd> move.
            </p>
            <EvidenceList evidence={props.reading.evidence} />
          </Show>
          <Show when={text() === ''}>
            <AddTechnique passage={null} onAdd={add} onClear={selection.clear} />
          </Show>
          <ReportExtras reading={extras()} />
          <ReportFacts report={props.reading.report} />
        </div>
        <Show when={text() !== ''}>
          <div class="report-reading-side">
            <h2 class="visually-hidden">Its text</h2>
            <AddTechnique passage={selection.passage()} onAdd={add} onClear={selection.clear} />
            <ReportText
              source={source()}
              evidence={props.reading.evidence}
              verdicts={verdicts}
              chosen={chosen()}
              place={place()}
              onChoose={chooseInText}
            />
          </div>
        </Show>
      </div>
    </ReadingContext.Provider>
  );
}

const VERBS = { accepted: 'Accept', rejected: 'Reject' } as const;

/** Decisions change nothing of parts and indicators; another release may know other names. */
function saysTheSameBeside(one: ReportReading, other: ReportReading): boolean {
  return (
    one.report.id === other.report.id &&
    one.text === other.text &&
    JSON.stringify(one.unresolved) === JSON.stringify(other.unresolved)
  );
}
