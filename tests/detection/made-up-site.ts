import { type FlowFacts, FlowTable } from '../../src/domain/detection/behaviour/flow-table';
import { makeRandom } from '../make-random';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const SITE_START = Date.UTC(2026, 9, 5);

/** One flow as it is made up, before it is a row; times ms. */
export interface MadeFlow {
  readonly start: number;
  readonly source: string;
  readonly destination: string;
  readonly port: number;
  readonly transport: 'tcp' | 'udp';
  readonly out: number;
  readonly back: number;
  readonly duration: number;
  readonly state: 'SF' | 'S0' | 'REJ';
}

export interface Planted {
  readonly behaviour: 'beacon' | 'scan-hosts' | 'scan-ports' | 'brute-force' | 'data-leaving' | 'rare-destination';
  readonly host: string;
  /** `null`: several. */
  readonly peer: string | null;
  readonly what: string;
}

export interface Site {
  readonly flows: readonly MadeFlow[];
  readonly planted: readonly Planted[];
  readonly days: number;
}

export interface SiteSettings {
  readonly seed: number;
  readonly days: number;
  readonly hosts: number;
  /** Of each kind; 0: a site without anything wrong. */
  readonly planted: number;
}

type Random = () => number;

/** Of a host inside, from 1. */
export const insider = (n: number) => `10.0.${Math.floor(n / 250)}.${(n % 250) + 1}`;
const stranger = (n: number) => `${20 + (n % 60)}.${(n * 7) % 250}.${(n * 13) % 250}.${(n % 240) + 5}`;
const evil = (n: number) => `185.${n % 250}.${(n * 31) % 250}.66`;

/** A site at work: people by day, machines around the clock, and what is planted among them. */
export function makeSite({ seed, days, hosts, planted: amount }: SiteSettings): Site {
  const random = makeRandom(seed);
  const flows: MadeFlow[] = [];
  const planted: Planted[] = [];
  const end = SITE_START + days * DAY;
  const put = (flow: Partial<MadeFlow> & Pick<MadeFlow, 'start' | 'source' | 'destination' | 'port'>) => {
    if (flow.start < end) flows.push({ transport: 'tcp', out: 600, back: 3000, duration: 300, state: 'SF', ...flow });
  };
  for (let host = 0; host < hosts; host++) addUsualTraffic(insider(host), host, { random, put, days });
  addMachines(hosts, { random, put, days });
  for (let n = 0; n < amount; n++) addPlanted(n, hosts, { random, put, days, planted });
  return { flows: flows.sort((one, other) => one.start - other.start), planted, days };
}

interface Making {
  readonly random: Random;
  readonly days: number;
  put(flow: Partial<MadeFlow> & Pick<MadeFlow, 'start' | 'source' | 'destination' | 'port'>): void;
}

const between = (random: Random, low: number, high: number) => low + random() * (high - low);
const whole = (random: Random, low: number, high: number) => Math.floor(between(random, low, high));
/** Drawn so that small ones are many: exponential. */
const waiting = (random: Random, mean: number) => -Math.log(1 - random()) * mean;

function* regularly(random: Random, from: number, to: number, period: number, jitter: number) {
  let at = from + random() * period;
  while (at < to) {
    yield at;
    at += period * (1 + between(random, -jitter, jitter));
  }
}

