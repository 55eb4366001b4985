import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readDocx } from '../../src/formats/documents/report-docx';
import { describeWithShared, SHARED } from '../shared-data';

const p = (text: string, style = '') =>
  `<w:p>${style === '' ? '' : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;

const STYLES =
  '<w:styles xmlns:w="w"><w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>' +
  '<w:style w:styleId="T"><w:name w:val="Title"/></w:style><w:style w:styleId="Own"><w:name w:val="Mine"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style></w:styles>';

function makeDocx(body: string, parts: Readonly<Record<string, string>> = {}): Uint8Array {
  const files = {
    '[Content_Types].xml': '<Types/>',
    'word/document.xml': `<?xml version="1.0"?><w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`,
    'word/styles.xml': STYLES,
    ...parts,
  };
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
}

function read(body: string, parts: Readonly<Record<string, string>> = {}) {
  const result = readDocx(makeDocx(body, parts));
  if (!result.ok) throw new Error(result.issues[0]?.message);
  return { ...result.value.report, counts: result.value.counts, issues: result.issues };
}

describe('readDocx', () => {
  it('takes headings by the name or level of their style', () => {
    const { content, name } = read(
      p('A winter of wipers', 'T') +
        p('They came in January.') +
        p('What they did', 'berschrift1') +
        p('They wiped.') +
        p('Less', 'Own') +
        p('End.'),
    );
    expect(content.text).toBe('A winter of wipers\nThey came in January.\nWhat they did\nThey wiped.\nLess\nEnd.');
    expect(content.sections.map(({ label }) => label)).toEqual(['beginning', 'What they did', 'Less']);
    expect(name).toBe('A winter of wipers');
  });

  it('reads with all changes accepted', () => {
    const body =
      '<w:p><w:r><w:t xml:space="preserve">They used </w:t></w:r><w:del><w:r><w:delText>WMI</w:delText></w:r></w:del>' +
      '<w:ins><w:r><w:t>Power</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom><w:hyperlink r:id="r"><w:r><w:t>Shell</w:t></w:r></w:hyperlink>' +
      '<w:r><w:instrText>HYPERLINK "x"</w:instrText></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:noBreakHyphen/><w:t>like &amp; co.</w:t></w:r></w:p>';
    expect(read(body).content.text).toBe('They used PowerShell-like & co.');
  });

  it('keeps rows, items, notes, comments and text boxes', () => {
    const cell = (text: string) => `<w:tc>${p(text)}</w:tc>`;
    const box =
      '<w:p><w:r><w:t>Beside.</w:t></w:r><mc:AlternateContent><mc:Choice><w:txbxContent>' +
      p('In a box.') +
      '</w:txbxContent></mc:Choice><mc:Fallback>' +
      p('In a box.') +
      '</mc:Fallback></mc:AlternateContent></w:p>';
    const { content } = read(
      `<w:tbl><w:tr>${cell('ID')}${cell('Use')}</w:tr><w:tr>${cell('T1003')}${cell('Dumped')}</w:tr></w:tbl><w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>An item</w:t></w:r></w:p>${box}`,
      {
        'word/footnotes.xml': `<w:footnotes><w:footnote w:type="separator">${p('---')}</w:footnote><w:footnote w:id="2">${p('See T1059.')}</w:footnote></w:footnotes>`,
        'word/comments.xml': `<w:comments><w:comment>${p('Is it so?')}</w:comment></w:comments>`,
      },
    );
    expect(content.text).toBe('ID\tUse\nT1003\tDumped\n• An item\nIn a box.\nBeside.\nSee T1059.\nIs it so?');
    expect(content.sections.map(({ label }) => label)).toEqual(['beginning', 'footnotes', 'comments']);
  });

  it('takes facts from its properties, and the marking from its head', () => {
    expect(
      read(p('Text.'), {
        'docProps/core.xml':
          '<cp:coreProperties><dc:title>Rats &amp; mice</dc:title><dc:creator>A. B.</dc:creator><dcterms:created>2026-03-04T10:00:00Z</dcterms:created></cp:coreProperties>',
        'docProps/app.xml': '<Properties><Company>Made-up Ltd</Company></Properties>',
        'word/header1.xml': `<w:hdr>${p('TLP:AMBER+STRICT')}</w:hdr>`,
      }),
    ).toMatchObject({
      name: 'Rats & mice',
      publisher: 'Made-up Ltd',
      published: '2026-03-04',
      marking: 'amber+strict',
    });
  });

  it('refuses what is none, and says what is damaged', () => {
    expect(readDocx(new Uint8Array([0x50, 0x4b, 3, 4]))).toMatchObject({ ok: false });
    expect(readDocx(zipSync({ 'a.txt': strToU8('x') }))).toMatchObject({
      ok: false,
      issues: [{ code: 'docx-without-document' }],
    });
    expect(readDocx(makeDocx(''))).toMatchObject({ ok: false, issues: [{ code: 'docx-without-text' }] });
    const cut = read('', { 'word/document.xml': `<w:document><w:body>${p('Whole.')}<w:p><w:r><w:t>Cut` });
    expect(cut.content.text).toContain('Whole.');
    expect(cut.issues).toMatchObject([{ code: 'docx-damaged' }]);
    expect(cut.counts.kept + cut.counts.reported).toBe(cut.counts.read);
    const bomb = `<!DOCTYPE l [<!ENTITY a "lol">]>${p('&a;')}`;
    expect(readDocx(makeDocx('', { 'word/document.xml': bomb }))).toMatchObject({ ok: false });
  });
});

describeWithShared('a real document', () => {
  it('is read', () => {
    const result = readDocx(new Uint8Array(readFileSync(join(SHARED, 'samples/reports/simple-test.docx'))));
    expect(result).toMatchObject({ ok: true, value: { counts: { unit: 'paragraphs', read: 4, kept: 4 } } });
  });
});
