/** Writes `data/catalog` anew from the pinned sources: `npm run catalog`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileCatalogFiles } from './catalog-files';

const SHARED = join(import.meta.dirname, '..', '..', 'shared');
const target = join(import.meta.dirname, 'catalog');

mkdirSync(target, { recursive: true });
for (const [name, content] of compileCatalogFiles(SHARED)) {
  writeFileSync(join(target, name), content);
  console.log(`${name}: ${Math.round(content.length / 1024)} KiB`);
}
