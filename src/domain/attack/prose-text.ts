import { parseTechniqueId, type TechniqueId } from './identifiers';

/**
 * ATT&CK's prose as blocks that can be drawn: a little Markdown, a little HTML, citations. It becomes words, code and
 * links to techniques, never markup: what is not understood stays as it was written, and links that lead elsewhere keep
 * their words only. One pass over the text, whatever it holds.
 */
export interface ProseBlock {
  readonly kind: 'paragraph' | 'heading' | 'item';
  readonly parts: readonly ProsePart[];
}

export type ProsePart =
  | { readonly kind: 'text' | 'code' | 'strong'; readonly text: string }
  | { readonly kind: 'technique'; readonly text: string; readonly id: TechniqueId };

const LINE = /^\s*(?:(#{1,6})|([-*•]|\d{1,2}[.)]))\s+(.*)$/;

export function readProse(text: string): readonly ProseBlock[] {
  const blocks: ProseBlock[] = [];
  for (const line of text.split(/\r\n?|\n|<br\s?\/?>/i)) {
    const [, heading, , marked] = LINE.exec(line) ?? [];
    const kind = marked === undefined ? 'paragraph' : heading === undefined ? 'item' : 'heading';
    const parts = readParts(marked ?? line);
    if (parts.some((part) => part.text.trim() !== '')) blocks.push({ kind, parts });
  }
  return blocks;
}

const SPECIAL = /[([<`*]/g;
/** Longest names of citations and links that are looked for; ATT&CK's are below 200. */
const LONGEST_NAME = 400;

function readParts(line: string): ProsePart[] {
  const parts: ProsePart[] = [];
  /** Marks whose end is not in the rest of the line: not looked for again. */
  const unclosed = new Set<string>();
  let plain = '';
  let at = 0;
  const push = (part: ProsePart): void => {
    if (plain !== '') parts.push({ kind: 'text', text: plain });
    plain = '';
    parts.push(part);
  };
  const spanOf = (open: string, close: string): string | null => {
    if (unclosed.has(open)) return null;
    const end = line.indexOf(close, at + open.length);
    if (end < 0) unclosed.add(open);
    return end < 0 ? null : line.slice(at + open.length, end);
  };

  while (at < line.length) {
    SPECIAL.lastIndex = at;
    const next = SPECIAL.exec(line)?.index ?? line.length;
    plain += line.slice(at, next);
    at = next;
    if (at >= line.length) break;
    const citation = line.startsWith('(Citation:', at) ? lengthOfBrackets(line, at) : 0;
    const span = SPANS.find(({ open }) => line.startsWith(open, at));
    const inner = span === undefined ? null : spanOf(span.open, span.close);
    const link = line[at] === '[' ? readLink(line, at) : null;
    if (citation > 0) {
      at += citation;
    } else if (span !== undefined && inner !== null && inner !== '') {
      push({ kind: span.kind, text: span.kind === 'code' ? inner : dropCitations(inner) });
      at += span.open.length + inner.length + span.close.length;
    } else if (link !== null) {
      const id = readTechniqueAddress(link.address);
      if (id === null) plain += link.label;
      else push({ kind: 'technique', text: link.label, id });
      at += link.length;
    } else {
      plain += line[at];
      at++;
    }
  }
  if (plain !== '') parts.push({ kind: 'text', text: plain });
  return parts;
}

const SPANS = [
  { open: '<code>', close: '</code>', kind: 'code' },
  { open: '`', close: '`', kind: 'code' },
  { open: '**', close: '**', kind: 'strong' },
  { open: '<b>', close: '</b>', kind: 'strong' },
] as const;

/** Up to the bracket that closes the one at `start`; 0: it is not near. */
function lengthOfBrackets(line: string, start: number): number {
  let depth = 0;
  for (let at = start; at < line.length && at < start + LONGEST_NAME; at++) {
    if (line[at] === '(') depth++;
    if (line[at] === ')' && --depth === 0) return at - start + 1;
  }
  return 0;
}

function dropCitations(text: string): string {
  return text.replace(/\(Citation: [^()]{1,200}\)/g, '');
}

const LINK = /\[([^[\]\n]{1,400})\]\s?\(([^()\s]{1,400})\)/y;

function readLink(line: string, at: number): { label: string; address: string; length: number } | null {
  LINK.lastIndex = at;
  const found = LINK.exec(line);
  return found === null ? null : { label: found[1] ?? '', address: found[2] ?? '', length: found[0].length };
}

function readTechniqueAddress(address: string): TechniqueId | null {
  const found = /^https?:\/\/attack\.mitre\.org\/techniques\/(T\d{4})(?:[/.](\d{3}))?\/?$/i.exec(address);
  return found === null ? null : parseTechniqueId([found[1], found[2]].filter(Boolean).join('.'));
}
