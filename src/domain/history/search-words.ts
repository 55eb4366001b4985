import { formatCount, formatCounted } from '../format';
import { DIRECTION_WORDS, DISPOSITION_WORDS } from './history-words';
import { describePattern } from './pattern-words';
import type { SearchFigures } from './search-figures';
import type { Direction, Sighting } from './sighting';

/**
 * "None of 4,120 watched indicators was seen in 5 histories." Without what was most relevant.
 * @param noun of what was looked for, where it is on no watchlist
 */
export function writeSearchAnswer(figures: SearchFigures, isComplete: boolean, noun = 'watched indicator'): string {
  const { watched, seen, histories, historiesWithSightings, records } = figures;
  const where =
    histories === 0 ? 'histories that were removed since' : formatCounted(histories, 'history', 'histories');
  const start = isComplete ? '' : 'Not the whole: ';
  if (seen === 0) {
    const none = watched === 1 ? `The ${noun} was not seen` : `none of ${formatCount(watched)} ${noun}s was seen`;
    return capitalise(`${start}${start === '' ? capitalise(none) : none} in ${where}.`);
  }
  // Of what is seen in none that is left, all was found in histories that are gone, however many others were searched.
  const inSome =
    historiesWithSightings === 0
      ? 'histories that were removed since'
      : histories === 1 && historiesWithSightings === 1
        ? 'the history'
        : `${formatCount(historiesWithSightings)} of ${where}`;
  return capitalise(
    `${start}${formatCount(seen)} of ${formatCounted(watched, noun)} ${seen === 1 ? 'was' : 'were'} seen in ${inSome}; ${formatCounted(records, 'record')}.`,
  );
}

/** "outbound, established, to 203.0.113.7 from 10.1.2.3"; `null`: nothing was seen. */
export function describeMostRelevant({ first }: SearchFigures): string | null {
  if (first === null) return null;
  const { sighting, direction, disposition } = first;
  // Its sides and hosts are counted over all its records: of several kinds they may be those of another than the telling one.
  const isOneKind = hasOnePair(sighting);
  const [host] = isOneKind || sighting.hostCount === 1 ? (sighting.hosts[0] ?? []) : [];
  const side = isOneKind ? findSide(sighting) : findSideOf(direction, sighting);
  const pattern = sighting.type === 'pattern' ? describePattern(sighting.value) : null;
  const text = pattern ?? sighting.value;
  const cut = text.length > 80 ? `${text.slice(0, 79)}…` : text;
  const short = pattern === null ? cut : `records that match (${cut})`;
  const how = [
    direction === 'unknown' ? '' : DIRECTION_WORDS[direction],
    disposition === 'unknown' && direction === 'unknown' ? '' : DISPOSITION_WORDS[disposition],
  ].filter((part) => part !== '');
  return [...how, describeWay(short, host, side)].join(', ');
}

type Side = 'asker' | 'asked' | null;

function describeWay(value: string, host: string | undefined, side: Side): string {
  if (side === 'asked') return `to ${value}${host === undefined ? '' : ` from ${host}`}`;
  if (side === 'asker') return `from ${value}${host === undefined ? '' : ` to ${host}`}`;
  return host === undefined ? value : `${value} at ${host}`;
}

/** Which end of the connections the indicator is, by the fields it was found in most; `null`: it is something else. */
function findSide({ fields, hosts }: Sighting): Side {
  const counts = countSides(fields);
  // A network of ours holds the host itself: which end it is says nothing then.
  if (counts.asker > 0 && counts.asked > 0 && hosts.length > 1) return null;
  if (counts.asker === counts.asked) return null;
  return counts.asked > counts.asker ? 'asked' : 'asker';
}

/** Of the records of one direction, where the indicator was both ends in others. */
function findSideOf(direction: Direction, sighting: Sighting): Side {
  const { asker, asked } = countSides(sighting.fields);
  if (asker === 0 || asked === 0) return findSide(sighting);
  if (sighting.type === 'cidr' || sighting.type === 'ip-range') return null;
  return direction === 'outbound' ? 'asked' : direction === 'inbound' ? 'asker' : null;
}

function countSides(fields: Sighting['fields']): { readonly asker: number; readonly asked: number } {
  const counts = { asker: 0, asked: 0 };
  for (const [field, count] of Object.entries(fields)) {
    if (/^(?:source|client)\./.test(field)) counts.asker += count;
    else if (/^(?:destination|server|url|dns|tls)\./.test(field)) counts.asked += count;
  }
  return counts;
}

/** All its records went one way and came to one thing. Kept long ago without pairs: as far as counts apart say so. */
function hasOnePair({ pairs, directions, dispositions }: Sighting): boolean {
  const known = (counts: readonly number[]) => counts.filter((count) => count > 0).length;
  return pairs !== undefined && pairs.length > 0
    ? known(pairs.map(([, , count]) => count)) === 1
    : known(Object.values(directions)) <= 1 && known(Object.values(dispositions)) <= 1;
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
