import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');

it('NOTICE names every package that is shipped', () => {
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  const notice = readFileSync(join(ROOT, 'NOTICE'), 'utf8');
  expect(Object.keys(dependencies).filter((name) => !notice.includes(name))).toEqual([]);
});
