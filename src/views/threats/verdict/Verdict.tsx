import { createMemo, createSignal, For, Show } from 'solid-js';
import { formatCount } from '../../../domain/format';
import { nameTlp } from '../../../domain/threats/tlp';
import type { VerdictStep } from '../../../domain/threats/verdict';
import { writeOutside, writeVerdict } from '../../../domain/threats/verdict-words';
import { useApp } from '../../../state/app-state';
import { linkTo } from '../../../state/route';
import { makeThreatState } from '../../../state/threat-records';
import { createVerdict, exportThreat, type ThreatRef, type VerdictAnswer } from '../../../state/threats';
import { AnswerLine } from '../../pieces/AnswerLine';
import { Figure } from '../../pieces/Figure';
import { SegmentedControl } from '../../pieces/SegmentedControl';
import { TlpMark } from '../../pieces/TlpMark';
import { createScreenExports } from '../../shell/screen-exports';
import { ThreatPage } from '../ThreatPage';
import { findReportId } from '../threat-route';
import {
  describeReserve,
  describeSource,
  makeVerdictSetting,
  markFigures,
  passesFilter,
  STEP_FILTER_WORDS,
  STEP_FILTERS,
  type StepFilter,
} from '../threat-words';
import { NamedThreats } from './NamedThreats';
import { OtherDomain } from './OtherDomain';
import { StepPanel } from './StepPanel';
import { StepTable } from './StepTable';
import { UnresolvedNames } from './UnresolvedNames';
import { VerdictActions } from './VerdictActions';
import './Verdict.css';

/** `#/threats/<ref>`: whether a threat can be seen, step by step. */
export function Verdict(props: { readonly threatRef: ThreatRef }) {
  const app = useApp();
  const verdict = createVerdict(app, () => props.threatRef);
  const [opened, setOpened] = createSignal<number | null>(null);
  const openedStep = createMemo(() => listSteps(verdict.answer()).find(({ index }) => index === opened()));

  createScreenExports(() => {
    if (!verdict.answer()) return [];
    const give = (kind: Parameters<typeof exportThreat>[2]) => () => exportThreat(app, [props.threatRef], kind);
    return [
      { label: 'Verdict as Markdown', hint: 'For a report or a wiki.', run: give('verdict-markdown') },
      { label: 'Steps as a table (CSV)', hint: 'One row for each technique.', run: give('verdict-csv') },
      { label: 'Navigator layer', hint: 'Version 4.5, the steps coloured by state.', run: give('verdict-layer') },
      {
        label: 'STIX bundle',
        hint: 'Version 2.1: the threat and the techniques that you accepted.',
        run: give('threat-stix'),
      },
    ];
  });

  return (
    <ThreatPage
      threatRef={props.threatRef}
      part="verdict"
      verdict={verdict}
      titleOf={(name) => `Can I see ${name}?`}
      aside={
        <Show when={openedStep()}>
          {(step) => (
            <StepPanel
              step={step()}
              isReport={findReportId(props.threatRef) !== null}
              onClose={() => setOpened(null)}
            />
          )}
        </Show>
      }
    >
      {(known) => (
        <VerdictBody
          known={known()}
          isAsking={verdict.isAsking()}
          opened={openedStep()?.index ?? null}
          onOpen={(index) => setOpened(index)}
        />
      )}
    </ThreatPage>
  );
}

function VerdictBody(props: {
  readonly known: VerdictAnswer;
  readonly isAsking: boolean;
  readonly opened: number | null;
  readonly onOpen: (index: number) => void;
}) {
  const { coverage, workspace } = useApp();
  const records = makeThreatState(workspace);
  const [filter, setFilter] = createSignal<StepFilter>('all');
  const lens = () => coverage.settings().lens;
  const figures = () => props.known.verdict.figures;
  const setting = () => makeVerdictSetting(coverage.settings(), workspace.inventory()?.groups ?? []);
  const report = () => records.reports().find(({ id }) => id === findReportId(props.known.ref));
  const steps = createMemo(() => listSteps(props.known));
  const countOf = (wanted: StepFilter) => steps().filter((step) => passesFilter(step, wanted)).length;
  /** What is observable is opened by its number: seen and not seen say the same. */
  const isOffered = (each: StepFilter) =>
    each === 'all' || each === filter() || (each !== 'counted' && countOf(each) > 0);
  const filters = () =>
    STEP_FILTERS.filter(isOffered).map((value) => ({
      value,
      label: `${STEP_FILTER_WORDS[value]} ${formatCount(countOf(value))}`,
    }));
  const tactics = createMemo(() =>
    props.known.verdict.tactics.flatMap((tactic) => {
      const shown = tactic.steps.filter((step) => passesFilter(step, filter()));
      return shown.length === 0 ? [] : { ...tactic, shown };
    }),
  );
  return (
    <div class="verdict threat-printed" aria-busy={props.isAsking}>
      <AnswerLine>
        <For each={markFigures(writeVerdict(figures(), setting()), figures())}>
          {(piece) => (
            <Show when={piece.filter} fallback={piece.text}>
              {(wanted) => (
                <Figure
                  value={piece.text}
                  label={nameFigure(piece.text, wanted())}
                  explain="Show these steps"
                  onOpen={() => setFilter(wanted())}
                />
              )}
            </Show>
          )}
        </For>
      </AnswerLine>
      <Show when={writeOutside(figures(), setting())}>
        {(words) => (
          <p class="threat-note">
            {words()}{' '}
            <button type="button" class="verdict-more" onClick={() => setFilter('not-counted')}>
              Which?
            </button>
          </p>
        )}
      </Show>
      <Show when={describeReserve(steps(), report() !== undefined)}>
        {(words) => <p class="threat-note">{words()}</p>}
      </Show>
      <Show when={report()}>
        {(known) => (
          <p class="threat-note">
            <Show when={describeSource(known())}>{(words) => <>{words()} </>}</Show>
            <Show when={known().marking}>{(level) => <TlpMark tlp={nameTlp(level())} />}</Show>{' '}
            <Show when={known().name !== props.known.name}>Part of {known().name}.</Show>
          </p>
        )}
      </Show>
      <Show when={workspace.inventory()?.groups.length === 0}>
        <p class="threat-note">
          Until sensors are named nothing can be seen. <a href={linkTo('inventory')}>Open the inventory</a>
        </p>
      </Show>
      <OtherDomain verdict={props.known.verdict} />
      <Show when={props.known.named.length > 0}>
        <NamedThreats named={props.known.named} />
      </Show>
      <VerdictActions threatRef={props.known.ref} name={props.known.name} hasSteps={figures().steps > 0} />
      <Show when={steps().length > 0}>
        <div class="verdict-filter">
          <SegmentedControl label="Steps" labelHidden value={filter()} options={filters()} onChange={setFilter} />
        </div>
        <StepTable tactics={tactics()} lens={lens()} opened={props.opened} onOpen={props.onOpen} />
      </Show>
      <UnresolvedNames names={props.known.verdict.unresolved} />
    </div>
  );
}

function listSteps(known: VerdictAnswer | null | undefined): readonly VerdictStep[] {
  return known?.verdict.tactics.flatMap(({ steps }) => steps) ?? [];
}

function nameFigure(number: string, filter: StepFilter): string {
  const noun = number === '1' ? 'step' : 'steps';
  return filter === 'seen' ? `${noun} that can be seen` : noun;
}
