import { createMemo, Index, Show } from 'solid-js';
import { formatCounted } from '../../../domain/format';
import { changeEntry, countProgress, findEntry, makeHuntSheet } from '../../../domain/threats/edit-hunt-sheet';
import type { HuntPlan } from '../../../domain/threats/hunt-plan';
import type { HuntEntry, HuntSheet } from '../../../domain/threats/hunt-sheet';
import { useApp } from '../../../state/app-state';
import { makeThreatState } from '../../../state/threat-records';
import { createQueries, exportThreat, type VerdictAnswer } from '../../../state/threats';
import { DraftText } from '../../inventory/DraftText';
import { AnswerLine } from '../../pieces/AnswerLine';
import { Button } from '../../pieces/Button';
import { report } from '../../shell/app-notice';
import { createScreenExports } from '../../shell/screen-exports';
import { linkToThreat } from '../threat-route';
import { CopySheet } from './CopySheet';
import { createLanguages } from './create-languages';
import { GoneEntries } from './GoneEntries';
import { HuntStepView } from './HuntStepView';
import { HuntTimes } from './HuntTimes';
import { describeProgress } from './hunt-words';
import { LanguageChoice } from './LanguageChoice';
import { listKeys, listSheetTactics } from './sheet-items';
import './Hunt.css';

/** A hunt as it stands: everything that is ticked or written is kept at once, and can be undone. */
export function HuntSheetView(props: { readonly known: VerdictAnswer; readonly plan: HuntPlan }) {
  const app = useApp();
  const threats = makeThreatState(app.workspace);
  const ref = () => props.known.ref;
  const sheet = createMemo(() => threats.huntSheets().find(({ id }) => id === ref()));
  const tactics = createMemo(() => listSheetTactics(props.plan));
  const keys = createMemo(() => listKeys(tactics()));
  const progress = () => countProgress(sheet(), keys());
  const gone = createMemo(() => {
    const known = new Set(keys());
    return sheet()?.entries.filter(({ key }) => !known.has(key)) ?? [];
  });
  const passages = createMemo(
    () =>
      new Map(
        props.known.verdict.tactics.flatMap(({ steps }) =>
          steps.map(({ technique, passage }): [string, string] => [technique, passage]),
        ),
      ),
  );
  const languages = createLanguages(() => props.plan);
  const queries = createQueries(app, ref, languages.chosen);

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

  return (
    <div class="hunt threat-printed">
      <Show
        when={keys().length > 0}
        fallback={
          <AnswerLine>
            There is nowhere to look yet: none of its steps can be seen.{' '}
            <a href={linkToThreat(ref(), 'look')}>What is missing</a>
          </AnswerLine>
        }
      >
        <AnswerLine>{describeProgress(progress())}</AnswerLine>
        <progress class="hunt-progress" max={keys().length} value={progress().lookedAt} aria-label="Steps looked at" />
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
      <Show when={keys().length > 0}>
        <LanguageChoice languages={languages} problem={queries.problem()} />
      </Show>
      {/* By place, not by object: computed anew, what is being written in stays. */}
      <Index each={tactics()}>
        {(tactic) => (
          <section class="hunt-tactic" aria-label={tactic().name}>
            <h2>{tactic().name}</h2>
            <Index each={tactic().steps}>
              {(step) => (
                <HuntStepView
                  step={step()}
                  passage={passages().get(step().technique) ?? ''}
                  entry={findEntry(sheet(), step().key)}
                  queries={queries.answer() ?? []}
                  languages={languages.chosen()}
                  onTick={(part) => tick(step().key, `${step().technique} ${step().name}`, part)}
                />
              )}
            </Index>
          </section>
        )}
      </Index>
      <Show when={props.plan.missing.length > 0 && keys().length > 0}>
        <p class="threat-note">
          {formatCounted(props.plan.missing.length, 'more step')} cannot be seen and stand on no sheet.{' '}
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
    </div>
  );
}
