import { formatCount, formatDate } from '../../domain/format';
import type { Watchlist } from '../../domain/indicators/watchlist';
import type { WatchlistFigures, WatchlistLanguage } from '../../state/history';

export const STATE_WORDS: Readonly<Record<WatchlistFigures['state'], string>> = {
  active: 'In force',
  expired: 'Expired',
  'not-yet': 'Not yet in force',
};

const HELD_BACK_WORDS: Readonly<Record<keyof WatchlistFigures['heldBack'], string>> = {
  expired: 'expired',
  notYetValid: 'not valid yet',
  lowConfidence: 'below the confidence asked for',
  benign: 'marked benign here',
  warninglists: 'on a warninglist',
};

/** "12 expired, 3 marked benign here"; empty: nothing is held back. */
export function describeHeldBack(heldBack: WatchlistFigures['heldBack']): string {
  return (Object.keys(HELD_BACK_WORDS) as (keyof typeof HELD_BACK_WORDS)[])
    .filter((reason) => heldBack[reason] > 0)
    .map((reason) => `${formatCount(heldBack[reason])} ${HELD_BACK_WORDS[reason]}`)
    .join(', ');
}

/** "until 3 Dec 2026", "from 1 Dec 2026 until 3 Dec 2026", "always". */
export function describeValidity({ validFrom, validUntil }: Pick<Watchlist, 'validFrom' | 'validUntil'>): string {
  const parts = [
    validFrom === null ? '' : `from ${formatDate(validFrom)}`,
    validUntil === null ? '' : `until ${formatDate(validUntil)}`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'without an end' : parts.join(' ');
}

export const LANGUAGES: readonly { readonly value: WatchlistLanguage; readonly label: string }[] = [
  { value: 'sigma', label: 'Sigma' },
  { value: 'kql', label: 'KQL (Sentinel, Defender)' },
  { value: 'spl', label: 'SPL (Splunk)' },
  { value: 'esql', label: 'ES|QL (Elastic)' },
  { value: 'athena-sql', label: 'SQL (Athena)' },
  { value: 'bigquery-sql', label: 'SQL (BigQuery)' },
  { value: 'rwfilter', label: 'rwfilter (SiLK)' },
  { value: 'nfdump', label: 'nfdump' },
];
