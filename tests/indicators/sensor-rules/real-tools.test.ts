/**
 * Files for sensors, read by the sensors' own programs. Debian has them (`suricata`, `bind9-utils`, `bind9`); where one is
 * not installed its tests are skipped. `.ci/run` installs them.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { QueriedValue } from '../../../src/domain/indicators/queries/watchlist-queries';
import type { SensorRules } from '../../../src/domain/indicators/sensor-rules/write-sensor-rules';
import { ALL_TYPES, HOSTILE, HOSTILE_NAME } from '../queries/made-lists';
import { benignValue, DAY, NOW, released, write } from './made-releases';

/** Not part of the project, and not needed but here. */
const [SURICATA, CHECKZONE, NAMED] = ['suricata', 'named-checkzone', 'named'];
/** Of before 7 it knows no datasets of addresses. */
const HAS_SURICATA = /version (?:[7-9]|\d\d)\./.test(spawnSync(SURICATA, ['-V'], { encoding: 'utf8' }).stdout ?? '');
const HAS_NAMED = spawnSync(NAMED, ['-v']).status === 0;
const HAS_CHECKZONE = spawnSync(CHECKZONE, ['-v']).status === 0;

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function put({ files }: Pick<SensorRules, 'files'>): string {
  const folder = mkdtempSync(join(tmpdir(), 'sensor-rules-'));
  folders.push(folder);
  for (const { name, text } of files) writeFileSync(join(folder, name), text);
  return folder;
}

const ALL = [...ALL_TYPES, ...HOSTILE].map((value, at) =>
  released(value, {
    tlp: at % 2 === 0 ? 'amber+strict' : 'green',
    until: at % 3 === 0 ? NOW + at * DAY : null,
    comment: 'said "of"; it|\t\\ \u202E # x',
    reference: 'https://reports.example/a;b"c',
  }),
);
const MANY: readonly QueriedValue[] = [
  ...Array.from({ length: 3000 }, (_, at) => ({ type: 'domain' as const, value: `n${at}.evil.example` })),
  ...Array.from({ length: 3000 }, (_, at) => ({ type: 'ipv4' as const, value: `10.1.${at >> 8}.${at & 255}` })),
  ...Array.from({ length: 300 }, (_, at) => ({ type: 'ipv6' as const, value: `2001:db8::${(at + 1).toString(16)}` })),
  { type: 'ip-range', value: '10.9.0.1-10.200.255.254' },
  { type: 'ip-range', value: '2001:db8::1-2001:db8:ffff:ffff:ffff:ffff:ffff:fffe' },
  { type: 'url', value: `http://evil.example/${'%41"|;'.repeat(150)}` },
];

/** Rules that Suricata has loaded and refused, and what it says of it. */
function testRules(folder: string, rules: string) {
  const config = join(folder, 'suricata.yaml');
  writeFileSync(
    config,
    '%YAML 1.1\n---\nstats:\n  enabled: no\ndefault-rule-path: .\napp-layer:\n  protocols:\n    tls:\n      ja3-fingerprints: yes\n',
  );
  const { status, stdout, stderr } = spawnSync(
    SURICATA,
    ['-T', '-v', '-c', config, '-S', join(folder, rules), '-l', folder],
    { encoding: 'utf8' },
  );
  const said = `${stdout}${stderr}`;
  const [, loaded = '', failed = ''] = /(\d+) rules successfully loaded, (\d+) rules failed/.exec(said) ?? [];
  const problems = said.split('\n').filter((line) => /^(?:E|W|Error|Warning): /.test(line));
  return { status, loaded: Number(loaded), failed: Number(failed), problems, said };
}

describe('suricata -T', () => {
  it.runIf(HAS_SURICATA).each(['suricata-rules', 'suricata-datasets'] as const)(
    'takes every rule of %s (skipped where Suricata 7 or later is not installed)',
    (format) => {
      for (const values of [ALL, MANY.map((value) => released(value))]) {
        const rules = write(format, values, {
          name: HOSTILE_NAME,
          benign: [benignValue('domain', 'www.evil.example')],
        });
        const file = rules.files.find(({ name }) => name.endsWith('.rules'));
        const lines = (file?.text ?? '').split('\n').filter((line) => line.startsWith('alert '));
        const answer = testRules(put(rules), file?.name ?? '');
        expect(answer.problems, answer.said).toEqual([]);
        expect(answer).toMatchObject({ status: 0, failed: 0 });
        expect(answer.loaded).toBeGreaterThanOrEqual(lines.length);
      }
    },
    60_000,
  );

  it.runIf(HAS_SURICATA)('takes two watchlists with the same values in one file: their numbers differ', () => {
    const [one, other] = ['w-1', 'w-2'].map(
      (id) => write('suricata-rules', ALL, { id }).files.find(({ name }) => name.endsWith('.rules'))?.text ?? '',
    );
    const files = write('suricata-rules', ALL).files.filter(({ name }) => !name.endsWith('.rules'));
    const folder = put({ files: [...files, { name: 'both.rules', text: `${one}${other}`, values: 0 }] });
    expect(testRules(folder, 'both.rules')).toMatchObject({ status: 0, failed: 0, problems: [] });
  });

  it.runIf(HAS_SURICATA)('would tell what is wrong', () => {
    const folder = put({ files: [{ name: 'bad.rules', text: 'alert ip any any -> any any (msg:"x";)\n', values: 0 }] });
    expect(testRules(folder, 'bad.rules').status).not.toBe(0);
  });
});

