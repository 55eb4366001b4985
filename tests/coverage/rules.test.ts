import { describe, expect, it } from 'vitest';
import type { RetiredTechnique } from '../../src/domain/attack/catalog';
import { listSuccessors } from '../../src/domain/attack/succession';
import { putRules } from '../../src/domain/coverage/edit-rules';
import type { Rule } from '../../src/domain/coverage/rule';
import { indexRules, isInService, passesRuleFilter, RULE_FILTERS } from '../../src/domain/coverage/rule-index';
import { EMPTY_CONTENT } from '../../src/domain/workspace/content';

const rule = (id: string, techniqueIds: readonly string[], status = 'stable'): Rule => ({
  id,
  name: `Rule ${id}`,
  language: 'sigma',
  techniqueIds,
  logSource: { product: '', category: '', service: '' },
  status,
  level: '',
  fileName: 'x.yml',
  text: id,
});

describe('rules by technique', () => {
  it('count for what they name, and not for its parent', () => {
    const index = indexRules([rule('a', ['T1059.001', 'T1003']), rule('b', ['T1003', 'T1003'])]);
    expect([...index].map(([id, rules]) => [id, rules.map((each) => each.id).join()])).toEqual([
      ['T1059.001', 'a'],
      ['T1003', 'a,b'],
    ]);
  });

  it('count for what took the place of a revoked technique', () => {
    const retired = [
      { id: 'T1562.001', name: 'Old', successor: 'T1685' },
      { id: 'T1685', name: 'Older still', successor: 'T1686' },
      { id: 'T1000', name: 'Gone', successor: null },
      { id: 'T1', name: 'Circle', successor: 'T2' },
      { id: 'T2', name: 'Circle', successor: 'T1' },
    ] as unknown as readonly RetiredTechnique[];
    const index = indexRules([rule('a', ['T1562.001', 'T1686']), rule('b', ['T1000', 'T1'])], listSuccessors(retired));
    expect([...index.keys()]).toEqual(['T1686', 'T1000', 'T1']);
    expect(index.get('T1686')).toHaveLength(1);
  });

  it('count for nothing once they are switched off', () => {
    expect(['stable', 'test', 'experimental', '', 'production'].every((status) => isInService({ status }))).toBe(true);
    expect(['disabled', 'deprecated', 'unsupported'].some((status) => isInService({ status }))).toBe(false);
  });

  it.each([
    ['runs', true, 'any, rule'],
    ['runs', false, 'any, no rule, telemetry only'],
    ['blind', true, 'any, rule, rule only'],
    ['one short', true, 'any, rule, rule only'],
    ['partial', false, 'any, no rule'],
    ['not observable', true, 'any, rule'],
    ['not applicable', true, 'any, rule'],
    [undefined, true, 'any, rule'],
  ] as const)('a technique that is %s, with a rule: %s, passes %s', (state, hasRule, expected) => {
    expect(RULE_FILTERS.filter((filter) => passesRuleFilter(filter, hasRule, state)).join(', ')).toBe(expected);
  });
});

describe('edits of rules', () => {
  const content = { ...EMPTY_CONTENT, rules: [rule('a', ['T1003']), rule('b', [])] };

  it('change only what is different', () => {
    expect(putRules(content, [rule('a', ['T1003'])])).toBe(content);
    const next = putRules(content, [rule('b', ['T1059']), rule('c', [])]);
    expect(next.rules.map(({ id, techniqueIds }) => `${id} ${techniqueIds.join()}`)).toEqual([
      'a T1003',
      'b T1059',
      'c ',
    ]);
    expect(next.rules[0]).toBe(content.rules[0]);
    expect(next.inventory).toBe(content.inventory);
  });
});
