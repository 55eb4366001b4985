import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const VIEWS = join(import.meta.dirname, '..', '..', 'src', 'views');
/** A function below `Show` or `Match` is called once; only what stands in an element is followed. */
const BARE = /<(?:Show|Match)\b(?:[^<>]|=>|<[^A-Za-z/])*?>\s*\{\(\w+\) =>\s*(?![\s(]*<|[\s]*\{)([^\n]{0,80})/g;

it('what Show and Match are given as functions stays up to date', () => {
  const files = readdirSync(VIEWS, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx'));
  const stale = files.flatMap((name) =>
    Array.from(readFileSync(join(VIEWS, name), 'utf8').matchAll(BARE), (found) => `${name}: ${found[1]}`),
  );
  expect(stale).toEqual([]);
});
