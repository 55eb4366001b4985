import { describe, expect, it } from 'vitest';
import { roleOfField } from '../../src/domain/history/search-fields';
import { dispositionOfAction, readVerdict } from '../../src/formats/history/dispositions';
import { guessColumns } from '../../src/formats/history/table-columns';
import { TABLE_LOG } from '../../src/formats/history/table-log';
import { readHistory } from './record-table';

const HASH = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const read = (text: string, columns: readonly (string | null)[] | null = null) =>
  readHistory(TABLE_LOG, text, { columns });
const rows = (count: number, row: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => row(at)).join('\n');

describe('columns whose names say nothing', () => {
  const header = 'Zeit;src;dst;where_to;Webseite;Kram;Prüf;Wort';
  const text = `${header}\n${rows(
    20,
    (at) =>
      `2026-01-01 10:00:${10 + at};10.0.0.1;192.0.2.${at};198.51.100.${at};${
        at % 2 ? 'https://evil.com/a' : 'www.evil.com'
      };${at === 7 ? 'nothing' : `h${at}.evil.org`};${HASH};some words ${at}`,
  )}\n`;

  it('are searched where nine cells of ten are of one kind, and nothing of them is lost', () => {
    const { rows: found, notes } = read(text);
    expect(found).toHaveLength(20);
    expect(found[7]?.values).toMatchObject({
      'where_to.address': '198.51.100.7',
      'url.full': 'https://evil.com/a',
      'Kram.address': 'nothing',
      'file.hash.sha256': HASH,
      Wort: 'some words 7',
    });
    for (const field of ['where_to.address', 'Kram.address', 'url.full', 'file.hash.sha256', 'a.url', 'a.email'])
      expect(roleOfField(field, 'text')).not.toBeNull();
    expect(notes.map(({ code }) => code)).not.toContain('table-not-searched');
  });

  it('are marked as guessed by their values', () => {
    const { found } = guessColumns(
      header.split(';'),
      text
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(';')),
    );
    expect(found).toEqual(['header', 'header', 'header', 'values', 'values', 'values', 'values', null]);
  });

  it('and of mixed values are told as not searched', () => {
    const { notes } = read(
      `time;src;Kram\n${rows(20, (at) => `2026-01-01 10:00:${10 + at};10.0.0.1;${at % 2 ? 'evil.com' : 'two words'}`)}\n`,
    );
    expect(notes).toMatchObject([
      { code: 'table-not-searched', message: 'The column “Kram” holds names of hosts, and is not searched.' },
    ]);
  });

  it('that somebody left out are told, too', () => {
    const { notes } = read(`time;src;dst\n${rows(5, (at) => `2026-01-01 10:00:${10 + at};10.0.0.1;192.0.2.${at}`)}\n`, [
      '@timestamp',
      'source.ip',
      null,
    ]);
    expect(notes.filter(({ code }) => code === 'table-not-searched')).toHaveLength(1);
  });
});

describe('words for what became of it', () => {
  it.each([
    ['established', 'allowed allow accept permit erlaubt zugelassen autorisé permitido Autorisée consentito PASS 允许'],
    ['denied', 'blocked deny drop reject geblockt verweigert bloqué refusé denegado bloccato 拒否 Заблокировано'],
  ])('%s', (disposition, words) => {
    for (const word of words.split(' ')) expect([word, dispositionOfAction(word)]).toEqual([word, disposition]);
  });

  it('what is no such word is unknown, kept and counted', () => {
    expect(readVerdict('nicht erlaubt')).toBeNull();
    expect(readVerdict('constructor')).toBeNull();
    const { rows: found, notes } = read(
      `time;src;dst;action\n${rows(6, (at) => `2026-01-01 10:00:0${at};10.0.0.1;192.0.2.1;${at < 4 ? 'wibble' : 'geblockt'}`)}\n`,
    );
    expect(found.map(({ values }) => values['vedette.disposition'])).toEqual([
      ...Array.from({ length: 4 }, () => 'unknown'),
      'denied',
      'denied',
    ]);
    expect(found[0]?.values['event.action']).toBe('wibble');
    expect(notes).toMatchObject([{ code: 'unknown-verdict', found: 'wibble (4)' }]);
    expect(notes[0]?.message).toContain('4 values');
  });
});
