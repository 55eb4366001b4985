import 'fake-indexeddb/auto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { HistoryDatabase } from '../../src/store/history-database';
import { WorkspaceDatabase } from '../../src/store/workspace-database';
import { historyAnswers } from '../../workers/history/history-answers';
import { makeRandom } from '../make-random';
import { describeWithShared, SHARED } from '../shared-data';
import { importFile } from './import-as-worker';
import { readSightings } from './read-sightings';

/**
 * A plain script beside the search: lines cut at tabs, fields by the header, every value compared with every indicator by
 * string equality. It shares no code with what it judges, and its rules are those of docs/matching.md.
 */

const clear = () => Promise.all([new HistoryDatabase('own').delete(), new WorkspaceDatabase('own').delete()]);
beforeEach(clear);
afterEach(clear);

type Type = 'ipv4' | 'domain' | 'cidr' | 'md5' | 'sha1' | 'url';
interface Indicator {
  readonly type: Type;
  readonly value: string;
}
interface Row {
  readonly line: number;
  readonly hosts: readonly string[];
  readonly urls: readonly string[];
  readonly hashes: readonly string[];
}

const HOST_FIELDS = ['id.orig_h', 'id.resp_h', 'query', 'host', 'server_name', 'tx_hosts', 'rx_hosts'];

function readPlainly(text: string): readonly Row[] {
  let names: readonly string[] = [];
  let path = '';
  const rows: Row[] = [];
  for (const [at, line] of text.split('\n').entries()) {
    if (line.startsWith('#path')) path = line.split('\t')[1] ?? '';
    if (line.startsWith('#fields')) names = line.split('\t').slice(1);
    if (line === '' || line.startsWith('#')) continue;
    const cells = line.split('\t');
    const of = (name: string) => {
      const cell = cells[names.indexOf(name)] ?? '-';
      return cell === '-' || cell === '(empty)' ? [] : [cell];
    };
    const hosts = HOST_FIELDS.flatMap((name) => of(name).flatMap((cell) => cell.split(','))).concat(
      path === 'dns' ? of('answers').flatMap((cell) => cell.split(',')) : [],
    );
    const urls: string[] = [];
    const [host] = of('host');
    const [uri] = of('uri');
    if (path === 'http' && host !== undefined && uri?.startsWith('/')) urls.push(`http://${host}${uri}`);
    urls.push(...of('referrer'));
    const hashes = [...of('md5'), ...of('sha1'), ...of('sha256')];
    rows.push({ line: at + 1, hosts, urls, hashes });
  }
  return rows;
}

const bare = (host: string) => host.toLowerCase().replace(/\.$/, '').replace(/:\d+$/, '');
const hostOfUrl = (url: string) => /^[a-z]+:\/\/(?:[^/?#@]*@)?([^/?#]*)/i.exec(url)?.[1] ?? '';
const isIpv4 = (text: string) => /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text);
const toNumber = (ip: string) => ip.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);

function matches({ type, value }: Indicator, row: Row): boolean {
  const hosts = [...row.hosts, ...row.urls.map(hostOfUrl)].map(bare);
  if (type === 'ipv4') return hosts.includes(value);
  if (type === 'domain') return hosts.some((host) => !isIpv4(host) && (host === value || host.endsWith(`.${value}`)));
  if (type === 'cidr') {
    const [net = '', bits = ''] = value.split('/');
    const size = 2 ** (32 - Number(bits));
    return hosts.some((host) => isIpv4(host) && Math.floor(toNumber(host) / size) === Math.floor(toNumber(net) / size));
  }
  if (type === 'url') return row.urls.includes(value);
  return row.hashes.includes(value);
}

