import { makeRandom } from '../make-random';
import { insider, type MadeFlow, SITE_START } from './made-up-site';

/** One host that asks a server outside every minute for nine hours, and tries port 445 of 60 others; and others at work. */
export function makeInfectedHost(): readonly MadeFlow[] {
  const random = makeRandom(11);
  const usual = { transport: 'tcp', out: 420, back: 300, duration: 200, state: 'SF' } as const;
  const flows: MadeFlow[] = [];
  for (let minute = 0; minute < 540; minute++)
    flows.push({
      ...usual,
      start: SITE_START + minute * 60_000 + Math.floor(random() * 6000),
      source: '10.0.0.7',
      destination: '185.7.7.66',
      port: 443,
    });
  for (let n = 20; n < 80; n++)
    flows.push({
      ...usual,
      start: SITE_START + 4 * 3_600_000 + n * 900,
      source: '10.0.0.7',
      destination: insider(n),
      port: 445,
      out: 0,
      back: 0,
      state: n % 3 === 0 ? 'REJ' : 'S0',
    });
  for (let host = 20; host < 40; host++)
    for (let n = 0; n < 60; n++)
      flows.push({
        ...usual,
        start: SITE_START + Math.floor(random() * 9 * 3_600_000),
        source: insider(host),
        destination: `93.184.${Math.floor(random() * 40)}.9`,
        port: 443,
        out: Math.floor(400 + random() * 90_000),
      });
  return flows.sort((one, other) => one.start - other.start);
}
