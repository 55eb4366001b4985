import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TechniqueId } from '../../src/domain/attack/identifiers';
import type { TechniqueEvidence } from '../../src/domain/threats/evidence';
import {
  collectMarks,
  findParagraph,
  layOutText,
  type Mark,
  type Paragraph,
} from '../../src/views/threats/reading/text-layout';
import { trimPassage } from '../../src/views/threats/reading/text-selection';

function layOut(text: string, marks: readonly Mark[] = [], before?: readonly Paragraph[]): readonly Paragraph[] {
  const pieces = layOutText({ text, sections: [{ start: 0, label: '' }] }, marks, before);
  for (;;) {
    const step = pieces.next();
    if (step.done) return step.value;
  }
}

function makeMark(start: number, end: number, kind: Mark['kind'] = 'mention', technique = 'T1059'): Mark {
  return { kind, start, end, technique, threatId: '', words: technique };
}

function makeEvidence(technique: string, changes: Partial<TechniqueEvidence>): TechniqueEvidence {
  const id = technique as TechniqueId;
  return { technique: id, name: 'Made up', rank: 'named', decision: null, isCounted: true, pieces: [], ...changes };
}

describe('the text of a report', () => {
  it('loses nothing but line ends and empty lines, whatever is marked in it', () => {
    const text = fc.array(fc.constantFrom('a', 'b ', '\n', '\n\n', 'é', '𝒳', 'long '.repeat(900)), { maxLength: 40 });
    const ranges = fc.array(fc.tuple(fc.nat(6000), fc.nat(30)), { maxLength: 12 });
    fc.assert(
      fc.property(text, ranges, (words, found) => {
        const whole = words.join('');
        const marks = found
          .map(([start, length]) => makeMark(start, start + length + 1))
          .filter(({ end }) => end <= whole.length)
          .sort((a, b) => a.start - b.start);
        const paragraphs = layOut(whole, marks);
        for (const { start, length, parts } of paragraphs) {
          expect(parts.map((part) => part.text).join('')).toBe(whole.slice(start, start + length));
          for (const part of parts) expect(whole.startsWith(part.text, part.start)).toBe(true);
        }
        const drawn = paragraphs.flatMap(({ parts }) => parts.map((part) => part.text)).join('');
        expect(drawn.replaceAll(/\s/g, '')).toBe(whole.replaceAll(/\s/g, ''));
      }),
    );
  });

  it('is cut where a line is too long for one paragraph, at a space and never within a character', () => {
    const line = layOut('word '.repeat(2000));
    expect(line.length).toBeGreaterThan(2);
    expect(line.map(({ isContinued }) => isContinued)).toEqual(line.map((_, at) => at > 0));
    expect(line.every(({ parts }) => /(^|\s)$/.test(parts.at(-1)?.text ?? ''))).toBe(true);
    for (const { parts } of layOut(`x${'𝒳'.repeat(4000)}`)) {
      expect(parts.every(({ text }) => !/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/.test(text))).toBe(true);
    }
  });

  it('keeps every paragraph as it is but the one that a new mark stands in', () => {
    const text = 'first line\nsecond line\nthird line';
    const before = layOut(text, [makeMark(0, 5)]);
    const after = layOut(text, [makeMark(0, 5), makeMark(11, 17, 'added')], before);
    expect(after.map((paragraph, at) => paragraph === before[at])).toEqual([true, false, true]);
    expect(after[1]?.parts.map(({ text: words, mark }) => [words, mark?.kind])).toEqual([
      ['second', 'added'],
      [' line', undefined],
    ]);
  });

  it('marks a name within a suggested sentence as a name', () => {
    const [paragraph] = layOut('They ran PowerShell at night.', [makeMark(0, 29, 'suggestion'), makeMark(9, 19)]);
    expect(paragraph?.parts.map(({ text, mark }) => [text, mark?.kind])).toEqual([
      ['They ran ', 'suggestion'],
      ['PowerShell', 'mention'],
      [' at night.', 'suggestion'],
    ]);
  });

  it('is found again by a place in it', () => {
    const paragraphs = layOut('one\n\ntwo\nthree');
    expect([0, 2, 5, 9, 13].map((place) => paragraphs[findParagraph(paragraphs, place)]?.parts[0]?.text)).toEqual([
      'one',
      'one',
      'two',
      'three',
      'three',
    ]);
    expect(findParagraph([], 3)).toBe(-1);
  });
});

describe('marks of a text', () => {
  it('are one for a group that brings many techniques, and one for words that the analyst added', () => {
    const threat = { kind: 'threat', threatId: 'G0016', threatName: 'APT29', written: 'APT29' } as const;
    const decision = {
      technique: 'T1003',
      verdict: 'accepted',
      passage: { start: 9, end: 12 },
      reason: '',
      at: '',
    } as const;
    const marks = collectMarks([
      makeEvidence('T1059', { pieces: [{ ...threat, range: { start: 2, end: 7 } }] }),
      makeEvidence('T1041', { pieces: [{ ...threat, range: { start: 2, end: 7 } }] }),
      makeEvidence('T1003', { decision }),
      makeEvidence('T1004', { decision: { ...decision, verdict: 'rejected', technique: 'T1004' } }),
    ]);
    expect(marks.map(({ kind, start, words }) => [kind, start, words])).toEqual([
      ['threat', 2, 'APT29 G0016'],
      ['added', 9, 'Made up T1003'],
    ]);
  });
});

describe('a passage that is selected', () => {
  it('begins and ends with a word', () => {
    expect(trimPassage('a  ran it \n b', { start: 1, end: 11 })).toEqual({ start: 3, end: 9, words: 'ran it' });
    expect(trimPassage('a   b', { start: 1, end: 4 })).toBeNull();
    expect(trimPassage('x'.repeat(5000), { start: 0, end: 5000 })).toBeNull();
  });
});
