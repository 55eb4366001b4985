/**
 * XML as a run of tags and text, for parts of office documents that are too large to be built as trees. Knows elements,
 * attributes, the five entities, character references and CDATA; a document type is refused, so nothing expands.
 */
export interface XmlSink {
  /** Names come without their prefix. */
  open(name: string, attributes: (name: string) => string | null): void;
  close(name: string): void;
  text(text: string): void;
}

export class XmlDamaged extends Error {}

/** One tag or one run of text; more is no spreadsheet. */
const LONGEST_PIECE = 8 * 1024 * 1024;

export function makeXmlScanner(sink: XmlSink) {
  let rest = '';

  function scan(last: boolean): void {
    let at = 0;
    while (at < rest.length) {
      const start = rest.indexOf('<', at);
      if (start < 0) {
        if (!last) break;
        sink.text(decodeEntities(rest.slice(at)));
        at = rest.length;
        break;
      }
      const end = findEnd(start);
      if (end < 0) {
        if (last) throw new XmlDamaged('The XML ends within a tag.');
        break;
      }
      if (start > at) sink.text(decodeEntities(rest.slice(at, start)));
      takeTag(start, end);
      at = end + 1;
    }
    rest = rest.slice(at);
    if (rest.length > LONGEST_PIECE) throw new XmlDamaged('A piece of the XML is too long.');
  }

  function findEnd(start: number): number {
    const closing = rest.startsWith('<!--', start) ? '-->' : rest.startsWith('<![CDATA[', start) ? ']]>' : '>';
    const found = rest.indexOf(closing, start);
    return found < 0 ? -1 : found + closing.length - 1;
  }

  function takeTag(start: number, end: number): void {
    const second = rest[start + 1];
    if (second === '?') return;
    if (second === '!') {
      if (rest.startsWith('<![CDATA[', start)) sink.text(rest.slice(start + 9, end - 2));
      else if (!rest.startsWith('<!--', start)) throw new XmlDamaged('The XML declares a document type.');
      return;
    }
    if (second === '/') {
      sink.close(bareName(rest.slice(start + 2, end).trim()));
      return;
    }
    const isEmpty = rest[end - 1] === '/';
    const tag = rest.slice(start + 1, isEmpty ? end - 1 : end);
    const space = tag.search(/[\s]/);
    const name = bareName(space < 0 ? tag : tag.slice(0, space));
    sink.open(name, (wanted) => (space < 0 ? null : findAttribute(tag, wanted)));
    if (isEmpty) sink.close(name);
  }

  return {
    push(text: string): void {
      rest += text;
      scan(false);
    },
    end(): void {
      scan(true);
    },
  };
}

function bareName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** With its prefix, as in `r:id`. */
function findAttribute(tag: string, name: string): string | null {
  for (let at = tag.indexOf(name); at >= 0; at = tag.indexOf(name, at + 1)) {
    const before = tag[at - 1] ?? '';
    if (!/\s/.test(before)) continue;
    const match = /^\s*=\s*(["'])(.*?)\1/s.exec(tag.slice(at + name.length));
    if (match !== null) return decodeEntities(match[2] ?? '');
  }
  return null;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,4});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}
