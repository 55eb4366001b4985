import { createMemo, Index, Show } from 'solid-js';
import { formatCounted } from '../../../domain/format';
import { composeHuntSheet } from '../../../domain/threats/compose-hunt-sheet';
import { changeEntry, makeHuntSheet } from '../../../domain/threats/edit-hunt-sheet';
import type { HuntPlan } from '../../../domain/threats/hunt-plan';
import type { HuntEntry, HuntSheet } from '../../../domain/threats/hunt-sheet';
import { shortenAddresses } from '../../../domain/threats/passage';
import { useApp } from '../../../state/app-state';
import { makeThreatState } from '../../../state/threat-records';
import { createHuntFacts, createQueries, exportThreat, type VerdictAnswer } from '../../../state/threats';
import { DraftText } from '../../inventory/DraftText';
import { AnswerLine } from '../../pieces/AnswerLine';
import { Button } from '../../pieces/Button';
import { report } from '../../shell/app-notice';
import { createScreenExports } from '../../shell/screen-exports';
import { linkToThreat } from '../threat-route';
import { isCounted } from '../threat-words';
import { CopySheet } from './CopySheet';
import { createLanguages } from './create-languages';
import { GoneEntries } from './GoneEntries';
import { HuntFacts } from './HuntFacts';
import { HuntStepView } from './HuntStepView';
import { HuntTimes } from './HuntTimes';
import { describeProgress } from './hunt-answer';
import { LanguageChoice } from './LanguageChoice';
import { PrintedQueries } from './PrintedQueries';
import './Hunt.css';

/** A hunt as it stands: everything that is ticked or written is kept at once, and can be undone. */
export function HuntSheetView(props: { readonly known: VerdictAnswer; readonly plan: HuntPlan }) {
  const app = useApp();
  const threats = makeThreatState(app.workspace);
  const ref = () => props.known.ref;
  const sheet = createMemo(() => threats.huntSheets().find(({ id }) => id === ref()));
  const passages = createMemo(
    () =>
      new Map(
        props.known.verdict.tactics.flatMap(({ steps }) =>
          steps.map(({ technique, passage }): [string, string] => [technique, shortenAddresses(passage)]),
        ),
      ),
  );
  const languages = createLanguages(() => props.plan);
  const queries = createQueries(app, ref, languages.chosen);
  const facts = createHuntFacts(app, ref);
  const page = createMemo(() => composeHuntSheet(props.known.name, props.plan, sheet() ?? null));

  createScreenExports(() => [
    {
      label: 'Hunt sheet as Markdown',
      hint: 'With places, queries and what was ticked off.',
      run: () => exportThreat(app, [ref()], 'hunt-sheet-markdown', languages.chosen()),
    },
  ]);

  async function change(label: string, step: (sheet: HuntSheet) => HuntSheet): Promise<boolean> {
    const isSaved = await threats.changeHuntSheet(label, makeHuntSheet(ref(), props.known.name), step);
    if (!isSaved) report(`${label}: this was not saved.`);
    return isSaved;
  }

  function put(label: string, part: Partial<Omit<HuntSheet, 'id' | 'entries'>>): Promise<boolean> {
    return change(label, (kept) => ({ ...kept, ...part }));
  }

  function tick(key: string, what: string, part: Partial<Pick<HuntEntry, 'outcome' | 'notes'>>): Promise<boolean> {
    const at = new Date().toISOString();
    return change(`Hunt: ${what}`, (kept) => changeEntry(kept, key, part, at));
  }

  const gaps = () => props.plan.missing.filter(({ state }) => isCounted(state)).length;
  /** Of places that are gone, and of steps that can no longer be seen. */
  const gone = () => [...page().gone, ...page().missing.flatMap(({ entry }) => entry ?? [])];

  return (
    <div class="hunt threat-printed">
      <HuntFacts facts={facts.answer() ?? []} on="paper" />
      <Show
        when={page().of > 0}
        fallback={
          <AnswerLine>
            There is nowhere to look yet: none of its steps can be seen.{' '}
            <a href={linkToThreat(ref(), 'look')}>What is missing</a>
          </AnswerLine>
        }
      >
        <AnswerLine>{describeProgress(page())}</AnswerLine>
        <progress class="hunt-progress" max={page().of} value={page().done} aria-label="Steps looked at" />
      </Show>
      <div class="hunt-head">
        <DraftText
          label="Who looks"
          value={sheet()?.hunter ?? ''}
          save={(hunter) => put('Hunt: who looks', { hunter })}
        />
        <HuntTimes sheet={sheet()} onChange={(label, part) => void put(label, part)} />
      </div>
      <div class="threat-actions">
        <Button onClick={() => window.print()}>Print</Button>
        <CopySheet threatRef={ref()} languages={languages.chosen()} />
      </div>
      <Show when={page().of > 0}>
        <LanguageChoice languages={languages} problem={queries.problem()} />
      </Show>
      {/* By place, not by object: computed anew, what is being written in stays. */}
      <Index each={page().tactics}>
        {(tactic) => (
          <section class="hunt-tactic" aria-label={tactic().name}>
            <h2>{tactic().name}</h2>
            <Index each={tactic().steps}>
              {(step) => (
                <HuntStepView
                  step={step()}
                  passage={passages().get(step().technique) ?? ''}
                  queries={queries.answer() ?? []}
                  onTick={(part) => tick(step().key, `${step().technique} ${step().name}`, part)}
                />
              )}
            </Index>
          </section>
        )}
      </Index>
      <Show when={gaps() > 0 && page().of > 0}>
        <p class="threat-note">
          {formatCounted(gaps(), 'more step')} cannot be seen and stand on no sheet.{' '}
          <a href={linkToThreat(ref(), 'look')}>What is missing</a>
        </p>
      </Show>
      <GoneEntries entries={gone()} onRemove={(key) => void tick(key, key, { outcome: 'open', notes: '' })} />
      <DraftText
        label="Notes on the whole hunt"
        rows={4}
        value={sheet()?.notes ?? ''}
        save={(notes) => put('Hunt: notes', { notes })}
      />
      <PrintedQueries
        places={props.plan.places}
        queries={queries.answer() ?? []}
        inEvery={languages.chosen().length === 0 ? languages.unknown() : []}
      />
      <HuntFacts facts={facts.answer() ?? []} on="screen" />
    </div>
  );
}
