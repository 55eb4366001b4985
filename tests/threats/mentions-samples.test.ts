import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeFateOf } from '../../src/domain/attack/succession';
import { describeWithShared, SHARED } from '../shared-data';
import { ENTERPRISE, FINDER } from './mention-finder';

const REPORTS = join(SHARED, 'samples', 'reports');
const FOLDERS = ['emulation-library', 'rcatt', 'eset-adoc', 'annoctr-text', 'tram2-mjson', 'cti-blueprints'];

interface TramDocument {
  readonly signal: string;
  readonly asets: readonly { readonly type: string; readonly annots: readonly (readonly [number, number])[] }[];
}

const read = (folder: string, file: string) => readFileSync(join(REPORTS, folder, file), 'utf8');

function readTexts(): { name: string; text: string }[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(REPORTS, folder))
      .filter((file) => !file.endsWith('.pdf'))
      .map((file) => {
        const text = read(folder, file);
        return { name: file, text: file.endsWith('.mjson') ? (JSON.parse(text) as TramDocument).signal : text };
      }),
  );
}

describeWithShared('ids in real texts', () => {
  it('every one is found, and nothing else', () => {
    // A plain look, apart from the finder: capital T, four digits, at most a sub-technique, no word going on before it.
    const plain = /(?<![A-Z0-9a-z/+])T\d{4}(?:[./]\d{3})?(?![0-9])/g;
    let count = 0;
    for (const { name, text } of readTexts()) {
      const { techniques, unresolved } = FINDER.find(text);
      const found = [...techniques.filter(({ how }) => how === 'id' || how === 'old-id'), ...unresolved];
      for (const { 0: id, index } of text.matchAll(plain)) {
        const isFound = found.some(({ start, end }) => start === index && end >= index + id.length);
        expect([name, id, isFound]).toEqual([name, id, true]);
        count++;
      }
      const odd = found.filter(({ written }) => !/^(?:T\d{4}(?:\W{1,4}\d{3})?|\.\d{3})$/i.test(written));
      expect([name, odd]).toEqual([name, []]);
    }
    expect(count).toBeGreaterThan(700);
  });

  it('and those that lead nowhere are said', () => {
    const unresolved = readTexts().flatMap(({ text }) => FINDER.find(text).unresolved);
    expect(unresolved.map(({ written, reason }) => `${written} ${reason}`)).toEqual([
      'T1017.001 unknown',
      'T1406 other-domain',
    ]);
  });
});

describeWithShared('names in reports whose techniques people have marked (TRAM2)', () => {
  it('most techniques that are named are among those people gave the report', () => {
    const fateOf = makeFateOf(ENTERPRISE);
    const parentOf = (id: string) => {
      const fate = fateOf(id);
      return (fate.kind === 'live' || fate.kind === 'succeeded' ? fate.id : id).slice(0, 5);
    };
    // The annotators chose from 50 techniques; other names they had no label for.
    const documents = readdirSync(join(REPORTS, 'tram2-mjson')).map((file) => {
      const { signal, asets } = JSON.parse(read('tram2-mjson', file)) as TramDocument;
      const ids = asets.flatMap(({ type, annots }) =>
        annots.length === 0 ? [] : (/T\d{4}(?:\.\d{3})?/.exec(type) ?? []),
      );
      return { text: signal, given: new Set(ids.map(parentOf)) };
    });
    const choice = new Set(documents.flatMap(({ given }) => [...given]));
    let named = 0;
    let given = 0;
    for (const document of documents) {
      for (const { technique, how } of FINDER.find(document.text).techniques) {
        if (how === 'id' || how === 'old-id' || !choice.has(parentOf(technique))) continue;
        named++;
        if (document.given.has(parentOf(technique))) given++;
      }
    }
    process.stdout.write(`TRAM2: of ${named} names, ${given} are of a technique that the report was given\n`);
    expect(given / named).toBeGreaterThan(0.8);
  });
});
