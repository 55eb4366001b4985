import { isFileExtension } from './file-names';

/** Paths and registry keys in prose: where one ends is the whole difficulty, for their parts may have spaces. */

const STARTS =
  /(?<![\w\\/.%])(?:[A-Za-z]:\\|%[A-Za-z][\w()]{1,30}%\\|\$env:\w{1,30}\\|\\\\[\w.?-]{1,63}\\(?=[\w$%{])|HKEY_[A-Z_]{5,20}:?\\|HK(?:LM|CU|CR|U|CC):?\\|\\(?:REGISTRY|[Rr]egistry)\\(?:MACHINE|USER|[Mm]achine|[Uu]ser)\\|~?\/(?=(?:tmp|var|etc|usr|bin|sbin|home|root|opt|dev|proc|mnt|srv|run|boot|lib|lib64|data|sdcard|private|Library|Users|System|Applications|Volumes)\/\S|\.[a-z]))/g;
const LONGEST_PART = 100;
const LONGEST_PATH = 1024;

export interface ScannedPath {
  readonly start: number;
  readonly end: number;
  readonly type: 'file-path' | 'registry-key';
}

export function scanPaths(text: string): readonly ScannedPath[] {
  const found: ScannedPath[] = [];
  let from = 0;
  for (const { 0: lead, index: start } of text.matchAll(STARTS)) {
    if (start < from) continue;
    const isKey = /^\\?(?:HK|registry)/i.test(lead);
    const end = lead.endsWith('/') ? endOfUnixPath(text, start) : endOfWindowsPath(text, start + lead.length, isKey);
    if (end <= start + lead.length) continue;
    found.push({ start, end, type: isKey ? 'registry-key' : 'file-path' });
    from = end;
  }
  return found;
}

function endOfUnixPath(text: string, start: number): number {
  const [path = ''] = /^~?[^\s"'`“”‘’<>|;,()[\]{}*]+/u.exec(text.slice(start, start + LONGEST_PATH)) ?? [];
  return start + path.replace(/[.:!?\\]+$/, '').length;
}

function endOfWindowsPath(text: string, from: number, isKey: boolean): number {
  let at = from;
  const limit = from + LONGEST_PATH;
  while (at < limit) {
    const rest = text.slice(at, at + LONGEST_PART);
    // `{GUID}` and `<random>` are parts as well.
    const [part = ''] = /^(?:[^\\/:*?"“”‘’`<>|\r\n\t,;]|<[\w -]{1,30}>|(?<=\w)'(?=\w))*/u.exec(rest) ?? [];
    const isInner = rest[part.length] === '\\';
    const length = isInner && isOnePart(part) ? part.length : lengthOfLastPart(part, isKey);
    at += length;
    if (length < part.length || !isInner) break;
    while (text[at] === '\\') at++;
  }
  let end = at;
  while (end > from && /[\s.\\)'\]]/.test(text[end - 1] ?? '') && !isClosing(text, from, end)) end--;
  return end;
}

/** "Program Files (x86)": the bracket belongs to the path where it opens in it. */
function isClosing(text: string, from: number, end: number): boolean {
  if (text[end - 1] !== ')') return false;
  const open = text.lastIndexOf('(', end - 1);
  return open >= from;
}

/** A directory, spaces included: not the end of one path and the beginning of the next. */
function isOnePart(part: string): boolean {
  if (!part.includes(' ')) return true;
  const words = part.split(' ');
  // "…\Run. Then HKCU\…": the next path begins in what looks like a part of this.
  if (/^(?:HK(?:LM|CU|CR|U|CC)|HKEY_[A-Z_]+)$/.test(words.at(-1) ?? '')) return false;
  if (words.length > 5 || part.endsWith(' ')) return false;
  return !words.slice(0, -1).some((word) => isFileExtension(/\.(\w{1,11})$/.exec(word)?.[1] ?? ''));
}

/** Up to the first space, unless a file name with spaces ends in an extension shortly after. */
function lengthOfLastPart(part: string, isKey: boolean): number {
  const space = part.search(/\s/);
  if (space === -1) return part.length;
  if (isFileExtension(/\.(\w{1,11})$/.exec(part.slice(0, space))?.[1] ?? '')) return space;
  if (/[.!?]$/.test(part.slice(0, space))) return space;
  if (isKey) return space + lengthOfCapitalWords(part.slice(space));
  const [spaced = ''] = /^[^\s.]+(?: [^\s.]+){1,4}\.\w{2,5}(?![\w.])/.exec(part) ?? [];
  return isFileExtension(spaced.slice(spaced.lastIndexOf('.') + 1)) ? spaced.length : space;
}

/** `…\Windows Defender\Real-Time Protection`, where nothing else follows. */
function lengthOfCapitalWords(rest: string): number {
  const [words = ''] = /^(?: \p{Lu}[\p{L}\p{N}-]*){1,3}(?=\s*$)/u.exec(rest) ?? [];
  return words.length;
}
