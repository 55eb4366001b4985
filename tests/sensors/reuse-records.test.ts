import { describe, expect, it } from 'vitest';
import { EMPTY_INVENTORY, type Inventory, type SystemGroup } from '../../src/domain/sensors/inventory';
import { isSameRecord, reuseRecords } from '../../src/domain/sensors/reuse-records';

const group = (id: string, hosts: number): SystemGroup => ({
  id,
  name: id,
  kind: 'hosts',
  platforms: [],
  hosts,
  criticality: null,
  roles: [],
  parts: [],
  site: '',
  notes: '',
});
const read = (...groups: readonly SystemGroup[]): Inventory => ({ ...EMPTY_INVENTORY, groups });

describe('a second reading of an inventory', () => {
  it('is made of the objects of the first where nothing changed', () => {
    const first = read(group('a', 1), group('b', 2));
    const second = reuseRecords(first, read(group('a', 1), group('b', 3), group('c', 4)));
    expect(second.groups[0]).toBe(first.groups[0]);
    expect(second.groups.map(({ hosts }) => hosts)).toEqual([1, 3, 4]);
    expect(reuseRecords(first, read(group('a', 1), group('b', 2))).groups).toBe(first.groups);
  });

  it('forgets what is gone, and follows the order', () => {
    const first = read(group('a', 1), group('b', 2));
    expect(reuseRecords(first, read(group('b', 2), group('a', 1))).groups.map(({ id }) => id)).toEqual(['b', 'a']);
    expect(reuseRecords(first, read()).groups).toEqual([]);
  });
});

it('the order of fields makes no other record, the order of a list does', () => {
  const first = group('a', 1);
  const reordered = Object.fromEntries(Object.entries(first).reverse()) as unknown as SystemGroup;
  expect(reuseRecords(read(first), read(reordered)).groups[0]).toBe(first);
  expect(isSameRecord({ a: [1, 2] }, { a: [2, 1] })).toBe(false);
  expect(isSameRecord({ a: null }, { b: null })).toBe(false);
  expect(isSameRecord({ a: undefined }, { b: undefined })).toBe(false);
  expect(isSameRecord([], {})).toBe(false);
  expect(isSameRecord({}, null)).toBe(false);
});