/** Values of the log itself, and others that are nearly the same. */
function chooseIndicators(rows: readonly Row[], random: () => number): readonly Indicator[] {
  const some = (values: readonly string[], n: number) =>
    [...new Set(values)]
      .map((value) => ({ value, rank: random() }))
      .sort((a, b) => a.rank - b.rank)
      .slice(0, n)
      .map(({ value }) => value);
  const hosts = rows.flatMap((row) => [...row.hosts, ...row.urls.map(hostOfUrl)]).map(bare);
  const ips = some(hosts.filter(isIpv4), 25);
  const names = some(
    hosts.filter((host) => /^(?:[a-z0-9_-]+\.)+[a-z]{2,}$/.test(host)),
    25,
  );
  const urls = some(
    rows.flatMap((row) => row.urls).filter((url) => /^http:\/\/[a-z0-9.-]+\.[a-z]{2,}\/[A-Za-z0-9/._-]+$/.test(url)),
    15,
  ).filter((url) => !/\/\.{1,2}(?:\/|$)/.test(url));
  const hashes = some(
    rows.flatMap((row) => row.hashes),
    15,
  );
  const indicators: Indicator[] = [
    ...ips.flatMap((ip): Indicator[] => [
      { type: 'ipv4', value: ip },
      { type: 'ipv4', value: ip.length < 15 && /\.\d$/.test(ip) ? `${ip}0` : ip.replace(/\d+$/, '254') },
      { type: 'cidr', value: `${ip.replace(/\.\d+$/, '.0')}/24` },
    ]),
    ...names.flatMap((name): Indicator[] => [
      { type: 'domain', value: name },
      { type: 'domain', value: `x${name}` },
      { type: 'domain', value: `${name}.au` },
      ...(name.split('.').length > 2 ? [{ type: 'domain' as const, value: name.replace(/^[^.]+\./, '') }] : []),
    ]),
    ...urls.flatMap((value): Indicator[] => [
      { type: 'url', value },
      { type: 'url', value: `${value}x` },
    ]),
    ...hashes.map((value): Indicator => ({ type: value.length === 32 ? 'md5' : 'sha1', value })),
  ];
  return [...new Map(indicators.map((each) => [`${each.type} ${each.value}`, each])).values()];
}

const LOGS = 'samples/logs';
const FOLDERS = ['zeek-m57', 'zeek-ctu', 'zeek-zat', 'zeek-apt29-day1', 'zeek-lsass/campaign_02', 'zeek-rita'];

describeWithShared('a search against a plain script', () => {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(join(SHARED, LOGS, folder))
      .filter((name) => /(?:^|_)(?:conn|dns|http|ssl|files)\.log$/.test(name))
      .map((name) => `${folder}/${name}`),
  );
  it.each(files)('%s: no record missed, none too many', async (name) => {
    const bytes = readFileSync(join(SHARED, LOGS, name));
    const rows = readPlainly(bytes.toString('utf8'));
    const indicators = chooseIndicators(rows, makeRandom(name.length));
    const receipt = await importFile(new File([bytes], name.replace('/', '-')));
    if (!receipt.ok) throw new Error(receipt.issues[0]?.message);
    expect(receipt.value.counts.read).toBe(rows.length);
    if (indicators.length === 0) return;
    const request = { watchlists: [], values: indicators, histories: null, from: null, to: null, hostsOfUrls: false };
    const at = '2026-11-25T12:00:00Z';
    const search = { id: 's', name: 'S', request, createdAt: at, lookedAt: null };
    await historyAnswers.saveSearch('own', search);
    const run = await historyAnswers.search('own', 's', request, at, () => undefined);
    if (!run.ok) throw new Error(run.issues[0]?.message);
    const found: Record<string, readonly number[]> = {};
    for (const { type, value, count } of await readSightings('s')) {
      const { rows: records } = await historyAnswers.readMatches('own', 's', { type, value }, 0, 100_000);
      expect(records).toHaveLength(count);
      found[`${type} ${value}`] = records.map(({ line }) => line).sort((a, b) => a - b);
    }
    const expected: Record<string, readonly number[]> = {};
    for (const indicator of indicators) {
      const lines = rows.filter((row) => matches(indicator, row)).map(({ line }) => line);
      if (lines.length > 0) expected[`${indicator.type} ${indicator.value}`] = lines;
    }
    expect(found).toEqual(expected);
  });
});
