import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readImports } from './imports';
import { findLayer, judgeImport } from './layers';

const ROOT = join(import.meta.dirname, '..', '..');
const LONGEST_FILE = 500;
const VAGUE_NAME = /(?:^|[-/])(?:utils?|helpers?|common|managers?|services?)\.tsx?$/i;
/** What the model must be handed instead of taking it: the time, and chance. */
const IMPURE = /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bperformance\.now\b/;

interface SourceFile {
  readonly path: string;
  readonly text: string;
}

function readSources(folders: readonly string[], names: RegExp): readonly SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && names.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => ({
        path: path
          .slice(ROOT.length + 1)
          .split(sep)
          .join('/'),
        text: readFileSync(path, 'utf8'),
      })),
  );
}

const sources = readSources(['src', 'workers', 'data'], /\.tsx?$/);
const everything = [...sources, ...readSources(['src'], /\.css$/), ...readSources(['tests'], /\.tsx?$/)];

/** `path: reason` for each import that the table does not allow. */
function judgeFile({ path, text }: SourceFile): readonly string[] {
  const verdicts = readImports(text).map((found) => judgeImport(path, found));
  return verdicts.filter((verdict) => verdict !== null).map((verdict) => `${path}: ${verdict}`);
}

describe('layers', () => {
  it('finds the sources', () => {
    expect(sources.length).toBeGreaterThan(10);
  });

  it('puts every file into one', () => {
    expect(sources.filter(({ path }) => findLayer(path) === undefined)).toEqual([]);
  });

  it('allows every import there is', () => {
    expect(sources.flatMap(judgeFile)).toEqual([]);
  });

  it('hands the model its time and its chance', () => {
    const model = sources.filter(({ path }) => path.startsWith('src/domain/'));
    expect(model.filter(({ text }) => IMPURE.test(text)).map(({ path }) => path)).toEqual([]);
  });
});

describe('files', () => {
  it(`stay below ${LONGEST_FILE} lines`, () => {
    expect(everything.filter(({ text }) => text.split('\n').length > LONGEST_FILE).map(({ path }) => path)).toEqual([]);
  });

  it('say in their name what they hold', () => {
    expect(everything.map(({ path }) => path).filter((path) => VAGUE_NAME.test(path))).toEqual([]);
  });

  it('are no barrels', () => {
    const barrels = everything.filter(
      ({ path, text }) => /(?:^|\/)index\.tsx?$/.test(path) || /^export\s+\*\s+from/m.test(text),
    );
    expect(barrels.map(({ path }) => path)).toEqual([]);
  });
});

describe('the rule itself', () => {
  const forbidden: readonly (readonly [string, string])[] = [
    ['src/domain/attack/a.ts', `import { read } from '../../formats/b';`],
    ['src/domain/a.ts', `import type { Table } from 'dexie';`],
    ['src/domain/a.ts', `import { readFile } from 'node:fs/promises';`],
    ['src/formats/a.ts', `import {\n  one, // it's one of two\n  two,\n} from '../store/b';`],
    ['src/formats/a.ts', `export { one } from '../state/b';`],
    ['src/store/a.ts', `const { read } = await import('../formats/b');`],
    ['src/store/a.ts', `import Papa from 'papaparse';`],
    ['workers/contract/a.ts', `import { compute } from '../../src/domain/b';`],
    ['workers/a.worker.ts', `import { signal } from '../src/state/b';`],
    ['workers/a.worker.ts', `import { compile } from '../data/build-catalog';`],
    ['src/state/a.ts', `import { read } from '../formats/b';`],
    ['src/state/a.ts', `import { entry } from '../../workers/a.worker';`],
    ['src/state/a.ts', `import { something } from '../../workers/contract/a';`],
    ['src/state/a.ts', `import catalog from '../../data/catalog/b.json';`],
    ['src/state/a.ts', `import { wrap } from 'comlink';`],
    ['src/views/A.tsx', `import { query } from '../store/b';`],
    ['src/views/A.tsx', `const worker = new Worker(new URL('../../workers/a.worker.ts', import.meta.url));`],
    ['src/views/A.tsx', `import '../state/../store/b';`],
    ['data/a.ts', `import { query } from '../src/store/b';`],
    ['src/state/a.ts', `const part = await import(name);`],
    ['src/state/a.ts', `const part = await import(\`./parts/\${name}\`);`],
    ['src/views/A.tsx', `const all = import.meta.glob('./*.ts');`],
    ['src/views/A.tsx', `import confetti from 'some-new-library';`],
    ['src/elsewhere/a.ts', `import { one } from '../domain/b';`],
  ];

  it.each(forbidden)('forbids, in %s: %s', (path, text) => {
    expect(judgeFile({ path, text })).toHaveLength(1);
  });

  const allowed: readonly (readonly [string, string])[] = [
    ['src/domain/attack/a.ts', `import { sha256 } from '@noble/hashes/sha2.js';\nimport type { B } from './b';`],
    ['workers/contract/a.ts', `import type { Receipt } from '../../src/store/b';`],
    ['workers/a.worker.ts', `import url from '../data/catalog/b.json?packed';\nimport { expose } from 'comlink';`],
    ['src/state/a.ts', `new Worker(new URL('../../workers/a.worker.ts', import.meta.url), { type: 'module' });`],
    ['src/state/a.ts', `import type { CoverageWorker } from '../../workers/contract/a';`],
    ['src/state/worker-client.ts', `import * as Comlink from 'comlink';`],
    ['src/views/A.tsx', `import './A.css';\nimport { Dialog } from '@kobalte/core/dialog';`],
    ['src/views/A.tsx', `// import { query } from '../store/b';\n/* import '../store/b'; */`],
    ['data/build-catalog.ts', `import { readFile } from 'node:fs/promises';\nimport { read } from '../src/formats/b';`],
  ];

  it.each(allowed)('allows, in %s: %s', (path, text) => {
    expect(judgeFile({ path, text })).toEqual([]);
  });
});
