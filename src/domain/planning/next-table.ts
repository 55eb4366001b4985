import { type CoverageTable, PROVENANCE_COLUMNS } from '../coverage/coverage-table';
import { describeEstate, describeLens, type ExportSubject } from '../coverage/export-subject';
import type { RankedCandidate } from './next-best';
import type { NextCandidate } from './next-candidates';
import type { Measure } from './plan';

/** Gains are of weighted coverage, 0 to 1. */
const COLUMNS = [
  'addition',
  'kind',
  'sensor or source',
  'where',
  'events',
  'status',
  'in the plan',
  'gain low',
  'gain high',
  'gain low with all events',
  'gain high with all events',
  'newly run',
  'then one short',
  'on more hosts',
  'price',
  'currency',
  'years',
  'points per 1,000',
  'counted',
  'weights',
  ...PROVENANCE_COLUMNS,
] as const;

export type NextTableRow = Omit<RankedCandidate, 'candidate'> &
  Pick<NextCandidate, 'title' | 'grain' | 'name' | 'where' | 'events' | 'status' | 'isOption'> & {
    /** In the plan's currency over its years. */
    readonly price: number | null;
  };

export interface NextTableContext {
  readonly measure: Measure;
  readonly bound: 'low' | 'high';
  readonly isWeightless: boolean;
  readonly currency: string;
  readonly years: number;
  /** "all techniques alike". */
  readonly weights: string;
}

/** The ranked additions as they stand on the screen, a row each; where no gain is known, none is written. */
export function composeNextTable(
  rows: readonly NextTableRow[],
  { measure, bound, isWeightless, currency, years, weights }: NextTableContext,
  subject: ExportSubject,
): CoverageTable {
  const { catalog } = subject.index;
  const shown = `${rows.length} additions that would change anything`;
  const provenance = [
    catalog.domain,
    catalog.release,
    describeLens(subject),
    describeEstate(subject),
    shown,
    subject.at,
    subject.tlp,
  ];
  const gain = (value: number | undefined) => (isWeightless || value === undefined ? null : round(value));
  return {
    columns: COLUMNS,
    rows: rows.map((row) => [
      row.title,
      row.grain,
      row.name,
      row.where.join('; '),
      row.events,
      row.status ?? '',
      row.isOption ? 'yes' : 'no',
      gain(row.gain.low),
      gain(row.gain.high),
      gain(row.gainWithAllEvents?.low),
      gain(row.gainWithAllEvents?.high),
      row.newlyRun.length,
      row.newlyOneShort.length,
      row.onMoreHosts.length,
      row.price,
      row.price === null ? '' : currency,
      row.price === null ? null : years,
      row.price === null || row.price === 0 || isWeightless ? null : round((row.gain[bound] * 100_000) / row.price),
      measure === 'share' ? 'share of hosts' : 'share × quality',
      weights,
      ...provenance,
    ]),
  };
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
