import { makeRandom } from '../make-random';

/** A flow as NetFlow and Zeek have it; addresses are numbers of 32 bits, times ms. */
export interface MadeUpFlow {
  source: number;
  destination: number;
  sourcePort: number;
  destinationPort: number;
  protocol: 6 | 17 | 1;
  start: number;
  duration: number;
  sourceBytes: number;
  destinationBytes: number;
  sourcePackets: number;
  destinationPackets: number;
  state: 'SF' | 'S0' | 'REJ' | 'RSTO' | 'OTH';
}

const START = Date.UTC(2026, 9, 1);
const PORTS = [443, 443, 443, 443, 80, 80, 53, 53, 53, 22, 25, 123, 445, 3389, 8080, 993];
const STATES = ['SF', 'SF', 'SF', 'SF', 'SF', 'S0', 'REJ', 'RSTO', 'OTH'] as const;
/** Of those outside that are talked to: far more than any dictionary holds. */
export const OUTSIDERS = 4_000_000;

/** The n-th address outside: spread over the Internet, and the same for everybody who counts. */
export function outsider(n: number): number {
  const mixed = Math.imul(n + 1, 0x9e3779b1) >>> 0;
  return (((20 + (mixed % 180)) << 24) | (Math.imul(n + 1, 0x85ebca6b) >>> 8)) >>> 0;
}

/** Flows of a site with 500 hosts, in the order of time: the same sequence for the same seed. The object is used again. */
export function makeFlows(seed: number, perSecond: number): () => MadeUpFlow {
  const random = makeRandom(seed);
  const below = (end: number) => Math.floor(random() * end);
  const flow: MadeUpFlow = {
    source: 0,
    destination: 0,
    sourcePort: 0,
    destinationPort: 0,
    protocol: 6,
    start: START,
    duration: 0,
    sourceBytes: 0,
    destinationBytes: 0,
    sourcePackets: 0,
    destinationPackets: 0,
    state: 'SF',
  };
  return () => {
    const inside = (10 << 24) | (below(2) << 8) | below(250);
    const outside = below(10) < 8 ? outsider(below(OUTSIDERS)) : outsider(below(300));
    const isInbound = below(10) === 0;
    flow.source = (isInbound ? outside : inside) >>> 0;
    flow.destination = (isInbound ? inside : outside) >>> 0;
    flow.destinationPort = PORTS[below(PORTS.length)] ?? 443;
    flow.sourcePort = 1024 + below(64_000);
    flow.protocol = flow.destinationPort === 53 || flow.destinationPort === 123 ? 17 : 6;
    flow.state = STATES[below(STATES.length)] ?? 'SF';
    flow.start += below(2000 / perSecond);
    flow.duration = flow.state === 'SF' ? (below(10) === 0 ? below(600_000) : below(3000)) : 0;
    flow.sourcePackets = 1 + below(below(10) === 0 ? 2000 : 20);
    flow.destinationPackets = flow.state === 'S0' ? 0 : 1 + below(below(10) === 0 ? 3000 : 20);
    flow.sourceBytes = flow.sourcePackets * (40 + below(400));
    flow.destinationBytes = flow.destinationPackets * (40 + below(1300));
    return flow;
  };
}

export function writeAddress(address: number): string {
  return `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`;
}

/** The same number as an address of version 6. */
export function writeAddress6(address: number): string {
  const prefix = address >>> 24 === 10 ? 'fd00:1' : `2001:${(address >>> 20).toString(16)}`;
  return `${prefix}::${(address >>> 16).toString(16)}:${((address & 0xffff) >>> 0).toString(16)}`;
}
