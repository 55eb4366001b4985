import { describe, expect, it } from 'vitest';
import { AUDIENCES, type Audience, releaseValues } from '../../../src/domain/indicators/sensor-rules/release-values';
import { type IndicatorStatement, makeStatement } from '../../../src/domain/indicators/statement';
import { makeWarninglistMatcher } from '../../../src/domain/indicators/warninglist-matcher';
import { computeWatch } from '../../../src/domain/indicators/watch';
import type { BenignValue, Warninglist, Watchlist } from '../../../src/domain/indicators/watchlist';
import { TLP_LEVELS, type TlpLevel } from '../../../src/domain/threats/threat-report';
import { makeWatchlist } from '../made-up-watchlist';
import { benignValue, DAY, NOW } from './made-releases';

const said = (value: string, change: Partial<IndicatorStatement> = {}) =>
  makeStatement('domain', value, value, '', change);

function release(
  statements: Readonly<Record<string, readonly IndicatorStatement[]>>,
  {
    audience = 'own' as Audience,
    list = {} as Partial<Watchlist>,
    marking = null as TlpLevel | null,
    benign = [] as readonly BenignValue[],
    known = [] as readonly string[],
    networks = [] as readonly string[],
  } = {},
) {
  const named = { collections: Object.keys(statements), warninglists: ['known', 'networks'] };
  const watchlist = makeWatchlist('w', { ...named, ...list });
  const listOf = (id: string, type: Warninglist['type'], list: readonly string[]) => ({
    id,
    name: id,
    type,
    attributes: [],
    list,
  });
  const warninglists = [listOf('known', 'hostname', known), listOf('networks', 'cidr', networks)];
  const { indicators, outcomes } = computeWatch({
    watchlists: [watchlist],
    statementsOf: (id) => statements[id] ?? [],
    warninglists,
    matcher: makeWarninglistMatcher(warninglists),
    benign,
    today: '2026-11-25',
    now: NOW,
  });
  const collections = Object.values(statements).map((each) => ({ marking, statements: () => each }));
  const outcome = outcomes[0];
  return releaseValues({ list: watchlist, indicators, outcome, collections, benign, warninglists, audience, now: NOW });
}

