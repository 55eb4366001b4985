/**
 * Lines of Markdown (https://spec.commonmark.org/), AsciiDoc (https://docs.asciidoctor.org/asciidoc/latest/) and plain text
 * without their marks. What is a mark is taken narrowly: an asterisk in a path and an underscore in a name stay.
 */

export interface MarkupLine {
  readonly text: string;
  /** Level, from 1. */
  readonly heading: number | null;
  /** A program, a log or a table: it is not put together with what follows. */
  readonly isVerbatim: boolean;
}

export type Markup = 'markdown' | 'asciidoc' | 'plain';

const TARGET = String.raw`(?:(?:https?|hxxps?|ftp|mailto)[^\s()]*(?:\([^\s()]*\)[^\s()]*)*|[#/.][^\s()]*|[\w%./-]+\.(?:md|html?|json|csv|txt|png|jpe?g|gif|svg|pdf|ya?ml|zip)(?:#[^\s()]*)?)`;
const LINK = new RegExp(
  String.raw`(!?)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?(${TARGET})>?(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)`,
  'gi',
);
const ADOC_LINK = /\b((?:https?|ftp):\/\/[^\s[\]]{1,2000}|(?:link|xref|mailto):[^\s[\]]{1,2000})\[([^\]]*)\]/g;
const TAG =
  /<\/?(?:a|b|i|u|em|strong|sub|sup|code|pre|kbd|p|div|span|center|img|details|summary|small|font|hr|h[1-6]|ul|ol|li|blockquote)(?:\s[^<>]*)?\/?>/gi;

