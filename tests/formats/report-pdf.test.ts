import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPdf } from '../../src/formats/documents/report-pdf';
import { describeWithShared, SHARED } from '../shared-data';
import { linesAt, type MadeUpPdf, makePdf } from './made-up-pdf';

const ignore = () => undefined;

async function readMadeUp(pdf: MadeUpPdf) {
  const result = await readPdf(makePdf(pdf), ignore);
  if (!result.ok) throw new Error(result.issues[0]?.message);
  return { ...result.value.report, counts: result.value.counts, issues: result.issues };
}

const textOf = async (...pages: MadeUpPdf['pages']) => (await readMadeUp({ pages })).content.text;

const WORDS = 'The actors moved on to other hosts in the same network and looked for files of interest';

describe('readPdf', () => {
  it('puts lines of a paragraph together, and leaves paragraphs apart', async () => {
    const first = linesAt(50, 700, [
      'The actors used spearphishing mails with links that',
      'led to a page of theirs, where they asked for names and',
      'passwords.',
    ]);
    const second = linesAt(50, 650, ['Later they came back through the same account, which had', 'no second factor.']);
    expect(await textOf([...first, ...second])).toBe(
      'The actors used spearphishing mails with links that led to a page of theirs, where they asked for names and passwords.\n' +
        'Later they came back through the same account, which had no second factor.',
    );
  });

  it('joins divided words, and no ids, hashes or links', async () => {
    const text = await textOf(
      linesAt(50, 700, [
        'They wrote to the registry and ran Com-',
        'mand and Scripting Interpreter, that is T1059.',
        '001, by a well-known way; see CVE-2021-',
        '44228 and hxxps://evil[.]example/a/',
        'b.php for what was fetched, its hash is d41d8cd98f00b204',
        'e9800998ecf8427e and it is well-',
        'known to all who write of the registry.',
      ]),
    );
    for (const part of [
      'Command and',
      'T1059.001,',
      'CVE-2021-44228',
      'hxxps://evil[.]example/a/b.php',
      'd41d8cd98f00b204e9800998ecf8427e',
      'is well-known to',
    ])
      expect(text).toContain(part);
  });

  it('reads one column after the other, though they are drawn line by line', async () => {
    const left = linesAt(50, 700, [
      'Left one goes on and on here',
      'left two goes on and on here',
      'left three goes on and on so',
      'left four ends this column.',
    ]);
    const right = linesAt(320, 700, [
      'Right one goes on and on now',
      'right two goes on and on now',
      'right three goes on and on as',
      'right four ends the column.',
    ]);
    const text = await textOf(left.flatMap((line, at) => [line, right[at] ?? line]));
    expect(text).toBe(
      'Left one goes on and on here left two goes on and on here left three goes on and on so left four ends this column.\n' +
        'Right one goes on and on now right two goes on and on now right three goes on and on as right four ends the column.',
    );
  });

  it('reads columns that begin at different heights, and lines that were stretched', async () => {
    const prose = (side: string) =>
      ['one', 'two', 'three', 'four', 'five'].map((word) => `the ${side} line ${word} of a column`);
    const text = await textOf([
      ...linesAt(50, 730, [
        'A line over both of the columns, which is longer than each of them, and says what they are about',
      ]),
      ...linesAt(320, 712, prose('right')),
      ...linesAt(50, 707, prose('left')),
    ]);
    expect(text.indexOf('left line five')).toBeLessThan(text.indexOf('right line one'));
    expect(text).toContain('left line one of a column the left line two');
    const words = ['launched', 'it', 'and', 'fetched', 'the', 'rest'];
    let x = 50;
    const stretched = words.map((word) => {
      const line = { text: word, x, y: 688 };
      x += word.length * 5 + 20;
      return line;
    });
    expect(
      await textOf([
        ...linesAt(50, 700, [`${WORDS.slice(0, 60)} and they`]),
        ...stretched,
        ...linesAt(50, 676, ['of what they needed there.']),
      ]),
    ).toContain('they launched it and fetched the rest of what');
  });

  it('keeps the cells of a table in their rows', async () => {
    const row = (y: number, id: string, ...cell: string[]) => [...linesAt(50, y, [id]), ...linesAt(150, y, cell)];
    expect(
      await textOf([
        ...row(700, 'ID', 'Use'),
        ...row(680, 'T1003.001', 'They dumped the memory', 'of LSASS.'),
        ...row(640, 'T1566', 'They sent mails.'),
      ]),
    ).toBe('ID\tUse\nT1003.001\tThey dumped the memory of LSASS.\nT1566\tThey sent mails.');
  });

  it('leaves out what runs along every page, and lets sentences go on over it', async () => {
    const pages = Array.from({ length: 6 }, (_, at) => [
      { text: 'Report 17 of the made-up team, TLP:AMBER', x: 50, y: 780 },
      ...linesAt(50, 700, [
        `Page ${['one', 'two', 'three', 'four', 'five', 'six'][at]} says that 198.51.100.${at} was seen, and`,
      ]),
      ...linesAt(50, 60, [
        `${at % 2 === 0 ? 'and' : 'or'} it was seen again, and nobody knows why it should be so that`,
      ]),
      { text: `${at + 1}`, x: 300, y: 20 },
    ]);
    const { content, marking } = await readMadeUp({ pages });
    expect(content.text).not.toContain('made-up team');
    expect(content.text).not.toMatch(/^\d$/m);
    for (let at = 0; at < 6; at++) expect(content.text).toContain(`198.51.100.${at}`);
    expect(marking).toBe('amber');
    const goingOn = await textOf(
      linesAt(50, 700, [`${WORDS} that`]),
      linesAt(50, 700, ['nobody else would have found.', 'The end.']),
    );
    expect(goingOn).toContain('of interest that nobody else');
  });

  it('says which page each part is from, what it is called and when it was made', async () => {
    const read = await readMadeUp({
      pages: [linesAt(50, 700, ['First page. It ends.']), linesAt(50, 700, ['Second page. It ends.'])],
      info: '/Title (A Winter of Wipers) /Author (Made-up Team) /CreationDate (D:20260215101112Z) /Producer (Pen)',
    });
    expect(read.content.sections).toEqual([
      { start: 0, label: 'page 1' },
      { start: 21, label: 'page 2' },
    ]);
    expect(read).toMatchObject({ name: 'A Winter of Wipers', publisher: 'Made-up Team', published: '2026-02-15' });
    const printed = await readMadeUp({
      pages: [linesAt(50, 700, ['First page. It ends.'])],
      info: '/Title (Microsoft Word - x.docx) /CreationDate (D:20260215) /Producer (Skia/PDF m120)',
    });
    expect(printed).toMatchObject({ name: 'x', published: null });
  });

  it('reads 300 pages, telling how far it is', { timeout: 60_000 }, async () => {
    const page = linesAt(
      50,
      700,
      Array.from({ length: 40 }, () => WORDS),
    );
    const told: number[] = [];
    const result = await readPdf(makePdf({ pages: Array.from({ length: 300 }, () => page) }), (done, total) => {
      expect(total).toBe(300);
      told.push(done);
    });
    expect(result).toMatchObject({ ok: true, value: { counts: { unit: 'pages', read: 300, kept: 300, reported: 0 } } });
    expect(told.at(-1)).toBe(300);
    expect(told.length).toBeGreaterThan(1);
    expect(told).toEqual([...told].sort((one, other) => one - other));
  });

  it('says that a PDF without text was scanned, and names the pages that are pictures', async () => {
    const scanned = await readPdf(makePdf({ pages: [[], []] }), ignore);
    expect(scanned).toMatchObject({
      ok: false,
      issues: [
        {
          code: 'pdf-without-text',
          message: 'This PDF was scanned: its 2 pages are pictures; there is no text to read.',
        },
      ],
    });
    const text = linesAt(50, 700, [WORDS]);
    const partly = await readMadeUp({ pages: [text, [], [], text, []] });
    expect(partly.issues).toMatchObject([
      { code: 'pdf-page-without-text', message: 'Pages 2–3 and 5 have no text: empty, or a picture.' },
    ]);
    expect(partly.counts).toEqual({ unit: 'pages', read: 5, kept: 2, reported: 3 });
  });

  it('says that it is locked', async () => {
    const locked = await readPdf(makePdf({ pages: [linesAt(50, 700, [WORDS])], isLocked: true }), ignore);
    expect(locked).toMatchObject({ ok: false, issues: [{ code: 'pdf-locked', severity: 'error' }] });
  });

  it('reads what has a broken table of places, and refuses what is no PDF', async () => {
    const pages = [linesAt(50, 700, [WORDS])];
    expect((await readMadeUp({ pages, isMisplaced: true })).content.text).toBe(WORDS);
    const whole = makePdf({ pages });
    const cut = await readPdf(whole.slice(0, 150), ignore);
    expect(cut).toMatchObject({ ok: false, issues: [{ code: 'pdf-damaged' }] });
    const noise = await readPdf(new TextEncoder().encode('%PDF-1.7\nnothing of the kind'), ignore);
    expect(noise).toMatchObject({ ok: false, issues: [{ code: 'pdf-damaged' }] });
  });

  it('leaves the bytes to whoever gave them', async () => {
    const bytes = makePdf({ pages: [linesAt(50, 700, [WORDS])] });
    await readPdf(bytes, ignore);
    expect(bytes.length).toBeGreaterThan(0);
  });
});

