/** Files as others publish them, counted twice: by the readers, and by a few plain expressions that know nothing of them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { INDICATOR_FORMATS } from '../../src/formats/indicators/indicator-formats';
import { readWarninglists, sniffWarninglist } from '../../src/formats/indicators/warninglist';
import { makeProbe, PROBE_BYTES } from '../../src/formats/probe';
import { describeWithShared, SHARED } from '../shared-data';
import { countTypes, type ReadFile, readIndicators, valuesOf } from './read-indicators';

const SAMPLES = join(SHARED, 'samples');
type Counts = Readonly<Record<string, number>>;

/** What a value is, by plain expressions. */
function kindOf(written: string): string {
  const value = written
    .trim()
    .replace(/\[(?::\/\/|\.|:)\]/g, (found) => found.slice(1, -1))
    .replace(/^hxxp/i, 'http')
    .replace(/^(?:MD5|SHA-?1|SHA-?256):\s*/i, '')
    .replace(/^["'“]|["'”]$/g, '');
  if (/^[0-9a-f]{32}$/i.test(value)) return 'md5';
  if (/^[0-9a-f]{40}$/i.test(value)) return 'sha1';
  if (/^[0-9a-f]{64}$/i.test(value)) return 'sha256';
  if (/^[0-9a-f]{128}$/i.test(value)) return 'sha512';
  if (/[<>]|\.pdb$/.test(value)) return 'none';
  if (/^\w+:\/\//.test(value)) return 'url';
  if (/^[^\s/\\]+\.[^\s/\\]+\/.*/.test(value) && !/^[\d.]+\/\d+$/.test(value)) return 'url';
  if (/^\d+\.\d+\.\d+\.\d+(?::\d+)?$/.test(value)) return 'ipv4';
  if (/^\d+\.\d+\.\d+\.\d+\/\d+$/.test(value)) return 'cidr';
  if (/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value)) return 'email';
  if (/^\/(?!tmp\/|usr\/)/.test(value)) return 'none';
  if (/^(?:[a-z]:\\|%|\/)/i.test(value)) return 'file-path';
  if (/^HK[A-Z_]+\\/i.test(value)) return 'registry-key';
  if (/^CVE-/i.test(value)) return 'vulnerability';
  if (/\.(?:exe|dll|sys|doc|docx|msi|dmg|zip|php|aspx?|dat|ps1|js|txt|bin|cur|pdf|vbs|csv|save)$/i.test(value))
    return 'file-name';
  return /^[^\s/]+\.[a-z]{2,}\.?$/i.test(value) ? 'domain' : 'none';
}

function tally(values: readonly string[]): Counts {
  const counts = new Map<string, number>();
  for (const value of values) {
    const kind = kindOf(value);
    if (kind !== 'none') counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}

const linesOf = (text: string) =>
  text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');

/** Of a list: what stands before the first mark. */
function listValues(text: string): readonly string[] {
  return linesOf(text)
    .filter((line) => !/^\s*#/.test(line))
    .map((line) => line.split(/[;#\t]/)[0] ?? '');
}

/** Cells of a table without line ends in them. */
function cellsOf(line: string, delimiter = ','): readonly string[] {
  const cells: string[] = [];
  for (const match of line.matchAll(new RegExp(`(?:"((?:[^"]|"")*)"|([^${delimiter}]*))(?:${delimiter}|$)`, 'g')))
    cells.push(match[1] ?? match[2] ?? '');
  return cells;
}

const column =
  (at: number, skip = 1, delimiter = ',') =>
  (text: string): readonly string[] =>
    linesOf(text)
      .slice(skip)
      .filter((line) => !/^#/.test(line))
      .map((line) => cellsOf(line, delimiter)[at] ?? '');

interface Sample {
  readonly file: string;
  readonly format: string;
  readonly counts: Counts;
  readonly rejected?: number;
  readonly values: (text: string) => readonly string[];
  /** Where plain expressions cannot tell, by type. */
  readonly but?: Counts;
}

const SAMPLE_FILES: readonly Sample[] = [
  { file: 'indicators/ipsum-level4.txt', format: 'indicator-list', counts: { ipv4: 5354 }, values: listValues },
  {
    file: 'indicators/maltrail/brc4.txt',
    format: 'indicator-list',
    counts: { ipv4: 503, domain: 70, url: 236 },
    rejected: 7,
    values: listValues,
  },
  {
    file: 'indicators/maltrail/caldera_c2.txt',
    format: 'indicator-list',
    counts: { url: 31, ipv4: 236 },
    values: listValues,
  },
  {
    file: 'indicators/maltrail/covenant.txt',
    format: 'indicator-list',
    counts: { ipv4: 638, url: 38, domain: 27 },
    rejected: 4,
    values: listValues,
  },
  {
    file: 'indicators/maltrail/rogue_dns.txt',
    format: 'indicator-list',
    counts: { ipv4: 392, domain: 26 },
    values: listValues,
  },
  {
    file: 'indicators/sekoia/interlock_IOCs.txt',
    format: 'indicator-list',
    counts: { sha256: 66, url: 25, ipv4: 27, domain: 25 },
    values: listValues,
  },
  {
    file: 'indicators/signature-base/c2-iocs.txt',
    format: 'indicator-list',
    counts: { domain: 1709, ipv4: 135 },
    values: listValues,
  },
  {
    file: 'indicators/unit42/Darkside_IOCs.txt',
    format: 'indicator-list',
    counts: { sha256: 62, domain: 4, 'registry-key': 1, url: 1, 'file-path': 1, 'file-name': 5 },
    values: listValues,
    but: { 'registry-key': 1, url: 1, 'file-name': 5 },
  },
  {
    file: 'indicators/intel_example.intel',
    format: 'zeek-intel',
    counts: { domain: 179, md5: 50, sha256: 44, sha1: 2, ipv4: 225 },
    values: column(0, 1, '\t'),
  },
  {
    file: 'indicators/friend-or-foe/dims-participant-mapping.csv',
    format: 'indicator-table',
    counts: { cidr: 5, domain: 6 },
    values: column(0),
  },
  {
    file: 'indicators/mcafee/android-click-fraud-app-repurposed-ddos-botnet.csv',
    format: 'indicator-table',
    counts: { domain: 1 },
    values: column(1, 0),
  },
  {
    file: 'indicators/mcafee/bitcoin-headlines-attract-malware-developers.csv',
    format: 'indicator-table',
    counts: { md5: 1 },
    values: column(1, 0),
  },
  {
    file: 'indicators/mcafee/chinese-worm-infects-thousands-android-phones.csv',
    format: 'indicator-table',
    counts: {},
    rejected: 1,
    values: column(1, 0),
  },
  {
    file: 'indicators/mcafee/locky-ransomware-hides-inside-packed-dll.csv',
    format: 'indicator-table',
    counts: { md5: 2 },
    values: column(1, 0),
  },
  {
    file: 'indicators/mcafee/malbus-popular-south-korean-bus-app-series-in-google-play-found-dropping-malware-after-5-years-of-development.csv',
    format: 'indicator-table',
    counts: { domain: 2, sha256: 10 },
    values: column(1, 0),
  },
  {
    file: 'indicators/mcafee/more-details-on-operation-aurora.csv',
    format: 'indicator-table',
    counts: { url: 3, domain: 3, sha256: 2 },
    values: column(1, 0),
  },
  {
    file: 'indicators/mcafee/parasitic-coin-mining-creates-wealth-destroys-systems.csv',
    format: 'indicator-table',
    counts: { sha256: 3 },
    values: column(1, 0),
  },
  {
    file: 'indicators/mcafee/rovnix-downloader-sinkhole-time-checks.csv',
    format: 'indicator-table',
    counts: { domain: 28, md5: 13 },
    values: column(1, 0),
  },
  {
    file: 'indicators/mcafee/sex-sells-looking-at-android-adult-adware-apps.csv',
    format: 'indicator-table',
    counts: { domain: 1 },
    values: column(1, 0),
  },
  {
    file: 'indicators/sekoia/2021-01-20_Emotet_Campaign.csv',
    format: 'indicator-table',
    counts: { email: 16, 'file-name': 28, md5: 28, sha1: 18, sha256: 18, url: 192, ipv4: 252 },
    values: column(0),
  },
  {
    file: 'indicators/sekoia/20240229_DDoSia_IOC.csv',
    format: 'indicator-table',
    counts: { sha256: 541 },
    values: column(0),
  },
  {
    file: 'indicators/sophos/2025_Lumma_Stealer.csv',
    format: 'indicator-table',
    counts: { url: 12, domain: 10, ipv4: 4, 'file-name': 3, sha1: 3 },
    values: column(1, 2),
  },
  {
    file: 'indicators/sophos/2309_Tiny_Turla_backdoor.csv',
    format: 'indicator-table',
    counts: { sha256: 4, 'file-path': 3, url: 1 },
    values: column(1, 2),
  },
  {
    file: 'indicators/sophos/3CX_IoCs_2023-03.csv',
    format: 'indicator-table',
    counts: { sha256: 8, url: 1, domain: 21 },
    values: column(1, 2),
  },
  {
    file: 'indicators/sophos/Ransom-Lockbit_20220412.csv',
    format: 'indicator-table',
    counts: { sha256: 10, url: 5 },
    values: column(1, 2),
  },
  { file: 'indicators/top_domains_1k.csv', format: 'indicator-table', counts: { domain: 1000 }, values: column(1, 0) },
  {
    file: 'indicators/tweetfeed/today.csv',
    format: 'indicator-table',
    counts: { domain: 28, url: 29, sha256: 1, ipv4: 1 },
    values: column(3, 0),
  },
  {
    file: 'indicators/unit42/OilRig.csv',
    format: 'indicator-table',
    counts: { domain: 25, 'file-name': 8, ipv4: 12, sha256: 63 },
    values: column(1),
  },
  {
    file: 'indicators/unit42/xHunt_IOCs.csv',
    format: 'indicator-table',
    counts: { sha256: 46, 'file-name': 34, domain: 47 },
    values: (text) => [0, 1, 3].flatMap((at) => column(at)(text)),
    but: { 'file-name': 34 },
  },
  {
    file: 'indicators/volexity/2020-12-14_-_DarkHalo_Leverages_SolarWinds_Comprom.csv',
    format: 'indicator-table',
    counts: { ipv4: 11, domain: 12 },
    values: (text) => column(0)(text).flatMap((cell) => cell.split(',')),
  },
  {
    file: 'indicators/volexity/2021-03-02_-_Operation_Exchange_Marauder.csv',
    format: 'indicator-table',
    counts: { ipv4: 13 },
    values: (text) => column(0)(text).flatMap((cell) => cell.split(',')),
  },
  {
    file: 'indicators/volexity/2023-03-30_3CX.csv',
    format: 'indicator-table',
    counts: { domain: 23, email: 5, sha256: 6, sha1: 6, md5: 6 },
    values: (text) => column(0)(text).flatMap((cell) => cell.split(',')),
  },
  {
    file: 'indicators/withsecure/DUCKTAIL-iocs.csv',
    format: 'indicator-table',
    counts: { domain: 2, sha1: 7, 'file-name': 16, sha256: 111, email: 1739 },
    rejected: 8,
    values: column(1),
  },
  {
    file: 'indicators/withsecure/Kapeka-iocs.csv',
    format: 'indicator-table',
    counts: { 'file-name': 1, 'file-path': 1, sha1: 5, url: 4 },
    values: column(1),
  },
  {
    file: 'stix/amnesty-pairs/candiru/domains.txt',
    format: 'indicator-list',
    counts: { domain: 125 },
    values: listValues,
  },
  {
    file: 'stix/amnesty-pairs/2024-05-02_wintego_helios/domains.txt',
    format: 'indicator-list',
    counts: { domain: 175 },
    values: listValues,
  },
];

describeWithShared('real files of indicators', () => {
  it.each(SAMPLE_FILES)('$file', async ({ file, format, counts, rejected = 0, values, but = {} }) => {
    const bytes = new Uint8Array(readFileSync(join(SAMPLES, file)));
    const probe = makeProbe(file, bytes.length, bytes.subarray(0, PROBE_BYTES));
    const best = [...INDICATOR_FORMATS].sort((a, b) => b.sniff(probe) - a.sniff(probe))[0];
    expect(best?.id).toBe(format);
    const read = await readIndicators(format, bytes, 4096);
    expect(countTypes(read)).toEqual(counts);
    expect(read.rejected.length).toBe(rejected);
    expect(read.facts.items).toBe(read.statements.length + read.rejected.length);
    expect({ ...tally(values(new TextDecoder().decode(bytes))), ...but }).toEqual(counts);
  });

  it('every warninglist, with all its entries', () => {
    const folder = join(SAMPLES, 'indicators/warninglists');
    for (const name of readdirSync(folder).filter((each) => !each.startsWith('_'))) {
      const bytes = new Uint8Array(readFileSync(join(folder, name)));
      expect(sniffWarninglist(makeProbe(name, bytes.length, bytes.subarray(0, PROBE_BYTES))), name).toBeGreaterThan(
        0.65,
      );
      const read = readWarninglists(bytes);
      const plain = JSON.parse(new TextDecoder().decode(bytes)) as { type: string; list: readonly string[] };
      const expected = [[plain.type, plain.list.length]];
      expect(read.ok && read.value.map(({ type, list }) => [type, list.length])).toEqual(expected);
    }
  });

  it('nothing else is taken for indicators', () => {
    const claimed: string[] = [];
    for (const path of listFiles(SAMPLES)) {
      if (path.includes('/indicators/') || /\/(?:amnesty-pairs|talos-pairs)\/.*\.txt$|citizenlab-4formats/.test(path))
        continue;
      const packed = readFileSync(path);
      const bytes = new Uint8Array(packed[0] === 0x1f && packed[1] === 0x8b ? gunzipSync(packed) : packed);
      const probe = makeProbe(path.split('/').at(-1) ?? '', bytes.length, bytes.subarray(0, PROBE_BYTES));
      if (INDICATOR_FORMATS.some(({ sniff }) => sniff(probe) >= 0.65) || sniffWarninglist(probe) >= 0.65)
        claimed.push(path);
    }
    expect(claimed).toEqual([]);
  }, 120_000);

  it.each([
    ['stix/amnesty-pairs/candiru/domains.txt', 'stix/amnesty-pairs/candiru/candiru.stix2', 125],
    [
      'stix/amnesty-pairs/2024-05-02_wintego_helios/domains.txt',
      'stix/amnesty-pairs/2024-05-02_wintego_helios/wintego_helios.stix2',
      175,
    ],
    [
      'stix/talos-pairs/2023-03-3cx-softphone-supply-chain-compromise.txt',
      'stix/talos-pairs/2023-03-3cx-softphone-supply-chain-compromise.json',
      41,
    ],
  ])('%s and the bundle say the same', async (list, bundle, count) => {
    const one = await readIndicators('indicator-list', new Uint8Array(readFileSync(join(SAMPLES, list))));
    const other = await readIndicators('stix-indicators', new Uint8Array(readFileSync(join(SAMPLES, bundle))));
    const values = (read: ReadFile) => [...new Set(valuesOf(read))].sort();
    expect(other.facts.items).toBe(count);
    // The list leaves out where the report is.
    expect(values(other).filter((value) => !value.startsWith('url https://blog.talosintelligence.com/'))).toEqual(
      values(one),
    );
  });

  it('an event in three formats', async () => {
    const folder = join(SAMPLES, 'stix/citizenlab-4formats/201611_KeyBoy');
    const read = async (format: string, name: string) =>
      new Set(valuesOf(await readIndicators(format, new Uint8Array(readFileSync(join(folder, name))))));
    const [event, table, ioc] = [
      await read('misp-indicators', 'misp.json'),
      await read('indicator-table', 'iocs.csv'),
      await read('openioc', 'openioc.ioc'),
    ];
    expect([event.size, table.size, ioc.size]).toEqual([56, 24, 24]);
    expect([...ioc].filter((value) => !table.has(value))).toEqual([]);
    expect([...table].filter((value) => !event.has(value))).toEqual([]);
  });
});

function listFiles(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? listFiles(path) : [path];
  });
}
