import { createMemo, createSignal, For, Show } from 'solid-js';
import { formatCount, formatInterval } from '../../../domain/format';
import { describeNeedChange, TREND_WORDS } from '../../../domain/planning/change-words';
import type { ExplainedChange } from '../../../domain/planning/scenario-result';
import { TRENDS, type Trend } from '../../../domain/planning/technique-changes';
import { useApp } from '../../../state/app-state';
import { goTo } from '../../../state/route';
import { StateSwatch } from '../../coverage/StateSwatch';
import { createWidth, type FittingColumn, fitColumns } from '../../inventory/fit-columns';
import { Button } from '../../pieces/Button';
import { DataTable } from '../../pieces/DataTable';
import { TextInput } from '../../pieces/TextInput';
import { ChangeReading } from './ChangeReading';
import { TrendMark } from './TrendMark';

/** Every technique that changes, with why; filtered by how it changes and by words. */
export function ChangedTechniques(props: {
  readonly scenarioId: string;
  readonly changes: readonly ExplainedChange[];
}) {
  const { route } = useApp();
  const [trends, setTrends] = createSignal<ReadonlySet<Trend>>(new Set());
  const [words, setWords] = createSignal('');
  const [width, observeWidth] = createWidth();
  const opened = () => route().detail[2] ?? null;
  const openedChange = createMemo(() => props.changes.find(({ id }) => id === opened()));
  const counts = createMemo(() =>
    TRENDS.flatMap((trend) => {
      const count = props.changes.filter((change) => change.trend === trend).length;
      return count === 0 ? [] : [{ trend, count }];
    }),
  );
  const shown = createMemo(() => {
    const wanted = words().trim().toLowerCase();
    return props.changes.filter(
      (change) =>
        (trends().size === 0 || trends().has(change.trend)) &&
        (wanted === '' || `${change.id} ${change.name} ${summariseReasons(change)}`.toLowerCase().includes(wanted)),
    );
  });

  function toggle(trend: Trend): void {
    const next = new Set(trends());
    if (!next.delete(trend)) next.add(trend);
    setTrends(next);
  }

  const open = (id: string | null) =>
    id === null ? goTo('plan', 'scenarios', props.scenarioId) : goTo('plan', 'scenarios', props.scenarioId, id);

  return (
    <Show when={props.changes.length > 0} fallback={<p>No technique changes, and no share of one.</p>}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset draws a box and needs a legend of its own. */}
      <div class="changed-filter" role="group" aria-label="How techniques change; choose some to see only those">
        <For each={counts()}>
          {({ trend, count }) => (
            <button
              type="button"
              class="changed-trend"
              aria-pressed={trends().has(trend)}
              onClick={() => toggle(trend)}
            >
              <TrendMark trend={trend} /> {TREND_WORDS[trend]} <span class="scenario-quiet">{formatCount(count)}</span>
            </button>
          )}
        </For>
        <span class="changed-find">
          <TextInput
            type="search"
            label="Find a technique, data component or sensor"
            placeholder="Technique, component, sensor"
            value={words()}
            onChange={setWords}
          />
        </span>
      </div>
      <div class="changed-split" data-open={openedChange() === undefined ? undefined : ''}>
        <div ref={observeWidth} class="changed-table">
          <DataTable
            label="Changed techniques"
            order="as in ATT&amp;CK"
            noun={shown().length === 1 ? 'technique' : 'techniques'}
            rows={shown()}
            columns={fitColumns(COLUMNS, width())}
            rowKey={({ id }) => id}
            opened={opened()}
            onOpen={({ id }) => open(id === opened() ? null : id)}
            empty={<p>No changed technique passes the filter.</p>}
          />
        </div>
        <Show when={openedChange()}>
          {(change) => (
            <section class="changed-detail" aria-label={`Why ${change().id} changes`}>
              <ChangeReading change={change()} />
              <Button kind="quiet" onClick={() => open(null)}>
                Close
              </Button>
            </section>
          )}
        </Show>
      </div>
    </Show>
  );
}

const COLUMNS: readonly FittingColumn<ExplainedChange>[] = [
  {
    id: 'technique',
    title: 'Technique',
    value: ({ id, name }) => `${id} ${name}`,
    width: 'minmax(11rem, 2fr)',
    stacked: true,
  },
  {
    id: 'change',
    title: 'Change',
    value: ({ trend }) => TRENDS.indexOf(trend),
    cell: ({ trend, from, to }) => (
      <span class="changed-states">
        <TrendMark trend={trend} />
        <Show when={from !== to} fallback={<span>{to}</span>}>
          <span>
            {from} → {to}
          </span>
        </Show>
        <StateSwatch state={to} grade={3} />
      </span>
    ),
    width: 'minmax(10rem, 1.2fr)',
    stacked: true,
  },
  {
    id: 'share',
    title: 'Share',
    value: ({ after }) => after.share?.low ?? null,
    cell: ({ before, after }) => {
      const [was, is] = [before.share, after.share].map((share) => (share === null ? '–' : formatInterval(share)));
      return was === is ? is : `${was} → ${is}`;
    },
    numeric: true,
    width: 'minmax(7rem, 0.8fr)',
    from: 560,
  },
  {
    id: 'groups',
    title: 'Groups',
    value: ({ groups }) => groups.length,
    numeric: true,
    width: '5rem',
    from: 760,
  },
  {
    id: 'why',
    title: 'Because',
    value: summariseReasons,
    width: 'minmax(14rem, 3fr)',
    from: 680,
    stacked: true,
  },
];

/** Each requirement once, whichever groups it changes in. */
function summariseReasons({ reasons }: ExplainedChange): string {
  return [...new Set(reasons.flatMap(({ needs }) => needs.map(describeNeedChange)))].join('. ');
}
