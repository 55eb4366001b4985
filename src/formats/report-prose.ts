/** Words, dates and markings of reports, as many formats write them. */
import type { TlpLevel } from '../domain/threats/threat-report';

/** What no font shows, and what a database or a page trips over; line ends and tabs stay. */
const UNSEEN = /(?![\n\t])\p{Cc}|[\u200b\u2060\ufeff]/gu;

export function cleanProse(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(UNSEEN, '').trim();
}

/** A name on one line. */
export function cleanName(text: string): string {
  return cleanProse(text).replace(/\s+/g, ' ');
}

const LEVELS: Readonly<Record<string, TlpLevel>> = {
  white: 'clear',
  clear: 'clear',
  green: 'green',
  amber: 'amber',
  amberstrict: 'amber+strict',
  red: 'red',
};

/** `TLP:AMBER+STRICT`, `tlp: white`, `tlp:amber`, and with a word alone `clear`; `null`: it is no level. */
export function readTlp(text: string): TlpLevel | null {
  const word = text
    .toLowerCase()
    .replace(/^\s*(?:traffic light protocol|tlp)\s*(?:2\.0|v2)?\s*[:=_-]?/, '')
    .replace(/["'\s+_-]/g, '');
  return Object.hasOwn(LEVELS, word) ? (LEVELS[word] ?? null) : null;
}

/** The day of an ISO date or of seconds since 1970; `null`: it is neither, or 0, which stands for none. */
export function readDay(text: string): string | null {
  const day = /^\s*(\d{4}-\d{2}-\d{2})(?:[T\s]|$)/.exec(text)?.[1];
  if (day !== undefined) return Number.isNaN(Date.parse(day)) || day < '1971' ? null : day;
  return readMoment(text)?.slice(0, 10) ?? null;
}

/** ISO 8601 of a date and time, or of seconds since 1970. */
export function readMoment(text: string): string | null {
  const trimmed = text.trim();
  const isEpoch = /^\d{1,11}(?:\.\d+)?$/.test(trimmed);
  if (!isEpoch && !/^\d{4}-\d{2}-\d{2}/.test(trimmed)) return null;
  const time = isEpoch ? Number(trimmed) * 1000 : Date.parse(trimmed);
  return Number.isFinite(time) && time > 0 && time < 253402300800000 ? new Date(time).toISOString() : null;
}

/** Ids of before 2018 (`MOB-T1001`, `PRE-T1024`) are others. */
const ID = /(?<![A-Za-z0-9.]|MOB-|PRE-)T(\d{4})(?:[./](\d{3}))?(?![A-Za-z0-9]|[./]\d)/i;

/** The first technique id in a text: `T1059`, `t1059.001`, `T1059/001`; empty: there is none. */
export function findTechniqueId(text: string): string {
  const [, technique, sub] = ID.exec(text) ?? [];
  if (technique === undefined) return '';
  return sub === undefined ? `T${technique}` : `T${technique}.${sub}`;
}

/** The name beside an id: "T1133: External Remote Services", "Rundll32 - T1218.011", "Rundll32 (T1218.011)". */
export function nameBeside(text: string): string {
  const id = new RegExp(`\\s*[([]?${ID.source}[)\\]]?\\s*`, 'i');
  return cleanName(text)
    .replace(id, ' ')
    .replace(/^[\s:–—-]+|(?<![\s:–—-])[\s:–—-]+$/g, '');
}

/** What stands in a field that says nothing. */
export function isNothing(text: string): boolean {
  return /^(?:n\/?a|none|null|unknown|tbd|not applicable|nil|-+)?$/i.test(text.trim());
}