/** People by day, with what their machines do by themselves. */
function addUsualTraffic(source: string, n: number, { random, put, days }: Making): void {
  const favourites = Array.from({ length: 12 }, () => stranger(whole(random, 0, 400)));
  const isOnAtNight = n % 3 === 0;
  for (let day = 0; day < days; day++) {
    const morning = SITE_START + day * DAY + between(random, 7, 9) * HOUR;
    const evening = morning + between(random, 8, 10) * HOUR;
    // Sessions: a page asks several servers at once, several times.
    for (let at = morning; at < evening; at += waiting(random, 12 * MINUTE)) {
      const pages = whole(random, 1, 9);
      let moment = at;
      for (let page = 0; page < pages; page++) {
        moment += waiting(random, 50 * SECOND);
        for (let part = whole(random, 1, 5); part > 0; part--) {
          const destination =
            random() < 0.7 ? (favourites[whole(random, 0, 12)] ?? stranger(1)) : stranger(whole(random, 0, 5000));
          const isFailed = random() < 0.03;
          put({
            start: moment + random() * 2000,
            source,
            destination,
            port: random() < 0.9 ? 443 : 80,
            out: isFailed ? 0 : Math.round(500 + waiting(random, 4000)),
            back: isFailed ? 0 : Math.round(waiting(random, 60_000)),
            duration: waiting(random, 8000),
            state: isFailed ? (random() < 0.5 ? 'S0' : 'REJ') : 'SF',
          });
        }
        put({
          start: moment,
          source,
          destination: '10.0.200.1',
          port: 53,
          transport: 'udp',
          out: 60,
          back: 180,
          duration: 20,
        });
      }
    }
    // An upload now and then: photographs, a report.
    if (random() < 0.4)
      put({
        start: between(random, morning, evening),
        source,
        destination: favourites[0] ?? stranger(1),
        port: 443,
        out: Math.round(waiting(random, 8_000_000)),
        duration: 40_000,
      });
    const [on, off] = isOnAtNight ? [SITE_START + day * DAY, SITE_START + (day + 1) * DAY] : [morning, evening];
    // Known to be regular: time, updates, mail, the vendor's telemetry.
    for (const start of regularly(random, on, off, 1024 * SECOND, 0.02))
      put({
        start,
        source,
        destination: '17.253.14.125',
        port: 123,
        transport: 'udp',
        out: 48,
        back: 48,
        duration: 30,
      });
    for (const start of regularly(random, on, off, HOUR, 0.1))
      put({ start, source, destination: '40.77.226.250', port: 443, out: 900 + whole(random, 0, 50) });
    for (const start of regularly(random, morning, evening, 5 * MINUTE, 0.03))
      put({ start, source, destination: '142.250.1.109', port: 993, out: 1500 + whole(random, 0, 200) });
    if (n % 4 === 0)
      for (const start of regularly(random, on, off, 15 * MINUTE, 0.05))
        put({ start, source, destination: '52.114.128.9', port: 443, out: 2400 + whole(random, 0, 300) });
  }
}

/** A monitor that asks every host, and hosts that have a tool of their own that asks home: honest, and alone. */
function addMachines(hosts: number, { random, put, days }: Making): void {
  const end = SITE_START + days * DAY;
  for (let n = 0; n < hosts; n++)
    for (const start of regularly(random, SITE_START, end, 30 * MINUTE, 0.01))
      put({
        start,
        source: '10.0.200.5',
        destination: insider(n),
        port: 161,
        transport: 'udp',
        out: 90,
        back: n % 10 === 9 ? 0 : 200,
        state: n % 10 === 9 ? 'S0' : 'SF',
      });
  // Calls: long flows in both directions, a new one every few minutes; a backup by night, of much the same size.
  for (let day = 0; day < days; day++) {
    for (let call = 0; call < hosts / 4; call++) {
      const begun = SITE_START + day * DAY + between(random, 8, 17) * HOUR;
      const source = insider(whole(random, 0, hosts));
      for (let part = 0; part < 8; part++)
        put({
          start: begun + part * 5 * MINUTE + waiting(random, MINUTE),
          source,
          destination: stranger(call % 20),
          port: 3478,
          transport: 'udp',
          out: Math.round(waiting(random, 3e6)),
          duration: 200_000,
        });
    }
    put({
      start: SITE_START + day * DAY + 2 * HOUR + waiting(random, 20 * MINUTE),
      source: insider(2),
      destination: '52.216.1.1',
      port: 443,
      out: Math.round(between(random, 3e8, 6e8)),
      duration: 900_000,
    });
  }
  // One who shares files with strangers: many hosts, many ports, half of them gone.
  for (let n = 0; n < days * 200; n++)
    put({
      start: SITE_START + (n % days) * DAY + between(random, 18, 23) * HOUR,
      source: insider(3),
      destination: stranger(whole(random, 0, 9000)),
      port: whole(random, 10_000, 60_000),
      out: random() < 0.5 ? 0 : Math.round(waiting(random, 200_000)),
      state: random() < 0.5 ? 'S0' : 'SF',
    });
  // One host polls something that nobody else has, as regularly as any beacon: what flows alone cannot tell apart.
  for (const start of regularly(random, SITE_START, end, 20 * MINUTE, 0.02))
    put({ start, source: insider(1), destination: '93.184.216.34', port: 443, out: 700 });
}

