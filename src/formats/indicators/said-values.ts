/** What sources say of a value, in the words of many: confidence, moments, references, techniques. */
import type { TlpLevel } from '../../domain/threats/threat-report';
import { readTlp } from '../report-prose';

/** In the middle of STIX 2.1's ranges for low, medium and high (its appendix A), and for admiralty and likelihood. */
const CONFIDENCE_WORDS = new Map<string, number>(
  Object.entries({
    none: 0,
    low: 15,
    verylow: 5,
    med: 50,
    medium: 50,
    moderate: 50,
    high: 85,
    veryhigh: 95,
    critical: 95,
    'confirmed by other sources': 95,
    'probably true': 75,
    'possibly true': 50,
    doubtful: 25,
    improbable: 5,
    confirmed: 95,
    certain: 100,
    'almost certain': 95,
    'very likely': 85,
    likely: 70,
    'even chance': 50,
    unlikely: 30,
    'very unlikely': 15,
    'almost no chance': 5,
  }),
);

/** `85`, `85%`, `8/10`, `0.85`, `High`; `null`: it says none. */
export function readConfidence(written: string): number | null {
  const text = written.trim().toLowerCase();
  if (text === '') return null;
  const [, number = '', of = ''] = /^(\d{1,3}(?:\.\d{1,6})?)\s*(?:(%)|\/\s*\d{1,3})?$/.exec(text) ?? [];
  if (number !== '') {
    const [, most] = /\/\s*(\d{1,3})$/.exec(text) ?? [];
    if (most !== undefined) return limit((Number(number) / Math.max(Number(most), 1)) * 100);
    // A fraction has a point: `1` is one of a hundred.
    return limit(of === '' && number.includes('.') && Number(number) <= 1 ? Number(number) * 100 : Number(number));
  }
  const word = text.replace(/[_-]+/g, ' ').trim();
  return CONFIDENCE_WORDS.get(word) ?? CONFIDENCE_WORDS.get(word.replace(/\s+/g, '')) ?? null;
}

function limit(value: number): number | null {
  return Number.isFinite(value) && value >= 0 && value <= 100 ? Math.round(value) : null;
}

/** Of MISP's taxonomies that say how sure one is; `null`: the tag is of another. */
export function readConfidenceTag(tag: string): number | null {
  const [, taxonomy = '', value = ''] =
    /^(misp:confidence-level|estimative-language:(?:likelihood-probability|confidence-in-analytic-judgment)|admiralty-scale:information-credibility|confidence(?:-level)?|stix:confidence|opencti:confidence)\s*[=:]\s*["']?([\w -]{1,60})["']?$/i.exec(
      tag.trim(),
    ) ?? [];
  if (taxonomy === '') return null;
  const word = value.trim().toLowerCase();
  if (/^misp:/i.test(taxonomy)) return MISP_LEVELS.get(word) ?? null;
  if (/^admiralty/i.test(taxonomy)) return ADMIRALTY.get(word) ?? null;
  return LIKELIHOODS.get(word) ?? readConfidence(word);
}

const MISP_LEVELS = new Map<string, number>(
  Object.entries({
    'completely-confident': 100,
    'usually-confident': 75,
    'fairly-confident': 50,
    'rarely-confident': 25,
    unconfident: 0,
  }),
);
const ADMIRALTY = new Map<string, number>(Object.entries({ '1': 95, '2': 75, '3': 50, '4': 25, '5': 5 }));
const LIKELIHOODS = new Map<string, number>(
  Object.entries({
    'almost-no-chance': 5,
    'very-unlikely': 15,
    unlikely: 30,
    'roughly-even-chance': 50,
    likely: 70,
    'very-likely': 85,
    'almost-certain': 95,
    low: 15,
    moderate: 50,
    high: 85,
  }),
);

const [EARLIEST, LATEST] = [Date.UTC(1971, 0, 1), Date.UTC(2200, 0, 1)];

/**
 * A moment in ms since 1970: ISO 8601 and its like, seconds or milliseconds since 1970; without a zone it is UTC. Days that
 * could be months are not guessed. `null`: none.
 */
