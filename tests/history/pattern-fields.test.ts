import { expect, it } from 'vitest';
import { fieldsOfPattern, matchedFields } from '../../src/domain/history/pattern-fields';

const PATTERN = "[network-traffic:dst_port = 443 AND network-traffic:dst_ref.value = '203.0.113.7']";

it('names the fields that a pattern compares, and of a record those that it has', () => {
  expect(fieldsOfPattern(PATTERN)).toEqual(expect.arrayContaining(['destination.port', 'destination.ip']));
  const match = { type: 'pattern', value: PATTERN, field: '' };
  expect(matchedFields(match, new Set(['destination.ip', 'user.name']))).toEqual(['destination.ip']);
});

it('names none of what is no pattern, and the field itself of anything else', () => {
  expect(fieldsOfPattern('no pattern')).toEqual([]);
  expect(matchedFields({ type: 'pattern', value: '[', field: '' }, new Set())).toEqual([]);
  expect(matchedFields({ type: 'ipv4', value: '1.1.1.1', field: 'source.ip' }, new Set())).toEqual(['source.ip']);
});