describeWithShared('real PDFs', () => {
  const read = (name: string) => readPdf(new Uint8Array(readFileSync(join(SHARED, 'samples/reports', name))), ignore);

  it('that are laid out in columns and tables', { timeout: 30_000 }, async () => {
    const campaign = await read('cti-blueprints/CTID_Campaign_Sample_Report.pdf');
    if (!campaign.ok) throw new Error('not read');
    const { content, marking, published } = campaign.value.report;
    expect({ marking, published }).toEqual({ marking: 'clear', published: '2023-03-08' });
    for (const part of [
      '900ca3ee85dfc109baeed4888ccb5d39',
      'T1003/OS Credential Dumping\tT1003.002/',
      'leveraged CVE-2021-44228 and CVE-2021-44207.',
      'east[.]winsproxy[.]com\t',
    ])
      expect(content.text).toContain(part);
    const executive = await read('cti-blueprints/CTID_Executive_Sample_Report.pdf');
    expect(executive).toMatchObject({ ok: true, value: { counts: { read: 3, kept: 3 } } });
    expect(executive.ok && executive.value.report.content.text).toContain(
      'use of Microsoft OneNote documents to successfully',
    );
  });

  it('that were scanned', async () => {
    const scanned = await read('GroupIB_Big_Airline_Heist_APT41.pdf');
    expect(scanned).toMatchObject({ ok: false, issues: [{ code: 'pdf-without-text' }] });
  });
});
