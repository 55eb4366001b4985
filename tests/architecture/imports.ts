/** How one file reaches another. */
export type ImportKind =
  /** Loads code: static, dynamic, or for its side effects. */
  | 'value'
  /** `import type`, `export type … from`: gone when compiled. */
  | 'type'
  /** `new Worker(new URL('…', import.meta.url))`. */
  | 'worker'
  /** `?url`, `?raw`, `?packed`, or a bare `new URL('…', import.meta.url)`: a file as data. */
  | 'address'
  /** An import whose target is not written out, so that nobody can check it. */
  | 'unreadable';

export interface Import {
  readonly kind: ImportKind;
  /** As written, without the query. */
  readonly target: string;
}

const STATIC = /^[ \t]*(import|export)\s+(type\s+)?(?:[^'"`;()=]*?\sfrom\s*)?(['"])([^'"\n]+)\3/gm;
const DYNAMIC = /\bimport\s*\(\s*(?:(['"`])([^'"`\n$]+)\1\s*\))?/g;
const ADDRESS = /(new\s+(?:Shared)?Worker\s*\(\s*)?new\s+URL\s*\(\s*(['"])([^'"\n]+)\2\s*,\s*import\.meta\.url/g;
const GLOB = /\bimport\.meta\.glob\w*\s*\(|\brequire\s*\(/g;

/** Reads a TypeScript text without a compiler; formatted code keeps each import at the beginning of a line. */
export function readImports(source: string): readonly Import[] {
  const text = stripComments(source);
  const found: Import[] = [];
  for (const [, , type, , target] of text.matchAll(STATIC)) {
    if (target !== undefined) found.push(classify(target, type === undefined ? 'value' : 'type'));
  }
  for (const [, , target] of text.matchAll(DYNAMIC)) {
    found.push(target === undefined ? { kind: 'unreadable', target: 'import(…)' } : classify(target, 'value'));
  }
  for (const [, worker, , target] of text.matchAll(ADDRESS)) {
    if (target !== undefined) found.push({ kind: worker === undefined ? 'address' : 'worker', target });
  }
  for (const [call] of text.matchAll(GLOB)) found.push({ kind: 'unreadable', target: `${call}…)` });
  return found;
}

function classify(target: string, kind: 'value' | 'type'): Import {
  const [path = '', query] = target.split('?');
  return { kind: query === undefined ? kind : 'address', target: path };
}

function stripComments(source: string): string {
  return source.replace(/(^|\s)\/\*[\s\S]*?\*\//g, '$1').replace(/(^|\s)\/\/.*$/gm, '$1');
}
