/**
 * OpenIOC 1.0 and 1.1 (https://github.com/fireeye/OpenIOC_1.1): terms that are or contain a value, in groups of AND and OR.
 * A conjunction is not its parts: its values are given with a label that says so. `docs/formats/openioc.md`.
 */
import { excerpt, issue, WHOLE_FILE } from '../../domain/result';
import type { Probe } from '../probe';
import { makeTextStream } from '../text-decoding';
import { makeXmlScanner, XmlDamaged } from '../xml-scan';
import type { IndicatorContext, IndicatorReader } from './indicator-reader';
import { readTyped } from './indicator-types';
import { readOpenIocTerm, writePartPattern } from './openioc-terms';
import { readReferences, readTime } from './said-values';
import { makeFacts, makeStatementTaker } from './statement-taker';

/** Of a value that its source looks for only together with others. */
export const AND_GROUP = 'and-group';
export const CONTAINED = 'contains';

const DEEPEST = 200;
const MOST_ITEMS = 200_000;

interface Item {
  readonly search: string;
  readonly condition: string;
  readonly isNegated: boolean;
  readonly content: string;
  readonly number: number;
  isInAnd: boolean;
}

interface Group {
  readonly isAnd: boolean;
  readonly items: Item[];
  /** Items and groups directly in it. */
  members: number;
}

export function sniffOpenIoc({ text }: Probe): number {
  if (text === null || !/^\s*</.test(text)) return 0;
  const isNamed = /<(?:\w+:)?(?:ioc|OpenIOC)\b[^>]*(?:mandiant\.com|openioc\.org|id=)/i.test(text);
  return isNamed && /<(?:\w+:)?(?:short_description|definition|criteria|metadata|Indicator)\b/.test(text) ? 1 : 0;
}

export function makeOpenIocReader(context: IndicatorContext): IndicatorReader {
  const taker = makeStatementTaker(context);
  const stream = makeTextStream();
  const groups: Group[] = [];
  const facts = new Map<string, string>();
  const links: string[] = [];
  let item: { id: string; search: string; condition: string; isNegated: boolean; content: string } | null = null;
  let text = '';
  let count = 0;
  let isBroken = false;

  const scanner = makeXmlScanner({
    open(name, attribute) {
      text = '';
      if (name === 'Indicator') {
        if (groups.length >= DEEPEST) throw new XmlDamaged('Groups within groups go too deep.');
        groups.push({ isAnd: /^and$/i.test(attribute('operator') ?? ''), items: [], members: 0 });
      } else if (name === 'IndicatorItem') {
        const condition = (attribute('condition') ?? 'is').toLowerCase();
        const isNegated = /^(?:true|1)$/i.test(attribute('negate') ?? '') || /not$/.test(condition);
        item = { id: attribute('id') ?? '', search: '', condition, isNegated, content: '' };
      } else if (name === 'Context' && item !== null) item.search = attribute('search') ?? '';
    },
    close(name) {
      if (name === 'Content' && item !== null) item.content = text.trim();
      else if (name === 'IndicatorItem' && item !== null) closeItem(item);
      else if (name === 'Indicator') closeGroup();
      else if (name === 'link' && text.trim() !== '' && links.length < 100) links.push(...readReferences(text));
      else if (HEAD.has(name) && !facts.has(name)) facts.set(name, excerpt(text, 300));
      text = '';
    },
    text(piece) {
      if (text.length < 100_000) text += piece;
    },
  });

  function closeItem({ id, search, condition, isNegated, content: stated }: NonNullable<typeof item>): void {
    item = null;
    // Some exports of MISP lose the content, and have the value as the item's id.
    const content = stated === '' && !UUID.test(id) ? id : stated;
    count++;
    if (count > MOST_ITEMS) throw new XmlDamaged('There are too many terms.');
    const group = groups.at(-1);
    const found: Item = { search, condition, isNegated, content, number: count, isInAnd: false };
    if (group === undefined) {
      giveItem(found);
      return;
    }
    group.members++;
    group.items.push(found);
  }

  function closeGroup(): void {
    const group = groups.pop();
    if (group === undefined) return;
    // One alone has nothing to be joined with.
    if (group.isAnd && group.members > 1) for (const each of group.items) each.isInAnd = true;
    const parent = groups.at(-1);
    if (parent === undefined) for (const each of group.items) giveItem(each);
    else {
      parent.members++;
      for (const each of group.items) parent.items.push(each);
    }
  }

  function giveItem({ search, condition, isNegated, content, number, isInAnd }: Item): void {
    const place = { kind: 'path', path: `term ${number}: ${excerpt(search, 80)}` } as const;
    const reading = readOpenIocTerm(search);
    if (content === '') {
      taker.reject(place, 'This term has no content.', search);
      return;
    }
    if (reading === 'none') {
      taker.reject(place, 'Terms of this kind are not looked for.', content, 'indicator-type-not-looked-for');
      return;
    }
    if (isNegated || !/^(?:is|contains|starts-with|ends-with)$/.test(condition)) {
      const what = isNegated ? 'excludes what it names' : `has the condition ${excerpt(condition, 30)}`;
      taker.reject(place, `This term ${what}: no value follows from it.`, content, 'openioc-condition');
      return;
    }
    const labels = isInAnd ? [AND_GROUP] : [];
    const name = facts.get('short_description') ?? '';
    const comment = isInAnd ? `${name}${name === '' ? '' : '; '}only together with other terms` : name;
    if (condition !== 'is') {
      const pattern = writePartPattern(reading, condition, content);
      if (pattern === null)
        taker.reject(
          place,
          `This term has the condition ${excerpt(condition, 30)}: no value is equal to it, and no field is searched for a part of it.`,
          content,
          'openioc-condition',
        );
      else taker.givePattern(pattern, place.path, { comment, labels: [...labels, CONTAINED], references: links });
      return;
    }
    const values = readTyped(reading, '', content);
    if (values.length === 0) taker.reject(place, `This is no value for ${excerpt(search, 60)}.`, content);
    for (const value of values) taker.give(value, content, place.path, { comment, labels, references: links });
  }

  function scan(work: () => void): void {
    if (isBroken) return;
    try {
      work();
    } catch (error) {
      if (!(error instanceof XmlDamaged)) throw error;
      isBroken = true;
      context.reject(
        issue('error', 'openioc-damaged', WHOLE_FILE, error.message, { done: 'What came before it was read.' }),
      );
    }
  }

  return {
    push: (chunk) => scan(() => scanner.push(stream.push(chunk))),
    end() {
      scan(() => {
        scanner.push(stream.end());
        scanner.end();
      });
      while (groups.length > 0) closeGroup();
      if (stream.failure !== null) context.reject(stream.failure);
      const authored = readTime(facts.get('authored_date') ?? '');
      return makeFacts(taker.items, {
        name: facts.get('short_description') ?? '',
        publisher: facts.get('authored_by') ?? '',
        published: authored === null ? null : new Date(authored).toISOString(),
      });
    },
  };
}

const UUID = /^(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|)$/i;
const HEAD = new Set(['short_description', 'description', 'authored_by', 'authored_date']);
