import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { INVENTORY_MEANINGS } from '../../src/domain/sensors/inventory-meanings';
import { HEADER_NAMES } from '../../src/formats/inventory/inventory-csv-columns';
import { readText } from './inventory-samples';

const ROOT = join(import.meta.dirname, '..', '..');
const PAGE = readFileSync(join(ROOT, 'docs/formats/inventory-csv.md'), 'utf8');

it('docs/formats/inventory-csv.md has every column', () => {
  for (const meaning of INVENTORY_MEANINGS) {
    const names = HEADER_NAMES[meaning];
    expect([meaning, names.some((name) => PAGE.toLowerCase().includes(name))]).toEqual([meaning, true]);
  }
});

it('docs/formats/inventory-csv.md has every issue code, and no other', () => {
  const folder = join(ROOT, 'src/formats');
  const own = readdirSync(join(folder, 'inventory')).filter((file) => !file.startsWith('inventory-xlsx'));
  const files = [...own.map((file) => join('inventory', file)), 'text-decoding.ts'];
  const sources = files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
  const calls = /(?:issue\(\s*[^,()]+,|warn\(|reject\(\s*record,|report\('\w+',|code:)\s*'([a-z]+(?:-[a-z0-9]+)+)'/g;
  const raised = new Set(Array.from(sources.matchAll(calls), ([, code]) => code));
  const table = PAGE.slice(PAGE.indexOf('## What is told'));
  const told = new Set(Array.from(table.matchAll(/`([a-z]+(?:-[a-z0-9]+)+)`/g), ([, code]) => code));
  expect([...told].sort()).toEqual([...raised].sort());
});

it('the example in docs/formats/inventory-csv.md is read without a complaint', async () => {
  const example = /```csv\n([^`]*)```/.exec(PAGE)?.[1] ?? '';
  const { counts, issues, groups, deployments } = await readText(example);
  expect(counts).toMatchObject({ rows: 4, kept: 4 });
  expect(issues.map(({ code }) => code).filter((code) => code !== 'unknown-event')).toEqual(['cost-per-year']);
  expect(groups.map(({ name }) => name)).toEqual(['Windows servers', 'Office network', 'Printers']);
  expect(deployments).toHaveLength(3);
});
