import { createMemo, createSignal, Match, Show, Switch } from 'solid-js';
import { formatCount, formatCounted } from '../../../domain/format';
import { describePlaces } from '../../../domain/planning/candidate-words';
import { useApp } from '../../../state/app-state';
import { createRedundancy, type GoingRow, type WhatCouldGo } from '../../../state/next-best';
import { makePlanningState } from '../../../state/planning-records';
import { createWidth, type FittingColumn, fitColumns } from '../../inventory/fit-columns';
import { AnswerLine } from '../../pieces/AnswerLine';
import { DataTable } from '../../pieces/DataTable';
import { SegmentedControl } from '../../pieces/SegmentedControl';
import { formatPoints } from '../next/next-words';
import { PlanEmpty } from '../next/PlanEmpty';
import { TechniqueFold } from '../next/TechniqueFold';
import { usePlanAside } from '../plan-aside';
import { WeightsLine } from '../WeightsLine';
import { GoingPanel } from './GoingPanel';
import '../next/NextBest.css';

type Unit = 'deployments' | 'sensors';

/** What could go without a technique being lost, and what hangs on one sensor. */
export function Redundancy() {
  const { workspace } = useApp();
  return (
    <Show when={workspace.inventory()} fallback={<p class="next-waiting" role="status" aria-label="Reading" />}>
      {(inventory) => (
        <Show when={inventory().groups.length > 0} fallback={<PlanEmpty />}>
          <RedundancyBody />
        </Show>
      )}
    </Show>
  );
}

function RedundancyBody() {
  const app = useApp();
  const planning = makePlanningState(app.workspace);
  const [unit, setUnit] = createSignal<Unit>('deployments');
  const [opened, setOpened] = createSignal<string | null>(null);
  const [width, observeWidth] = createWidth();
  const { answer, isAsking, problem } = createRedundancy(app);
  const bound = () => planning.plan().objective.bound;
  const known = createMemo(() => (answer()?.catalogId === app.coverage.catalogId() ? answer() : undefined));
  const rows = () => known()?.[unit()] ?? [];
  const openedRow = createMemo(() =>
    opened() === 'together' ? known()?.together : rows().find(({ id }) => id === opened()),
  );
  usePlanAside(() => (
    <Show when={openedRow()}>{(row) => <GoingPanel row={row()} onClose={() => setOpened(null)} />}</Show>
  ));
  const columns = createMemo((): readonly FittingColumn<GoingRow>[] => [
    {
      id: 'name',
      title: 'Sensor',
      value: ({ name, where }) => `${name} on ${describePlaces(where)}`,
      cell: ({ name, where }) => (
        <span class="next-addition">
          <span>{name}</span> <span class="next-place">{describePlaces(where)}</span>
        </span>
      ),
      width: 'minmax(12rem, 2.4fr)',
      stacked: true,
    },
    {
      id: 'nowhere',
      title: 'Would run nowhere',
      value: ({ runsNowhere }) => runsNowhere.length,
      numeric: true,
      width: '9rem',
      stacked: true,
    },
    {
      id: 'stops',
      title: 'Would stop in a group',
      value: ({ stops }) => new Set(stops.map(({ technique }) => technique)).size,
      numeric: true,
      width: '10rem',
      from: 760,
    },
    { id: 'weaker', title: 'Weaker', value: ({ weaker }) => weaker.length, numeric: true, width: '6rem', from: 860 },
    {
      id: 'loss',
      title: 'Loss, points',
      value: ({ loss }) => (known()?.isWeightless === true ? null : loss[bound()]),
      cell: ({ loss }) => (known()?.isWeightless === true ? '–' : formatPoints(loss[bound()])),
      numeric: true,
      width: '7rem',
      stacked: true,
    },
    { id: 'cost', title: 'Cost', value: ({ cost }) => cost || null, width: 'minmax(7rem, 0.8fr)', from: 940 },
  ]);

  return (
    <div class="next-best" aria-busy={isAsking()}>
      <Switch fallback={<p class="next-waiting" role="status" aria-label="Computing what could go" />}>
        <Match when={problem()}>{(words) => <p role="alert">{words()}</p>}</Match>
        <Match when={known()}>{(found) => <AnswerLine>{describeAnswer(found())}</AnswerLine>}</Match>
      </Switch>
      <div class="next-controls">
        <SegmentedControl
          label="What goes"
          labelHidden
          value={unit()}
          options={[
            { value: 'deployments' as const, label: 'Deployments' },
            { value: 'sensors' as const, label: 'Whole sensors' },
          ]}
          onChange={(chosen) => {
            setOpened(null);
            setUnit(chosen);
          }}
        />
        <WeightsLine measure={known()?.measure} />
      </div>
      <Show when={known()}>
        {(found) => (
          <>
            <p class="next-note">
              Each row is what its going alone would change.
              <Show when={found().together}>
                {(together) => (
                  <>
                    {' '}
                    <button type="button" class="explain-button" onClick={() => setOpened('together')}>
                      {formatCounted(together().deploymentIds.length, 'deployment')} could go together
                    </button>{' '}
                    without any technique leaving “runs” in any group: one such set, found by trying the dearest first.
                  </>
                )}
              </Show>
            </p>
            <div ref={observeWidth}>
              <DataTable
                label={unit() === 'deployments' ? 'Deployments' : 'Sensors'}
                order="least loss first"
                noun={unit() === 'deployments' ? 'deployments' : 'sensors'}
                rows={rows()}
                columns={fitColumns(columns(), width())}
                rowKey={({ id }) => id}
                opened={opened()}
                onOpen={({ id }) => setOpened(id)}
                empty={<p class="next-note">No deployment counts: there is nothing that could go.</p>}
              />
            </div>
            <TechniqueFold
              summary="Techniques that hang on a single deployment or sensor"
              techniques={found().hanging.map(({ technique }) => technique)}
              remark={(technique) => describeHanging(found(), technique)}
            />
          </>
        )}
      </Show>
    </div>
  );
}

function describeAnswer({ deployments, hanging, running }: WhatCouldGo): string {
  if (deployments.length === 0) return 'No deployment counts yet: there is nothing that could go.';
  const free = deployments.filter(({ stops }) => stops.length === 0).length;
  const could =
    free === 0
      ? 'No deployment could go without a technique being lost in some group.'
      : `${formatCount(free)} of ${formatCounted(deployments.length, 'deployment')} could go without any technique leaving “runs” in any group.`;
  const hangs =
    hanging.length === 0
      ? ' No technique hangs on a single sensor.'
      : ` ${formatCount(hanging.length)} of ${formatCounted(running, 'technique')} that run hang on a single sensor.`;
  return could + hangs;
}

/** The sensors without which it runs nowhere. */
function describeHanging({ hanging, sensors, deployments }: WhatCouldGo, technique: number): string {
  const found = hanging.find((each) => each.technique === technique);
  const names = found?.sensorIds.map((id) => sensors.find((sensor) => sensor.id === id)?.name ?? id) ?? [];
  if (names.length === 0) return '';
  const places = found?.deploymentIds.flatMap((id) => deployments.find((each) => each.id === id)?.where ?? []) ?? [];
  return `on ${names.join(' and on ')}${places.length === 0 ? '' : ` (${[...new Set(places)].join(', ')})`}`;
}
