/** Runs in a worker of the browser that is measured: a large STIX bundle made up, parsed, or read as a report, once. */
import { readStixReport } from '../../src/formats/stix/stix-report';
import { makeUpStixBundle } from './made-up-stix';

export type StixTask =
  | { readonly what: 'make'; readonly objects: number; readonly megabytes: number }
  | { readonly what: 'parse' | 'read'; readonly bytes: ArrayBuffer };

export interface StixRun {
  readonly decode: number;
  readonly milliseconds: number;
}

self.onmessage = ({ data }: MessageEvent<StixTask>) => {
  if (data.what === 'make') {
    const { buffer } = new TextEncoder().encode(makeUpStixBundle(data.objects, data.megabytes));
    self.postMessage(buffer, { transfer: [buffer] });
    return;
  }
  const begin = performance.now();
  const text = new TextDecoder().decode(data.bytes);
  const start = performance.now();
  if (data.what === 'parse') JSON.parse(text);
  else {
    const result = readStixReport(text);
    if (!result.ok) throw new Error(result.issues[0]?.message);
  }
  const run: StixRun = { decode: start - begin, milliseconds: performance.now() - start };
  self.postMessage(run);
};
