import { createMemo, createSignal, Match, Show, Switch } from 'solid-js';
import { formatCounted } from '../../../domain/format';
import { bringsAnything } from '../../../domain/planning/next-best';
import { GRAINS } from '../../../domain/planning/next-candidates';
import { useApp } from '../../../state/app-state';
import { createNextRanking, exportNext, type NextRow } from '../../../state/next-best';
import { createPlanningRequest } from '../../../state/planning-answer';
import { makePlanningState } from '../../../state/planning-records';
import { createWidth, fitColumns } from '../../inventory/fit-columns';
import { AnswerLine } from '../../pieces/AnswerLine';
import { DataTable } from '../../pieces/DataTable';
import { SegmentedControl } from '../../pieces/SegmentedControl';
import { createScreenExports } from '../../shell/screen-exports';
import { usePlanAside } from '../plan-aside';
import { WeightsLine } from '../WeightsLine';
import { NextPairs } from './NextPairs';
import { NextPanel } from './NextPanel';
import { listNextColumns } from './next-columns';
import { describeAutomatic, describeBest, type NextView, VIEW_NOUNS, VIEW_WORDS } from './next-words';
import { PlanEmpty } from './PlanEmpty';
import './NextBest.css';

const VIEWS: readonly NextView[] = [...GRAINS, 'pairs'];

/** What each single addition would bring, the best first. */
export function NextBest() {
  const { workspace } = useApp();
  return (
    <Show when={workspace.inventory()} fallback={<p class="next-waiting" role="status" aria-label="Reading" />}>
      {(inventory) => (
        <Show when={inventory().groups.length > 0} fallback={<PlanEmpty />}>
          <NextBestBody />
        </Show>
      )}
    </Show>
  );
}

function NextBestBody() {
  const app = useApp();
  const planning = makePlanningState(app.workspace);
  const [view, setView] = createSignal<NextView>('sensor');
  const [opened, setOpened] = createSignal<string | null>(null);
  const [width, observeWidth] = createWidth();
  const { answer, isAsking, problem } = createNextRanking(app);
  const objective = () => planning.plan().objective;
  const bound = () => objective().bound;
  // While another release is being read, positions of techniques would mean others.
  const known = createMemo(() => (answer()?.catalogId === app.coverage.catalogId() ? answer() : undefined));
  const inView = createMemo(() => known()?.rows.filter(({ grain }) => grain === view()) ?? []);
  const useful = createMemo(() => inView().filter(bringsAnything));
  const most = createMemo(() => Math.max(0, ...useful().map(({ gain }) => gain[bound()])));
  const openedRow = createMemo<NextRow | undefined>((before) => {
    if (opened() === null) return undefined;
    return known()?.rows.find(({ id }) => id === opened()) ?? (known() === undefined ? before : undefined);
  });
  usePlanAside(() => (
    <Show when={openedRow()}>
      {(row) => (
        <NextPanel
          row={row()}
          coverage={known()?.isWeightless === false ? known()?.coverage : undefined}
          bound={bound()}
          currency={planning.plan().currency}
          onClose={() => setOpened(null)}
        />
      )}
    </Show>
  ));
  const columns = createMemo(() =>
    fitColumns(listColumns(bound(), known()?.isWeightless === true ? null : most(), planning.plan().currency), width()),
  );

  const request = createPlanningRequest(app);
  createScreenExports(() => {
    const grain = view();
    if (grain === 'pairs' || known() === undefined) return [];
    const label = `${VIEW_WORDS[grain].label} by gain (CSV)`;
    const hint = 'The ranked table, with what it counts.';
    return [{ label, hint, run: () => exportNext(request(), grain) }];
  });

  /** Columns of prices only where there are any. */
  function listColumns(...given: Parameters<typeof listNextColumns>) {
    const isPriced = useful().some(({ price }) => price !== null);
    return listNextColumns(...given).filter(({ id }) => isPriced || (id !== 'price' && id !== 'rate'));
  }

  return (
    <div class="next-best" aria-busy={isAsking()}>
      <Switch fallback={<p class="next-waiting" role="status" aria-label="Computing what to add next" />}>
        <Match when={problem()}>{(words) => <p role="alert">{words()}</p>}</Match>
        <Match when={known()}>
          {(ranking) => (
            <Show when={view() !== 'pairs'}>
              <AnswerLine>{answerOf(ranking().isWeightless, ranking().coverage[bound()])}</AnswerLine>
            </Show>
          )}
        </Match>
      </Switch>
      <div class="next-controls">
        <SegmentedControl
          label="What to add"
          labelHidden
          value={view()}
          options={VIEWS.map((value) => ({ value, ...VIEW_WORDS[value] }))}
          onChange={(chosen) => {
            setOpened(null);
            setView(chosen);
          }}
        />
        <WeightsLine measure={known()?.measure} />
      </div>
      <Show when={view() !== 'pairs'} fallback={<NextPairs />}>
        <Show when={known()}>
          <p class="next-note">{describeView()}</p>
          <div ref={observeWidth}>
            <DataTable
              label={VIEW_WORDS[view()].label}
              order="by gain"
              noun={nounOf(useful().length)}
              rows={useful()}
              columns={columns()}
              rowKey={({ id }) => id}
              opened={opened()}
              onOpen={({ id }) => setOpened(id)}
              empty={<p class="next-note">Nothing here would bring anything that you do not have.</p>}
            />
          </div>
        </Show>
      </Show>
    </div>
  );

  function answerOf(isWeightless: boolean, coverage: number): string {
    if (isWeightless) return 'Nothing that counts has a weight: no gain can be given.';
    const [best] = useful();
    if (best === undefined) return `No ${nounOf(1)} would bring anything that you do not have.`;
    return describeBest(best, coverage, bound());
  }

  function nounOf(count: number): string {
    const grain = view();
    return grain === 'pairs' ? 'pairs' : VIEW_NOUNS[grain][count === 1 ? 0 : 1];
  }

  function describeView(): string {
    const idle = inView().length - useful().length;
    const others = idle === 0 ? '' : ` ${formatCounted(idle, 'other')} would change nothing.`;
    const isStrength = known()?.measure === 'strength' && bound() === 'low';
    const unrated = isStrength
      ? ' Strength promises nothing for data that nobody has rated: count the share of hosts to tell new sensors apart.'
      : '';
    const counted = known();
    const automatic =
      counted === undefined || objective().measure !== null
        ? ''
        : describeAutomatic(counted.measure, counted.measureOfPlan);
    return `${VIEW_WORDS[view()].title}. Each gain is of that addition alone.${others}${automatic}${unrated}`;
  }
}
