import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { compileCatalogFiles } from '../../data/catalog-files';
import { describeWithShared, SHARED } from '../shared-data';

const FOLDER = join(import.meta.dirname, '..', '..', 'data', 'catalog');

describeWithShared('the shipped catalog', () => {
  it('is what the pinned sources compile to, file for file', { timeout: 120_000 }, () => {
    const compiled = compileCatalogFiles(SHARED);
    expect(readdirSync(FOLDER).sort()).toEqual([...compiled.keys()].sort());
    for (const [name, content] of compiled) {
      // Not `toEqual`: a difference of a megabyte of text helps nobody.
      expect(readFileSync(join(FOLDER, name), 'utf8') === content, name).toBe(true);
    }
  });
});
