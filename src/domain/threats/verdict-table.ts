import { stateWord } from '../coverage/lens-words';
import type { ThreatExportFacts } from './export-facts';
import type { ThreatVerdict } from './verdict';
import { describeRelatives } from './verdict-words';

/** A threat's verdict as it leaves the app. */
export interface VerdictSubject {
  /** Of the threat. */
  readonly name: string;
  /** `report-…`, `G0016`, …: as in `ThreatRef`. */
  readonly ref: string;
  readonly verdict: ThreatVerdict;
  readonly facts: ThreatExportFacts;
}

export interface VerdictTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** The last ones are the same in every row, since rows are copied out of tables. */
const COLUMNS = [
  'threat',
  'threat id',
  'tactic',
  'technique',
  'name',
  'parent',
  'state',
  'worst state',
  'groups running',
  'groups counted',
  'running in',
  'not running in',
  'sensors',
  'remark',
  'accepted',
  'written',
  'passage',
  'attack domain',
  'attack release',
  'lens',
  'estate',
  'date',
  'tlp',
] as const;

/** One row per step, in the order of the tactics; then one per name that is no technique of the release. */
export function composeVerdictTable({ name, ref, verdict, facts }: VerdictSubject): VerdictTable {
  const provenance = [facts.domain, facts.release, facts.lensWords, facts.estate, facts.at, facts.tlp];
  const steps = verdict.tactics.flatMap((tactic) =>
    tactic.steps.map((step) => {
      const counted = step.groups.filter(({ state }) => isCounted(state));
      const running = counted.filter(({ state }) => state === 'runs');
      const hasGroups = facts.lens !== 'smap';
      return [
        name,
        ref,
        tactic.name,
        step.technique,
        step.name,
        step.parentName,
        stateWord(step.state, facts.lens),
        hasGroups && counted.length > 0 ? stateWord(step.worstState, facts.lens) : '',
        hasGroups ? running.length : null,
        hasGroups ? counted.length : null,
        running.map((group) => group.name).join('; '),
        counted.flatMap((group) => (group.state === 'runs' ? [] : group.name)).join('; '),
        step.sensors.map((sensor) => sensor.name).join('; '),
        describeRelatives(step),
        step.isAccepted ? 'yes' : 'no',
        step.written,
        step.passage,
        ...provenance,
      ];
    }),
  );
  const unresolved = verdict.unresolved.map(({ written, reason }) => [
    name,
    ref,
    '',
    '',
    '',
    '',
    'no technique of this release',
    '',
    null,
    null,
    '',
    '',
    '',
    reason,
    '',
    written,
    '',
    ...provenance,
  ]);
  return { columns: COLUMNS, rows: [...steps, ...unresolved] };
}

/** Whether it is a gap or runs: the other states stay out of every ratio. */
export function isCounted(state: string): boolean {
  return state === 'runs' || state === 'one short' || state === 'partial' || state === 'blind';
}
