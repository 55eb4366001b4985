import { foldName, type Token } from './fold-text';
import {
  ACTING_WORDS,
  CIVIL_WORDS,
  COMMAND_WORDS,
  CREW_WORDS,
  DEFINING_WORDS,
  GROUP_WORDS,
  LOOSE_GROUP_WORDS,
  MAKERS,
  MALWARE_WORDS,
  NAMING_WORDS,
  OTHER_PHRASES,
  PRODUCT_KINDS,
  SOFTWARE_WORDS,
} from './threat-words';

/**
 * What the words beside a name say that it is. `malware` and `software`, `crew`, `group` and `loose-group`: words of it;
 * `naming`: "a backdoor called …"; `longer`: the beginning of another name, "Royal Road"; `other`: another thing, "Apache
 * Spark", "Flame chart"; `middle`: a small word stands before it, in the same sentence; `acting`: a verb after it.
 */
export type Hint =
  | 'malware'
  | 'software'
  | 'framework'
  | 'crew'
  | 'group'
  | 'loose-group'
  | 'team'
  | 'naming'
  | 'command'
  | 'longer'
  | 'other'
  | 'middle'
  | 'acting';

/** Reads the word before and the word after, and further back: "the ransomware group Play", "Royal ransomware". */
export function readHints(text: string, tokens: readonly Token[], first: number, last: number): Hint[] {
  const hints: Hint[] = [];
  const before = wordBeside(text, tokens[first - 1], tokens[first]);
  const after = wordBeside(text, tokens[last], tokens[last + 1], true);
  const own = first === last ? (tokens[first]?.folded ?? '') : '';
  if (after !== null) {
    if (PRODUCT_KINDS.has(after) && isCapital(text, tokens[last + 1])) hints.push('longer');
    else {
      hints.push(...kindsOf(after));
      if (COMMAND_WORDS.has(after) && !(own === 'at' && after === 'commands')) hints.push('command');
      if (ACTING_WORDS.has(after) && tokens[last + 2]?.folded !== 'be') hints.push('acting');
      if (COPULAS.has(after) && isDefined(text, tokens, last + 1)) hints.push('naming');
      if (hints.length === 0 && isNameGoingOn(text, tokens[last], tokens[last + 1])) hints.push('longer');
    }
    if (singular(after) === 'team') hints.push('team');
    if (CIVIL_WORDS.has(after) || OTHER_PHRASES.has(own + after)) hints.push('other');
  }
  if (before !== null) {
    // "and Disco is …" begins anew.
    const isClause = CONJUNCTIONS.has(before) && after !== null && COPULAS.has(after);
    if (!isClause && isSmallWord(text, tokens[first - 1], tokens[first])) hints.push('middle');
    hints.push(...kindsOf(before));
    const two = wordBeside(text, tokens[first - 2], tokens[first - 1]);
    const isNaming = NAMING_WORDS.has(before) && (before !== 'as' || (two !== null && KNOWN.has(two)));
    if (isNaming && saysKind(text, tokens, first - 1)) hints.push('naming');
    if (MAKERS.has(before) || OTHER_PHRASES.has(before + own)) hints.push('other');
  }
  // In a script without capitals, a word of ours with one is a name.
  if (first > 0 && tokens[first - 1]?.end === tokens[first]?.start) hints.push('middle');
  const command = COMMAND_LINES[own];
  if (command !== undefined && isCommandLine(text, tokens[first], own, command)) hints.push('command');
  return hints;
}

const CONJUNCTIONS: ReadonlySet<string> = new Set(['and', 'or', 'but']);
const COPULAS: ReadonlySet<string> = new Set(['is', 'was', 'are', 'were', 'can', 'may', 'will']);

function kindsOf(word: string): Hint[] {
  const kinds: Hint[] = [];
  if (MALWARE_WORDS.has(word)) kinds.push('malware');
  if (word === 'framework') kinds.push('framework');
  else if (SOFTWARE_WORDS.has(word)) kinds.push('software');
  const one = GROUP_WORDS.has(word) ? word : singular(word);
  if (CREW_WORDS.has(one)) kinds.push('crew');
  if (LOOSE_GROUP_WORDS.has(one)) kinds.push('loose-group');
  else if (GROUP_WORDS.has(one)) kinds.push('group');
  return kinds;
}

/** How far back "a new backdoor that researchers have called …" may begin. */
const NAMING_REACH = 8;

