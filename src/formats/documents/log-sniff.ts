/** Whether lines are those of a log: each begins with a moment, or all have the same form. A timeline in sentences is none. */

/** Of the lines: as many of these, and it is what they are. */
const RECORD_SHARE = 0.5;
/** Of lines of one form: sentences that begin alike are fewer. */
const ALIKE_SHARE = 0.8;
const FEWEST_ALIKE = 4;
/** Of a line, within which its moment stands. */
const LEAD = 40;
const JUDGED = 300;

/** `2026-05-01 10:00`, `1/5/2026 10:00:00`, `01/May/2026:10:00`, `May  1 10:00:00`, `1 May 2026 10:00`. */
const MOMENT =
  /\d{4}[-/.]\d\d[-/.]\d\d[T ,_]{1,3}\d\d:\d\d|\d{1,2}[-/.](?:\d{1,2}|[A-Z][a-z]{2})[-/.]\d{2,4},?[: T]{1,2}\d{1,2}:\d\d|[A-Z][a-z]{2} {1,2}\d{1,2} (?:\d{4} )?\d\d:\d\d:\d\d|\b\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d/;
/** Where a line begins with it, a time alone is enough. */
const TIME_FIRST = /^\W{0,3}(?:<\d{1,3}>)?\W{0,2}(?:\d{10}(?:\.\d+)?\s|\d\d:\d\d:\d\d\b)/;
const ADDRESS_FIRST = /^(?:\d{1,3}\.){3}\d{1,3}\s+\S+\s+\S+\s+\[/;
/** CEF, LEEF, and logfmt: keys and values, one after the other. */
const SHAPED = /^.{0,80}\b(?:CEF:\d|LEEF:\d\.\d)\||^(?:[\w.-]{1,40}=(?:"[^"]*"|\S*)\s+){2}[\w.-]{1,40}=/;
const LEVEL =
  /\b(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL|level=\w+)\b|\[(?:trace|debug|info|notice|warn|error|crit|\d+)\]|\w\[\d+\]:|#\d+:/;
const TECHNIQUE = /\bT\d{4}(?:\.\d{3})?\b/;
/** `10:00:01`, and what zone and part of a second follow. */
const REST_OF_MOMENT = /^(?::\d\d)?(?:[.,]\d{1,9})?\s?(?:[AP]M)?\s?(?:Z|UTC|GMT|[+-]\d\d:?\d\d)?/;

export function isLog(lines: readonly string[], isProse: (line: string) => boolean): boolean {
  const judged = lines.slice(0, JUDGED);
  if (judged.length === 0) return false;
  if (shareOf(judged, (line) => SHAPED.test(line) || ADDRESS_FIRST.test(line)) >= RECORD_SHARE) return true;
  const timed = judged.filter((line) => splitMoment(line) !== null);
  if (timed.length >= judged.length * RECORD_SHARE) {
    const before = judged.slice(0, judged.indexOf(timed[0] ?? ''));
    return !isTimeline(timed, before, isProse);
  }
  return areAlike(judged);
}

/** What happened when, in sentences: names techniques, or is no more exact than to the minute, or follows a sentence. */
function isTimeline(timed: readonly string[], before: readonly string[], isProse: (line: string) => boolean): boolean {
  const told = timed.filter((line) => isProse((splitMoment(line)?.rest ?? line).replace(/^[\s\W]{1,9}/u, '')));
  if (told.length < timed.length * RECORD_SHARE) return false;
  if (timed.filter((line) => TECHNIQUE.test(line)).length >= timed.length * 0.2) return true;
  if (shareOf(timed, (line) => LEVEL.test(line)) >= 0.3) return false;
  const isExact = shareOf(timed, (line) => splitMoment(line)?.isExact === true) >= RECORD_SHARE;
  return !isExact || before.some((line) => !line.startsWith('#') && isProse(line));
}

/** Text of an event as the Event Viewer copies it. */
export function isEventText(text: string): boolean {
  const [first = '', second = ''] = text.replace(/^[\uFEFF\s]+/, '').split(/\r?\n/, 2);
  const isFirst = /^(?:Log Name|Protokollname|Nom du journal|Nombre de registro|Nome registro|Nome do Log)\s*:/i;
  return isFirst.test(first) && /^\S+\s*:\s+\S/.test(second);
}

/** Whether a cell begins with one. */
export function isMoment(cell: string): boolean {
  return splitMoment(cell.slice(0, LEAD))?.isAtStart === true;
}

function splitMoment(
  line: string,
): { readonly rest: string; readonly isExact: boolean; readonly isAtStart: boolean } | null {
  const found = MOMENT.exec(line.slice(0, LEAD + 10));
  if (found !== null && found.index <= LEAD - 10) {
    const after = line.slice(found.index + found[0].length);
    const more = REST_OF_MOMENT.exec(after)?.[0] ?? '';
    const isExact = /:\d\d/.test(more) || /:\d\d:\d\d/.test(found[0]);
    return { rest: `${line.slice(0, found.index)} ${after.slice(more.length)}`, isExact, isAtStart: found.index <= 2 };
  }
  const first = TIME_FIRST.exec(line);
  return first === null ? null : { rest: line.slice(first[0].length), isExact: true, isAtStart: true };
}

/** `host1 systemd: …`, `[main] app[7]: …` on nearly every line. */
function areAlike(lines: readonly string[]): boolean {
  if (lines.length < FEWEST_ALIKE) return false;
  const counts = new Map<string, number>();
  for (const line of lines) {
    const lead = /^(?=\S{0,59}[\d.[_-])(\S{1,60}) (\S{1,60}:)(?= )/.exec(line);
    // "1. T1059.001: PowerShell" is a list.
    if (lead === null || TECHNIQUE.test(line)) continue;
    const form = `${lead[1]} ${lead[2]}`.replace(/\d+/g, '0');
    counts.set(form, (counts.get(form) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values()) >= lines.length * ALIKE_SHARE;
}

function shareOf(lines: readonly string[], fits: (line: string) => boolean): number {
  return lines.filter(fits).length / lines.length;
}
