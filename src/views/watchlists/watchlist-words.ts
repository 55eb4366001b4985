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
  'zeek-intel': 'One table; whatever of it Zeek sees becomes a notice.',
  'suricata-rules': 'A rule for every value, and names beneath a domain too. For thousands of values take datasets.',
  'suricata-datasets':
    'Few rules that read lists of any length; names must be equal. Load these or the rules, not both.',
  rpz: 'The resolver says that the names, and whatever has the addresses, do not exist.',
  'block-lists': 'One value a line, for firewalls, proxies, resolvers and endpoint products.',
  'misp-feed': 'An event with an attribute for every value.',
};

/** Where each file goes. */
export const SENSOR_STEPS: Readonly<Record<SensorFormat, readonly string[]>> = {
  'zeek-intel': [
    'Copy the .intel file to the manager, beside local.zeek.',
    'In local.zeek: @load frameworks/intel/seen, @load frameworks/intel/do_notice, and redef Intel::read_files += { "the full path of the file" };',
    'Run zeekctl deploy. What is seen is in intel.log and notice.log. A new version of the file replaces the old one under the same name.',
  ],
  'suricata-rules': [
    'Copy all files into one folder of rules: the one that default-rule-path names in suricata.yaml.',
    'Name the .rules file under rule-files there. For JA3, set ja3-fingerprints to yes.',
    'Check with suricata -T, then reload with suricatasc -c reload-rules.',
  ],
  'suricata-datasets': [
    'Copy all files into one folder of rules: the one that default-rule-path names in suricata.yaml. Suricata 7 or later.',
    'Name the .rules file under rule-files there. For JA3, set ja3-fingerprints to yes.',
    'Check with suricata -T, then reload with suricatasc -c reload-rules.',
  ],
  rpz: [
    'Copy the .rpz file to the resolver, where its zones are.',
    'In named.conf: zone "rpz" { type primary; file "the file"; }; and within options: response-policy { zone "rpz"; };',
    'Check with named-checkzone rpz and the file, then run rndc reload.',
  ],
  'block-lists': [
    'Addresses go to a firewall or proxy, domains and URLs to a proxy or resolver, hosts to a resolver that reads /etc/hosts, hashes to an endpoint product.',
    'Lines that begin with # are comments: where a product takes none, delete them.',
  ],
  'misp-feed': [
    'Put all files into one folder of a web server that MISP reaches.',
    'In MISP: Sync Actions, Feeds, Add Feed, with the address of the folder and MISP Feed as its source format.',
  ],
};

export const AUDIENCES: readonly { readonly value: Audience; readonly label: string }[] = [
  { value: 'own', label: 'Our own sensors: up to TLP:AMBER+STRICT' },
  { value: 'clients', label: 'Our clients too: up to TLP:AMBER' },
  { value: 'community', label: 'Our community: up to TLP:GREEN' },
  { value: 'public', label: 'Everybody: TLP:CLEAR only' },
];
