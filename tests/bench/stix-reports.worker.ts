/** Runs in a worker of the browser that is measured: a large STIX bundle parsed, and read as a report, in turn. */
import { readStixReport } from '../../src/formats/stix-report';
import { makeUpStixBundle } from './made-up-stix';

export interface StixTimes {
  readonly megabytes: number;
  readonly objects: number;
  /** Milliseconds of `JSON.parse`. */
  readonly floor: number;
  /** Of reading it, parsing included. */
  readonly read: number;
  readonly ratio: number;
}

self.onmessage = ({ data }: MessageEvent<{ objects: number; megabytes: number; rounds: number }>) => {
  const text = makeUpStixBundle(data.objects, data.megabytes);
  const rounds = Array.from({ length: data.rounds }, () => measure(text));
  // The middle of the ratios, each of its own round: noise meets both.
  const [middle] = rounds.sort((one, other) => one.ratio - other.ratio).slice(Math.floor(rounds.length / 2));
  self.postMessage({ megabytes: text.length / 1_000_000, objects: data.objects, ...middle });
};

function measure(text: string): Pick<StixTimes, 'floor' | 'read' | 'ratio'> {
  const start = performance.now();
  JSON.parse(text);
  const parsed = performance.now();
  const result = readStixReport(text);
  const end = performance.now();
  if (!result.ok) throw new Error(result.issues[0]?.message);
  return { floor: parsed - start, read: end - parsed, ratio: (end - parsed) / (parsed - start) };
}
