import { dirname, join, normalize } from 'node:path/posix';
import type { Import, ImportKind } from './imports';

/**
 * docs/architecture.md as data: which file belongs to which layer, which arrows between layers are allowed, and where
 * each library lives. A new library is one line in `LIBRARY_HOMES`.
 */
export interface Layer {
  readonly name: string;
  readonly holds: RegExp;
  readonly mayReach: Readonly<Record<string, readonly ImportKind[]>>;
}

const CODE: readonly ImportKind[] = ['value', 'type'];
const TYPES: readonly ImportKind[] = ['type'];
const FILES: readonly ImportKind[] = ['address'];

/** The first layer that holds a file is its layer. */
export const LAYERS: readonly Layer[] = [
  { name: 'domain', holds: /^src\/domain\//, mayReach: { domain: CODE } },
  { name: 'formats', holds: /^src\/formats\//, mayReach: { formats: CODE, domain: CODE } },
  { name: 'store', holds: /^src\/store\//, mayReach: { store: CODE, domain: CODE } },
  {
    name: 'contract',
    holds: /^workers\/contract\//,
    mayReach: { contract: TYPES, domain: TYPES, formats: TYPES, store: TYPES },
  },
  {
    name: 'workers',
    holds: /^workers\//,
    mayReach: { workers: [...CODE, 'worker'], contract: TYPES, domain: CODE, formats: CODE, store: CODE, facts: FILES },
  },
  {
    name: 'state',
    holds: /^src\/state\//,
    mayReach: {
      state: CODE,
      domain: CODE,
      store: CODE,
      contract: TYPES,
      'service worker contract': TYPES,
      workers: ['worker'],
      facts: FILES,
    },
  },
  { name: 'views', holds: /^src\/views\//, mayReach: { views: CODE, state: CODE, domain: CODE } },
  { name: 'entry', holds: /^src\/main\.tsx$/, mayReach: { state: CODE, views: CODE } },
  { name: 'policy', holds: /^src\/content-security-policy\.ts$/, mayReach: {} },
  { name: 'service worker contract', holds: /^src\/service-worker-contract\.ts$/, mayReach: {} },
  {
    name: 'service worker',
    holds: /^src\/service-worker\.ts$/,
    mayReach: { policy: CODE, 'service worker contract': TYPES },
  },
  { name: 'data', holds: /^data\/.*\.ts$/, mayReach: { data: CODE, facts: CODE, domain: CODE, formats: CODE } },
  { name: 'facts', holds: /^data\//, mayReach: {} },
];

/** A library that is not here is not used; each has one home. */
export const LIBRARY_HOMES: Readonly<Record<string, readonly RegExp[]>> = {
  '@noble/*': [/^src\/domain\//],
  'ipaddr.js': [/^src\/domain\//],
  tldts: [/^src\/domain\//],
  papaparse: [/^src\/formats\//],
  fflate: [/^src\/formats\//],
  yaml: [/^src\/formats\//],
  'fast-xml-parser': [/^src\/formats\//],
  'pdfjs-dist': [/^src\/formats\/documents\/pdf-library\.ts$/],
  htmlparser2: [/^src\/formats\//],
  'postal-mime': [/^src\/formats\//],
  dexie: [/^src\/store\//],
  comlink: [/^workers\//, /^src\/state\/worker-client\.ts$/],
  'solid-js': [/^src\/state\//, /^src\/views\//, /^src\/main\.tsx$/],
  '@kobalte/core': [/^src\/views\//],
  'lucide-solid': [/^src\/views\//],
  'workbox-precaching': [/^src\/service-worker\.ts$/],
  'workbox-routing': [/^src\/service-worker\.ts$/],
  vite: [/^data\/packed-json-plugin\.ts$/],
  'node:*': [/^data\//],
};

export function findLayer(path: string): Layer | undefined {
  return LAYERS.find((layer) => layer.holds.test(path));
}

/** `null` when the import is allowed, else why it is not. Paths are relative to the project, with slashes. */
export function judgeImport(from: string, { kind, target }: Import): string | null {
  const layer = findLayer(from);
  if (layer === undefined) return 'the file belongs to no layer';
  if (kind === 'unreadable') return `${target} cannot be checked`;
  if (!target.startsWith('.')) return judgeLibrary(from, target);
  const to = findLayer(normalize(join(dirname(from), hasExtension(target) ? target : `${target}.ts`)));
  // A file of the browser's making, such as the built service worker: its address says nothing about layers.
  if (to === undefined) return kind === 'address' ? null : `${target} belongs to no layer`;
  const allowed = layer.mayReach[to.name] ?? [];
  return allowed.includes(kind) ? null : `${layer.name} may not reach ${to.name} (${kind}): ${target}`;
}

function judgeLibrary(from: string, target: string): string | null {
  const name = target.startsWith('node:') ? 'node:*' : packageName(target);
  const homes = LIBRARY_HOMES[name] ?? LIBRARY_HOMES[`${name.split('/')[0]}/*`];
  if (homes === undefined) return `${target} is in no list of libraries`;
  return homes.some((home) => home.test(from)) ? null : `${target} is not at home here`;
}

/** `./import.worker` has none: a dot alone does not make one. */
function hasExtension(target: string): boolean {
  return /\.(?:tsx?|js|json|css|csv|log|txt|svg|png)$/.test(target);
}

/** `@noble/hashes` for `@noble/hashes/sha2.js`. */
function packageName(target: string): string {
  return target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');
}
