import 'fake-indexeddb/auto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { HistoryDatabase } from '../../src/store/history-database';
import { WorkspaceDatabase } from '../../src/store/workspace-database';
import { importFile } from '../history/import-as-worker';
import { makeFile } from '../history/made-up-logs';
import { describeWithShared, SHARED } from '../shared-data';
import { evaluateStored } from './evaluate-stored';
import { evaluatePlainly, type RawRecord } from './plain-sigma';

const clear = () => Promise.all([new HistoryDatabase('own').delete(), new WorkspaceDatabase('own').delete()]);
beforeEach(clear);
afterEach(clear);

const LOGS = join(SHARED, 'samples', 'logs');
const rule = (source: string, detection: string) =>
  `title: T\nlogsource: {${source}}\ndetection:\n${detection.replace(/^/gm, '  ')}\n`;

/** Objects in one another as dotted names, lists as several values would be: only what these rules ask about. */
function flatten(value: unknown, path = ''): readonly (readonly [string, unknown])[] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => flatten(inner, path === '' ? key : `${path}.${key}`));
}

async function compare(
  name: string,
  text: string,
  records: readonly RawRecord[],
  rules: readonly string[],
): Promise<readonly number[]> {
  const receipt = await importFile(makeFile(name, text));
  if (!receipt.ok) throw new Error(receipt.issues[0]?.message);
  const stored = await evaluateStored(receipt.value.id, rules);
  return rules.map((each, at) => {
    const plain = evaluatePlainly(each, records, () => true);
    expect(stored[at], `${each} in ${name}`).toEqual(plain);
    return plain.length;
  });
}

const add = (sums: readonly number[], more: readonly number[]) => more.map((count, at) => count + (sums[at] ?? 0));

describeWithShared('Sigma over other logs', () => {
  it('CloudTrail: by the names that CloudTrail uses', async () => {
    const source = 'product: aws, service: cloudtrail';
    const rules = [
      rule(source, 'a: {eventSource: iam.amazonaws.com, eventName|startswith: [Get, List]}\ncondition: a'),
      rule(source, 'a: {userIdentity.type: IAMUser}\nb: {errorCode|exists: true}\ncondition: a and b'),
      rule(source, "a: {eventName: DescribeRouteTables, sourceIPAddress|contains: '.'}\ncondition: a"),
      rule(source, "a: {errorCode|contains: 'NoSuch'}\nf: {eventSource|startswith: s3}\ncondition: a and not f or a"),
    ];
    let counts: readonly number[] = [];
    for (const name of readdirSync(join(LOGS, 'cloudtrail'))) {
      const text = readFileSync(join(LOGS, 'cloudtrail', name), 'utf8');
      const { Records } = JSON.parse(text) as { readonly Records: readonly RawRecord[] };
      const records = Records.map((record) => Object.fromEntries(flatten(record)));
      counts = add(counts, await compare(name, text, records, rules));
    }
    expect(counts.every((count) => count > 0)).toBe(true);
  }, 60_000);

  it('Zeek: by its own names', async () => {
    const source = 'product: zeek, service: dce_rpc';
    const rules = [
      rule(source, 'a: {operation|startswith: DRS, endpoint: drsuapi}\ncondition: a'),
      rule(source, 'a: {id.orig_h|cidr: 10.0.1.0/24, id.resp_p|lt: 1000}\ncondition: a'),
      rule(source, 'a: {operation: [ept_map, NetrLogonSamLogonEx]}\nf: {named_pipe: 135}\ncondition: a and not f'),
      rule('product: zeek, service: http', 'a: {operation|exists: false}\ncondition: a'),
    ];
    const text = readFileSync(join(LOGS, 'zeek-apt29-day1', 'NASHUA_dce_rpc.log'), 'utf8');
    const records = text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line.replace(/"id_(orig|resp)_([hp])"/g, '"id.$1_$2"')) as RawRecord);
    const counts = await compare('NASHUA_dce_rpc.log', text, records, rules);
    expect(counts.slice(0, 2).every((count) => count > 0)).toBe(true);
    expect(counts[3]).toBe(0);
  }, 60_000);

  it('the Linux audit log: fields and keywords of each record', async () => {
    const published = readFileSync(
      join(SHARED, 'samples', 'inventories', 'sigma', 'lnx_auditd_change_file_time_attr.yml'),
      'utf8',
    );
    const source = 'product: linux, service: auditd';
    const rules = [
      published,
      rule(source, 'a: {type: EXECVE, a0: [dd, arp]}\ncondition: a'),
      rule(source, "a: {type: SYSCALL, exe|startswith: /bin/}\nb: ['pts0']\ncondition: a and b"),
      rule(source, 'a: {type: PATH, nametype: NORMAL, name|contains: grep}\ncondition: a'),
    ];
    let counts: readonly number[] = [];
    for (const name of readdirSync(join(LOGS, 'mordor-linux'))) {
      const text = readFileSync(join(LOGS, 'mordor-linux', name), 'utf8');
      const records = text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) =>
          Object.fromEntries(
            [...line.matchAll(/([\w-]+)=("[^"]*"|\S+)/g)].map(([, key = '', value = '']) => [
              key,
              value.replaceAll('"', ''),
            ]),
          ),
        );
      counts = add(counts, await compare(name, text, records, rules));
    }
    expect(counts[0]).toBe(0);
    expect(counts.slice(1).every((count) => count > 0)).toBe(true);
  }, 60_000);

  it('Sysmon for Linux, within tables of syslog', async () => {
    const published = readFileSync(
      join(SHARED, 'samples', 'inventories', 'sigma', 'proc_creation_lnx_susp_history_delete.yml'),
      'utf8',
    );
    const source = 'product: linux, category: process_creation';
    const rules = [
      published,
      rule(source, 'a: {Image|endswith: /bash, ParentImage|endswith: /java}\ncondition: a'),
      rule(source, "a: {CommandLine|contains: ['base64,-d', 'bash -i']}\ncondition: a"),
      rule('product: linux, category: network_connection', 'a: {DestinationPort: [443, 1389, 80]}\ncondition: a'),
    ];
    const name = 'syslog_sysmon_log4shell_cve2021_44228_jndi_reference_2022-05-11181020.json';
    const text = readFileSync(join(LOGS, 'mordor-log4shell', name), 'utf8');
    const records = text
      .split('\n')
      .filter((line) => line !== '')
      .map((line): RawRecord => {
        const message = String((JSON.parse(line) as RawRecord)['SyslogMessage']);
        const data = [...message.matchAll(/<Data Name="(\w+)">([^<]*)<\/Data>/g)];
        const plain = (value: string) =>
          value.replace(
            /&(?:amp|lt|gt|quot);/g,
            (each) => ({ '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' })[each] ?? each,
          );
        return {
          EventID: /<EventID>(\d+)/.exec(message)?.[1],
          ...Object.fromEntries(data.map(([, key = '', value = '']) => [key, plain(value)])),
        };
      });
    const receipt = await importFile(makeFile(name, text));
    if (!receipt.ok) throw new Error(receipt.issues[0]?.message);
    const stored = await evaluateStored(receipt.value.id, rules);
    const counts = rules.map((each, at) => {
      const isOf = (record: RawRecord) => record['EventID'] === (at === 3 ? '3' : '1');
      const plain = evaluatePlainly(each, records, isOf);
      expect(stored[at], each).toEqual(plain);
      return plain.length;
    });
    expect(counts.slice(1).every((count) => count > 0)).toBe(true);
  }, 60_000);
});
