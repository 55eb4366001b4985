/** Where in a text values are given as indicators: under headings, in tables, after labels (docs/indicators.md). */

export interface IndicatorContext {
  /** What stands here is given as something to look for. */
  readonly isGiven: (start: number, end: number) => boolean;
  /** A label stands before it: `C2:`. */
  readonly isLabelled: (start: number) => boolean;
  /** Among sources and further reading. */
  readonly isSource: (start: number) => boolean;
  readonly lineOf: (offset: number) => Line;
}

const STRONG_HEADING =
  /\b(?:indicators?\s+of\s+(?:compromise|attack)|i\.?o\.?[ca](?:[’']?s)?|(?:network|host|file|atomic|technical|e-?mail)[\w-]*(?:[\s-]based)?\s+(?:indicators?|observables?|artifacts?)|observables)(?![\w-])/i;
const HEADING_WORD =
  '(?:c2s?|c&c|cnc|command[- ]and[- ]control|malicious|phishing|payloads?|delivery|downloads?|staging|related|servers?|' +
  'infrastructure|domains?|urls?|uris?|host ?names?|fqdns?|ips?|ip(?:v[46])? addresse?s?|addresses|samples?|file|hashes|hash|' +
  'md5|sha-?1|sha-?256|indicators?|e-?mails?|senders?|names?|and|&|/|,)';
const WEAK_HEADING = new RegExp(`^(?:${HEADING_WORD}[\\s:]*){1,6}$`, 'i');
const SOURCE_HEADING =
  /^(?:references?|(?:data )?sources?|further reading|resources|related (?:reading|posts?|articles?|content)|external links|about (?:us|the authors?)|footnotes|bibliography|contact(?: us)?)\s*:?$/i;
const OTHER_HEADING =
  /^(?:conclusions?|summary|recommendations?|mitigations?|acknowledge?ments?|coverage|detections?|introduction|overview|background|analysis|timeline|attribution|mitre att&ck.*|ttps?)\s*:?$/i;
const TABLE_HEADER =
  /(?:^|[|\t,;])[\s"*`]*(?:indicators?(?:[ _-](?:value|type))?|iocs?|observables?|domains?(?: names?)?|hosts?(?: ?names?)?|urls?|ip(?:v4|v6)?(?: address(?:es)?)?|c2s?(?: servers?)?|c&c|md5|sha-?(?:1|256|512)|hash(?:es)?)[\s"*`]*(?=$|[|\t,;])/i;
const TYPE_CELL =
  /(?:^|[|\t,;])[\s"*`]*(?:(?:[\w&+]+ ){0,3}(?:domains?|fqdn|host ?names?|urls?|uri|ip(?:v[46])?(?:[ -](?:address|dst|src))?|e-?mail[\w-]*|c2|c&c|cnc))[\s"*`]*(?=$|[|\t,;])/i;
const LABEL =
  /(?:^|[^\w])(?:c2|c&c|cnc|c2 servers?|command[- ]and[- ]control(?: servers?)?|domains?|hosts?|host ?names?|connectionhost|[a-z]{3,20}connectionhost|urls?|iocs?|indicators?|payload url|download url|sender|from|reply-to|return-path)["'*`]*\s*[:=]\s*["'`“*[(]*$/i;
const LONGEST_HEADING = 90;
const PROSE_WORDS = 25;
/** In a section a line with more words than this is a sentence about indicators, and its links may be references. */
const ENTRY_WORDS = 10;

const SENTENCE_WORDS = 5;

interface Line {
  readonly start: number;
  readonly end: number;
}

const PLAIN = 0;
const SECTION = 1;
const SOURCES = 2;
const TABLE = 3;
/** Of a table: it says of what type its value is. */
const ROW = 4;

export function readContext(text: string): IndicatorContext {
  const starts: number[] = [];
  const kinds: number[] = [];
  let section = PLAIN;
  let [wasTable, table] = [false, PLAIN];
  for (let start = 0; start <= text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found === -1 ? text.length : found;
    const line = text.slice(start, Math.min(end, start + 2000));
    if (end <= start + 1) {
      starts.push(start);
      kinds.push(section);
      start = end + 1;
      continue;
    }
    const isTable = /[|\t]/.test(line) || /^[^,]{0,130},(?! )/.test(line);
    if (isTable && !wasTable) table = TABLE_HEADER.test(line) && !/\w\.\w/.test(line) ? TABLE : PLAIN;
    // An empty line between two rows does not end a table.
    if (isTable || line.trim() !== '') wasTable = isTable;
    section = nextSection(section, line, isTable);
    starts.push(start);
    kinds.push(!isTable ? section : TYPE_CELL.test(line) ? ROW : table === TABLE ? TABLE : section);
    start = end + 1;
  }
  const findLine = (offset: number) => {
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return Math.max(low - 1, 0);
  };
  const lineOf = (offset: number) => {
    const line = findLine(offset);
    return { start: starts[line] ?? 0, end: (starts[line + 1] ?? text.length + 1) - 1 };
  };
  // Values of one line ask for its words one after the other, and it may hold a hundred thousand of them.
  let counted = { line: -1, words: 0 };
  const wordsOf = ({ start, end }: Line): number => {
    if (counted.line !== start)
      counted = { line: start, words: countWords(text.slice(start, Math.min(end, start + 2000))) };
    return counted.words;
  };
  return {
    lineOf,
    isLabelled: (start) => LABEL.test(text.slice(Math.max(lineOf(start).start, start - 60), start)),
    isSource: (start) => kinds[findLine(start)] === SOURCES,
    isGiven: (start, end) => {
      const kind = kinds[findLine(start)];
      const line = lineOf(start);
      if (kind === TABLE) return isCell(text, line, start, end);
      if (kind === ROW) return isCell(text, line, start, end) && isBesideType(text, line, start, end);
      return kind === SECTION && wordsOf(line) <= ENTRY_WORDS && isEntry(text, line, lineOf(line.start - 1), start);
    },
  };
}

function nextSection(section: number, line: string, isTable: boolean): number {
  const bare = line.length > LONGEST_HEADING ? '' : line.replace(/^[\s#*=_>\d.)-]+|[\s#*=_:.-]+$/g, '');
  if (bare !== '' && !isTable) {
    if (SOURCE_HEADING.test(bare)) return SOURCES;
    if (STRONG_HEADING.test(bare) && countWords(bare) <= 10) return SECTION;
    if (WEAK_HEADING.test(bare)) return SECTION;
    if (OTHER_HEADING.test(bare)) return PLAIN;
    return section;
  }
  return !isTable && line.length > LONGEST_HEADING && countWords(line) > PROSE_WORDS ? PLAIN : section;
}

/** Of a line of few words: nothing but a mark or a label before the value, and no sentence that runs on from above. */
function isEntry(text: string, line: Line, above: Line, start: number): boolean {
  const before = text.slice(Math.max(line.start, start - 80), start).replace(/[\s\-*•·+>"'`“([\d.)]+$/, '');
  const isLed = before.trim() === '' || /[:=|\t,;\u2013\u2014]$/.test(before) || WEAK_HEADING.test(before.trim());
  const last = text.slice(Math.max(above.start, above.end - 300), above.end).trim();
  return isLed && (line.start === 0 || /[:|]$/.test(last) || countWords(last) < SENTENCE_WORDS || /\w\.\w/.test(last));
}

function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /\p{L}{2}/u.test(word)).length;
}

/** The value fills its cell. */
function isCell(text: string, line: Line, start: number, end: number): boolean {
  const before = text.slice(Math.max(line.start, start - 8), start);
  const after = text.slice(end, Math.min(line.end, end + 12));
  const isAtStart = start - line.start < 8;
  return (
    (isAtStart ? /^(?:.*[|\t,;])?[\s"'*`]*$/ : /[|\t,;][\s"'*`]*$/).test(before) &&
    /^[\s"'*`]*(?::\d{1,5})?[\s"'*`]*(?:$|[|\t,;])/.test(after)
  );
}

/** The cell before or after names the type: a link in a third is where the row comes from. */
function isBesideType(text: string, line: Line, start: number, end: number): boolean {
  const [before = ''] = /[^|\t,;]*[|\t,;][\s"'*`]*$/.exec(text.slice(Math.max(line.start, start - 60), start)) ?? [];
  const [after = ''] = /^[^|\t,;]*[|\t,;][^|\t,;]*/.exec(text.slice(end, Math.min(line.end, end + 60))) ?? [];
  return TYPE_CELL.test(before) || TYPE_CELL.test(after.replace(/^[^|\t,;]*/, ''));
}
