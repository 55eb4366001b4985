import type { JsonValue, LayerMetadata, LayerTechnique } from '../layers/layer';
import type { ScoreRule } from './reference-kind';

/** An entry of a layer on its way to a technique and tactic of another release. */
export interface ArrivingEntry {
  readonly entry: LayerTechnique;
  readonly isMoved: boolean;
  /** "T1086 PowerShell". */
  readonly origin: string;
}

/**
 * Entries that come to stand in one place become one, in which nothing of either is lost: comments are joined, the score
 * is taken by `rule` and the other kept as metadata, as are colours and unknown keys that differ. Entries that already
 * stood in one place before, and that nothing moved to, are the layer's own.
 */
export function mergeEntries(
  arrivals: readonly ArrivingEntry[],
  rule: ScoreRule,
  tell: (what: string) => void,
): readonly LayerTechnique[] {
  const places = new Map<string, ArrivingEntry[]>();
  for (const arrival of arrivals) {
    const key = placeOf(arrival.entry);
    const there = places.get(key);
    if (there === undefined) places.set(key, [arrival]);
    else there.push(arrival);
  }
  const result: LayerTechnique[] = [];
  for (const arrival of arrivals) {
    const there = places.get(placeOf(arrival.entry)) ?? [];
    const moved = there.filter(({ isMoved }) => isMoved);
    const host = there.find(({ isMoved }) => !isMoved) ?? moved[0];
    if (moved.length === 0 || there.length === 1) result.push(arrival.entry);
    else if (arrival === host) {
      const guests = moved.filter((guest) => guest !== host);
      if (guests.length > 0) tell(describeMerge(host, guests, rule));
      result.push(guests.length > 0 ? mergeAll(host.entry, guests, rule) : host.entry);
      // Of several that were there before, the first takes in what comes; the others stay.
    } else if (!arrival.isMoved) result.push(arrival.entry);
  }
  return result;
}

function mergeAll(host: LayerTechnique, guests: readonly ArrivingEntry[], rule: ScoreRule): LayerTechnique {
  const all = [host, ...guests.map(({ entry }) => entry)];
  const scores = all.flatMap(({ score }) => score ?? []);
  const score = mergeScores(scores, rule);
  // The colour goes with the score where colours were chosen by it.
  const color = (all.find((each) => each.score === score && each.color !== '') ?? all.find((each) => each.color !== ''))
    ?.color;
  const merged = guests.reduce(takeIn, host);
  const kept: LayerMetadata[] = [];
  const keep = (name: string, value: string) => kept.push({ name, value });
  if (new Set(scores).size > 1) {
    if (host.score !== null) keep('Score before merging', String(host.score));
    for (const { entry, origin } of guests) if (entry.score !== null) keep(`Score of ${origin}`, String(entry.score));
  }
  if (host.color !== '' && host.color !== color) keep('Colour before merging', host.color);
  for (const { entry, origin } of guests) {
    if (entry.color !== '' && entry.color !== color) keep(`Colour of ${origin}`, entry.color);
  }
  return { ...merged, score, color: color ?? '', metadata: [...merged.metadata, ...kept] };
}

/** All but score and colour, which depend on how many there are. */
function takeIn(host: LayerTechnique, { entry: guest, origin }: ArrivingEntry): LayerTechnique {
  const differing = Object.entries(guest.rest).filter(
    ([key, value]) => Object.hasOwn(host.rest, key) && !isEqual(host.rest[key] ?? null, value),
  );
  const kept = differing.map(([key, value]) => ({ name: `${key} of ${origin}`, value: JSON.stringify(value) }));
  return {
    ...host,
    comment: joinComments(host.comment, guest.comment, origin),
    enabled: host.enabled || guest.enabled,
    metadata: [...host.metadata, ...onlyNew(host.metadata, guest.metadata), ...kept],
    links: [...host.links, ...onlyNew(host.links, guest.links)],
    rest: { ...guest.rest, ...host.rest },
  };
}

/** Of scores, in which the first is that of the entry that was there. */
function mergeScores(scores: readonly number[], rule: ScoreRule): number | null {
  const [first] = scores;
  if (first === undefined) return null;
  switch (rule) {
    case 'highest':
      return Math.max(...scores);
    case 'lowest':
      return Math.min(...scores);
    case 'average':
      return scores.reduce((sum, score) => sum + score, 0) / scores.length;
    case 'first':
      return first;
  }
}

function joinComments(host: string, guest: string, origin: string): string {
  if (guest.trim() === '' || host === guest) return host;
  return host.trim() === '' ? guest : `${host}\n\nFrom ${origin}: ${guest}`;
}

function describeMerge(host: ArrivingEntry, guests: readonly ArrivingEntry[], rule: ScoreRule): string {
  const { techniqueId, tactic } = host.entry;
  const names = guests.map(({ origin }) => origin).join(', ');
  const scores = [host, ...guests].map(({ entry }) => entry.score);
  const differ = new Set(scores.filter((score) => score !== null)).size > 1;
  const said = differ ? `; scores ${scores.map((score) => score ?? 'none').join(', ')}, ${rule} taken` : '';
  return `${names} into ${techniqueId}${tactic === null ? '' : ` under ${tactic}`}: comments, links and metadata of both kept${said}`;
}

function onlyNew<Item>(there: readonly Item[], coming: readonly Item[]): readonly Item[] {
  const known = new Set(there.map((item) => JSON.stringify(item)));
  return coming.filter((item) => !known.has(JSON.stringify(item)));
}

function isEqual(a: JsonValue, b: JsonValue): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function placeOf({ techniqueId, tactic }: LayerTechnique): string {
  return `${techniqueId.trim().toUpperCase()}\n${tactic === null ? '' : tactic}`;
}
