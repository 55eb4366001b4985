import { describe, expect, it } from 'vitest';
import type { ContextFinding, Findings, ReadFinding, SearchFinding } from '../../src/domain/inbox/findings';
import { listNextSteps, summarise } from '../../src/domain/inbox/package-words';
import { makePackage } from '../../src/domain/inbox/playbook';
import { writeInboxNote } from '../../src/formats/inbox-note-markdown';
import { NOTHING_SEEN, READ } from './made-up-findings';

const AT = '2026-11-25T10:00:00.000Z';

function makeFindings(said: {
  readonly read?: Partial<ReadFinding>;
  readonly context?: Partial<ContextFinding>;
  readonly search?: Partial<SearchFinding>;
}): Findings {
  return {
    read: { ...READ, ...said.read },
    context: { step: 'context', importedBefore: null, known: null, threat: null, ...said.context },
    search: { ...NOTHING_SEEN, ...said.search },
    draft: null,
  };
}

function note(findings: Findings, fileName = 'feed.csv'): string {
  const known = makePackage('abc', {
    fileName,
    size: 2000,
    fileDate: AT,
    arrivedAt: AT,
    from: 'hand',
    bytes: 'kept',
    content: 'c',
  });
  return writeInboxNote(known, findings, AT);
}

describe('the note on a package', () => {
  it('has its five parts, whatever is missing', () => {
    const headings = (text: string) => [...text.matchAll(/^## (.+)$/gm)].map(([, words]) => words);
    const parts = ['What it is', 'What it says', 'Has it been here?', 'What we would see', 'What to do next'];
    expect(headings(note(makeFindings({})))).toEqual(parts);
    const nothing = note({ read: null, context: null, search: null, draft: null });
    expect(headings(nothing)).toEqual(parts);
    expect(nothing).toContain('It was not read.');
  });

  it('lets nothing that others wrote become a link, a heading or HTML', () => {
    const hostile = '<img src=x onerror=1> [a](https://evil.example) # T\n## fake';
    const text = note(
      makeFindings({
        read: {
          name: hostile,
          publisher: hostile,
          beginning: hostile,
          brought: [hostile],
          values: [{ type: 'domain', value: hostile, comment: hostile }],
        },
        context: { importedBefore: hostile },
      }),
      hostile,
    );
    expect(text).not.toMatch(/(?<!\\)<img/);
    expect(text).not.toMatch(/(?<!\\)\[a\]/);
    expect(text).not.toMatch(/^## fake/m);
    expect(text).not.toContain('https://');
  });

  it('says first what was seen, then what would be seen', () => {
    const findings = makeFindings({
      search: { answer: '1 of 2 indicators was seen in the history; 3 records.', sightingCount: 1 },
    });
    expect(summarise(findings)).toBe('1 of 2 indicators was seen in the history; 3 records.');
    expect(listNextSteps(findings)[0]).toMatch(/^Accept it: its search is kept/);
  });

  it('advises to doubt what is known to be harmless, and to dismiss what is here already', () => {
    const known = {
      asked: 3,
      total: 3,
      known: 3,
      watched: 0,
      benign: 1,
      onWarninglists: 1,
      seen: 0,
      sources: [],
      examples: [],
    };
    const steps = listNextSteps(makeFindings({ context: { known, importedBefore: 'as feed.csv, on 2026-11-20' } }));
    expect(steps.join('\n')).toMatch(/Doubt 2\svalues[\s\S]*Dismiss it, if there is nothing new/);
  });
});
