/**
 * How the objects of a STIX file hang together: what contains what, and who uses what. Everything of the catalogue of
 * relationships that carries techniques from one object to another; circles end where they close.
 */
import { ownTexts, type StixItem } from './stix-objects';

export interface Links {
  take(item: StixItem): void;
  /** Of a report or grouping: what it contains, also through others, and what that uses. */
  listContained(id: string): ReadonlySet<string>;
  /** Of a group, campaign, software: itself, and what it uses. */
  listUsed(id: string): ReadonlySet<string>;
  /** So many steps were taken that the rest was not followed. */
  readonly isCut: boolean;
}

/** What the source does with the target is what the source does. */
const FORWARD = new Set([
  'uses',
  'delivers',
  'drops',
  'downloads',
  'hosts',
  'controls',
  'employs',
  'leverages',
  'exploits',
  'mitigates',
  'remediates',
  'investigates',
  'detects',
]);
/** What the source does is what the target does. */
const BACKWARD = new Set(['attributed-to', 'authored-by', 'impersonated-by', 'part-of']);
const CONTAINERS = new Set(['report', 'grouping', 'note', 'opinion', 'x-opencti-case', 'case-incident', 'incident']);

function directionOf(written: string): 'forward' | 'backward' | 'none' {
  const kind = FORWARD.has(written) ? written : written.toLowerCase().replaceAll('_', '-');
  return FORWARD.has(kind) ? 'forward' : BACKWARD.has(kind) ? 'backward' : 'none';
}

/** A group uses a malware that uses a technique; farther than that it is not about the group any more. */
const FARTHEST = 3;
const MOST_STEPS = 3_000_000;

interface Edge {
  readonly to: string;
  readonly relationship: string;
}

const NONE: readonly Edge[] = [];

export function makeLinks(): Links {
  const edges = new Map<string, Edge[]>();
  const contents = new Map<string, readonly string[]>();
  /** Relationships that some report lists; those of no report belong to all. */
  const listed = new Set<string>();
  let left = MOST_STEPS;

  const connect = (from: string, to: string, relationship: string): void => {
    const known = edges.get(from);
    if (known === undefined) edges.set(from, [{ to, relationship }]);
    else known.push({ to, relationship });
  };
  function take({ type, id, value }: StixItem): void {
    if (type === 'relationship') {
      const { relationship_type: written, source_ref: from, target_ref: to } = value;
      const direction = directionOf(typeof written === 'string' ? written : '');
      if (direction === 'none') return;
      const source = typeof from === 'string' ? from : '';
      const target = typeof to === 'string' ? to : '';
      if (direction === 'forward') connect(source, target, id);
      else connect(target, source, id);
      return;
    }
    if (!CONTAINERS.has(type)) return;
    const refs = ownTexts(value, 'object_refs');
    contents.set(id, refs);
    for (const ref of refs) if (ref.startsWith('relationship--')) listed.add(ref);
  }

  function follow(start: Iterable<string>, mayUse: (relationship: string) => boolean): Set<string> {
    const reached = new Set(start);
    let front = [...reached];
    for (let distance = 0; distance < FARTHEST && front.length > 0; distance++) {
      const next: string[] = [];
      for (const id of front) {
        const known = edges.get(id) ?? NONE;
        for (let at = 0; at < known.length; at++) {
          const { to, relationship } = known[at] as Edge;
          if (left-- <= 0) return reached;
          if (reached.has(to) || !mayUse(relationship)) continue;
          reached.add(to);
          next.push(to);
        }
      }
      front = next;
    }
    return reached;
  }

  function listContained(id: string): ReadonlySet<string> {
    const contained = new Set([id]);
    // A set goes on over what is added to it on the way.
    for (const container of contained) {
      for (const ref of contents.get(container) ?? []) {
        if (left-- <= 0) return contained;
        contained.add(ref);
      }
    }
    return follow(contained, (relationship) => contained.has(relationship) || !listed.has(relationship));
  }

  return {
    take,
    listContained,
    listUsed: (id) => follow([id], () => true),
    get isCut() {
      return left <= 0;
    },
  };
}
