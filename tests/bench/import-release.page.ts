/** Runs in a page beside the built app's files, and asks its workers as the app does. */
import * as Comlink from 'comlink';
import { DEFAULT_SETTINGS } from '../../src/domain/coverage/settings';
import type { CoverageWorker } from '../../workers/contract/coverage';
import type { ImportWorker } from '../../workers/contract/imports';

/** No release of this name is shipped: the catalog is stored as well. */
const NAME = 'enterprise-attack-19.9.json';

async function measureImport(workers: { readonly import: string; readonly coverage: string }) {
  const bytes = await (await fetch('bundle.json')).arrayBuffer();
  const coverage = Comlink.wrap<CoverageWorker>(new Worker(workers.coverage, { type: 'module' }));
  const ask = (catalogId: string) => coverage.compute({ workspace: 'own', catalogId, settings: DEFAULT_SETTINGS });
  // As in the app, the coverage worker has answered before anything is imported.
  await ask('enterprise-attack@19.1');
  const file = new File([bytes], NAME);
  // As the app does when Import is clicked: the worker starts while a file is being chosen.
  const api = Comlink.wrap<ImportWorker>(new Worker(workers.import, { type: 'module' }));
  await api.inspectFile(new File([], 'empty'), 'own', {}, Comlink.proxy(ignore));
  const floor = await measureFloor(bytes);

  const start = performance.now();
  const preview = await api.inspectFile(file, 'own', {}, Comlink.proxy(ignore));
  const inspected = performance.now();
  const receipt = await api.commitImport(file, 'own', {}, new Date().toISOString(), Comlink.proxy(ignore));
  const stored = performance.now();
  const answer = await ask('enterprise-attack@19.9');
  const used = performance.now();
  if (!preview.ok || !receipt.ok || !answer.ok) throw new Error('The bundle was not imported.');
  return { floor, inspect: inspected - start, commit: stored - inspected, use: used - stored };
}

function ignore(): void {}

function measureFloor(bytes: ArrayBuffer): Promise<number> {
  return new Promise((resolve, reject) => {
    const worker = new Worker('parse-floor.js');
    worker.onmessage = ({ data }) => {
      worker.terminate();
      resolve(data as number);
    };
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(bytes, [bytes]);
  });
}

Object.assign(globalThis, { measureImport });
