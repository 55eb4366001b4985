import { median, medianDeviation, quartileSkew, within } from './spread';

/** How regular a series of moments is (docs/behaviour.md, beaconing). */
export interface Beat {
  /** Moments, those that stand close together counted once. */
  readonly beats: number;
  /** Typical time between two, ms. */
  readonly period: number;
  /** From the first to the last, ms. */
  readonly span: number;
  /** Median distance from it, ms. */
  readonly jitter: number;
  /** Each 0 to 1. */
  readonly interval: number;
  readonly size: number;
  readonly persistence: number;
  readonly score: number;
  /** `null`: sizes are not known. */
  readonly typicalSize: number | null;
}

export interface BeatSettings {
  /** Beats at least. */
  readonly leastBeats: number;
  /** A median deviation of this share of the median is no regularity any more; of moments drawn at random it is 0.6, pauses left out. */
  readonly looseAt: number;
  /** ms; a series that went on as long counts in full. */
  readonly fullSpan: number;
}

export const BEAT_SETTINGS: BeatSettings = { leastBeats: 10, looseAt: 0.6, fullSpan: 6 * 3_600_000 };

/** Connections begun within so many ms count as one beat: a beacon may open several. Each is tried. */
const TOGETHER = [0, 1000, 15_000] as const;
const HOUR = 3_600_000;
/** Regularity below this is none, whatever sizes and persistence say. */
const LEAST_INTERVAL = 0.3;
/** From here on a series is clearly regular; below, the score is lowered in proportion. */
const CLEARLY = 0.5;
/** Where sizes are not known, neither for nor against. */
const UNKNOWN_SIZE = 0.5;
const ENOUGH_HOURS = 12;
/** What goes on for less is lowered: a page that loads its parts is regular for seconds. */
const LEAST_SPAN = 2 * HOUR;
/** Of a score, what few beats take: so much ÷ √beats. */
const FEW = 0.8;
/** Median gaps of a beat so much longer than the gaps counted as one, else the counting would make the rhythm. */
const CLEAR_OF_BURSTS = 3;
/** A gap that is longer than so many median ones is no gap between two beats. */
const PAUSE = 1.5;

/**
 * @param times in order, ms
 * @param sizes bytes sent, NaN where not known, in any order
 * @returns `null`: too few beats
 */
export function measureBeat(
  times: Float64Array,
  sizes: Float32Array,
  settings: BeatSettings = BEAT_SETTINGS,
): Beat | null {
  if (times.length < settings.leastBeats) return null;
  const size = measureSizes(sizes, settings);
  let best: Beat | null = null;
  for (const together of TOGETHER) {
    const moments = together === 0 ? times : joinBursts(times, together);
    if (moments.length < settings.leastBeats) break;
    const beat = measureMoments(moments, together, size, settings);
    if (beat !== null && beat.score > (best?.score ?? 0)) best = beat;
  }
  return best;
}

function measureMoments(
  moments: Float64Array,
  together: number,
  { score: size, typical }: SizeMeasure,
  settings: BeatSettings,
): Beat | null {
  const gaps = new Float64Array(moments.length - 1);
  for (let at = 0; at < gaps.length; at++) gaps[at] = (moments[at + 1] ?? 0) - (moments[at] ?? 0);
  gaps.sort();
  const regular = withoutPauses(gaps);
  const period = median(regular);
  if (!(period >= Math.max(1, together * CLEAR_OF_BURSTS))) return null;
  const jitter = medianDeviation(regular, period);
  const interval =
    within(1 - jitter / period / settings.looseAt, 0, 1) * (0.5 + 0.5 * (1 - Math.abs(quartileSkew(regular))));
  if (interval < LEAST_INTERVAL) return null;
  const persistence = persistenceOf(moments, period, settings.fullSpan);
  const span = (moments[moments.length - 1] ?? 0) - (moments[0] ?? 0);
  const certainty = (1 - FEW / Math.sqrt(moments.length)) * Math.sqrt(Math.min(1, span / LEAST_SPAN));
  return {
    beats: moments.length,
    period,
    span,
    jitter,
    interval,
    size,
    persistence,
    score: (0.55 * interval + 0.2 * size + 0.25 * persistence) * certainty * Math.min(1, interval / CLEARLY),
    typicalSize: typical,
  };
}

/** Gaps far longer than most are beats that were lost, and nights. @param gaps in order */
function withoutPauses(gaps: Float64Array): Float64Array {
  const longest = median(gaps) * PAUSE;
  let end = gaps.length;
  while (end > 0 && (gaps[end - 1] ?? 0) > longest) end--;
  return gaps.subarray(0, end);
}

function joinBursts(times: Float64Array, together: number): Float64Array {
  const joined: number[] = [];
  let begun = Number.NEGATIVE_INFINITY;
  for (const time of times) {
    if (time - begun <= together) continue;
    joined.push(time);
    begun = time;
  }
  return Float64Array.from(joined);
}

/**
 * Hours (or two periods, if longer) with a beat among all between the first and the last, or the longest run of them against
 * half a day, whichever is more: a machine that is off at night beats no less. Halved for a series that just began.
 */
function persistenceOf(moments: Float64Array, period: number, fullSpan: number): number {
  const [first, last] = [moments[0] ?? 0, moments[moments.length - 1] ?? 0];
  const span = last - first;
  const bin = Math.max(HOUR, 2 * period);
  let [filled, run, longest] = [0, 0, 0];
  let before = -2;
  for (const moment of moments) {
    const place = Math.floor((moment - first) / bin);
    if (place === before) continue;
    filled++;
    run = place === before + 1 ? run + 1 : 1;
    longest = Math.max(longest, run);
    before = place;
  }
  const share = filled / (Math.floor(span / bin) + 1);
  return Math.max(share, Math.min(1, longest / ENOUGH_HOURS)) * (0.5 + 0.5 * Math.min(1, span / fullSpan));
}

interface SizeMeasure {
  readonly score: number;
  readonly typical: number | null;
}

function measureSizes(sizes: Float32Array, { looseAt }: BeatSettings): SizeMeasure {
  const known = sizes.filter((size) => !Number.isNaN(size)).sort();
  if (known.length * 2 < sizes.length || known.length < 3) return { score: UNKNOWN_SIZE, typical: null };
  const typical = median(known);
  const deviation = medianDeviation(known, typical);
  if (deviation === 0) return { score: 1, typical };
  return { score: typical === 0 ? 0 : within(1 - deviation / typical / looseAt, 0, 1), typical };
}
