import type { Signal } from '../signal';
import type { AlertSettings, Evidence } from './alert';

/** Behaviours that are one act seen twice, or of which one is there wherever the other is. */
const FAMILIES: Readonly<Record<string, string>> = {
  'scan-hosts': 'scanning',
  'scan-ports': 'scanning',
  'brute-force': 'guessing of passwords',
  'sign-ins-failed': 'guessing of passwords',
  beacon: 'regular connections',
  'name-beacon': 'regular connections',
  'data-leaving': 'data leaving',
  'rare-destination': 'a rare destination',
};

const KIND_WORDS: Readonly<Record<Signal['kind'], string>> = {
  behaviour: 'behaviour',
  detection: 'alert of a sensor',
  sigma: 'Sigma rule',
  sighting: 'indicator seen',
};

/**
 * Evidence of one host: signals that are not independent stand together, and the strongest of them counts. Evidence of the
 * same kind counts for half of its score beside stronger one, beside two for a quarter: one log, one way of being wrong.
 */
export function groupEvidence(signals: readonly Signal[], settings: AlertSettings): readonly Evidence[] {
  const strong = signals.filter(({ score }) => score >= settings.leastScore);
  const joined = sortByStrength(joinDependent(strong));
  const byStrength = strong.length > MOST_COMPARED ? joined : sortByStrength(joinByRows(joined));
  const before = new Map<Signal['kind'], number>();
  return byStrength.flatMap((group) => {
    const [strongest] = group;
    if (strongest === undefined) return [];
    const stronger = before.get(strongest.kind) ?? 0;
    before.set(strongest.kind, stronger + 1);
    return [
      {
        what: describeGroup(group, strongest),
        kind: strongest.kind,
        of: (strongest.kind === 'behaviour' ? FAMILIES[strongest.rule] : undefined) ?? strongest.kind,
        signals: group.map(({ id }) => id),
        score: strongest.score,
        counted: strongest.score * settings.sameKind ** stronger,
      },
    ];
  });
}

/** 1 − product of what each leaves open. */
export function confidenceOf(evidence: readonly Evidence[]): number {
  return 1 - evidence.reduce((open, { counted }) => open * (1 - counted), 1);
}

/**
 * Of a host with more signals rows are not compared: rules, families and peers still are. What rests on the same records then counts
 * twice; of the same kind it still counts for half.
 */
const MOST_COMPARED = 2000;

/** Union of all that share a key: family of behaviour, rule, and peer where one maker may have it from the other. */
function joinDependent(signals: readonly Signal[]): readonly (readonly Signal[])[] {
  const parents = Uint32Array.from(signals, (_, at) => at);
  const rootOf = (at: number): number => {
    let root = at;
    while (parents[root] !== root) {
      parents[root] = parents[parents[root] ?? 0] ?? 0;
      root = parents[root] ?? 0;
    }
    return root;
  };
  const firstOf = new Map<string, number>();
  signals.forEach((signal, at) => {
    for (const key of keysOf(signal)) {
      const other = firstOf.get(key);
      if (other === undefined) firstOf.set(key, at);
      else parents[rootOf(at)] = rootOf(other);
    }
  });
  const groups = new Map<number, Signal[]>();
  signals.forEach((signal, at) => {
    const root = rootOf(at);
    const group = groups.get(root) ?? [];
    groups.set(root, group);
    group.push(signal);
  });
  return [...groups.values()];
}

function keysOf(signal: Signal): readonly string[] {
  const { kind, rule, peer } = signal;
  const keys = [`${kind}|${(kind === 'behaviour' ? FAMILIES[rule] : undefined) ?? rule}`];
  // A rare destination that is beaconed to, or takes the data, is rare to begin with: the same flows.
  if (kind === 'behaviour' && peer !== null && isAboutPeer(rule)) keys.push(`flows to|${peer}`);
  // An alert of a sensor and an indicator of the same address may come from the same list.
  if ((kind === 'detection' || kind === 'sighting') && peer !== null) keys.push(`list|${peer}`);
  return keys;
}

/** Rows that are compared, of each signal and segment. Two signals whose shared rows are all beyond them, or not kept, count twice. */
const MOST_ROWS = 50;
/** Groups that are compared of one row: the strongest. */
const MOST_OF_ROW = 64;

/**
 * What rests on the very same records judges the same thing, whatever its kind. A group that shares records with several others joins
 * the strongest of them, and does not make one of all: a rule that is true of everything would leave nothing to agree.
 * @param groups the strongest first
 */
function joinByRows(groups: readonly (readonly Signal[])[]): readonly (readonly Signal[])[] {
  const ofRow = new Map<string, Set<number>>();
  for (const [at, group] of groups.entries())
    for (const { records } of group)
      for (const { segmentId, rows } of records)
        for (const row of rows.slice(0, MOST_ROWS)) {
          const key = `${segmentId}|${row}`;
          const sharers = ofRow.get(key) ?? new Set();
          ofRow.set(key, sharers);
          if (sharers.size < MOST_OF_ROW) sharers.add(at);
        }
  const others = groups.map(() => new Set<number>());
  for (const sharers of ofRow.values())
    for (const one of sharers) for (const other of sharers) if (one !== other) others[one]?.add(other);
  // Those that share with fewest stand for themselves first, so that as much as can be independent stays so.
  const order = groups
    .map((_, at) => at)
    .sort((one, other) => (others[one]?.size ?? 0) - (others[other]?.size ?? 0) || one - other);
  const standing = new Map<number, Signal[]>();
  for (const at of order) {
    const shared = [...(others[at] ?? [])].filter((other) => standing.has(other));
    const home = standing.get(shared.reduce((least, other) => Math.min(least, other), Number.POSITIVE_INFINITY));
    if (home === undefined) standing.set(at, [...(groups[at] ?? [])]);
    else home.push(...(groups[at] ?? []));
  }
  return [...standing.values()];
}

/** Groups and the signals in them, the strongest first. */
function sortByStrength(groups: readonly (readonly Signal[])[]): readonly (readonly Signal[])[] {
  return groups
    .map((group) => [...group].sort(compareStrength))
    .sort(([one], [other]) => (one === undefined || other === undefined ? 0 : compareStrength(one, other)));
}

function compareStrength(one: Signal, other: Signal): number {
  return other.score - one.score || compare(one.id, other.id);
}

function isAboutPeer(rule: string): boolean {
  return rule === 'beacon' || rule === 'name-beacon' || rule === 'rare-destination' || rule === 'data-leaving';
}

function describeGroup(group: readonly Signal[], strongest: Signal): string {
  const family = strongest.kind === 'behaviour' ? FAMILIES[strongest.rule] : undefined;
  const what = family ?? `${KIND_WORDS[strongest.kind]}: ${strongest.title}`;
  return group.length === 1 ? what : `${what} (${group.length} signals that are not independent)`;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
