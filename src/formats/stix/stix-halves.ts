/**
 * A large bundle cut once in the middle, so that two workers read it at the same time. As with parts, that the cut is between
 * two objects is proven by both halves being valid: where they are not, or where they say something of the same object,
 * the bundle is read by one worker, which is the only one that says what is wrong.
 */
import type { Result } from '../../domain/result';
import type { ReportFile } from '../../domain/threats/threat-report';
import { decodeText } from '../text-decoding';
import type { PackedFindings } from './stix-findings';
import { type CutBundle, cutBundle, cutFirstHalf, FARTHEST_LIST, findList } from './stix-parts';
import { movePlace } from './stix-places';
import { finishTaken, type TakenObjects, takeParts } from './stix-report';
import type { PackedReport } from './stix-report-maker';

export interface HalvedBundle {
  readonly whole: Uint8Array;
  readonly first: Uint8Array;
  /** What stands between the last object of the one and the first of the other. */
  readonly between: string;
  /** The beginning of the bundle and the other objects, in memory of its own: a bundle by itself. */
  readonly second: Uint8Array<ArrayBuffer>;
}

export interface PackedHalf {
  readonly report: PackedReport;
  readonly findings: PackedFindings;
  readonly older: TakenObjects['older'];
  readonly types: readonly string[];
  readonly read: number;
}

/** Of the bytes, what the first half has: the other waits for its worker to start. */
const SHARE = 0.52;
/** So far from there a place to cut at is looked for. */
const FARTHEST_CUT = 8 * 1024 * 1024;

/**
 * @param share only tests have another
 * @returns `null`: it cannot be cut
 */
export function halveBundle(bytes: Uint8Array, share = SHARE): HalvedBundle | null {
  const beginning = new TextDecoder().decode(bytes.subarray(0, FARTHEST_LIST));
  const list = findList(beginning);
  if (list === null) return null;
  const encoder = new TextEncoder();
  const head = encoder.encode(beginning.slice(0, list.first));
  const middle = Math.max(head.length, Math.floor(bytes.length * share));
  for (const between of list.ways) {
    const at = findBytes(bytes, encoder.encode(between), middle, middle + FARTHEST_CUT);
    if (at < 0) continue;
    const rest = bytes.subarray(at + between.indexOf('{'));
    const second = new Uint8Array(head.length + rest.length);
    second.set(head);
    second.set(rest, head.length);
    return { whole: bytes, first: bytes.subarray(0, at + 1), between, second };
  }
  return null;
}

/** @param what begins with a brace */
function findBytes(bytes: Uint8Array, what: Uint8Array, from: number, to: number): number {
  for (let at = bytes.indexOf(BRACE, from); at >= 0 && at < to; at = bytes.indexOf(BRACE, at + 1))
    if (what.every((byte, offset) => bytes[at + offset] === byte)) return at;
  return -1;
}

const BRACE = 0x7d;

/** Takes from the first half what the report needs; `null`: it has to be read with the other. */
export function takeFirstHalf(
  { whole, first, between }: Omit<HalvedBundle, 'second'>,
  part?: number,
): TakenObjects | null {
  const text = decodeText(first);
  // Only the whole tells of which encoding it is.
  if (!text.ok || text.issues.length > 0 || isForAnother(text.value)) return null;
  for (const length of ENDS) {
    const start = Math.max(first.length, whole.length - length);
    const rest = new TextDecoder().decode(whole.subarray(start));
    const cut = cutFirstHalf(text.value, rest, between, part);
    if (cut !== null) return takeParts(cut);
    if (start === first.length) break;
  }
  return null;
}

/** Bytes that the last objects may take: reports may refer to everything, and come last. */
const ENDS = [256 * 1024, 4 * 1024 * 1024, 32 * 1024 * 1024];

/** Runs in the second worker. */
export function packSecondHalf(bytes: Uint8Array, part?: number): PackedHalf | null {
  const text = decodeStrictly(bytes);
  const cut = text === null || isForAnother(text) ? null : cutBundle(text, part);
  // What is wrong with the bundle itself is said of the first half.
  const taken = cut === null ? null : takeParts(withoutFaults(cut));
  if (taken === null || taken.found.bundles.length > 1) return null;
  const { report, findings, found, older } = taken;
  return {
    report: report.pack(),
    findings: findings.pack(),
    older: older.map(({ id, path }) => ({ id, path })),
    types: [...found.types.keys()],
    read: found.read,
  };
}

/** `null`: they have to be read as a whole. */
export function joinHalves(taken: TakenObjects, half: PackedHalf): Result<ReportFile> | null {
  const { report, findings, found, older, length } = taken;
  if (!report.join(half.report, length)) return null;
  findings.join(half.findings, length);
  const types = new Map(found.types);
  for (const type of half.types) types.set(type, type);
  return finishTaken({
    ...taken,
    found: { ...found, types, read: found.read + half.read },
    older: [...older, ...half.older.map(({ id, path }) => ({ id, path: movePlace(path, length) }))],
  });
}

/** Of the bundle what its objects depend on. */
function withoutFaults(cut: CutBundle): CutBundle {
  const { spec_version: version, objects } = cut.root;
  return {
    root: { type: 'bundle', id: 'bundle--00000000-0000-4000-8000-000000000000', spec_version: version, objects },
    lists: cut.lists,
    get isWhole() {
      return cut.isWhole;
    },
  };
}

function decodeStrictly(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

/** Flows have a reader of their own. */
function isForAnother(text: string): boolean {
  return text.includes('attack-flow');
}
