import { formatCount, formatDate } from '../../domain/format';
import { typeWord } from '../../domain/history/history-words';
import { listTypes } from '../../domain/indicators/collection-figures';
import type { IndicatorStatement } from '../../domain/indicators/statement';

/** "IPv4 address 120, Domain 30 and 2 more types". */
export function describeTypes(counts: Readonly<Record<string, number>>, most = 3): string {
  const types = listTypes(counts);
  const shown = types.slice(0, most).map(([type, count]) => `${typeWord(type)} ${formatCount(count)}`);
  const rest = types.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${rest} more type${rest === 1 ? '' : 's'}` : shown.join(', ');
}

/** When a source says that it saw it, and until when it counts; empty: it says neither. */
export function describeTimes(said: IndicatorStatement): string {
  const day = (ms: number) => formatDate(new Date(ms).toISOString());
  const seen =
    said.firstSeen !== null && said.lastSeen !== null && day(said.firstSeen) !== day(said.lastSeen)
      ? `seen ${day(said.firstSeen)} to ${day(said.lastSeen)}`
      : said.firstSeen !== null
        ? `first seen ${day(said.firstSeen)}`
        : said.lastSeen !== null
          ? `last seen ${day(said.lastSeen)}`
          : '';
  const valid = [
    said.validFrom === null ? '' : `valid from ${day(said.validFrom)}`,
    said.validUntil === null ? '' : `${said.validFrom === null ? 'valid ' : ''}until ${day(said.validUntil)}`,
  ]
    .filter((part) => part !== '')
    .join(' ');
  return [seen, valid].filter((part) => part !== '').join('; ');
}