describe('what goes out', () => {
  it('is nothing that is expired, harmless, uncertain or on a warninglist', () => {
    const { values, heldBack } = release(
      {
        c: [
          said('evil.com', { validUntil: NOW + DAY }),
          said('old.com', { validUntil: NOW - 1 }),
          said('soon.com', { validFrom: NOW + 1 }),
          said('weak.com', { confidence: 10 }),
          said('ours.com'),
          said('www.known.com'),
        ],
      },
      { list: { minimumConfidence: 50 }, benign: [benignValue('domain', 'ours.com')], known: ['known.com'] },
    );
    expect(values.map(({ value }) => value)).toEqual(['evil.com']);
    expect(heldBack).toMatchObject({ expired: 1, notYetValid: 1, lowConfidence: 1, benign: 1, warninglists: 1 });
  });

  it('is nothing marked above whom it is for, and TLP:RED never', () => {
    const c = TLP_LEVELS.map((tlp) => said(`${tlp.replace('+', '-')}.com`, { tlp }));
    const out = AUDIENCES.map((audience) => release({ c: [...c, said('unmarked.com')] }, { audience }));
    expect(out.map(({ values }) => values.map(({ value }) => value.replace('.com', '')))).toEqual([
      ['clear', 'green', 'amber', 'amber-strict', 'unmarked'],
      ['clear', 'green', 'amber', 'unmarked'],
      ['clear', 'green'],
      ['clear'],
    ]);
    expect(out.map(({ heldBack }) => heldBack.marking)).toEqual([1, 2, 4, 5]);
  });

  it('is no network with a harmless address in it, wherever the others lie', () => {
    const c = ['10.0.0.0/8', '192.0.2.0/24', '198.51.100.0/25', '2001:db8::/32', '2001:dbf::/32'].map((value) =>
      makeStatement('cidr', value, value, '', {}),
    );
    const benign = [
      benignValue('ipv4', '198.51.100.128'),
      benignValue('ipv4', '10.255.255.255'),
      benignValue('ip-range', '192.0.1.0-192.0.2.0'),
      benignValue('ipv4', '1.1.1.1'),
      benignValue('ipv6', '2001:db8::1'),
    ];
    const { values, heldBack } = release({ c }, { benign });
    expect(values.map(({ value }) => value)).toEqual(['198.51.100.0/25', '2001:dbf::/32']);
    expect(heldBack.coversBenign).toBe(3);
  });

  it('is marked by the strictest that is said of it, even by what no longer holds', () => {
    const c = [said('evil.com', { tlp: 'clear' })];
    expect(release({ c }, { audience: 'public' }).values).toHaveLength(1);
    const d = [said('evil.com', { tlp: 'red', validUntil: NOW - DAY })];
    expect(release({ c, d }, { audience: 'own' })).toMatchObject({ values: [], heldBack: { marking: 1 } });
    expect(release({ c: [said('evil.com')] }, { marking: 'red' }).values).toEqual([]);
    expect(release({ c }, { marking: 'red', audience: 'public' }).values).toHaveLength(1);
    const own = [{ type: 'domain' as const, value: 'evil.com', addedAt: '', note: '' }];
    expect(release({ c }, { audience: 'public', list: { values: own } }).values).toEqual([]);
  });

  it('ends with the last statement that holds, or with the watchlist', () => {
    const untilOf = (c: readonly IndicatorStatement[], list: Partial<Watchlist> = {}) =>
      release({ c }, { list }).values[0]?.until;
    const [soon, late] = [said('evil.com', { validUntil: NOW + DAY }), said('evil.com', { validUntil: NOW + 9 * DAY })];
    expect(untilOf([soon])).toBe(NOW + DAY);
    expect(untilOf([soon, late, said('evil.com', { validUntil: NOW - DAY })])).toBe(NOW + 9 * DAY);
    expect(untilOf([soon, said('evil.com')])).toBeNull();
    expect(untilOf([late], { validUntil: '2026-11-26' })).toBe(Date.parse('2026-11-26T23:59:59.999Z'));
    expect(untilOf([said('evil.com')], { validUntil: '2026-11-26' })).toBe(Date.parse('2026-11-26T23:59:59.999Z'));
  });

  it('is nothing of a watchlist that is not in force', () => {
    for (const list of [{ validUntil: '2026-11-24' }, { validFrom: '2026-11-26' }])
      expect(release({ c: [said('evil.com')] }, { list })).toMatchObject({
        values: [],
        heldBack: { listNotInForce: 1 },
      });
    expect(release({ c: [said('evil.com')] }, { list: { validUntil: '2026-11-25' } }).values).toHaveLength(1);
  });

  it('is no network with a harmless address in it', () => {
    const network = (type: 'cidr' | 'ip-range', value: string) => makeStatement(type, value, value, '');
    const c = [
      network('cidr', '10.0.0.0/8'),
      network('cidr', '192.0.2.0/24'),
      network('ip-range', '172.16.0.1-172.16.0.9'),
      network('cidr', '::/0'),
    ];
    const benign = [
      benignValue('ipv4', '10.1.2.3'),
      benignValue('cidr', '172.16.0.8/29'),
      benignValue('ipv6', '2001:db8::1'),
    ];
    const { values, heldBack } = release({ c }, { benign });
    expect(values.map(({ value }) => value)).toEqual(['192.0.2.0/24']);
    expect(heldBack.coversBenign).toBe(3);
  });

  it('is no network with an entry of a warninglist in it, and names beneath one that goes out are told', () => {
    const c = [
      ...['8.8.8.0/24', '9.9.9.0/24', '::ffff:8.8.8.0/120', '2001:db8::/32'].map((each) =>
        makeStatement('cidr', each, each, ''),
      ),
      makeStatement('ipv6', '::ffff:8.8.8.8', '', ''),
      makeStatement('ipv6', '::ffff:9.9.9.9', '', ''),
      makeStatement('ipv6', '::ffff:9.9.9.8', '', ''),
      said('good.example'),
      said('other.example'),
    ];
    const { values, heldBack, harmless } = release(
      { c },
      {
        networks: ['8.8.8.8/32', '2001:db8:1::/48'],
        known: ['www.good.example', 'www.third.example'],
        benign: [benignValue('ipv4', '9.9.9.8')],
      },
    );
    expect(values.map(({ value }) => value)).toEqual(['::ffff:9.9.9.9', 'good.example', 'other.example']);
    expect(heldBack).toMatchObject({ coversBenign: 4, warninglists: 1, benign: 1 });
    expect(harmless).toEqual([{ type: 'domain', value: 'www.good.example', beneath: true }]);
  });

  it('says what it is by a statement that holds, with an address of the web alone', () => {
    const c = [
      said('evil.com', { comment: 'gone', references: ['https://gone.example/'], validUntil: NOW - DAY }),
      said('evil.com', { comment: 'a server', references: ['APT report 7', 'https://reports.example/7'] }),
    ];
    expect(release({ c }).values[0]).toMatchObject({ comment: 'a server', reference: 'https://reports.example/7' });
  });
});
