/** Runs in a worker of the browser that is measured: Sigma rules over stored events, and one bare pass over the same columns. */
import type { SealedSegment } from '../../src/domain/columns/column';
import { openSegment } from '../../src/domain/columns/open-column';
import { makeSegmentRules } from '../../src/domain/detection/sigma/evaluate-segment';
import { readSigma } from '../../src/domain/detection/sigma/read-sigma';
import { planRules } from '../../src/domain/detection/sigma/rule-plan';
import { readSigmaSource } from '../../src/formats/sigma-source';
import { makeEvents, makeRules } from './made-up-events';

export interface SigmaTask {
  readonly events: number;
  readonly rules: number;
  readonly seed: number;
  readonly rounds: number;
}

/** Medians of milliseconds. */
export interface SigmaTimes {
  readonly events: number;
  readonly rules: number;
  readonly columns: number;
  readonly matched: number;
  /** From YAML to the plan. */
  readonly read: number;
  /** Each value made a text once, and the code of each row. */
  readonly pass: number;
  /** The same without making texts: their bytes alone. */
  readonly bytes: number;
  readonly run: number;
  readonly ratio: number;
  /** So that no pass is left out as of no use. */
  readonly seen: number;
}

self.onmessage = ({ data }: MessageEvent<SigmaTask>) => {
  const segments = makeEvents(data.events, data.seed);
  const texts = makeRules(data.rules, data.seed + 1);
  const [passes, touches, runs, reads]: [number[], number[], number[], number[]] = [[], [], [], []];
  let [matched, columns, seen] = [0, 0, 0];
  for (let round = 0; round < data.rounds; round++) {
    const start = performance.now();
    const plan = planRules(
      texts.map((text, at) => {
        const source = readSigmaSource(text);
        if (!source.ok) throw new Error(source.issues[0]?.message);
        return readSigma(source.value, { id: String(at), name: '', techniqueIds: [] });
      }),
    );
    if (plan.unsupported.length > 0) throw new Error(plan.unsupported[0]?.issues[0]?.message);
    const read = performance.now();
    const rules = makeSegmentRules(plan);
    const wanted = segments.map((segment) => {
      const fields = segment.columns.map(({ field }) => field);
      return rules.wanted(rules.classify(openSegment(segment)), fields);
    });
    columns = Math.max(...wanted.map((each) => each.size));
    const before = performance.now();
    for (const [at, segment] of segments.entries()) seen += passOver(segment, wanted[at] ?? new Set(), true);
    const passed = performance.now();
    for (const [at, segment] of segments.entries()) seen += passOver(segment, wanted[at] ?? new Set(), false);
    const touched = performance.now();
    const fresh = makeSegmentRules(plan);
    matched = 0;
    for (const segment of segments) {
      const open = openSegment(segment);
      for (const { rows } of fresh.evaluate(open, fresh.classify(open))) matched += rows.length;
    }
    const end = performance.now();
    reads.push(read - start);
    passes.push(passed - before);
    touches.push(touched - passed);
    runs.push(end - touched);
  }
  const ratios = runs.map((run, round) => run / (passes[round] ?? 1));
  const answer: SigmaTimes = {
    events: data.events,
    rules: data.rules,
    columns,
    matched,
    read: median(reads),
    pass: median(passes),
    run: median(runs),
    ratio: median(ratios),
    bytes: median(touches),
    seen,
  };
  self.postMessage(answer);
};

/** Each column opened, each of its values read once, and what each row has. */
function passOver(segment: SealedSegment, wanted: ReadonlySet<string>, asText: boolean): number {
  const open = openSegment(segment);
  let seen = 0;
  for (const field of wanted) {
    const reader = open.reader(field);
    if (reader === null) continue;
    const { values } = reader;
    if (values === null) {
      for (let row = 0; row < segment.rows; row++) seen += reader.numberAt(row) ?? 0;
      continue;
    }
    const { packed, codes, count } = values;
    if (asText || packed === null) for (let code = 1; code <= count; code++) seen += values.textOf(code).length;
    else for (let at = 0, end = packed.ends[count] ?? 0; at < end; at++) seen += packed.bytes[at] ?? 0;
    for (let row = 0; row < segment.rows; row++) seen += codes[row] ?? 0;
  }
  return seen;
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}
