/** The calendar and the names in it, as far as logs use them. */

const MONTHS = 'janfebmaraprmayjunjulaugsepoctnovdec';
const FULL_MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const WEEKDAY =
  /^(?:mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** 1–12; -2: a weekday; -1: neither. */
export function monthOf(word: string): number {
  const name = word.toLowerCase();
  if (name.length === 3) {
    const place = MONTHS.indexOf(name);
    if (place >= 0 && place % 3 === 0) return place / 3 + 1;
  }
  if (name === 'sept') return 9;
  const full = FULL_MONTHS.indexOf(name);
  if (full >= 0) return full + 1;
  return WEEKDAY.test(name) ? -2 : -1;
}

/** Days since 1970-01-01; `NaN`: there is no such day. */
export function daysOfDate(year: number, month: number, day: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const length = month === 2 && isLeap ? 29 : (DAYS[month - 1] ?? 0);
  if (!(day >= 1 && day <= length)) return Number.NaN;
  // Years begin in March, so that the leap day is the last; 719468 days lie between 0000-03-01 and 1970.
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

/** RFC 5322's names, and Central Europe's. Others mean different zones in different places. */
const ZONES: ReadonlyMap<string, number> = new Map([
  ['Z', 0],
  ['UTC', 0],
  ['GMT', 0],
  ['UT', 0],
  ['EST', -300],
  ['EDT', -240],
  ['CST', -360],
  ['CDT', -300],
  ['MST', -420],
  ['MDT', -360],
  ['PST', -480],
  ['PDT', -420],
  ['CET', 60],
  ['CEST', 120],
]);

/** Minutes east of UTC. A lone letter behind a space is a word, not a zone. */
export function minutesOfZone(name: string, spaced: boolean): number | null {
  if (spaced && name.length < 2) return null;
  return ZONES.get(name === 'z' ? 'Z' : name) ?? null;
}
