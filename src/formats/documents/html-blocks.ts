/**
 * HTML (https://html.spec.whatwg.org/) as a run of paragraphs, headings and rows. Only the text is taken: nothing of it is
 * ever built as a page.
 */
import { Parser } from 'htmlparser2';

export interface HtmlBlock {
  readonly text: string;
  readonly heading: number | null;
  /** Within `main` or `article`. */
  readonly isMain: boolean;
  /** Menus, footers and the like. */
  readonly isAside: boolean;
}

export interface HtmlContent {
  readonly blocks: readonly HtmlBlock[];
  readonly title: string;
  /** Names in lower case; the first of each. */
  readonly meta: ReadonlyMap<string, string>;
  /** Texts of JSON-LD. */
  readonly data: readonly string[];
  /** The first `<time datetime>` of the content. */
  readonly time: string;
  /** Nested too deeply: the rest is missing. */
  readonly isCut: boolean;
}

const UNREAD = new Set(
  'script style template noscript svg math iframe object canvas audio video select textarea button datalist map frameset applet'.split(
    ' ',
  ),
);
const ASIDE = new Set(['nav', 'footer', 'aside', 'menu', 'dialog']);
const ASIDE_ROLES = /^(?:navigation|banner|contentinfo|complementary|search|dialog|alertdialog|menu|menubar|toolbar)$/;
const ASIDE_NAMES =
  /(?:^|[\s_-])(?:cookies?|consent|gdpr|breadcrumbs?|share|sharing|social|newsletter|subscribe|related|sidebar|navbar|nav|menu|footer|comments|skip-link|advert\w*|promo|popup|modal)(?:$|[\s_-])/i;
const BLOCKS = new Set(
  'address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre section summary table tbody tfoot thead tr td th ul caption'.split(
    ' ',
  ),
);
/** More is nobody's page. */
const DEEPEST = 3000;
const PIECE = 64 * 1024;
/** A cell with more is the layout of a page, not a table's. */
const LONGEST_CELL = 1500;
const LONGEST_DATA = 500_000;

interface Cell {
  readonly paragraphs: string[];
  isLayout: boolean;
}

interface Open {
  readonly name: string;
  readonly isUnread: boolean;
  readonly isAside: boolean;
  readonly isMain: boolean;
  readonly isPre: boolean;
}

class TooDeep extends Error {}