export function tellMarkup(text: string): Markup {
  const lines = text.slice(0, 100_000).split('\n');
  const count = (pattern: RegExp): number => lines.filter((line) => pattern.test(line)).length;
  const asciidoc =
    count(/^={1,6} \S/) * 2 + count(/^\|={3,}\s*$/) + count(/^:[\w-]+:(?:\s|$)/) + count(/^\[(?:source|options|cols)/);
  const markdown =
    count(/^#{1,6} \S/) * 2 +
    count(/^\s*(?:```|~~~)/) +
    count(/^\|?\s*:?-{3,}:?\s*\|/) +
    count(/\]\((?:https?:|[#/])/) +
    count(/\*\*\S/);
  if (asciidoc > markdown && asciidoc > 1) return 'asciidoc';
  return markdown > 0 ? 'markdown' : 'plain';
}

export function readMarkupLines(text: string, markup: Markup): readonly MarkupLine[] {
  const lines = text.split('\n');
  if (markup === 'plain') return lines.map((line) => ({ text: line.trimEnd(), heading: null, isVerbatim: false }));
  const read: MarkupLine[] = [];
  let fence = '';
  let isComment = false;
  for (const [at, line] of lines.entries()) {
    if (line === '') {
      read.push({ text: '', heading: null, isVerbatim: fence !== '' });
      continue;
    }
    const mark =
      (markup === 'markdown' ? /^\s*(`{3,}|~{3,})/ : /^(-{4,}|\.{4,}|={4,}|\*{4,}|_{4,}|\+{4,}|`{3})(?=\w*\s*$)/).exec(
        line,
      )?.[1] ?? '';
    if (fence !== '') {
      if (mark !== '' && mark[0] === fence[0] && mark.length >= fence.length) fence = '';
      else read.push({ text: line.trimEnd(), heading: null, isVerbatim: true });
      continue;
    }
    const isRule = markup === 'markdown' && /^\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|={3,})$/.test(line);
    if (mark !== '' && !isRule) {
      // Blocks of prose within AsciiDoc: an example, a quotation.
      if (markup === 'markdown' || !/^[=*_]/.test(mark)) fence = mark;
      continue;
    }
    const underline = lines[at + 1] ?? '';
    if (markup === 'markdown' && line.trim() !== '' && !line.includes('|') && /^(?:={3,}|-{3,})\s*$/.test(underline)) {
      read.push({
        text: plainInline(line.trim(), markup),
        heading: underline.startsWith('=') ? 1 : 2,
        isVerbatim: false,
      });
      continue;
    }
    if (isRule || /^\s*#{1,6}\s*$/.test(line)) continue;
    const [kept, goesOn] = withoutComments(line, isComment);
    isComment = goesOn;
    read.push(readLine(kept, markup));
  }
  return read;
}

function readLine(line: string, markup: Markup): MarkupLine {
  const isMarkdown = markup === 'markdown';
  const heading = (isMarkdown ? /^\s{0,3}(#{1,6})\s+(.*)$/ : /^(={1,6})\s+(.*)$/).exec(line);
  if (heading !== null) {
    const title = (heading[2] ?? '').trimEnd().replace(isMarkdown ? /(?<!#)#+$/ : /$^/, '');
    return { text: plainInline(title.trimEnd(), markup), heading: heading[1]?.length ?? 1, isVerbatim: false };
  }
  const isTable = isMarkdown ? /^\s*\|.*\|\s*$/.test(line) : line.startsWith('|');
  if (isTable) return { text: readTableRow(line, markup), heading: null, isVerbatim: true };
  // What says how a block looks, and no more.
  if (
    !isMarkdown &&
    /^(?:\[[^\]]*\]|\/\/.*|\.[A-Z]\S.*|'{3,}|<<<|:!?[\w-]+!?:.*|(?:image|include|toc)::.*)\s*$/.test(line)
  )
    return { text: /^\.[A-Z]/.test(line) ? plainInline(line.slice(1), markup) : '', heading: null, isVerbatim: false };
  const item = (isMarkdown ? /^(\s*)[*+-]\s+(?:\[[ xX]\]\s+)?(.*)$/ : /^(\s*)(?:\*{1,5}|-|\.{1,5})\s+(.*)$/).exec(line);
  if (item !== null) return { text: `• ${plainInline(item[2] ?? '', markup)}`, heading: null, isVerbatim: false };
  const quoted = isMarkdown ? line.replace(/^\s{0,3}(?:>\s?)+/, '') : line;
  return {
    text: plainInline(quoted, markup).trimEnd(),
    heading: null,
    isVerbatim: isMarkdown && /^(?: {4}|\t)/.test(line),
  };
}

/** Cells as everywhere, by tabs; the line below the headers is none. */
function readTableRow(line: string, markup: Markup): string {
  if (/^\s*\|[\s|:=-]*\|?\s*$/.test(line)) return '';
  const cells = line
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/);
  return cells
    .map((cell) => plainInline(cell.replaceAll('\\|', '|').trim(), markup))
    .filter((cell) => cell !== '')
    .join('\t');
}

function plainInline(line: string, markup: Markup): string {
  const linked =
    markup === 'markdown'
      ? plainLinks(line)
      : line.replace(ADOC_LINK, (_, target: string, label: string) =>
          labelled(label, target.replace(/^(?:link|xref):/, '')),
        );
  // Code is kept as it is; what stands between is looked at.
  return linked
    .split(/((?<!`)`+[^`]+`+)/)
    .map((part) => (/^`+[^`]/.test(part) ? part.replace(/^`+ ?| ?`+$/g, '') : plainPart(part)))
    .join('');
}

function plainPart(part: string): string {
  return part
    .replace(/<br\s*\/?>/gi, ' ')
    .replace(TAG, '')
    .replace(/(\*{2,3})(?=\S)([^*\n]+?)(?<=\S)\1/g, '$2')
    .replace(/(?<![\w*\\/.])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![\w*\\/.])/g, '$1')
    .replace(/(?<![\w_\\/.:%])_(?=\p{L})([^_\n]+?)(?<=[\p{L}\p{N}.)])_(?![\w_\\/.:%])/gu, '$1')
    .replace(/~~(?=\S)([^~\n]+?)~~/g, '$1')
    .replace(/(?<!\b[A-Za-z]:\S{0,260}|[\\%]|[\w%]\\[A-Za-z0-9*]\S{0,260})\\([_*[\]#>+.!(){}`~|-])(?!\\)/g, '$1')
    .replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (_, name: string) => ENTITIES[name] ?? ' ');
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', '#39': "'" };

/** An address is kept behind its label: it is what may be looked for. A place in the same document is not. */
function plainLinks(part: string): string {
  let text = part;
  // A picture within a link.
  for (let round = 0; round < 2; round++) {
    text = text.replace(LINK, (_, picture: string, label: string, target: string) =>
      picture === '!' ? label : labelled(label, target),
    );
  }
  return text
    .replace(/(?<!\w)\[([^\][]{2,})\]\[[^\][]{0,40}\]/g, '$1')
    .replace(/<((?:https?|ftp|mailto):[^<>\s]+)>/gi, '$1');
}

function labelled(label: string, target: string): string {
  const words = label.replace(/`/g, '').trim();
  if (!/^(?:https?|hxxps?|ftp|mailto):/i.test(target) || words.includes(target)) return words;
  return words === '' ? target : `${words} (${target})`;
}

function withoutComments(line: string, isOpen: boolean): readonly [string, boolean] {
  if (!isOpen && !line.includes('<!--')) return [line, false];
  let kept = '';
  let rest = line;
  let open = isOpen;
  while (rest !== '') {
    const at = rest.indexOf(open ? '-->' : '<!--');
    if (at < 0) return [open ? kept : kept + rest, open];
    if (!open) kept += rest.slice(0, at);
    rest = rest.slice(at + (open ? 3 : 4));
    open = !open;
  }
  return [kept, open];
}
