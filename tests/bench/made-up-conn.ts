import { closeSync, openSync, writeSync } from 'node:fs';
import { makeRandom } from '../make-random';
import { type MadeUpFlow, makeFlows, OUTSIDERS, outsider, writeAddress, writeAddress6 } from './made-up-flows';

const FIELDS = [
  'ts:time',
  'uid:string',
  'id.orig_h:addr',
  'id.orig_p:port',
  'id.resp_h:addr',
  'id.resp_p:port',
  'proto:enum',
  'service:string',
  'duration:interval',
  'orig_bytes:count',
  'resp_bytes:count',
  'conn_state:string',
  'local_orig:bool',
  'local_resp:bool',
  'missed_bytes:count',
  'history:string',
  'orig_pkts:count',
  'orig_ip_bytes:count',
  'resp_pkts:count',
  'resp_ip_bytes:count',
  'tunnel_parents:set[string]',
  'community_id:string',
].map((field) => field.split(':'));
const SERVICES = new Map([
  [443, 'ssl'],
  [80, 'http'],
  [8080, 'http'],
  [53, 'dns'],
  [22, 'ssh'],
  [25, 'smtp'],
  [123, 'ntp'],
  [445, 'smb'],
  [3389, 'rdp'],
]);
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** A conn.log as Zeek writes it, of made-up flows. */
export function writeConnLog(path: string, lines: number, seed: number, version: 4 | 6 = 4): void {
  const next = makeFlows(seed, 200);
  const random = makeRandom(seed + 1);
  const letters = (count: number) =>
    Array.from({ length: count }, () => LETTERS[Math.floor(random() * LETTERS.length)]).join('');
  const file = openSync(path, 'w');
  writeSync(
    file,
    [
      '#separator \\x09',
      '#set_separator\t,',
      '#empty_field\t(empty)',
      '#unset_field\t-',
      '#path\tconn',
      `#fields\t${FIELDS.map(([name]) => name).join('\t')}`,
      `#types\t${FIELDS.map(([, type]) => type).join('\t')}`,
      '',
    ].join('\n'),
  );
  for (let line = 0, part = ''; line < lines; line++) {
    part += writeLine(next(), letters, version);
    if (line % 5000 === 4999 || line === lines - 1) {
      writeSync(file, part);
      part = '';
    }
  }
  closeSync(file);
}

function writeLine(flow: MadeUpFlow, letters: (count: number) => string, version: 4 | 6): string {
  const write = version === 4 ? writeAddress : writeAddress6;
  const isAnswered = flow.state === 'SF';
  return `${[
    `${(flow.start / 1000).toFixed(3)}${(flow.sourcePort % 900) + 100}`,
    `C${letters(17)}`,
    write(flow.source),
    flow.sourcePort,
    write(flow.destination),
    flow.destinationPort,
    flow.protocol === 6 ? 'tcp' : 'udp',
    (isAnswered ? SERVICES.get(flow.destinationPort) : undefined) ?? '-',
    isAnswered ? `${(flow.duration / 1000).toFixed(3)}${(flow.sourcePort % 900) + 100}` : '-',
    isAnswered ? flow.sourceBytes : '-',
    isAnswered ? flow.destinationBytes : '-',
    flow.state,
    flow.source >>> 24 === 10 ? 'T' : 'F',
    flow.source >>> 24 === 10 ? 'F' : 'T',
    0,
    isAnswered ? 'ShADadFf' : 'S',
    flow.sourcePackets,
    flow.sourceBytes + flow.sourcePackets * 28,
    flow.destinationPackets,
    flow.destinationBytes + flow.destinationPackets * 28,
    '-',
    `1:${letters(27)}=`,
  ].join('\t')}\n`;
}

/**
 * A watchlist as lines of type, tab, value: addresses, of which some hundred are talked to, then networks, domains and
 * hashes.
 */
export function makeIndicators(count: number, seed: number): string[] {
  const random = makeRandom(seed);
  const hex = (digits: number) => {
    let text = '';
    while (text.length < digits)
      text += Math.floor(random() * 0x1_0000_0000)
        .toString(16)
        .padStart(8, '0');
    return text;
  };
  const lines = new Set<string>();
  for (let n = 0; n < 5000; n++) lines.add(`ipv4\t${writeAddress(outsider(Math.floor(random() * OUTSIDERS)))}`);
  while (lines.size < count * 0.6) lines.add(`ipv4\t${writeAddress((0xc8000000 + random() * 0x17000000) >>> 0)}`);
  while (lines.size < count * 0.9) lines.add(`domain\t${hex(10)}.${hex(6)}.example`);
  while (lines.size < count) lines.add(`sha256\t${hex(64)}`);
  return [...lines];
}