/** @param keepsLinks of a link whose label is another than its target, the target follows in angle brackets */
export function readHtmlBlocks(html: string, keepsLinks = false): HtmlContent {
  const blocks: HtmlBlock[] = [];
  const meta = new Map<string, string>();
  const data: string[] = [];
  const open: Open[] = [];
  const rows: Cell[][] = [];
  const links: { readonly href: string; text: string }[] = [];
  let title = '';
  let time = '';
  let text = '';
  let heading: number | null = null;
  let special: 'title' | 'data' | null = null;
  let held = '';
  let isCut = false;

  const top = (): Open | undefined => open.at(-1);
  const emit = (line: string): void => {
    const { isMain = false, isAside = false } = top() ?? {};
    blocks.push({ text: line, heading, isMain, isAside });
  };

  /** Ends the paragraph. */
  function flush(): void {
    const paragraph = top()?.isPre === true ? text.replace(/\s+$/, '') : text.replace(/[ \t\r\n\f]+/g, ' ').trim();
    text = '';
    if (paragraph.trim() === '' || paragraph === '•') return;
    const cell = rows.at(-1)?.at(-1);
    if (cell !== undefined) cell.paragraphs.push(paragraph);
    else emit(paragraph);
  }

  function endRow(): void {
    const cells = rows.pop();
    if (cells === undefined) return;
    const filled = cells.filter(({ paragraphs }) => paragraphs.length > 0);
    const outer = rows.at(-1)?.at(-1);
    if (outer !== undefined) outer.isLayout = true;
    const put = (line: string) => (outer === undefined ? emit(line) : outer.paragraphs.push(line));
    const isLayout =
      filled.length < 2 ||
      filled.some(
        (cell) => cell.isLayout || cell.paragraphs.reduce((sum, { length }) => sum + length, 0) > LONGEST_CELL,
      );
    if (isLayout) for (const { paragraphs } of filled) paragraphs.forEach(put);
    else put(filled.map(({ paragraphs }) => paragraphs.join(' ')).join('\t'));
  }

  const parser = new Parser({
    onopentag(name, attributes) {
      if (open.length > DEEPEST) throw new TooDeep();
      const parent = top();
      if (BLOCKS.has(name)) flush();
      const isUnread = (parent?.isUnread ?? false) || UNREAD.has(name) || isHidden(attributes);
      open.push({
        name,
        isUnread,
        isAside: (parent?.isAside ?? false) || isAsideElement(name, attributes, open),
        isMain: (parent?.isMain ?? false) || name === 'main' || name === 'article' || attributes['role'] === 'main',
        isPre: (parent?.isPre ?? false) || name === 'pre',
      });
      if (name === 'meta') takeMeta(attributes, meta);
      if (name === 'title' && title === '' && !open.some((each) => each.name === 'svg')) special = 'title';
      else if (name === 'script' && /ld\+json/i.test(attributes['type'] ?? '')) special = 'data';
      if (special !== null) held = '';
      if (isUnread) return;
      if (name === 'br') text += top()?.isPre === true ? '\n' : '';
      if (name === 'br' && top()?.isPre !== true) flush();
      if (name === 'tr') rows.push([]);
      if (name === 'td' || name === 'th') rows.at(-1)?.push({ paragraphs: [], isLayout: false });
      if (name === 'li') text = '• ';
      if (name === 'time' && time === '') time = attributes['datetime'] ?? '';
      if (/^h[1-6]$/.test(name)) heading = Number(name[1]);
      if (name === 'a' && keepsLinks) links.push({ href: attributes['href'] ?? '', text: '' });
    },
    ontext(piece) {
      if (special !== null) {
        if (held.length < LONGEST_DATA) held += piece;
        return;
      }
      if (top()?.isUnread === true) return;
      const link = links.at(-1);
      if (link !== undefined) link.text += piece;
      if (top()?.isPre === true && piece.includes('\n')) {
        const [first = '', ...lines] = piece.split(/\r\n?|\n/);
        text += first;
        for (const line of lines) {
          flush();
          text = line;
        }
      } else text += piece;
    },
    onclosetag(name) {
      if (special !== null && (name === 'title' || name === 'script')) {
        if (special === 'title') title = held;
        else data.push(held);
        special = null;
      }
      if (name === 'a' && keepsLinks) {
        const link = links.pop();
        if (link !== undefined && isWorthKeeping(link)) text += ` <${link.href.trim()}>`;
      }
      if (BLOCKS.has(name)) flush();
      if (name === 'tr' && top()?.isUnread !== true) endRow();
      if (/^h[1-6]$/.test(name)) heading = null;
      open.pop();
    },
  });
  try {
    for (let at = 0; at < html.length; at += PIECE) parser.write(html.slice(at, at + PIECE));
    parser.end();
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    isCut = true;
  }
  flush();
  while (rows.length > 0) endRow();
  return { blocks, title: oneLine(title), meta, data, time, isCut };
}

function isHidden(attributes: Readonly<Record<string, string>>): boolean {
  return (
    'hidden' in attributes ||
    /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(attributes['style'] ?? '')
  );
}

function isAsideElement(name: string, attributes: Readonly<Record<string, string>>, open: readonly Open[]): boolean {
  if (name === 'body' || name === 'html' || name === 'main' || name === 'article') return false;
  if (ASIDE.has(name) || ASIDE_ROLES.test(attributes['role'] ?? '')) return true;
  // The header of a page, not that of an article.
  if (name === 'header') return !open.some((each) => each.isMain);
  return (
    /^(?:div|section|ul|ol|form|span|p)$/.test(name) &&
    ASIDE_NAMES.test(`${attributes['id'] ?? ''} ${attributes['class'] ?? ''}`)
  );
}

function takeMeta(attributes: Readonly<Record<string, string>>, meta: Map<string, string>): void {
  const name = (attributes['property'] ?? attributes['name'] ?? attributes['itemprop'] ?? '').toLowerCase();
  const content = oneLine(attributes['content'] ?? '');
  if (name !== '' && content !== '' && !meta.has(name)) meta.set(name, content);
}

/** A label that is the address already, or a link within the page, says nothing more. */
function isWorthKeeping({ href, text }: { readonly href: string; readonly text: string }): boolean {
  const target = href.trim();
  return (
    /^(?:https?|ftp|mailto):\S+$/i.test(target) &&
    target.length < 2048 &&
    !text.includes(target.replace(/^mailto:/i, ''))
  );
}

export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