describe('named-checkzone', () => {
  const check = (folder: string, name: string, zone: string) =>
    spawnSync(CHECKZONE, ['-i', 'full', zone, join(folder, name)], { encoding: 'utf8' });

  it.runIf(HAS_CHECKZONE)('loads the policy zone, under any name (skipped where BIND is not installed)', () => {
    for (const values of [ALL, MANY.map((value) => released(value))]) {
      const rules = write('rpz', values, {
        name: HOSTILE_NAME,
        benign: [benignValue('domain', 'a.b.c.evil.example'), benignValue('domain', 'n7.evil.example')],
      });
      const name = rules.files[0]?.name ?? '';
      for (const zone of ['rpz', 'rpz.example.net', `${'z'.repeat(50)}.example`]) {
        const { status, stdout, stderr } = check(put(rules), name, zone);
        expect(status, `${stdout}${stderr}`).toBe(0);
        expect(stdout).toContain('loaded serial 2026112542');
        expect(stdout).not.toMatch(/warning|ignor|error/i);
      }
    }
  });

  it.runIf(HAS_CHECKZONE)('would tell what is wrong', () => {
    const folder = put({ files: [{ name: 'bad.rpz', text: '$TTL 300\na CNAME .\n', values: 0 }] });
    expect(check(folder, 'bad.rpz', 'rpz').status).not.toBe(0);
  });
});

/** Of every form that a trigger can have; those that are written in another way the server drops. */
const TRIGGERS: readonly QueriedValue[] = [
  ...['192.0.2.1', '0.0.0.1'].map((value) => ({ type: 'ipv4' as const, value })),
  ...[
    '2001:db8::7',
    '2001:db8:0:0:1:0:0:7',
    '2001:0:0:1:1:0:0:7',
    '1:0:2:3:4:5:6:7',
    '1::',
    '::1',
    '::',
    '::ffff:192.0.2.9',
    '::ffff:0:1',
    'fe80::1:0:0:0',
  ].map((value) => ({ type: 'ipv6' as const, value })),
  ...['198.51.100.0/24', '0.0.0.0/1', '0.0.0.0/0', '2001:db8:1::/48', '::/0', '8000::/1', '::ffff:192.0.2.0/120'].map(
    (value) => ({ type: 'cidr' as const, value }),
  ),
  { type: 'ip-range', value: '2001:db8::1-2001:db8:ffff:ffff:ffff:ffff:ffff:fffe' },
];

describe('named', () => {
  it.runIf(HAS_NAMED)(
    'takes every trigger as it is written (skipped where BIND is not installed)',
    async () => {
      const rules = write(
        'rpz',
        [...TRIGGERS, ...MANY].map((value) => released(value)),
        { name: 'policy', benign: [benignValue('domain', 'a.b.c.evil.example')] },
      );
      expect(rules.left).toEqual([
        { type: 'cidr', count: 2, reason: expect.stringContaining('All addresses') },
        expect.anything(),
      ]);
      const root = '$TTL 60\n@ SOA a. b. 1 1 1 1 1\n@ NS localhost.\n';
      const folder = put({ files: [...rules.files, { name: 'root.zone', text: root, values: 0 }] });
      const config = `options { directory "${folder}"; listen-on { none; }; listen-on-v6 { none; }; pid-file none;
        session-keyfile none; dnssec-validation no; response-policy { zone "rpz"; }; };
        controls { };
        zone "." { type primary; file "root.zone"; };
        zone "rpz" { type primary; file "policy.rpz"; };`;
      writeFileSync(join(folder, 'named.conf'), config);
      const said = await listen(spawn(NAMED, ['-g', '-c', join(folder, 'named.conf')]), 'rpz: reload done');
      expect(said).toContain('rpz: reload done: success');
      expect(
        said.split('\n').filter((line) => /rpz/.test(line) && /invalid|canonical|error|ignor/i.test(line)),
      ).toEqual([]);
    },
    60_000,
  );
});

/** What a program says until it says so, or ends; then it is ended. */
function listen(program: ReturnType<typeof spawn>, until: string): Promise<string> {
  return new Promise((resolve) => {
    let said = '';
    const take = (chunk: Buffer) => {
      said += chunk.toString('utf8');
      if (said.includes(until)) program.kill();
    };
    program.stdout?.on('data', take);
    program.stderr?.on('data', take);
    program.on('close', () => resolve(said));
  });
}
