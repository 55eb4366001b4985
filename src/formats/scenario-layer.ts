/** What a scenario changes as the content of a Navigator layer: the score is the step in the order of states. */
import { TECHNIQUE_STATES } from '../domain/coverage/state';
import { formatInterval } from '../domain/format';
import type { LayerContent, LayerTechnique } from '../domain/layers/layer';
import { describeNeedChange, TREND_WORDS } from '../domain/planning/change-words';
import type { ExplainedChange } from '../domain/planning/scenario-result';
import { TRENDS, type Trend } from '../domain/planning/technique-changes';

/** The app's light colours: what gets better in the blues of what runs, what gets worse in the warm ones. */
const TREND_COLORS: Readonly<Record<Trend, string>> = {
  better: '#2f7099',
  more: '#a5c6d9',
  worse: '#b4552d',
  less: '#eabf9f',
  mixed: '#d9d3c3',
  nearer: '#dbe8ef',
  farther: '#f6e3d4',
};
/** From blind to runs; a fall the other way. */
const LARGEST_STEP = 3;

/** @param common a layer of the same release, whose facts this one shares */
export function composeDifferenceLayer(
  changes: readonly ExplainedChange[],
  { name, domain, attackRelease, links, rest, metadata }: LayerContent,
): LayerContent {
  return {
    name,
    domain,
    attackRelease,
    links,
    rest,
    metadata: metadata.filter((entry) => !('name' in entry) || entry.name !== 'Techniques'),
    description:
      'What the scenario changes, per technique; techniques that stay as they are, are not in it. The score is the number of steps in the order blind, partial, one short, runs: above 0 is better, 0 the same state on more or less of the estate.',
    techniques: changes.map(describe),
    gradient: {
      colors: [TREND_COLORS.worse, '#ffffff', TREND_COLORS.better],
      minValue: -LARGEST_STEP,
      maxValue: LARGEST_STEP,
    },
    legend: TRENDS.map((trend) => ({ label: TREND_WORDS[trend], color: TREND_COLORS[trend] })),
  };
}

function describe(change: ExplainedChange): LayerTechnique {
  const { id, from, to, before, after, trend, reasons } = change;
  const shareOf = ({ share }: typeof before) => (share === null ? '' : `, ${formatInterval(share)}`);
  const why = new Set(reasons.flatMap(({ needs }) => needs.map(describeNeedChange)));
  return {
    techniqueId: id,
    tactic: null,
    score: TECHNIQUE_STATES.indexOf(to) - TECHNIQUE_STATES.indexOf(from),
    color: TREND_COLORS[trend],
    comment: [`${from}${shareOf(before)} → ${to}${shareOf(after)}`, ...why].join('\n'),
    enabled: true,
    metadata: [
      { name: 'Before', value: from },
      { name: 'After', value: to },
      { name: 'Change', value: TREND_WORDS[trend] },
    ],
    links: [],
    rest: {},
  };
}
