import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describePlace } from '../../src/domain/result';
import { readTramDocument } from '../../src/formats/tram-document';
import { describeWithShared, SHARED } from '../shared-data';

function read(value: unknown) {
  const result = readTramDocument(JSON.stringify(value));
  if (!result.ok) throw new Error(result.issues.map(({ message }) => message).join(' '));
  return { ...result.value, ...result.value.report.content, issues: result.issues };
}

describe('annotated reports', () => {
  it('keeps the marked words of each technique', () => {
    const signal = 'title: Made up\nurl: https://blog.example\n\nIt ran rundll32.exe and made users.';
    const range = (words: string) => [signal.indexOf(words), signal.indexOf(words) + words.length];
    const reading = read({
      signal,
      asets: [
        { type: 'zone', annots: [[0, signal.length]] },
        { type: 'Rundll32 (T1218.011)', annots: [range('ran rundll32.exe'), [5, 9999], 'x', [3, 3]] },
        {
          type: '[OTHER]',
          annots: [
            [...range('made users'), 'T1136'],
            [...range('It'), 'odd'],
          ],
        },
        { type: 'Rundll32 (T1218.011)', annots: 7 },
        null,
      ],
      version: 2,
    });
    expect(reading.statements.map(({ technique, name, passage, place }) => [technique, name, passage, place])).toEqual([
      ['T1218.011', 'Rundll32', 'ran rundll32.exe', 'asets[1].annots[0]'],
      ['T1136', '', 'made users', 'asets[2].annots[0]'],
    ]);
    expect(reading.issues.map(({ code, place }) => `${code} ${describePlace(place)}`)).toEqual([
      'tram-range-unreadable asets[1].annots[1]',
      'tram-range-unreadable asets[1].annots[2]',
      'tram-range-unreadable asets[1].annots[3]',
      'tram-no-technique asets[2].annots[1]',
    ]);
    expect(reading.counts).toEqual({ unit: 'annotations', read: 6, kept: 2, reported: 4 });
    expect(reading.report.name).toBe('Made up');
    expect(reading.subjects[0]?.statements).toEqual([0, 1]);
  });

  it('refuses a file without a text', () => {
    expect(readTramDocument('{"asets":[]}').issues.map(({ code }) => code)).toEqual(['tram-no-text']);
    expect(readTramDocument('[]').ok).toBe(false);
  });
});

describeWithShared('real annotated reports', () => {
  const folder = join(SHARED, 'samples', 'reports', 'tram2-mjson');
  it.each(readdirSync(folder))('%s gives every technique of its sets', (name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    const file = JSON.parse(text) as {
      signal: string;
      asets: { type: string; annots: [number, number, unknown?][] }[];
    };
    const expected = file.asets.flatMap(({ type, annots }) =>
      annots.flatMap(([start, end, said]) => {
        const id = /\((T[\d.]+)\)$/.exec(type)?.[1] ?? (type === '[OTHER]' ? String(said) : undefined);
        return id === undefined || !/^T\d{4}/.test(id) ? [] : [`${id} ${file.signal.slice(start, end).trim()}`];
      }),
    );
    const reading = read(file);
    expect(reading.statements.map(({ technique, passage }) => `${technique} ${passage}`)).toEqual(
      expected.map((each) => each.replace(/\r\n?/g, '\n')),
    );
    expect(reading.counts.kept + reading.counts.reported).toBe(reading.counts.read);
  });
});
