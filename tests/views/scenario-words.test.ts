// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { decimalsOfDifference, writeDifference } from '../../src/domain/planning/plan-figures';
import type { ScenarioFigures } from '../../src/domain/planning/scenario-result';
import { listScenarioColumns } from '../../src/views/plan/scenarios/scenario-columns';
import { decimalsOf, formatDelta, formatWeighted, weightedOf } from '../../src/views/plan/scenarios/scenario-words';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

function figures(before: number, after: number): ScenarioFigures {
  const side = (share: number) => ({ weighted: { share: { low: share, high: share }, strength: { low: 0, high: 0 } } });
  return { measure: 'share', before: side(before), after: side(after) } as unknown as ScenarioFigures;
}

it('writes both sides and their difference so that they add up', () => {
  const write = (some: ScenarioFigures) => {
    const { before, after } = weightedOf(some);
    if (before === null || after === null) throw new Error('no figures');
    const sides = [before, after].map((side) => formatWeighted(side, decimalsOf(some)));
    return plain(`${sides.join(' → ')} (${formatDelta(some, 'low')})`);
  };
  expect(write(figures(0.563, 0.602))).toBe('56.3 % → 60.2 % (+3.9 points)');
  // 3.96 alone would be +4.0.
  expect(write(figures(0.5628, 0.6024))).toBe('56.28 % → 60.24 % (+3.96 points)');
  expect(write(figures(0.602, 0.563))).toBe('60.2 % → 56.3 % (−3.9 points)');
  expect(decimalsOfDifference(0.5, 0.5)).toBe(1);
  expect(plain(writeDifference(0.5628, 0.6024))).toBe('56.28 % → 60.24 % (+3.96 points)');
  expect(plain(writeDifference(0.5, 0.500001))).toBe('50.0 % → 50.0 % (+<0.1 points)');
});

it('shows no column of scenarios for which there is no room', () => {
  const columns = listScenarioColumns('low');
  const least = (width: string | undefined) => Number(/([\d.]+)rem/.exec(width ?? '')?.[1]) * 16;
  for (let width = 560; width < 1400; width++) {
    const shown = columns.filter(({ from = 0 }) => width >= from);
    const wanted = shown.reduce((sum, column) => sum + least(column.width), 44);
    expect(wanted, `at ${width}`).toBeLessThanOrEqual(width);
  }
});
