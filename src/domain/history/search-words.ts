import { formatCount, formatCounted } from '../format';
import { DIRECTION_WORDS, DISPOSITION_WORDS } from './history-words';
import type { SearchFigures } from './search-figures';

/** "None of 4,120 watched indicators was seen in 5 histories." Without what was most relevant. */
export function writeSearchAnswer(figures: SearchFigures, isComplete: boolean): string {
  const { watched, seen, histories, historiesWithSightings, records } = figures;
  const where = formatCounted(histories, 'history', 'histories');
  const start = isComplete ? '' : 'Until it was stopped: ';
  if (seen === 0) {
    const none =
      watched === 1
        ? 'The watched indicator was not seen'
        : `none of ${formatCount(watched)} watched indicators was seen`;
    return capitalise(`${start}${start === '' ? capitalise(none) : none} in ${where}.`);
  }
  const inSome = histories === 1 ? 'the history' : `${formatCount(historiesWithSightings)} of ${where}`;
  return capitalise(
    `${start}${formatCount(seen)} of ${formatCounted(watched, 'watched indicator')} ${seen === 1 ? 'was' : 'were'} seen in ${inSome}; ${formatCounted(records, 'record')}.`,
  );
}

/** "outbound, established, to 203.0.113.7 from 10.1.2.3"; `null`: nothing was seen. */
export function describeMostRelevant({ first }: SearchFigures): string | null {
  if (first === null) return null;
  const { sighting, direction, disposition } = first;
  const [host] = sighting.hosts[0] ?? [];
  const { value } = sighting;
  const short = value.length > 80 ? `${value.slice(0, 79)}…` : value;
  const how = [
    direction === 'unknown' ? '' : DIRECTION_WORDS[direction],
    disposition === 'unknown' && direction === 'unknown' ? '' : DISPOSITION_WORDS[disposition],
  ].filter((part) => part !== '');
  const isFrom = direction === 'inbound';
  const what = isFrom ? `from ${short}` : direction === 'outbound' ? `to ${short}` : short;
  const us =
    host === undefined ? '' : isFrom ? ` to ${host}` : direction === 'outbound' ? ` from ${host}` : ` at ${host}`;
  return [...how, `${what}${us}`].join(', ');
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