const PERIODS = [10 * SECOND, 30 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR];
const JITTERS = [0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5];

/** Every beat of a beacon: by the clock or by sleeping, with beats lost, nights off, several connections, and commands. */
function addBeacon(source: string, destination: string, { random, put, days }: Making): string {
  const end = SITE_START + days * DAY;
  const period = PERIODS[whole(random, 0, PERIODS.length)] ?? MINUTE;
  const jitter = JITTERS[whole(random, 0, JITTERS.length)] ?? 0;
  const lost = random() * 0.35;
  const isOffAtNight = random() < 0.4 && period <= 30 * MINUTE;
  const isByClock = random() < 0.3;
  const connections = random() < 0.2 ? 3 : 1;
  const spread = random() < 0.3 ? 2000 : 60;
  const isUnanswered = random() < 0.15;
  const span = Math.max(period * 14, between(random, 0.3, 4) * DAY);
  const from = Math.max(SITE_START, end - span - random() * DAY);
  const moments = isByClock
    ? regularly(random, from, Math.min(end, from + span), period, 0)
    : regularly(random, from, Math.min(end, from + span), period, jitter);
  for (const moment of moments) {
    const start = isByClock ? moment + between(random, -jitter / 2, jitter / 2) * period : moment;
    const hour = ((start - SITE_START) % DAY) / HOUR;
    if (random() < lost || (isOffAtNight && (hour < 8 || hour > 18))) continue;
    const isTask = random() < 0.03;
    for (let part = 0; part < connections; part++)
      put({
        start: start + part * 400,
        source,
        destination,
        port: 443,
        out: isUnanswered ? 0 : isTask ? whole(random, 5000, 90_000) : 300 + whole(random, 0, spread),
        back: isUnanswered ? 0 : 400,
        state: isUnanswered ? 'REJ' : 'SF',
      });
  }
  const words = [isOffAtNight ? 'off at night' : '', isByClock ? 'by the clock' : '', isUnanswered ? 'refused' : ''];
  return [
    `${period / SECOND} s, jitter ${jitter}, ${Math.round(lost * 100)} % lost, ${(span / DAY).toFixed(1)} days`,
    ...words.filter((word) => word !== ''),
  ].join(', ');
}

