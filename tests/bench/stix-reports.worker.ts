/** Runs in a worker of the browser that is measured: a large STIX bundle made up, parsed, or read as a report, once. */
import { readStixReport } from '../../src/formats/stix/stix-report';
import { decodeText } from '../../src/formats/text-decoding';
import { makeUpStixBundle } from './made-up-stix';

export type StixWay = 'parse' | 'read';

export type StixTask =
  | { readonly what: 'make'; readonly objects: number; readonly megabytes: number }
  | { readonly what: StixWay; readonly bytes: ArrayBuffer };

self.onmessage = ({ data }: MessageEvent<StixTask>) => {
  if (data.what === 'make') {
    const { buffer } = new TextEncoder().encode(makeUpStixBundle(data.objects, data.megabytes));
    self.postMessage(buffer, { transfer: [buffer] });
    return;
  }
  const start = performance.now();
  take(data.what, new Uint8Array(data.bytes));
  self.postMessage(performance.now() - start);
};

/** From bytes, as a file has them. */
function take(what: StixWay, bytes: Uint8Array): void {
  if (what === 'parse') {
    JSON.parse(new TextDecoder().decode(bytes));
    return;
  }
  const text = decodeText(bytes);
  const result = text.ok ? readStixReport(text.value) : text;
  if (!result.ok) throw new Error(result.issues[0]?.message);
}
