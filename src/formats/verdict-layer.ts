/** A verdict as the content of a Navigator layer: the threat's steps, scored by state. */
import { stateWord } from '../domain/coverage/lens-words';
import { TECHNIQUE_STATES, type TechniqueState } from '../domain/coverage/state';
import type { LayerContent, LayerTechnique } from '../domain/layers/layer';
import { listExportFacts } from '../domain/threats/export-facts';
import type { VerdictStep } from '../domain/threats/verdict';
import { isCounted, type VerdictSubject } from '../domain/threats/verdict-table';
import { describeRelatives, writeOutside, writeVerdict } from '../domain/threats/verdict-words';
import { NAVIGATOR_SETTINGS } from './navigator/navigator-layer';

/** The app's light colours, since a layer cannot follow the theme. */
const COLORS: Readonly<Record<TechniqueState, string>> = {
  runs: '#2f7099',
  'one short': '#f1dfb4',
  partial: '#f8f0dc',
  // White would look like what is not in the threat at all.
  blind: '#e3b7a0',
  'no analytic': '#d9d6ce',
  'not observable': '#d9d6ce',
  'not applicable': '#eceae5',
};
const LOWEST = TECHNIQUE_STATES.indexOf('blind');
const HIGHEST = TECHNIQUE_STATES.indexOf('runs');

/** @param tacticNames short names by the id of a tactic: a step is placed where the verdict has it */
export function composeVerdictLayer(subject: VerdictSubject, tacticNames: ReadonlyMap<string, string>): LayerContent {
  const { name, ref, verdict, facts } = subject;
  const sentence = writeVerdict(verdict.figures, facts);
  const states = TECHNIQUE_STATES.filter((state) => isCounted(state)).toReversed();
  return {
    name: `${facts.isDemonstration ? 'DEMONSTRATION: ' : ''}${name}, ${facts.at.slice(0, 10)}`,
    description: [
      sentence,
      writeOutside(verdict.figures, facts),
      'Telemetry that is present. The score is 3 where a step can be seen, 2 one short, 1 partial, 0 blind; steps without a score are no gaps.',
    ]
      .filter(Boolean)
      .join(' '),
    domain: facts.domain,
    attackRelease: /^\d+/.exec(facts.release)?.[0] ?? null,
    techniques: verdict.tactics.flatMap((tactic) =>
      tactic.steps.map((step) => describeStep(step, tacticNames.get(tactic.id) ?? null, subject)),
    ),
    gradient: { colors: [COLORS.blind, COLORS['one short'], COLORS.runs], minValue: 0, maxValue: HIGHEST - LOWEST },
    legend: states.map((state) => ({ label: stateWord(state, facts.lens), color: COLORS[state] })),
    metadata: [
      { name: 'Made with', value: 'Vedette' },
      { name: 'Threat', value: ref },
      ...listExportFacts(facts),
      { name: 'Verdict', value: sentence },
    ],
    links: [],
    rest: NAVIGATOR_SETTINGS,
  };
}

function describeStep(step: VerdictStep, tactic: string | null, { facts }: VerdictSubject): LayerTechnique {
  const counted = step.groups.filter(({ state }) => isCounted(state));
  const running = counted.filter(({ state }) => state === 'runs');
  const sensors = step.sensors.map(({ name }) => name).join(', ');
  const state = stateWord(step.state, facts.lens);
  const comment = [
    counted.length === 0 ? state : `${state}, in ${running.length} of ${counted.length} system groups`,
    sensors === '' ? '' : `Sensors: ${sensors}`,
    describeRelatives(step),
    step.written === '' ? '' : `Written as ${step.written}`,
  ];
  return {
    techniqueId: step.technique,
    tactic,
    score: isCounted(step.state) ? TECHNIQUE_STATES.indexOf(step.state) - LOWEST : null,
    color: COLORS[step.state],
    comment: comment.filter(Boolean).join('\n'),
    enabled: step.state !== 'not applicable',
    metadata: [
      { name: 'State', value: state },
      ...(sensors === '' ? [] : [{ name: 'Sensors', value: sensors }]),
      { name: 'Accepted', value: step.isAccepted ? 'yes' : 'no' },
    ],
    links: [],
    rest: {},
  };
}
