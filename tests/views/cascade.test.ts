import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');

// The order of cascade layers is the order in which they are first named. Where a component's sheet comes before the
// one that names them all, `reset` wins over `pieces`, and every button is without its colours.

it('loads the sheet that orders the layers before any other module', () => {
  const [first] = /^import .*$/m.exec(read('src/main.tsx')) ?? [];
  expect(first).toBe("import './views/tokens.css';");
});

it('orders the layers before it says anything else', () => {
  expect(read('src/views/tokens.css').trimStart()).toMatch(/^@layer reset, tokens, pieces, screens;/);
});

it('is one sheet, so that no part that loads early sets another order', () => {
  expect(read('vite.config.ts')).toMatch(/\bcssCodeSplit: false\b/);
});
