import { compilePattern } from './compile-pattern';

/** Why patterns are not looked for, or not all of them: one reason, and how many share it. */
export interface UnsearchedPatterns {
  /** A sentence that names the part. */
  readonly reason: string;
  readonly count: number;
  /** The first of them. */
  readonly example: string;
  /** Some of its alternatives are looked for all the same. */
  readonly isPartly: boolean;
}

export interface SortedPatterns {
  /** Those that can be looked for. */
  readonly searched: ReadonlySet<string>;
  /** Of those: one event does not decide them. */
  readonly severalEvents: number;
  /** The most frequent reasons first. */
  readonly unsearched: readonly UnsearchedPatterns[];
}

/** Different reasons that are told; what is beyond is counted together. */
const MOST_REASONS = 50;
const LONGEST_EXAMPLE = 200;

/** Which patterns can be looked for in logs, and what stands in the way of the others. */
export function sortPatterns(patterns: Iterable<string>): SortedPatterns {
  const searched = new Set<string>();
  const reasons = new Map<string, UnsearchedPatterns>();
  let severalEvents = 0;
  for (const pattern of patterns) {
    const compiled = compilePattern(pattern);
    if (compiled.ok) {
      searched.add(pattern);
      if (!compiled.value.isSingle) severalEvents++;
    }
    // Each pattern counts once per reason.
    const told = new Set(compiled.issues.map(({ message }) => message));
    if (!compiled.ok && told.size === 0) told.add('This pattern cannot be looked for.');
    for (const reason of told) {
      const key = reasons.has(keyOf(reason, compiled.ok)) || reasons.size < MOST_REASONS ? reason : OTHERS;
      const known = reasons.get(keyOf(key, compiled.ok));
      reasons.set(keyOf(key, compiled.ok), {
        reason: key,
        count: (known?.count ?? 0) + 1,
        example: known?.example ?? pattern.slice(0, LONGEST_EXAMPLE),
        isPartly: compiled.ok,
      });
    }
  }
  const unsearched = [...reasons.values()].sort((one, other) => other.count - one.count);
  return { searched, severalEvents, unsearched };
}

const OTHERS = 'Other parts that logs say nothing of.';

function keyOf(reason: string, isPartly: boolean): string {
  return `${isPartly} ${reason}`;
}

/** "2 patterns are not looked for. Logs say nothing of …" */
export function describeUnsearched({ reason, count, isPartly }: UnsearchedPatterns): string {
  const what = count === 1 ? '1 pattern is' : `${count.toLocaleString('en')} patterns are`;
  return `${what} ${isPartly ? 'looked for in part' : 'not looked for'}. ${reason}`;
}
