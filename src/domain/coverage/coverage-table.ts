import { describeEstate, describeLens, describeShown, type ExportSubject } from './export-subject';
import { stateWord } from './lens-words';
import type { RulesByTechnique } from './rule-index';
import { writeSmapComment } from './smap-comment';
import { readTechniqueFigures } from './technique-figures';

/** The table behind the matrix: one row per technique. */
export interface CoverageTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** The same in every row, since rows are copied out of tables. */
export const PROVENANCE_COLUMNS = [
  'attack domain',
  'attack release',
  'lens',
  'estate',
  'shown',
  'date',
  'tlp',
] as const;

/** Shares and strengths are 0 to 1; empty where the technique does not run, or no weight says on how many hosts. */
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
  'dettect score',
  'rules',
  ...PROVENANCE_COLUMNS,
] as const;

/** @param rules analytics deployed: a fact beside the state, which does not know of them */
export function composeCoverageTable(subject: ExportSubject, rules: RulesByTechnique): CoverageTable {
  const { index, coverage, settings, smap, at, tlp, shown } = subject;
  const { catalog } = index;
  const { domain, release } = catalog;
  const provenance = [domain, release, describeLens(subject), describeEstate(subject), describeShown(subject), at, tlp];
  const rows = shown.map((position) => {
    const technique = catalog.techniques[position];
    if (technique === undefined) throw new RangeError(`the catalog has no technique at ${position}`);
    const { state, worst, runningIn, countedIn, share, strength, score } = readTechniqueFigures(
      coverage,
      position,
      settings.lens,
    );
    const events = (smap?.events[position] ?? []).map(({ sensor, eventIds }) => {
      return { sensorName: sensor.smapName ?? sensor.name, eventIds };
    });
    return [
      technique.id,
      technique.name,
      technique.tactics.map((tactic) => catalog.tactics[tactic]?.name).join('; '),
      technique.platforms.map((platform) => catalog.platforms[platform]).join('; '),
      catalog.techniques[technique.parent]?.id ?? '',
      stateWord(state, settings.lens),
      smap === null ? runningIn : null,
      smap === null ? countedIn : null,
      worst === null ? '' : stateWord(worst, settings.lens),
      round(share?.low),
      round(share?.high),
      round(strength?.low),
      round(strength?.high),
      yesNo(coverage.allFed[position]),
      yesNo(coverage.anyFed[position]),
      writeSmapComment(events),
      score,
      rules.get(technique.id)?.length ?? 0,
      ...provenance,
    ];
  });
  return { columns: COLUMNS, rows };
}

function yesNo(flag: number | undefined): string {
  return flag === 1 ? 'yes' : 'no';
}

/** Four decimals: shares are no more exact than that, and 0.30000001 helps nobody. What is not known is empty. */
function round(value: number | undefined): number | null {
  return value === undefined ? null : Math.round(value * 10_000) / 10_000;
}
