import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { makeFlows } from './made-up-flows';

export interface NfdumpTimes {
  /** Median of milliseconds. */
  readonly milliseconds: number;
  readonly stored: number;
  readonly matched: number;
}

const PORT = 29_995;
const FLOWS_IN_PACKET = 30;
const PACKETS_AT_ONCE = 20;
const BOOT = Date.UTC(2026, 9, 1);

/** Sends the flows as NetFlow v5 to `nfcapd` and searches what it stored. `null`: it is not installed. */
export async function measureNfdump(
  folder: string,
  flows: number,
  seed: number,
  indicators: readonly string[],
  rounds: number,
): Promise<NfdumpTimes | null> {
  if (spawnSync('nfdump', ['-V']).error !== undefined) return null;
  const stored = join(folder, 'nfcapd');
  mkdirSync(stored);
  const collector = spawn('nfcapd', ['-w', stored, '-p', String(PORT), '-b', '127.0.0.1', '-t', '86400'], {
    stdio: 'ignore',
  });
  await pause(1500);
  await sendFlows(flows, seed);
  await pause(1500);
  await stop(collector);
  const filter = join(folder, 'filter.txt');
  writeFileSync(filter, `ip in [ ${indicators.map((line) => line.split('\t')[1]).join(' ')} ]`);
  const [times, counts]: number[][] = [[], []];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    const { stdout } = spawnSync('nfdump', ['-R', stored, '-q', '-f', filter, '-o', 'fmt:%sa %da'], {
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
    });
    times?.push(performance.now() - start);
    counts?.push(stdout.split('\n').filter((line) => line.trim() !== '').length);
  }
  const { stdout } = spawnSync('nfdump', ['-R', stored, '-I'], { encoding: 'utf8' });
  return {
    milliseconds: times?.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN,
    stored: Number(/^Flows: (\d+)/m.exec(stdout)?.[1] ?? 0),
    matched: counts?.[0] ?? 0,
  };
}

function stop(collector: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    collector.once('exit', () => resolve());
    collector.kill('SIGTERM');
  });
}

async function sendFlows(flows: number, seed: number): Promise<void> {
  const socket = createSocket('udp4');
  const next = makeFlows(seed, 200);
  for (let sent = 0, packets = 0; sent < flows; packets++) {
    const count = Math.min(FLOWS_IN_PACKET, flows - sent);
    await send(socket, makePacket(next, count, sent));
    sent += count;
    if (packets % PACKETS_AT_ONCE === 0) while (waiting() > 0) await pause(1);
  }
  socket.close();
}

function send(socket: Socket, packet: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.send(packet, PORT, '127.0.0.1', (error) => (error === null ? resolve() : reject(error)));
  });
}

/** Bytes that the collector has not fetched yet: what finds no room there is lost without a word. */
function waiting(): number {
  const port = `:${PORT.toString(16).toUpperCase()} `;
  const line = readFileSync('/proc/net/udp', 'utf8')
    .split('\n')
    .find((entry) => entry.includes(port) && / 00000000:0000 07 /.test(entry));
  return Number.parseInt(/ [\dA-F]{8}:([\dA-F]{8}) /.exec(line ?? '')?.[1] ?? '0', 16);
}

/** https://www.cisco.com/c/en/us/td/docs/net_mgmt/netflow_collection_engine/3-6/user/guide/format.html */
function makePacket(next: ReturnType<typeof makeFlows>, count: number, sequence: number): Uint8Array {
  const packet = Buffer.alloc(24 + count * 48);
  let uptime = 0;
  for (let record = 0; record < count; record++) {
    const flow = next();
    const at = 24 + record * 48;
    const first = flow.start - BOOT;
    packet.writeUInt32BE(flow.source, at);
    packet.writeUInt32BE(flow.destination, at + 4);
    packet.writeUInt32BE(flow.sourcePackets, at + 16);
    packet.writeUInt32BE(flow.sourceBytes, at + 20);
    packet.writeUInt32BE(first, at + 24);
    packet.writeUInt32BE(first + flow.duration, at + 28);
    packet.writeUInt16BE(flow.sourcePort, at + 32);
    packet.writeUInt16BE(flow.destinationPort, at + 34);
    packet.writeUInt8(flow.protocol === 6 ? 27 : 0, at + 37);
    packet.writeUInt8(flow.protocol, at + 38);
    uptime = Math.max(uptime, first + flow.duration + 1000);
  }
  packet.writeUInt16BE(5, 0);
  packet.writeUInt16BE(count, 2);
  packet.writeUInt32BE(uptime, 4);
  packet.writeUInt32BE(Math.floor((BOOT + uptime) / 1000), 8);
  packet.writeUInt32BE(((BOOT + uptime) % 1000) * 1_000_000, 12);
  packet.writeUInt32BE(sequence, 16);
  return packet;
}
