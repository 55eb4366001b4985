import type { BenignValue, Watchlist } from '../../src/domain/indicators/watchlist';

export function makeWatchlist(id: string, said: Partial<Watchlist> = {}): Watchlist {
  return {
    id,
    name: `Watchlist ${id}`,
    reason: '',
    owner: '',
    validFrom: null,
    validUntil: null,
    minimumConfidence: 0,
    collections: [],
    values: [],
    warninglists: [],
    createdAt: '2026-11-24T12:00:00Z',
    position: 0,
    ...said,
  };
}

export function makeBenignValue(id: string, said: Partial<BenignValue> = {}): BenignValue {
  return { id, type: 'domain', value: 'harmless.example', reason: 'ours', author: '', at: '', ...said };
}