function addPlanted(n: number, hosts: number, making: Making & { readonly planted: Planted[] }): void {
  const { random, put, days, planted } = making;
  const end = SITE_START + days * DAY;
  const victim = (offset: number) => insider((n * 5 + offset) % hosts);
  const plant = (behaviour: Planted['behaviour'], host: string, peer: string | null, what: string) =>
    planted.push({ behaviour, host, peer, what });

  plant('beacon', victim(0), evil(n), addBeacon(victim(0), evil(n), making));

  const targets = whole(random, 30, 250);
  const pause = random() < 0.3 ? 3 * MINUTE : 3 * SECOND;
  let at = between(random, SITE_START, end - 14 * HOUR);
  const answering = random() * 0.4;
  for (let target = 0; target < targets; target++) {
    at += waiting(random, pause);
    const isUp = random() < answering;
    put({
      start: at,
      source: victim(1),
      destination: insider(target),
      port: [445, 22, 3389, 80][n % 4] ?? 445,
      out: isUp ? 300 : 0,
      back: 0,
      duration: 10,
      state: isUp ? 'SF' : random() < 0.5 ? 'S0' : 'REJ',
    });
  }
  plant(
    'scan-hosts',
    victim(1),
    null,
    `${targets} hosts, ${pause / SECOND} s apart, ${Math.round(answering * 100)} % answer`,
  );

  const ports = whole(random, 25, 1000);
  at = between(random, SITE_START, end - 3 * HOUR);
  for (let port = 1; port <= ports; port++) {
    at += waiting(random, SECOND);
    put({
      start: at,
      source: victim(2),
      destination: victim(4),
      port,
      out: 0,
      back: 0,
      duration: 5,
      state: random() < 0.03 ? 'SF' : 'REJ',
    });
  }
  plant('scan-ports', victim(2), victim(4), `${ports} ports`);

  const tries = whole(random, 40, 500);
  const isRefused = random() < 0.5;
  const rate = between(random, 1, 15);
  at = between(random, SITE_START, end - 2 * HOUR);
  for (let attempt = 0; attempt < tries; attempt++) {
    at += waiting(random, rate * SECOND);
    put({
      start: at,
      source: victim(3),
      destination: '10.0.200.9',
      port: [22, 3389, 445][n % 3] ?? 22,
      out: isRefused ? 0 : 1300 + whole(random, 0, 200),
      back: isRefused ? 0 : 1900,
      duration: isRefused ? 5 : 1500 + random() * 800,
      state: isRefused ? 'REJ' : 'SF',
    });
  }
  plant(
    'brute-force',
    victim(3),
    '10.0.200.9',
    `${tries} tries ${rate.toFixed(0)} s apart${isRefused ? ', refused' : ''}`,
  );

  if (days < 8) return;
  const size = between(random, 6e7, 3e9);
  const parts = whole(random, 4, 60);
  at = between(random, SITE_START + 7 * DAY, end - 3 * HOUR);
  const drop = evil(n + 100);
  for (let part = 0; part < parts; part++)
    put({
      start: at + part * 20 * SECOND,
      source: victim(4),
      destination: drop,
      port: 443,
      out: Math.round(size / parts),
      back: 4000,
      duration: 15_000,
    });
  plant('data-leaving', victim(4), drop, `${Math.round(size / 1e6)} MB in ${parts} flows`);
  plant('rare-destination', victim(4), drop, 'where the data went');
}

const TRANSPORTS = { tcp: 6, udp: 17 } as const;
const STATES = { SF: 1, S0: 2, REJ: 3 } as const;

/** The flows as a table, as if they had been read from one history. */
export function tableOf(flows: readonly MadeFlow[]): FlowTable {
  const table = new FlowTable(flows.length);
  const fact: FlowFacts = {
    start: 0,
    source: 0,
    destination: 0,
    port: 0,
    transport: 0,
    out: 0,
    back: 0,
    duration: 0,
    state: 0,
    row: 0,
  };
  flows.forEach((flow, at) => {
    if (at % 60_000 === 0) table.open({ historyId: 'made-up', segmentId: `made-up/${at / 60_000}` });
    table.add({
      ...fact,
      start: flow.start,
      source: table.hosts.add(flow.source),
      destination: table.hosts.add(flow.destination),
      port: flow.port,
      transport: TRANSPORTS[flow.transport],
      out: flow.out,
      back: flow.back,
      duration: flow.duration,
      state: STATES[flow.state],
      row: at % 60_000,
    });
  });
  return table;
}

/** The same as Zeek writes them. */
export function writeConnLog(flows: readonly MadeFlow[]): string {
  const head = [
    '#separator \\x09',
    '#set_separator\t,',
    '#empty_field\t(empty)',
    '#unset_field\t-',
    '#path\tconn',
    '#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice\tduration\torig_bytes\tresp_bytes\tconn_state',
    '#types\ttime\tstring\taddr\tport\taddr\tport\tenum\tstring\tinterval\tcount\tcount\tstring',
  ];
  const lines = flows.map(({ start, source, destination, port, transport, out, back, duration, state }, at) =>
    [
      (start / 1000).toFixed(6),
      `C${at}`,
      source,
      String(40_000 + (at % 20_000)),
      destination,
      String(port),
      transport,
      '-',
      (duration / 1000).toFixed(6),
      String(out),
      String(back),
      state,
    ].join('\t'),
  );
  return `${[...head, ...lines].join('\n')}\n`;
}
