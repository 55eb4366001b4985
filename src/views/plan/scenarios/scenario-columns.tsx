import type { TechniqueState } from '../../../domain/coverage/state';
import { formatCount } from '../../../domain/format';
import type { Bound } from '../../../domain/planning/plan';
import type { Scenario } from '../../../domain/planning/scenario';
import type { ScenarioFigures } from '../../../domain/planning/scenario-result';
import type { FittingColumn } from '../../inventory/fit-columns';
import { decimalsOf, deltaOf, describeCost, formatDelta, formatWeighted, weightedOf } from './scenario-words';

export interface ScenarioRow {
  readonly scenario: Scenario;
  /** `null` while they are being computed. */
  readonly figures: ScenarioFigures | null;
}

/** Each column from where those before it leave room for it, the mark of chosen rows among them. */
const STATES: readonly { readonly state: TechniqueState; readonly title: string; readonly from: number }[] = [
  { state: 'runs', title: 'Runs', from: 0 },
  { state: 'one short', title: 'One short', from: 844 },
  { state: 'partial', title: 'Partial', from: 996 },
  { state: 'blind', title: 'Blind', from: 996 },
];

export function listScenarioColumns(bound: Bound): readonly FittingColumn<ScenarioRow>[] {
  return [
    {
      id: 'name',
      title: 'Scenario',
      value: ({ scenario }) => scenario.name,
      width: 'minmax(9rem, 2fr)',
      stacked: true,
    },
    {
      id: 'changes',
      title: 'Changes',
      value: ({ scenario }) => scenario.changes.length,
      cell: ({ scenario, figures }) => {
        const left = figures?.unmet.length ?? 0;
        return `${formatCount(scenario.changes.length)}${left === 0 ? '' : `, ${formatCount(left)} not applicable`}`;
      },
      numeric: true,
      width: 'minmax(5rem, 0.8fr)',
      from: 768,
    },
    ...STATES.map(
      ({ state, title, from }): FittingColumn<ScenarioRow> => ({
        id: state,
        title,
        value: ({ figures }) => {
          const flow = figures?.flows.find((candidate) => candidate.state === state);
          return flow === undefined ? null : flow.gained - flow.lost;
        },
        cell: ({ figures }) => describeFlow(figures, state),
        numeric: true,
        width: '4.75rem',
        from,
        stacked: state === 'runs',
      }),
    ),
    {
      id: 'weighted',
      title: 'Weighted coverage',
      value: ({ figures }) => (figures === null ? null : (weightedOf(figures).after?.[bound] ?? null)),
      cell: ({ figures }) =>
        figures === null ? '…' : `${writeWeighted(figures, 'before')} → ${writeWeighted(figures, 'after')}`,
      numeric: true,
      width: 'minmax(11rem, 1.4fr)',
      stacked: true,
    },
    {
      id: 'delta',
      title: 'Difference',
      value: ({ figures }) => (figures === null ? null : deltaOf(figures, bound)),
      cell: ({ figures }) => (figures === null ? '…' : formatDelta(figures, bound)),
      numeric: true,
      width: 'minmax(7.5rem, 1fr)',
      from: 560,
      stacked: true,
    },
    {
      id: 'cost',
      title: 'Cost of what is new',
      value: ({ figures }) => (figures === null ? null : describeCost(figures.cost)),
      numeric: true,
      width: 'minmax(8rem, 1.2fr)',
      from: 688,
      stacked: true,
    },
  ];
}

/** "+31 −2": those that came into the state, and those that left it. */
function describeFlow(figures: ScenarioFigures | null, state: TechniqueState): string {
  const flow = figures?.flows.find((candidate) => candidate.state === state);
  if (flow === undefined) return '…';
  const parts = [
    ...(flow.gained > 0 ? [`+${formatCount(flow.gained)}`] : []),
    ...(flow.lost > 0 ? [`−${formatCount(flow.lost)}`] : []),
  ];
  return parts.length === 0 ? '–' : parts.join(' ');
}

function writeWeighted(figures: ScenarioFigures, side: 'before' | 'after'): string {
  const interval = weightedOf(figures)[side];
  return interval === null ? '–' : formatWeighted(interval, decimalsOf(figures));
}
