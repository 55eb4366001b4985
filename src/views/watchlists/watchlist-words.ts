import { formatCount, formatDate } from '../../domain/format';
import type { Audience, HeldReason } from '../../domain/indicators/sensor-rules/release-values';
import type { SensorFormat } from '../../domain/indicators/sensor-rules/write-sensor-rules';
import type { Watchlist } from '../../domain/indicators/watchlist';
import type { WatchlistFigures, WatchlistLanguage } from '../../state/history';

export const STATE_WORDS: Readonly<Record<WatchlistFigures['state'], string>> = {
  active: 'In force',
  expired: 'Expired',
  'not-yet': 'Not yet in force',
};

const HELD_BACK_WORDS: Readonly<Record<HeldReason, string>> = {
  expired: 'expired',
  notYetValid: 'not valid yet',
  lowConfidence: 'below the confidence asked for',
  benign: 'marked benign here',
  warninglists: 'on a warninglist',
  listNotInForce: 'of a watchlist that is not in force today',
  marking: 'marked for fewer people than this is for',
  coversBenign: 'with a harmless address inside',
};

/** "12 expired, 3 marked benign here"; empty: nothing is held back. */
export function describeHeldBack(heldBack: Readonly<Partial<Record<HeldReason, number>>>): string {
  return (Object.keys(HELD_BACK_WORDS) as (keyof typeof HELD_BACK_WORDS)[])
    .map((reason) => [reason, heldBack[reason] ?? 0] as const)
    .filter(([, count]) => count > 0)
    .map(([reason, count]) => `${formatCount(count)} ${HELD_BACK_WORDS[reason]}`)
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

const ASK = 'Ask the logs';
const TELL = 'Tell the sensors';

export const LANGUAGES: readonly {
  readonly value: WatchlistLanguage | SensorFormat;
  readonly label: string;
  readonly group: string;
}[] = [
  { value: 'sigma', label: 'Sigma', group: ASK },
  { value: 'kql', label: 'KQL (Sentinel, Defender)', group: ASK },
  { value: 'spl', label: 'SPL (Splunk)', group: ASK },
  { value: 'esql', label: 'ES|QL (Elastic)', group: ASK },
  { value: 'athena-sql', label: 'SQL (Athena)', group: ASK },
  { value: 'bigquery-sql', label: 'SQL (BigQuery)', group: ASK },
  { value: 'rwfilter', label: 'rwfilter (SiLK)', group: ASK },
  { value: 'nfdump', label: 'nfdump', group: ASK },
  { value: 'zeek-intel', label: 'Zeek intel', group: TELL },
  { value: 'suricata-rules', label: 'Suricata rules', group: TELL },
  { value: 'suricata-datasets', label: 'Suricata datasets', group: TELL },
  { value: 'rpz', label: 'DNS policy zone (RPZ)', group: TELL },
  { value: 'block-lists', label: 'Plain block lists', group: TELL },
  { value: 'misp-feed', label: 'MISP feed', group: TELL },
];

/** How each is put to use. */
export const SENSOR_HINTS: Readonly<Record<SensorFormat, string>> = {
  'zeek-intel': 'Add it to Intel::read_files, with the scripts frameworks/intel/seen and frameworks/intel/do_notice.',
  'suricata-rules':
    'A rule for every value, and names beneath a domain too. For thousands of values take datasets. Keep the lists beside the rules.',
  'suricata-datasets':
    'Few rules that read lists of any length; names must be equal. Keep the lists beside the rules, and load these or the rules, not both.',
  rpz: 'Load it as a zone and name it in response-policy: the resolver says that the names do not exist.',
  'block-lists': 'One value a line, for firewalls, proxies, resolvers and endpoint products.',
  'misp-feed': 'Put the files into one folder of a web server, and add its address to MISP as a feed.',
};

export const AUDIENCES: readonly { readonly value: Audience; readonly label: string }[] = [
  { value: 'own', label: 'Our own sensors: up to TLP:AMBER+STRICT' },
  { value: 'clients', label: 'Our clients too: up to TLP:AMBER' },
  { value: 'community', label: 'Our community: up to TLP:GREEN' },
  { value: 'public', label: 'Everybody: TLP:CLEAR only' },
];
