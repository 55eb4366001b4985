/** The best plans of all budgets as CSV for spreadsheets: RFC 4180, CRLF, formulas neutralised. */
import type { Plan } from '../domain/planning/plan';
import { writeDelimited } from './delimited-text';

/** A point of the frontier, as the workers' contract has it. */
export interface WrittenPoint {
  readonly budget: number;
  readonly cost: number;
  readonly after: number;
  readonly bound: number;
  readonly isProven: boolean;
  readonly chosen: readonly string[];
}

const DIGITS = 6;

export function writeFrontierCsv(
  points: readonly WrittenPoint[],
  { options, currency }: Pick<Plan, 'options' | 'currency'>,
  before: number,
): string {
  const names = new Map(options.map(({ id, name }) => [id, name]));
  const unit = currency === '' ? '' : ` (${currency})`;
  const share = (value: number) => (Number.isFinite(value) ? Number(value.toFixed(DIGITS)) : null);
  return writeDelimited(
    [`Budget${unit}`, `Cost${unit}`, 'Coverage today', 'Coverage', 'At most', 'Proven', 'Options', 'Chosen'],
    points.map((point) => [
      point.budget,
      point.cost,
      share(before),
      share(point.after),
      share(point.bound),
      point.isProven ? 'yes' : 'no',
      point.chosen.length,
      point.chosen.map((id) => names.get(id) ?? id).join('; '),
    ]),
    { mark: true },
  );
}
