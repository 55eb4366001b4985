import { type HuntQuery, QUERY_LANGUAGES, type QueryLanguage, type QuerySubject } from '../hunt-queries';
import { findPlace } from './find-place';
import type { QueryPlace } from './query-place';
import { readTimeSpan, type TimeSpan } from './time-span';
import { writeAthena } from './write-athena';
import { writeDefender } from './write-defender';
import { writeEql, writeEsql } from './write-elastic';
import { writeKql } from './write-kql';
import { writeOsquery } from './write-osquery';
import { writeAusearch, writeCloudTrailLookup, writeZeek } from './write-shell';
import { writeSigma } from './write-sigma';
import { writeSpl } from './write-spl';

/** A query as its language's writer hands it over. */
export interface Draft {
  readonly text: string;
  readonly note: string;
}

export interface QueryOptions {
  /** ISO 8601; both `null`: the last 24 hours. */
  readonly from: string | null;
  readonly to: string | null;
  /** The most rows worth reading. */
  readonly limit: number;
}

export const LAST_DAY: QueryOptions = { from: null, to: null, limit: 1000 };
const MOST_ROWS = 10_000;

/** The query for a subject's events in a language; `null`: its events are not there, or not known to be. */
export function writeQuery(
  subject: QuerySubject,
  language: QueryLanguage,
  options: QueryOptions = LAST_DAY,
): HuntQuery | null {
  const place = findPlace(subject);
  if (place === null) return null;
  const span = readTimeSpan(options.from, options.to);
  const limit = Number.isFinite(options.limit)
    ? Math.min(Math.max(1, Math.floor(options.limit)), MOST_ROWS)
    : MOST_ROWS;
  const draft = write(place, subject, language, span, limit);
  return draft === null ? null : { language, ...draft };
}

/** The languages in which there is a query for the subject, in the order in which they are offered. */
export function languagesFor(subject: QuerySubject): readonly QueryLanguage[] {
  return QUERY_LANGUAGES.filter((language) => writeQuery(subject, language) !== null);
}

function write(
  place: QueryPlace,
  { sensorId, logSource, codes }: QuerySubject,
  language: QueryLanguage,
  span: TimeSpan | null,
  limit: number,
): Draft | null {
  const { asks } = place;
  switch (language) {
    case 'spl':
      return asks.spl === undefined ? null : writeSpl(asks.spl, place, codes, span, limit);
    case 'kql-sentinel':
    case 'kql-defender': {
      const ask = asks[language];
      const time = language === 'kql-defender' ? 'Timestamp' : 'TimeGenerated';
      if (ask === undefined) return null;
      if (ask === 'defender') return writeDefender(logSource, codes, time, span, limit);
      return writeKql(ask, place, codes, time, span, limit);
    }
    case 'esql':
      return asks.esql === undefined ? null : writeEsql(asks.esql, place, codes, span, limit);
    case 'eql':
      return asks.eql === undefined ? null : writeEql(asks.eql, place, codes, span, limit);
    case 'athena':
      return asks.athena === undefined ? null : writeAthena(asks.athena, place, codes, span, limit);
    case 'sigma':
      return asks.sigma === undefined ? null : writeSigma(asks.sigma, place, codes, nameEvents(sensorId, logSource));
    case 'osquery':
      return asks.osquery === undefined ? null : writeOsquery(asks.osquery, place, codes, span, limit);
    case 'zeek':
      return asks.zeek === undefined ? null : writeZeek(codes, span, limit);
    case 'ausearch':
      return asks.ausearch === undefined ? null : writeAusearch(asks.ausearch, place, codes, span);
    case 'cloudtrail-lookup':
      return asks['cloudtrail-lookup'] === undefined ? null : writeCloudTrailLookup(place, codes, span, limit);
  }
}

const LONGEST_TITLE = 100;

function nameEvents(sensorId: string, logSource: string): string {
  const name = logSource === '' ? sensorId : logSource;
  return `Events of ${name.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ')}`.slice(0, LONGEST_TITLE);
}
