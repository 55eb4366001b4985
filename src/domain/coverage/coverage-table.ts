import { describeLens, type ExportSubject } from './export-subject';
import { writeSmapComment } from './smap-comment';
import { RUNS, stateName } from './state';

/** The table behind the matrix: one row per technique. */
export interface CoverageTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** Shares and strengths are 0 to 1; empty where the technique does not count. */
const COLUMNS = [
  'technique',
  'name',
  'tactics',
  'platforms',
  'parent',
  'state',
  'groups running',
  'groups counted',
  'worst state',
  'share low',
  'share high',
  'strength low',
  'strength high',
  'all fed',
  'any fed',
  'events',
  'attack domain',
  'attack release',
  'lens',
  'date',
  'tlp',
] as const;

export function composeCoverageTable(subject: ExportSubject): CoverageTable {
  const { index, coverage, settings, smap, at, tlp, shown } = subject;
  const { catalog } = index;
  const provenance = [catalog.domain, catalog.release, describeLens(settings), at, tlp];
  const rows = shown.map((position) => {
    const technique = catalog.techniques[position];
    if (technique === undefined) throw new RangeError(`the catalog has no technique at ${position}`);
    const counted = coverage.countedIn[position] ?? 0;
    const number = (array: Float32Array) => (counted === 0 ? null : round(array[position] ?? 0));
    return [
      technique.id,
      technique.name,
      technique.tactics.map((tactic) => catalog.tactics[tactic]?.name).join('; '),
      technique.platforms.map((platform) => catalog.platforms[platform]).join('; '),
      catalog.techniques[technique.parent]?.id ?? '',
      smap === null ? stateName(coverage.states[position] ?? 0) : describeSmapState(coverage.states[position] ?? 0),
      smap === null ? (coverage.runningIn[position] ?? 0) : null,
      smap === null ? counted : null,
      counted === 0 ? '' : stateName(coverage.worstStates[position] ?? 0),
      number(coverage.shareLow),
      number(coverage.shareHigh),
      number(coverage.strengthLow),
      number(coverage.strengthHigh),
      yesNo(coverage.allFed[position]),
      yesNo(coverage.anyFed[position]),
      writeSmapComment(
        (smap?.events[position] ?? []).map(({ sensor, eventIds }) => ({ sensorName: sensor.name, eventIds })),
      ),
      ...provenance,
    ];
  });
  return { columns: COLUMNS, rows };
}

function describeSmapState(state: number): string {
  return state === RUNS ? 'an event maps' : 'no event maps';
}

function yesNo(flag: number | undefined): string {
  return flag === 1 ? 'yes' : 'no';
}

/** Four decimals: shares are no more exact than that, and 0.30000001 helps nobody. */
function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
