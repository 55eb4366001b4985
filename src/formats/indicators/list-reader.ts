/** Lists: a value on each line, with comments, headings and what else people write beside it. `docs/formats/indicator-lists.md`. */
import { findObservables } from '../../domain/indicators/find-observables';
import { isIpv4 } from '../../domain/indicators/ip-address';
import type { Observable } from '../../domain/indicators/observable';
import type { IndicatorStatement } from '../../domain/indicators/statement';
import { excerpt, issue } from '../../domain/result';
import { makeTextStream } from '../text-decoding';
import { guessIndicator } from './guess-indicator';
import type { IndicatorContext, IndicatorReader } from './indicator-reader';
import { readTyped, readTypeWord, type TypeReading } from './indicator-types';
import { readBlockLine } from './list-lines';
import { makeSections } from './list-sections';
import { readConfidence } from './said-values';
import { makeFacts, makeStatementTaker } from './statement-taker';

const COMMENT = /^(?:#|;|\/\/|!|--\s|\/\*|\*\/|REM\s|")(?!#?\w+:\/\/)/;
const BULLET = /^(?:[-*•·+>]\s+|\(?\d{1,5}[.)]\s+|\[\d{1,5}\]\s+)/;
const INLINE_COMMENT = /\s+(?:#|;|\/\/|<-|→)\s*(.*)$/;
/** Longer lines are no entries of a list. */
const LONGEST_LINE = 20_000;
const MOST_WORDS_IN_NAME = 5;

export function makeListReader(context: IndicatorContext): IndicatorReader {
  const taker = makeStatementTaker(context);
  const stream = makeTextStream();
  const sections = makeSections();
  let rest = '';
  let number = 0;
  let hint: TypeReading | null = null;
  let isInZoneHead = false;
  let lastType = '';

  function takeText(text: string, isLast: boolean): void {
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      takeLine(start === 0 && rest !== '' ? rest + text.slice(0, end) : text.slice(start, end));
      if (start === 0) rest = '';
      start = end + 1;
    }
    rest = start === 0 ? rest + text : text.slice(start);
    if (isLast && rest !== '') takeLine(rest);
    if (isLast) rest = '';
    // A line without an end is not kept for ever.
    else if (rest.length > LONGEST_LINE * 100) rest = rest.slice(0, LONGEST_LINE + 1);
  }

  function takeLine(raw: string): void {
    number++;
    const line = raw.trim();
    if (hint === null && isIpv4(line)) {
      give({ type: 'ipv4', value: line }, line, sections.said());
      return;
    }
    readLine(line.startsWith('\uFEFF') ? line.slice(1).trim() : line);
  }

  function give(found: Observable, written: string, said?: Partial<IndicatorStatement>): void {
    taker.give(found, written, `line ${number}`, said);
    lastType = found.type;
    sections.value();
  }

  function reject(found: string, message = 'This line is no value.'): void {
    taker.reject({ kind: 'line', line: number }, message, found);
    sections.value();
  }

  function readLine(line: string): void {
    if (line === '') {
      sections.blank();
      return;
    }
    if (isInZoneHead) {
      isInZoneHead = !line.includes(')');
      return;
    }
    if (COMMENT.test(line) && !isQuotedValue(line)) {
      const text = line.replace(/^[#;!/*"\s-]+|[#*/\s=-]+$/g, '');
      hint = hintOf(text);
      sections.comment(hint === null ? text : '');
      return;
    }
    if (line.length > LONGEST_LINE) {
      reject(line, 'This line is too long for an entry of a list.');
      return;
    }
    if (hint !== null && readHinted(line)) return;
    const whole = guessIndicator(line, lastType === 'domain');
    if (whole !== null && isWholeLine(line, whole)) give(whole, line, sections.said());
    else readMarkedLine(line);
  }

  /** Under a heading that names a type: its values may look like nothing, and have spaces. */
  function readHinted(line: string): boolean {
    if (hint === null || hint === 'any' || hint === 'none') return false;
    const isFree = hint === 'mutex' || hint === 'user-agent' || hint === 'file-name' || hint === 'file-path';
    if (isFree && readTypeWord(line.replace(/[:：]$/, '')) !== null) return false;
    const bare = isFree ? line : (line.split(/[\s,;|]/, 1)[0] ?? '');
    if (isFree && (/[:：]$/.test(line) || /\s{2,}|\t/.test(line))) return false;
    const looks = isFree ? guessIndicator(line) : null;
    // Under "Files", `form.zip` is one.
    const [found] = looks === null || looks.type === 'domain' ? readTyped(hint, '', bare) : [looks];
    if (found === undefined) return false;
    const comment = isFree ? '' : line.slice(bare.length).replace(/^[\s,;|#-]+/, '');
    give(found, bare, sections.said(comment));
    return true;
  }

  function readMarkedLine(line: string): void {
    const block = readBlockLine(line);
    if (block !== null) {
      isInZoneHead = /\bSOA\b.*\([^)]*$/.test(line);
      for (const value of block.values) {
        const found = guessIndicator(value);
        if (found === null) reject(value, 'This entry is no value.');
        else give(found, value, sections.said(block.comment));
      }
      return;
    }
    const bullet = BULLET.exec(line)?.[0] ?? '';
    const text = bullet === '' ? line : line.slice(bullet.length);
    if (!readLabelled(text) && !readParts(text)) readWords(text);
  }

  /** `SHA256: 9f86d0…`, `C2 = 192.0.2.1` */
  function readLabelled(text: string): boolean {
    const [, label = '', value = ''] = /^([A-Za-z][\w ()&-]{0,40}?)\s*(?:[:=]|[-–]>?)\s+(\S.*)$/.exec(text) ?? [];
    const reading = label === '' ? null : readTypeWord(label);
    if (reading === null || reading === 'none') return false;
    const isFree = reading === 'mutex' || reading === 'user-agent' || reading === 'registry-key';
    const bare = isFree ? value : value.replace(INLINE_COMMENT, '').trim();
    const [found] = readTyped(reading, '', bare);
    if (found === undefined) return false;
    give(found, bare, sections.said(value.slice(bare.length).replace(/^\s*(?:#|;|\/\/)\s*/, '')));
    return true;
  }

  /** A value, then words about it; or several values. */
  function readParts(text: string): boolean {
    const commented = INLINE_COMMENT.exec(text);
    const body = commented === null ? text : text.slice(0, commented.index).trim();
    const remark = commented?.[1] ?? '';
    const whole = commented === null ? null : guessIndicator(body);
    if (whole !== null && isWholeLine(body, whole)) {
      give(whole, body, sections.said(remark));
      return true;
    }
    const separator = /[;\t|,]|\s+[-–—:]\s+|\s/.exec(body)?.[0] ?? '';
    if (separator === '') {
      const found = guessIndicator(body);
      if (found !== null) give(found, body, sections.said(remark));
      return found !== null;
    }
    const parts = body
      .split(separator.trim() === '' ? (separator === '\t' ? '\t' : /\s+/) : separator)
      .map((part) => part.trim());
    const values = parts.map((part) => guessIndicator(part));
    const [first] = values;
    if (first === null || first === undefined) return false;
    // A command, and not a path with a remark.
    if (first.type === 'file-path' && separator.trim() === '' && separator !== '\t') return false;
    if (parts.length > 1 && values.every((value) => value !== null)) {
      for (const [at, value] of values.entries())
        if (value !== null) give(value, parts[at] ?? '', sections.said(remark));
      return true;
    }
    // `value;description;score`
    const last = parts.at(-1) ?? '';
    const confidence = separator === ';' && /^\d{1,3}$/.test(last) ? readConfidence(last) : null;
    const words = parts
      .slice(1, confidence === null ? undefined : -1)
      .join(separator.trim() === '' ? ' ' : `${separator} `);
    const said = sections.said([words, remark].filter((each) => each !== '').join('; '));
    give(first, parts[0] ?? '', confidence === null ? said : { ...said, confidence });
    return true;
  }

  /** Words: a heading for what follows, or a sentence with values in it. One word alone was meant as a value. */
  function readWords(text: string): void {
    const heading = text.replace(/[:：=*_\s-]+$/, '');
    const reading = readTypeWord(heading);
    if (reading !== null || (/[:：]$/.test(text) && !/\s\S+\.\S/.test(text))) {
      hint = reading === 'none' || reading === 'any' ? null : reading;
      sections.heading(reading === null ? heading : '');
      return;
    }
    // The path of a URL without its host.
    const found = /^\/\S*$/.test(text) ? [] : findObservables(text);
    if (found.length > 0) {
      for (const value of found)
        give({ type: value.type, value: value.value }, value.written, sections.said(excerpt(text, 300)));
      return;
    }
    if (!/\s/.test(text)) {
      reject(text);
      return;
    }
    context.note(
      issue('note', 'list-words', { kind: 'line', line: number }, 'This line holds words and no value.', {
        found: excerpt(text),
        done: 'Taken for a heading of what follows.',
      }),
    );
    sections.heading(text);
    hint = hintOf(text);
  }

  return {
    push: (chunk) => takeText(stream.push(chunk), false),
    end() {
      takeText(stream.end(), true);
      if (stream.failure !== null) context.reject(stream.failure);
      for (const found of stream.issues()) context.note(found);
      return makeFacts(taker.items);
    },
  };
}

/** `"evil.example"`: a quote begins a comment nowhere, but in some lists of words. */
function isQuotedValue(line: string): boolean {
  return line.startsWith('"') && guessIndicator(line.replace(/[",;]+/g, '')) !== null;
}

/** A program with what it is given. */
const COMMAND = /\.(?:exe|com|bat|cmd|ps1|vbs|dll)["']?\s+\S/i;

/** A sentence that ends in the name of a file is none. */
function isWholeLine(line: string, { type }: Observable): boolean {
  if (!/\s/.test(line)) return true;
  if (type === 'file-name') return line.split(/\s+/).length <= MOST_WORDS_IN_NAME && !/[:;,]\s/.test(line);
  if (type === 'file-path' && COMMAND.test(line)) return false;
  if (type === 'file-path') return !/\s(?:#|;|\/\/|-|–)\s/.test(line) && !/\t/.test(line);
  return type === 'registry-key' || type === 'email' || type === 'ip-range' || type === 'cidr';
}

function hintOf(text: string): TypeReading | null {
  const reading = readTypeWord(text.replace(/[:：]$/, ''));
  return reading === 'any' || reading === 'none' ? null : reading;
}
