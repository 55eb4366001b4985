/** Runs in a worker of the browser that is measured: a large STIX bundle made up, parsed, or read as a report, once. */
import { readStixReport } from '../../src/formats/stix/stix-report';
import { readInHalves, startHalfReader } from '../../workers/readings/read-halves';
import { readTextOf } from '../../workers/readings/report-reading';
import { makeUpStixBundle } from './made-up-stix';

/** `read`: as the app does, which asks another worker for half of it; `alone`: in this one. */
export type StixWay = 'parse' | 'alone' | 'read';

export type StixTask =
  | { readonly what: 'make'; readonly objects: number; readonly megabytes: number }
  | { readonly what: StixWay; readonly bytes: ArrayBuffer };

self.onmessage = async ({ data }: MessageEvent<StixTask>) => {
  if (data.what === 'make') {
    const { buffer } = new TextEncoder().encode(makeUpStixBundle(data.objects, data.megabytes));
    self.postMessage(buffer, { transfer: [buffer] });
    return;
  }
  const start = performance.now();
  await take(data.what, new Uint8Array(data.bytes));
  self.postMessage(performance.now() - start);
};

/** From bytes, as a file has them. */
async function take(what: StixWay, bytes: Uint8Array): Promise<void> {
  if (what === 'parse') {
    JSON.parse(new TextDecoder().decode(bytes));
    return;
  }
  // The app starts it when it opens the file, and is not kept waiting.
  const reader = what === 'read' ? startHalfReader(bytes.length) : null;
  const halves = reader === null ? null : await readInHalves(bytes, reader);
  if (what === 'read' && halves === null) throw new Error('The bundle was not read in halves.');
  const result = halves ?? readTextOf(readStixReport)(bytes, 'bench.json');
  if (!result.ok) throw new Error(result.issues[0]?.message);
}
