/** Rules written here, run by Suricata over traffic: what should be seen is, and what only looks like it is not. */

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { QueriedValue } from '../../../src/domain/indicators/queries/watchlist-queries';
import { benignValue, released, write } from './made-releases';
import { askName, exchange, makeCapture } from './traffic';

const SURICATA = 'suricata';
const HAS_SURICATA = /version (?:[7-9]|\d\d)\./.test(spawnSync(SURICATA, ['-V'], { encoding: 'utf8' }).stdout ?? '');

const CONFIG = `%YAML 1.1
---
stats:
  enabled: no
stream:
  checksum-validation: no
outputs:
  - eve-log:
      enabled: yes
      filetype: regular
      filename: eve.json
      types: [alert]
`;

const BODY = 'a file that is known';
const AGENT = 'Evil "1.0"; |x|\\';
const WATCHED: readonly QueriedValue[] = [
  { type: 'domain', value: 'evil.example' },
  { type: 'domain', value: 'partly.example' },
  { type: 'ipv4', value: '192.0.2.1' },
  { type: 'cidr', value: '198.51.100.0/24' },
  { type: 'url', value: 'http://site.example/a%20b?c=1;d="' },
  { type: 'user-agent', value: AGENT },
  { type: 'sha256', value: createHash('sha256').update(BODY).digest('hex') },
];

const resolver = (name: string, port: number) => askName(name, { from: ['10.0.0.5', port], to: ['10.0.0.1', 53] });
const web = (port: number, host: string, path: string, agent: string, body: string, to = '203.0.113.1') =>
  exchange(
    { from: ['10.0.0.5', port], to: [to, 80] },
    `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nUser-Agent: ${agent}\r\n\r\n`,
    `HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );

/** Client ports, which tell the connections apart, with the packets of each. */
const TRAFFIC: Readonly<Record<number, readonly Buffer[]>> = {
  2001: [resolver('evil.example', 2001)],
  2002: [resolver('WWW.evil.EXAMPLE', 2002)],
  2003: [resolver('notevil.example', 2003)],
  2004: [resolver('evil.example.net', 2004)],
  2005: [resolver('partly.example', 2005)],
  2006: [resolver('fine.partly.example', 2006)],
  3001: web(3001, 'evil.example', '/', 'x', 'y'),
  3002: web(3002, 'site.example', '/a%20b?c=1;d="', 'x', 'y'),
  3003: web(3003, 'site.example', '/a%20b?c=1;d="e', 'x', 'y'),
  3004: web(3004, 'other.example', '/', AGENT, 'y'),
  3005: web(3005, 'other.example', '/', `${AGENT}2`, 'y'),
  3006: web(3006, 'other.example', '/', 'x', BODY),
  3007: web(3007, 'other.example', '/', 'x', 'y', '192.0.2.1'),
  3008: web(3008, 'other.example', '/', 'x', 'y', '198.51.100.77'),
  3009: web(3009, 'other.example', '/', 'x', 'y', '192.0.2.2'),
};

it.runIf(HAS_SURICATA).each([
  ['suricata-rules', [2001, 2002, 2005, 3001, 3002, 3004, 3006, 3007, 3008]],
  // Names beneath a name are no members of a set.
  ['suricata-datasets', [2001, 2005, 3001, 3002, 3004, 3006, 3007, 3008]],
] as const)(
  '%s alert on the traffic that they should (skipped where Suricata is not installed)',
  (format, expected) => {
    const folder = mkdtempSync(join(tmpdir(), 'sensor-traffic-'));
    try {
      const values = WATCHED.map((value) => released(value));
      const { files } = write(format, values, { benign: [benignValue('domain', 'fine.partly.example')] });
      for (const { name, text } of files) writeFileSync(join(folder, name), text);
      writeFileSync(join(folder, 'suricata.yaml'), CONFIG);
      writeFileSync(join(folder, 'made.pcap'), makeCapture(Object.values(TRAFFIC).flat()));
      const config = ['-c', join(folder, 'suricata.yaml'), '-S', join(folder, 'herons.rules'), '-l', folder];
      const run = spawnSync(SURICATA, ['-r', join(folder, 'made.pcap'), '-k', 'none', ...config], { encoding: 'utf8' });
      expect(run.status, `${run.stdout}${run.stderr}`).toBe(0);
      const alerts = readFileSync(join(folder, 'eve.json'), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as { readonly src_port: number; readonly dest_port: number });
      const ports = new Set(alerts.map(({ src_port, dest_port }) => Math.max(src_port, dest_port)));
      expect([...ports].sort((a, b) => a - b)).toEqual(expected);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  60_000,
);
