import { describe, expect, it } from 'vitest';
import { findTarget, readMove } from '../../src/views/coverage/matrix-keys';

const ROWS = [
  ['execution', 'T1059', 'T1059.001', 'T1047'],
  ['impact', 'T1486'],
];

const press = (key: string, from: string, isRow = false, ctrlKey = false) => {
  const move = readMove({ key, ctrlKey }, isRow);
  return move === null ? undefined : findTarget(ROWS, from, move);
};

describe('keys in the matrix', () => {
  it('go along a tactic and stop at its ends', () => {
    expect(press('ArrowDown', 'T1059')).toBe('T1059.001');
    expect(press('ArrowUp', 'T1059')).toBe('execution');
    expect(press('ArrowUp', 'execution')).toBeNull();
    expect(press('ArrowDown', 'T1047')).toBeNull();
  });

  it('go to the next tactic at the same height, or to its last cell', () => {
    expect(press('ArrowRight', 'T1059')).toBe('T1486');
    expect(press('ArrowRight', 'T1047')).toBe('T1486');
    expect(press('ArrowLeft', 'T1486')).toBe('T1059');
    expect(press('ArrowRight', 'T1486')).toBeNull();
  });

  it('turn with the tactics where these run from left to right', () => {
    expect(press('ArrowRight', 'T1059', true)).toBe('T1059.001');
    expect(press('ArrowDown', 'T1059', true)).toBe('T1486');
  });

  it('go to the ends of the tactic, and with Control to those of the grid', () => {
    expect(press('Home', 'T1047')).toBe('execution');
    expect(press('End', 'T1059')).toBe('T1047');
    expect(press('Home', 'T1486', false, true)).toBe('execution');
    expect(press('End', 'T1059', false, true)).toBe('T1486');
  });

  it('leave other keys alone', () => {
    expect(press('a', 'T1059')).toBeUndefined();
  });
});
