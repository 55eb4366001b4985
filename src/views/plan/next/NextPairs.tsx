import { createMemo, createSignal, Show } from 'solid-js';
import { formatCounted } from '../../../domain/format';
import { useApp } from '../../../state/app-state';
import { createPairRanking, type PairRow } from '../../../state/next-best';
import { createWidth, type FittingColumn, fitColumns } from '../../inventory/fit-columns';
import { AnswerLine } from '../../pieces/AnswerLine';
import { DataTable } from '../../pieces/DataTable';
import { DetailPanel } from '../../pieces/DetailPanel';
import { usePlanAside } from '../plan-aside';
import { NextActions } from './NextActions';
import { GainBar } from './next-columns';
import { formatPoints } from './next-words';
import { TechniqueFold } from './TechniqueFold';

/** Additions that are worth more together than each by itself: an analytic needs all of its components. */
export function NextPairs() {
  const app = useApp();
  const [opened, setOpened] = createSignal<string | null>(null);
  const [width, observeWidth] = createWidth();
  const { answer, isAsking, problem } = createPairRanking(app);
  const known = createMemo(() => (answer()?.catalogId === app.coverage.catalogId() ? answer() : undefined));
  const most = () => known()?.pairs[0]?.surplus ?? 0;
  const openedPair = createMemo(() => known()?.pairs.find((pair) => keyOf(pair) === opened()));
  usePlanAside(() => (
    <Show when={openedPair()}>{(pair) => <PairPanel pair={pair()} onClose={() => setOpened(null)} />}</Show>
  ));
  return (
    <>
      <Show when={problem()}>{(words) => <p role="alert">{words()}</p>}</Show>
      <Show
        when={known()}
        fallback={<p class="next-waiting" role="status" aria-label="Computing pairs" aria-busy={isAsking()} />}
      >
        {(found) => (
          <>
            <AnswerLine>{answerOf(found().pairs[0])}</AnswerLine>
            <p class="next-note">
              Each surplus is what the two bring together, less what each brings alone. The largest are listed; no other
              pair has more than {formatPoints(found().bound)} points.
            </p>
            <div ref={observeWidth}>
              <DataTable
                label="Pairs"
                order="by what a pair adds"
                noun={found().pairs.length === 1 ? 'pair' : 'pairs'}
                rows={found().pairs}
                columns={fitColumns(listColumns(most()), width())}
                rowKey={keyOf}
                opened={opened()}
                onOpen={(pair) => setOpened(keyOf(pair))}
                empty={<p class="next-note">No two additions bring more together than each by itself.</p>}
              />
            </div>
          </>
        )}
      </Show>
    </>
  );
}

function PairPanel(props: { readonly pair: PairRow; readonly onClose: () => void }) {
  return (
    <DetailPanel title={nameOf(props.pair)} onClose={props.onClose}>
      <dl class="next-facts">
        <dt>{props.pair.first.title}</dt>
        <dd>{formatPoints(props.pair.first.gain)} points alone</dd>
        <dt>{props.pair.second.title}</dt>
        <dd>{formatPoints(props.pair.second.gain)} points alone</dd>
        <dt>Together</dt>
        <dd>
          {formatPoints(props.pair.together)} points, {formatPoints(props.pair.surplus)} more
        </dd>
      </dl>
      <NextActions
        candidateIds={[props.pair.first.id, props.pair.second.id]}
        areOptions={props.pair.first.isOption && props.pair.second.isOption}
      />
      <TechniqueFold summary="Run with both, not with one" techniques={props.pair.newlyRun} isOpen />
    </DetailPanel>
  );
}

function listColumns(most: number): readonly FittingColumn<PairRow>[] {
  return [
    { id: 'pair', title: 'Pair', value: nameOf, width: 'minmax(14rem, 3fr)', stacked: true },
    {
      id: 'surplus',
      title: 'Surplus, points',
      value: ({ surplus }) => surplus,
      cell: ({ surplus }) => <GainBar gain={surplus} most={most} />,
      numeric: true,
      width: 'minmax(8rem, 1fr)',
      stacked: true,
    },
    {
      id: 'together',
      title: 'Together',
      value: ({ together }) => together,
      cell: ({ together }) => formatPoints(together),
      numeric: true,
      stacked: true,
    },
    {
      id: 'first',
      title: 'First alone',
      value: ({ first }) => first.gain,
      cell: ({ first }) => formatPoints(first.gain),
      numeric: true,
      from: 620,
    },
    {
      id: 'second',
      title: 'Second alone',
      value: ({ second }) => second.gain,
      cell: ({ second }) => formatPoints(second.gain),
      numeric: true,
      from: 620,
    },
    { id: 'runs', title: 'Newly run', value: ({ newlyRun }) => newlyRun.length, numeric: true, from: 760 },
  ];
}

function answerOf(pair: PairRow | undefined): string {
  if (pair === undefined) return 'No two additions bring more together than each by itself.';
  const runs =
    pair.newlyRun.length === 0 ? '' : ` ${formatCounted(pair.newlyRun.length, 'technique')} would run only with both.`;
  return `${nameOf(pair)} bring ${formatPoints(pair.surplus).replace('+', '')} points more together than each by itself.${runs}`;
}

function nameOf({ first, second }: PairRow): string {
  return `${first.title} and ${second.title}`;
}

function keyOf({ first, second }: PairRow): string {
  return `${first.id} + ${second.id}`;
}
