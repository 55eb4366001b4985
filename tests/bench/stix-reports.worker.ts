/** Runs in a worker of the browser that is measured: a large STIX bundle parsed, or read as a report, once. */
import { readStixReport } from '../../src/formats/stix/stix-report';
import { makeUpStixBundle } from './made-up-stix';

export interface StixTask {
  readonly objects: number;
  readonly megabytes: number;
  readonly what: 'parse' | 'read';
}

self.onmessage = ({ data }: MessageEvent<StixTask>) => {
  const text = makeUpStixBundle(data.objects, data.megabytes);
  const start = performance.now();
  if (data.what === 'parse') JSON.parse(text);
  else {
    const result = readStixReport(text);
    if (!result.ok) throw new Error(result.issues[0]?.message);
  }
  self.postMessage({ milliseconds: performance.now() - start, characters: text.length });
};