export function readTime(written: string): number | null {
  const text = written.trim();
  const [, year = '', month = '', day = '', rest = ''] =
    /^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?:[T ]\s?(.*))?$/.exec(text) ?? [];
  if (year !== '' && !/^\d{9,}$/.test(text))
    return readClock(Date.UTC(Number(year), Number(month) - 1, Number(day)), Number(day), rest);
  if (/^\d{9,10}(?:\.\d+)?$/.test(text)) return within(Math.round(Number(text) * 1000));
  if (/^\d{12,13}$/.test(text)) return within(Number(text));
  const [, first = '', second = '', yearLast = '', clock = ''] =
    /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[T ,]\s?(.*))?$/.exec(text) ?? [];
  if (yearLast !== '') {
    // With a point it is the day first; else only what is beyond twelve tells.
    const isDayFirst = Number(first) > 12 || /^\d{1,2}\./.test(text);
    if (!isDayFirst && Number(second) <= 12 && first !== second) return null;
    const [dayOf, monthOf] = isDayFirst ? [first, second] : [second, first];
    return readClock(Date.UTC(Number(yearLast), Number(monthOf) - 1, Number(dayOf)), Number(dayOf), clock);
  }
  // `Wed, 25 Nov 2026 10:00:00 GMT`, `25 November 2026`
  const isNamed = /^(?:[a-z]{3,9},?\s)?(?:\d{1,2}[\s-][a-z]{3,9}[\s-]\d{4}|[a-z]{3,9}\s\d{1,2},?\s\d{4})\b/i.test(text);
  if (!isNamed || text.length > 60) return null;
  const hasZone = /(?:[a-z]{2,4}|z|[+-]\d{2}:?\d{2})\)?$/i.test(text) && !/[a-z]\s\d{4}$/i.test(text);
  return within(Date.parse(hasZone ? text : `${text} UTC`));
}

function readClock(midnight: number, day: number, rest: string): number | null {
  if (new Date(midnight).getUTCDate() !== day) return null;
  const [, hour = '0', minute = '0', second = '0', part = '', zone = ''] =
    /^(\d{1,2}):(\d{2})(?::(\d{2})(\.\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i.exec(rest.trim()) ?? [];
  const [, sign = '+', zoneHour = '0', zoneMinute = '0'] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  const offset = (Number(zoneHour) * 60 + Number(zoneMinute)) * (sign === '-' ? -1 : 1);
  const ms = ((Number(hour) * 60 + Number(minute) - offset) * 60 + Number(second)) * 1000;
  return within(midnight + ms + Math.round(Number(part || 0) * 1000));
}

function within(ms: number): number | null {
  return ms >= EARLIEST && ms < LATEST ? ms : null;
}

const TECHNIQUE = /(?<![A-Za-z0-9])T\d{4}(?:\.\d{3})?(?![A-Za-z0-9]|\.\d)/g;

export function findTechniqueIds(text: string): readonly string[] {
  return text.length > 5000 ? [] : [...new Set(text.match(TECHNIQUE) ?? [])];
}

const LINK = /https?:\/\/[^\s"'<>|]+/g;

/** Links in a cell; one that is no link is the name of a report. */
export function readReferences(written: string): readonly string[] {
  const text = written.trim();
  if (text === '' || /^(?:none|null|n\/a|-)$/i.test(text)) return [];
  const links = text.length > 5000 ? null : text.match(LINK);
  return links === null ? [text.slice(0, 500)] : [...new Set(links.map((link) => link.replace(/[),.;]+$/, '')))];
}

/** `a, b`, `a;b`, `#a #b`, `["a","b"]`. */
export function readLabels(written: string): readonly string[] {
  const text = written.trim().replace(/^\[(.*)\]$/s, '$1');
  if (text === '' || /^(?:none|null|n\/a|-)$/i.test(text)) return [];
  const isHashed = /^#\S+(?:\s+#\S+)*$/.test(text);
  const parts = text.split(isHashed ? /\s+#?/ : /\s*[,;|\n]\s*/);
  return [...new Set(parts.map((part) => part.replace(/^["'#\s]+|["'\s]+$/g, '')).filter((part) => part !== ''))].slice(
    0,
    50,
  );
}

/** `TLP:AMBER`, and `amber` where a column is for it. */
export function readMarking(written: string): TlpLevel | null {
  return written.length > 40 ? null : readTlp(written);
}
