import { OBSERVABLE_TYPES } from '../indicators/observable';
import type { BenignValue, WatchedValue, Watchlist } from '../indicators/watchlist';
import {
  type Check,
  type Checks,
  isListOf,
  isName,
  isNullOr,
  isNumber,
  isOneOf,
  isRecord,
  isText,
} from './check-value';

/** Checks of what is looked for and what is held back. */

const VALUE: Checks<WatchedValue> = {
  type: isOneOf([...OBSERVABLE_TYPES, 'pattern']),
  value: isName,
  addedAt: isText,
  note: isText,
};

const BENIGN: Checks<BenignValue> = {
  id: isName,
  type: isOneOf(OBSERVABLE_TYPES),
  value: isName,
  reason: isText,
  author: isText,
  at: isText,
};

export function checkWatch(date: Check) {
  const watchlist: Checks<Watchlist> = {
    id: isName,
    name: isText,
    reason: isText,
    owner: isText,
    validFrom: isNullOr(date),
    validUntil: isNullOr(date),
    minimumConfidence: isNumber(0, 100),
    collections: isListOf(isName),
    values: isListOf(isRecord(VALUE)),
    warninglists: isListOf(isName),
    createdAt: isText,
    position: isNumber(),
  };
  return { watchlists: isRecord(watchlist), benignValues: isRecord(BENIGN) };
}
