import { describe, expect, it } from 'vitest';
import { listAskedValues, listNames, makeStatementIndex } from '../../src/domain/indicators/look-up';
import { type IndicatorStatement, makeStatement } from '../../src/domain/indicators/statement';
import { makeWarninglistMatcher } from '../../src/domain/indicators/warninglist-matcher';
import { computeWatch } from '../../src/domain/indicators/watch';
import type { BenignValue, Watchlist } from '../../src/domain/indicators/watchlist';

const NOW = Date.UTC(2026, 10, 25, 12);
const DAY = 86_400_000;

function watchlist(id: string, change: Partial<Watchlist> = {}): Watchlist {
  return {
    id,
    name: id,
    reason: '',
    owner: '',
    validFrom: null,
    validUntil: null,
    minimumConfidence: 0,
    collections: ['c'],
    values: [],
    warninglists: [],
    createdAt: '',
    position: 0,
    ...change,
  };
}

const said = (value: string, change: Partial<IndicatorStatement> = {}) =>
  makeStatement('domain', value, value, '', change);
const benign: BenignValue = { id: 'b', type: 'domain', value: 'harmless.com', reason: 'ours', author: 'me', at: '' };
const network: BenignValue = { id: 'n', type: 'cidr', value: '10.0.0.0/8', reason: 'inside', author: 'me', at: '' };

function compute(
  watchlists: readonly Watchlist[],
  statements: Readonly<Record<string, readonly IndicatorStatement[]>>,
) {
  const warninglists = [{ id: 'w', name: 'Known', type: 'hostname' as const, attributes: [], list: ['google.com'] }];
  return computeWatch({
    watchlists,
    statementsOf: (id) => statements[id] ?? [],
    warninglists,
    matcher: makeWarninglistMatcher(warninglists),
    benign: [benign, network],
    today: '2026-11-25',
    now: NOW,
  });
}

describe('what watchlists come to', () => {
  it('values that are held back, and why', () => {
    const c = [
      said('evil.com'),
      said('evil.com', { validUntil: NOW - DAY }),
      said('old.com', { validUntil: NOW - DAY }),
      said('soon.com', { validFrom: NOW + DAY }),
      said('weak.com', { confidence: 20 }),
      said('sure.com', { confidence: 90 }),
      said('harmless.com'),
      said('mail.google.com'),
      makeStatement('ipv4', '10.1.2.3', '10.1.2.3', ''),
    ];
    const { indicators, outcomes } = compute(
      [watchlist('one', { minimumConfidence: 50, warninglists: ['w'] }), watchlist('two')],
      { c },
    );
    expect(outcomes[0]).toMatchObject({
      watched: 2,
      byType: { domain: 2 },
      heldBack: { expired: 1, notYetValid: 1, lowConfidence: 1, benign: 2, warninglists: 1 },
      state: 'active',
    });
    expect(outcomes[0]?.examples).toContainEqual({
      value: 'mail.google.com',
      type: 'domain',
      reason: 'On the warninglist "Known".',
    });
    expect(outcomes[0]?.examples).toContainEqual({
      value: 'harmless.com',
      type: 'domain',
      reason: 'Known to be harmless: ours (me).',
    });
    expect(outcomes[1]).toMatchObject({
      watched: 4,
      heldBack: { expired: 1, notYetValid: 1, lowConfidence: 0, benign: 2, warninglists: 0 },
    });
    expect(indicators.map(({ value, lists }) => [value, lists])).toEqual([
      ['evil.com', [0, 1]],
      ['weak.com', [1]],
      ['sure.com', [0, 1]],
      ['mail.google.com', [1]],
    ]);
    const counted = outcomes.map(
      ({ watched, heldBack }) => watched + Object.values(heldBack).reduce((sum, count) => sum + count, 0),
    );
    expect(counted).toEqual([8, 8]);
  });

  it('own values, and lists that are out of their time', () => {
    const values = [{ type: 'domain' as const, value: 'mine.com', addedAt: '', note: '' }];
    const { indicators, outcomes } = compute(
      [
        watchlist('past', { validUntil: '2026-11-24', collections: [], values }),
        watchlist('last day', { validUntil: '2026-11-25', collections: [], values }),
        watchlist('to come', { validFrom: '2026-11-26', collections: [], values }),
      ],
      {},
    );
    expect(outcomes.map(({ state, watched }) => [state, watched])).toEqual([
      ['expired', 1],
      ['active', 1],
      ['not-yet', 1],
    ]);
    expect(indicators).toEqual([{ type: 'domain', value: 'mine.com', lists: [1] }]);
  });

  it('a million statements in seconds', () => {
    const c = Array.from({ length: 1_000_000 }, (_, at) =>
      at % 2 === 0
        ? said(`a${at}.example-${at % 997}.com`)
        : makeStatement('ipv4', `${(at >> 16) + 1}.${(at >> 8) & 255}.${at & 255}.7`, '', ''),
    );
    const from = performance.now();
    const { outcomes } = compute([watchlist('one', { warninglists: ['w'], minimumConfidence: 50 })], { c });
    expect(outcomes[0]?.watched).toBe(1_000_000 - (outcomes[0]?.heldBack.benign ?? 0));
    expect(performance.now() - from).toBeLessThan(15_000);
  });
});

describe('looking up', () => {
  const statements = [
    said('evil.com'),
    said('a.evil.com'),
    makeStatement('cidr', '192.0.2.0/24', '', ''),
    makeStatement('ip-range', '192.0.2.1-192.0.2.9', '', ''),
    makeStatement('ipv4', '192.0.2.7', '', ''),
    makeStatement('url', 'http://evil.com/a', '', ''),
  ];
  const index = makeStatementIndex(statements, (statement) => statement);
  const find = (type: string, value: string) =>
    index.find({ type, value }).map(({ item, relation }) => `${relation} ${item.value}`);

  it('finds the value and what holds it', () => {
    expect(find('domain', 'a.evil.com')).toEqual(['same a.evil.com', 'above evil.com']);
    expect(find('domain', 'my-evil.com')).toEqual([]);
    expect(find('domain', 'evil.com.au')).toEqual([]);
    expect(find('url', 'http://evil.com/a')).toEqual(['same http://evil.com/a', 'above evil.com']);
    expect(find('email', 'x@b.evil.com')).toEqual(['above evil.com']);
    expect(find('ipv4', '192.0.2.7')).toEqual(['same 192.0.2.7', 'around 192.0.2.0/24', 'around 192.0.2.1-192.0.2.9']);
    expect(find('url', 'http://192.0.2.7:8080/x')).toEqual([
      'above 192.0.2.7',
      'around 192.0.2.0/24',
      'around 192.0.2.1-192.0.2.9',
    ]);
    expect(find('cidr', '192.0.2.0/25')).toEqual(['around 192.0.2.0/24']);
    expect(find('ipv6', '2001:db8::1')).toEqual([]);
  });

  it('every value of a text, once, in its order', () => {
    expect(
      listAskedValues('See hxxp://evil[.]com/a and 192.0.2.7, evil[.]com, again 192.0.2.7.').map(
        ({ type, value }) => `${type} ${value}`,
      ),
    ).toEqual(['url http://evil.com/a', 'ipv4 192.0.2.7', 'domain evil.com']);
    expect(listNames({ type: 'domain', value: 'a.b.com' }).map(({ value }) => value)).toEqual(['a.b.com', 'b.com']);
  });
});