/** Something in the same sentence says that malware or a group is spoken of. */
function saysKind(text: string, tokens: readonly Token[], before: number): boolean {
  for (let at = before - 1; at >= 0 && at >= before - NAMING_REACH; at--) {
    const token = tokens[at];
    const next = tokens[at + 1];
    if (token === undefined || next === undefined || /[.!?\n]\s/.test(text.slice(token.end, next.start))) return false;
    if (MALWARE_WORDS.has(token.folded) || SOFTWARE_WORDS.has(token.folded) || kindsOf(token.folded).length > 0)
      return true;
  }
  return false;
}

/** "Cuba is a new ransomware": what follows says in the same sentence what it is. */
function isDefined(text: string, tokens: readonly Token[], copula: number): boolean {
  for (let at = copula + 1; at < tokens.length && at <= copula + NAMING_REACH; at++) {
    const token = tokens[at];
    const last = tokens[at - 1];
    if (token === undefined || last === undefined || /[.!?;:,\n]/.test(text.slice(last.end, token.start))) return false;
    if (DEFINING_WORDS.has(token.folded)) return true;
  }
  return false;
}

/** What follows the commands whose names are words, where they are commands. */
const COMMAND_LINES: Readonly<Record<string, RegExp>> = {
  net: /^\s+(?:localgroup\b|(?:user|group|view|use|share|start|stop|accounts|config|session|time)\s+(?:["“'\\/]|[A-Za-z*]:|[\w$.-]+\s+\/))/i,
  ping: /^\s+(?:-[a-z]\b|\d{1,3}\.\d{1,3}\.|[\w.-]+\s+-[nt]\b)/i,
  reg: /^\s+(?:add|query|delete|save|export|import|copy|load|unload)\b/i,
  route: /^\s+(?:print\b|-p\b|add\s+\d)/i,
  arp: /^\s+-[adsng]\b/i,
  at: /^\s+(?:\\\\[\w.-]|\d{1,2}:\d\d(?:am|pm)?\s+(?:\/|"|cmd\b|[a-z]:\\))/i,
  ftp: /^\s+-[sinv]\b/i,
  cmd: /^\s+\/[a-z]\b/i,
  expand: /^\s+(?:-[frd]\b|[\w\\:%.-]+\.(?:cab|[a-z]{2}_)\b)/i,
  attrib: /^\s+[+-][hsra]\b/i,
};
/** Commands that are no words: who runs one of these runs the command. */
const PLAIN_COMMANDS: ReadonlySet<string> = new Set(['ping', 'reg', 'arp', 'cmd', 'attrib']);
const RUNNING = /\b(?:ran|runs?|running|execut(?:es?|ed|ing)|invok(?:es?|ed|ing)|launch(?:es|ed)?)\s+[`"“'‘]?$/i;
const NET_COMMAND = /^\s+(?:user|group|view|use|share|start|stop|accounts|config|session|time)\b/i;

function isCommandLine(text: string, token: Token | undefined, own: string, line: RegExp): boolean {
  if (token === undefined) return false;
  const after = text.slice(token.end, token.end + 60);
  if (line.test(after)) return true;
  const before = text.slice(Math.max(0, token.start - 24), token.start);
  if (own === 'net') return NET_COMMAND.test(after) && (RUNNING.test(before) || /[`"“>]\s?$/.test(before));
  return PLAIN_COMMANDS.has(own) && RUNNING.test(before);
}

const KNOWN: ReadonlySet<string> = new Set(['known', 'tracked', 'identified', 'detected'].map(foldName));

function singular(word: string): string {
  return word.length > 4 && word.endsWith('s') ? word.slice(0, -1) : word;
}

function isNameGoingOn(text: string, own: Token | undefined, next: Token | undefined): boolean {
  if (own === undefined || next === undefined || next.start !== own.end + 1 || text[own.end] !== ' ') return false;
  return /^\p{Lu}\p{Ll}/u.test(text.slice(next.start, next.end)) && next.folded.length > 2;
}

function isCapital(text: string, token: Token | undefined): boolean {
  return token !== undefined && /^\p{Lu}/u.test(text.slice(token.start, token.end));
}

function isSmallWord(text: string, word: Token | undefined, own: Token | undefined): boolean {
  if (word === undefined || own === undefined || own.start !== word.end + 1 || text[word.end] !== ' ') return false;
  return /^\p{Ll}+$/u.test(text.slice(word.start, word.end));
}

/** The neighbour's word, where nothing but a space, quotes or a hyphen stands between. */
function wordBeside(text: string, left: Token | undefined, right: Token | undefined, isAfter = false): string | null {
  if (left === undefined || right === undefined) return null;
  const between = text.slice(left.end, right.start);
  if (!/^(?:[ \t]?[\r\n]?[“"‘'*_(]*|[-.]|[”"’'*_]+[ ])$/.test(between)) return null;
  return isAfter ? right.folded : left.folded;
}
