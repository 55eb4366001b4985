/** Computed coverage as the content of a Navigator layer: what the matrix shows, under the lens in force. */
import { describeEstate, describeLens, describeShown, type ExportSubject } from '../domain/coverage/export-subject';
import { scoreTechnique } from '../domain/coverage/export-words';
import { writeSmapComment } from '../domain/coverage/smap-comment';
import {
  BLIND,
  NO_ANALYTIC,
  NOT_APPLICABLE,
  NOT_OBSERVABLE,
  ONE_SHORT,
  PARTIAL,
  RUNS,
  stateName,
} from '../domain/coverage/state';
import { readTechniqueFigures, type TechniqueFigures } from '../domain/coverage/technique-figures';
import { formatInterval } from '../domain/format';
import type { LayerContent, LayerTechnique } from '../domain/layers/layer';
import { composeDettectLayer } from './dettect/dettect-layer';
import { NAVIGATOR_SETTINGS } from './navigator/navigator-layer';

/** The app's light colours, since a layer cannot follow the theme. States that are no gaps have none. */
const STATE_COLORS: Readonly<Record<number, string>> = {
  [RUNS]: '#2f7099',
  [ONE_SHORT]: '#f1dfb4',
  [PARTIAL]: '#f8f0dc',
  [BLIND]: '#ffffff',
};
/** Pale to deep with the share of the estate, as in the matrix. */
const GRADIENT = ['#cfe0ea', '#76a7c3', '#14517a'];
const SMAP_COLOR = '#2f7099';

export function composeLayer(subject: ExportSubject): LayerContent {
  const { index, settings, smap, at, tlp } = subject;
  const { domain, release } = index.catalog;
  const lens = describeLens(subject);
  const common = {
    domain,
    // The format has the major number; a release that is not known is not stated.
    attackRelease: /^\d+/.exec(release)?.[0] ?? null,
    links: [],
    rest: {
      ...(settings.platforms === null ? {} : { filters: { platforms: settings.platforms } }),
      ...NAVIGATOR_SETTINGS,
    },
    metadata: [
      { name: 'Made with', value: 'Vedette' },
      { name: 'Date', value: at },
      { name: 'ATT&CK release', value: release },
      { name: 'Lens', value: lens },
      { name: 'Estate', value: describeEstate(subject) },
      { name: 'Techniques', value: describeShown(subject) },
      { name: 'Marking', value: tlp },
    ],
  };
  if (subject.coverage.dettect !== undefined) return { ...common, ...composeDettectLayer(subject, lens) };
  return smap === null
    ? { ...common, ...composeAnalyticsLayer(subject, lens) }
    : { ...common, ...composeSmapLayer(subject, smap) };
}

type LayerBody = Pick<LayerContent, 'name' | 'description' | 'techniques' | 'gradient' | 'legend'>;

/** As SMAP makes its own: techniques without their sub-techniques, score 1, the events in the comment. */
function composeSmapLayer({ index, shown }: ExportSubject, smap: NonNullable<ExportSubject['smap']>): LayerBody {
  const sensorNames = new Set<string>();
  const techniques = shown.flatMap((position): LayerTechnique[] => {
    const technique = index.catalog.techniques[position];
    const events = (smap.events[position] ?? []).map(({ sensor, eventIds }) => {
      return { sensorName: sensor.smapName ?? sensor.name, eventIds };
    });
    if (technique === undefined || technique.parent >= 0 || events.length === 0) return [];
    for (const { sensorName } of events) sensorNames.add(sensorName);
    const comment = writeSmapComment(events);
    return [
      {
        techniqueId: technique.id,
        tactic: null,
        score: 1,
        color: SMAP_COLOR,
        comment,
        enabled: true,
        metadata: [],
        links: [],
        rest: {},
      },
    ];
  });
  const name = sensorNames.size === 0 ? 'No sensor' : [...sensorNames].sort().join(', ');
  return {
    name,
    description:
      'Techniques linked to the data component of at least one enabled event. Techniques only, no sub-techniques.',
    techniques,
    gradient: { colors: GRADIENT, minValue: 0, maxValue: 1 },
    legend: [{ label: name, color: SMAP_COLOR }],
  };
}

function composeAnalyticsLayer(subject: ExportSubject, lens: string): LayerBody {
  return {
    name: `${subject.isDemonstration ? 'DEMONSTRATION: coverage' : 'Coverage'}, ${subject.at.slice(0, 10)}`,
    description: `Telemetry for ATT&CK's published analytics, per technique. ${lens}. The score is the share of the estate, in percent, on which an analytic surely runs; system groups are weighed by stated criticality, else by hosts.`,
    techniques: subject.shown.flatMap((position) => describeTechnique(subject, position)),
    gradient: { colors: GRADIENT, minValue: 0, maxValue: 100 },
    legend: [
      { label: 'runs', color: STATE_COLORS[RUNS] ?? '' },
      { label: 'one short', color: STATE_COLORS[ONE_SHORT] ?? '' },
      { label: 'partial', color: STATE_COLORS[PARTIAL] ?? '' },
      { label: 'blind', color: STATE_COLORS[BLIND] ?? '' },
    ],
  };
}

/** Runs: scored, and coloured by the gradient. Gaps: score 0 and the state's colour. No gap, no score. */
function describeTechnique({ index, coverage, settings }: ExportSubject, position: number): LayerTechnique[] {
  const technique = index.catalog.techniques[position];
  if (technique === undefined) return [];
  const state = coverage.states[position] ?? NOT_APPLICABLE;
  const figures = readTechniqueFigures(coverage, position, settings.lens);
  const { share, runningIn, countedIn, worst } = figures;
  const hasSubTechniques = (index.subTechniques[position]?.length ?? 0) > 0;
  const groups = countedIn === 0 ? '' : `, in ${runningIn} of ${countedIn} system groups`;
  const weighed = share === null ? '' : `, ${formatInterval(share)} by weight`;
  return [
    {
      techniqueId: technique.id,
      tactic: null,
      score: scoreTechnique(state, figures, settings.lens),
      // Runs, but on a share that nobody can tell: no score, and so no colour of the gradient.
      color: state === RUNS && share !== null ? '' : (STATE_COLORS[state] ?? ''),
      comment: `${stateName(state)}${groups}${weighed}`,
      enabled: state !== NOT_APPLICABLE,
      metadata: describeStatus(state, countedIn, worst),
      links: [],
      // The format has this only for techniques with sub-techniques.
      rest: hasSubTechniques ? { showSubtechniques: false } : {},
    },
  ];
}

function describeStatus(
  state: number,
  countedIn: number,
  worst: TechniqueFigures['worst'],
): LayerTechnique['metadata'] {
  if (state === NOT_OBSERVABLE) return [{ name: 'State', value: 'ATT&CK lists no telemetry' }];
  if (state === NO_ANALYTIC) return [{ name: 'State', value: 'ATT&CK publishes no analytic for these platforms' }];
  const stateEntry = { name: 'State', value: stateName(state) };
  return countedIn > 1 && worst !== null ? [stateEntry, { name: 'Worst system group', value: worst }] : [stateEntry];
}
