import { describe, expect, it } from 'vitest';
import { followId, listSuccessors, makeFateOf } from '../../src/domain/attack/succession';

const RELEASE = {
  techniques: [{ id: 'T1003' }],
  retired: [
    { id: 'T1001', successor: 'T1002' },
    { id: 'T1002', successor: 'T1003' },
    { id: 'T1004', successor: null },
    { id: 'T1005', successor: 'T1004' },
    { id: 'T1006', successor: 'T1007' },
    { id: 'T1007', successor: 'T1006' },
    { id: 'T1008', successor: 'T9999' },
  ],
};

describe('what became of a technique', () => {
  it.each([
    ['T1003', 'live T1003'],
    [' t1003', 'live T1003'],
    ['t1001', 'succeeded T1003'],
    ['T1002', 'succeeded T1003'],
    ['T1004', 'retired'],
    ['T1005', 'retired'],
    ['T1006', 'retired'],
    ['T1008', 'retired'],
    ['T1010', 'unknown'],
    ['constructor', 'unknown'],
  ])('%s', (id, expected) => {
    const fate = makeFateOf(RELEASE)(id);
    expect('id' in fate ? `${fate.kind} ${fate.id}` : fate.kind).toBe(expected);
  });

  it('leaves an id as it is where nothing took its place', () => {
    const successors = listSuccessors(RELEASE.retired);
    expect(['T1001', 'T1003', 'T1005', 'T1006'].map((id) => followId(id, successors))).toEqual([
      'T1003',
      'T1003',
      'T1005',
      'T1006',
    ]);
  });
});
