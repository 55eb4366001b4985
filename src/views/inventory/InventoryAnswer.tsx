import { createMemo, For, Show } from 'solid-js';
import { formatCount } from '../../domain/format';
import { type InventorySummary, summariseInPieces } from '../../domain/sensors/inventory-summary';
import { AnswerLine } from '../pieces/AnswerLine';
import { createInPieces } from '../pieces/create-in-pieces';
import { Figure } from '../pieces/Figure';
import { type DeploymentFilter, filterByStatus, filterObservingNothing } from './deployment-rows';
import { useInventory } from './inventory-scope';

/** "12 deployments of 9 sensors observe 5 system groups with 540 hosts; 2 are planned, 1 observes nothing." */
export function InventoryAnswer(props: AnswerProps) {
  const { inventory } = useInventory();
  const summary = createInPieces(inventory, summariseInPieces);
  return <Show when={summary()}>{(known) => <SummaryLine {...props} summary={known()} />}</Show>;
}

interface AnswerProps {
  readonly onShow: (filter: DeploymentFilter | null) => void;
  readonly onShowGroups: () => void;
}

function SummaryLine(props: AnswerProps & { readonly summary: InventorySummary }) {
  const { inventory } = useInventory();
  const summary = () => props.summary;
  const noun = (n: number, one: string) => (n === 1 ? one : `${one}s`);
  const groupIds = () => new Set(inventory().groups.map(({ id }) => id));
  /** What is not as it looks at first, each with what shows it. */
  const exceptions = createMemo(() => {
    const { planned, candidates, observingNothing } = summary();
    return [
      {
        n: planned,
        words: planned === 1 ? 'is planned' : 'are planned',
        filter: () => filterByStatus('planned', 'planned deployments'),
      },
      {
        n: candidates,
        words: candidates === 1 ? 'is a candidate' : 'are candidates',
        filter: () => filterByStatus('candidate', 'candidates'),
      },
      {
        n: observingNothing,
        words: observingNothing === 1 ? 'observes nothing' : 'observe nothing',
        filter: () => filterObservingNothing(groupIds(), 'deployments that observe nothing'),
      },
    ].filter(({ n }) => n > 0);
  });

  return (
    <Show
      when={summary().deployments > 0}
      fallback={
        <AnswerLine>
          <Figure value={formatCount(summary().groups)} onOpen={props.onShowGroups} label="system groups" />{' '}
          {noun(summary().groups, 'system group')}, and no sensor looks at {summary().groups === 1 ? 'it' : 'them'} yet.
        </AnswerLine>
      }
    >
      <AnswerLine>
        <Figure value={formatCount(summary().deployments)} label="deployments" onOpen={() => props.onShow(null)} />{' '}
        {noun(summary().deployments, 'deployment')} of{' '}
        <Figure
          value={formatCount(summary().sensors)}
          label="sensors"
          explain="Different products among the deployments, whatever their status."
        />{' '}
        {noun(summary().sensors, 'sensor')} {summary().deployments === 1 ? 'observes' : 'observe'}{' '}
        <Figure value={formatCount(summary().observedGroups)} label="system groups" onOpen={props.onShowGroups} />
        <Show when={summary().observedGroups < summary().groups}> of {formatCount(summary().groups)}</Show>{' '}
        {noun(summary().groups, 'system group')}
        <Show when={summary().hosts > 0}>
          {' '}
          with{' '}
          <Figure
            value={formatCount(summary().hosts)}
            label="hosts"
            explain="The hosts of all system groups that state a number; a host in two groups counts twice."
          />{' '}
          {noun(summary().hosts, 'host')}
        </Show>
        <For each={exceptions()}>
          {({ n, words, filter }, position) => (
            <>
              {position() === 0 ? '; ' : ', '}
              <Figure value={formatCount(n)} label={words} onOpen={() => props.onShow(filter())} /> {words}
            </>
          )}
        </For>
        .
      </AnswerLine>
    </Show>
  );
}
