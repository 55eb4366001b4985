import type { IndicatorStatement } from '../../domain/indicators/statement';

/** What comments and headings of a list say of the values below them. */
export interface Sections {
  comment(text: string): void;
  heading(text: string): void;
  blank(): void;
  value(): void;
  /** Of the value that comes: the same object as long as nothing changes. */
  said(own?: string): Partial<IndicatorStatement>;
}

const LONGEST = 300;
/** Comments that begin a file are about the file: its licence, how it is made. */
const HEAD_LINES = 3;
const LINK = /https?:\/\/[^\s"'<>)\]]+/g;

export function makeSections(): Sections {
  let lines: string[] = [];
  let links: string[] = [];
  let count = 0;
  let isHead = true;
  let isFirst = true;
  let last: 'value' | 'comment' | 'blank' = 'blank';
  let shared: Partial<IndicatorStatement> | null = null;

  function begin(): void {
    lines = [];
    links = [];
    count = 0;
    shared = null;
  }

  function compose(own: string): Partial<IndicatorStatement> {
    const isAboutFile = isHead && count >= HEAD_LINES;
    const comment = [...(isAboutFile ? [] : lines), ...(own === '' ? [] : [own])].join('; ').slice(0, LONGEST);
    if (comment === '' && (isAboutFile || links.length === 0)) return NOTHING;
    return { comment, references: isAboutFile ? [] : links };
  }

  return {
    comment(text) {
      // A new paragraph of comments is about what follows it.
      if (last !== 'comment' && !isFirst) {
        begin();
        isHead = false;
      }
      isFirst = false;
      last = 'comment';
      count++;
      shared = null;
      const found = text.match(LINK) ?? [];
      if (links.length < 100) links.push(...found.map((link) => link.replace(/[.,;]+$/, '')));
      const words = text.replace(LINK, ' ').replace(/\s+/g, ' ').trim();
      if (
        words !== '' &&
        !/^(?:references?|source|ref|link|url)s?\s*:?\s*(?:\([^)]*\))?$/i.test(words) &&
        lines.length < 20
      )
        lines.push(words);
    },
    heading(text) {
      begin();
      isHead = false;
      isFirst = false;
      last = 'value';
      if (text !== '') lines.push(text.slice(0, LONGEST));
    },
    blank() {
      if (last === 'comment') last = 'blank';
    },
    value() {
      isFirst = false;
      last = 'value';
    },
    said(own = '') {
      if (own !== '') return compose(own);
      shared ??= compose('');
      return shared;
    },
  };
}

const NOTHING: Partial<IndicatorStatement> = {};
