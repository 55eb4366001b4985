import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { writeAll } from './subjects';

const LEVELS = ['informational', 'low', 'medium', 'high', 'critical'];
const STATUSES = ['stable', 'test', 'experimental', 'deprecated', 'unsupported'];

/** What is wrong with a rule, by the specification: title, log source, selections, a condition that names them. */
function findFaults(text: string): readonly string[] {
  const rule = parse(text, { strict: true, maxAliasCount: 0 }) as Record<string, unknown>;
  const faults: string[] = [];
  const allowed = ['title', 'status', 'logsource', 'detection', 'level'];
  faults.push(...Object.keys(rule).filter((key) => !allowed.includes(key)));
  if (typeof rule['title'] !== 'string' || rule['title'].length > 256 || rule['title'] === '') faults.push('title');
  if (!STATUSES.includes(String(rule['status']))) faults.push('status');
  if (!LEVELS.includes(String(rule['level']))) faults.push('level');
  const source = rule['logsource'] as Record<string, unknown>;
  const keys = Object.keys(source);
  if (keys.length === 0 || keys.some((key) => !['product', 'category', 'service'].includes(key)))
    faults.push('logsource');
  if (Object.values(source).some((value) => typeof value !== 'string' || !/^[a-z0-9_.-]+$/.test(value)))
    faults.push('logsource');
  const { condition, ...selections } = rule['detection'] as Record<string, unknown>;
  const names = Object.keys(selections);
  if (names.length === 0) faults.push('detection');
  if (!(condition === 'selection' && names.join() === 'selection') && condition !== '1 of selection*')
    faults.push('condition');
  if (names.some((name) => !/^selection(_\d+)?$/.test(name))) faults.push('selection');
  for (const selection of Object.values(selections)) {
    const fields = Object.entries(selection as Record<string, unknown>);
    if (fields.length === 0) faults.push('empty selection');
    for (const [field, value] of fields) {
      if (!/^[A-Za-z][\w.]*$/.test(field)) faults.push(`field ${field}`);
      const values = Array.isArray(value) ? value : [value];
      if (values.length === 0) faults.push('no values');
      if (values.some((one) => one !== null && typeof one !== 'string' && typeof one !== 'number'))
        faults.push(`value of ${field}`);
    }
  }
  return faults;
}

describe('Sigma', () => {
  it('finds faults', () => {
    expect(findFaults('title: x\nlogsource: {}\ndetection:\n  condition: selection\n')).not.toEqual([]);
    expect(() => findFaults('title: "x\n')).toThrow();
  });

  it('is one valid rule for each subject', () => {
    const all = writeAll('sigma');
    expect(all.length).toBeGreaterThan(500);
    for (const { text } of all) expect(findFaults(text), text).toEqual([]);
  });

  it('takes wildcards of a code as letters', () => {
    const star = writeAll('sigma').find(({ text }) => text.includes('\\\\*\\\\?'));
    const rule = parse(star?.text ?? '') as { readonly detection: { readonly selection: Record<string, unknown> } };
    expect(Object.values(rule.detection.selection).flat()).toContain('\\*\\?\\*');
  });
});
