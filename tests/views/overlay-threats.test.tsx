// @vitest-environment jsdom
import { cleanup, render } from '@solidjs/testing-library';
import { afterEach, describe, expect, it } from 'vitest';
import type { OverlayMark } from '../../src/domain/layers/overlay-marks';
import { describeThreats, OverlayMarks } from '../../src/views/coverage/OverlayMarks';

afterEach(cleanup);

function makeMark(layer: number, score: number): OverlayMark {
  return { layer, score, color: null, isLight: false, comment: '', enabled: true };
}

function draw(marks: readonly OverlayMark[], use: { readonly users: number; readonly of: number } | null, layers = 3) {
  const { container } = render(() => (
    <OverlayMarks marks={marks} layers={layers} use={use} isThreat={(layer) => layer > 0} />
  ));
  return [...container.querySelectorAll('.overlay-mark')];
}

describe('threats on the matrix', () => {
  it('of several one mark says how many use a technique, beside what layers score', () => {
    const marks = draw([makeMark(0, 7)], { users: 2, of: 3 });
    expect(marks.map(({ textContent }) => textContent)).toEqual(['2/3', 'a7']);
    expect(marks[0]?.hasAttribute('data-all')).toBe(false);
  });

  it('what all use stands out without colour', () => {
    expect(draw([], { users: 3, of: 3 })[0]?.hasAttribute('data-all')).toBe(true);
  });

  it('one threat alone marks a technique, and scores nothing', () => {
    expect(draw([makeMark(1, 1)], null, 1).map(({ textContent }) => textContent)).toEqual(['•']);
  });

  it('are named to who cannot see the mark', () => {
    expect(describeThreats(['APT29'], 1)).toBe('used by APT29');
    expect(describeThreats(['APT29', 'FIN6'], 3)).toBe('used by 2 of 3 threats: APT29 and FIN6');
  });
});
