import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PASTED_TEXT } from '../../src/domain/threats/pasted-text';
import { readTextReport } from '../../src/formats/documents/report-text';
import { makeProbe } from '../../src/formats/probe';
import { sniffFormat } from '../../src/formats/registry';
import { describeWithShared, SHARED } from '../shared-data';

function read(text: string, fileName = 'report.md') {
  const result = readTextReport(text, fileName);
  if (!result.ok) throw new Error(result.issues[0]?.message);
  return { ...result.value.report, counts: result.value.counts };
}

const textOf = (text: string): string => read(text).content.text;

describe('readTextReport', () => {
  it('takes Markdown without its marks, and keeps addresses behind their labels', () => {
    expect(
      textOf(
        '# Rats\n\n> Quoted *words* and **bold** ones.\n\n* See [the post](https://a.example/x "Title") and [above](#rats), ![a picture](img/a.png)\n' +
          '* <https://b.example> and `cmd.exe /c "a*b*c"`\n\n| ID | Use |\n|----|:---:|\n| T1003 | Dumped |\n\n```\nreg add [x](y) **z**\n```\n<!-- a\nnote --><br>End of [`it`](https://c.example).\n',
      ),
    ).toBe(
      [
        'Rats',
        'Quoted words and bold ones.',
        '• See the post (https://a.example/x) and above, a picture',
        '• https://b.example and cmd.exe /c "a*b*c"',
        'ID\tUse',
        'T1003\tDumped',
        'reg add [x](y) **z**',
        ' End of it (https://c.example).',
      ].join('\n'),
    );
  });

  it('leaves paths, names and defanged values as they are', () => {
    for (const kept of [
      'C:\\*\\_private\\x_y_z.exe and HKCU\\Software\\*\\Run are used by FK_Undead_2 and __init__ here.',
      'evil[.]example, hxxps[:]//a[.]b/c_d_e, 198[.]51[.]100[.]7 and a[.](b) are seen in it as well.',
      'It ran %TEMP%\\_a_.exe, 2 * 3 * 4, and *.docx, *.xlsx files; see [1] and [2] for more.',
    ])
      expect(textOf(`# A\n\n${kept}`)).toBe(`A\n${kept}`);
  });

  it('puts lines that were broken to a width together', () => {
    const lines = [
      'Rats in the cellar',
      '',
      'The actors came in January by mails with links that led',
      'to a page of theirs, and then they used T1059.',
      '001 to go on from there, and to steal what they found on com-',
      'mand of somebody else.',
      'A new sentence.',
      '- an item of a list that is as long as a line of text can be',
      '- another',
    ];
    expect(textOf(lines.join('\n'))).toBe(
      [
        'Rats in the cellar',
        'The actors came in January by mails with links that led to a page of theirs, and then they used T1059.001 to go on from there, and to steal what they found on command of somebody else.',
        ...lines.slice(6),
      ].join('\n'),
    );
  });

  it('reads AsciiDoc', () => {
    const { content, name, published } = read(
      '= Rats -- Indicators\n:revdate: 2026-02-01\n:toc:\n\nSee https://a.example[the post] and link:x.json[`x.json`].\n\n== Hashes\n\n[options="header"]\n|====\n|SHA-1|Name\n|`048C40EB606DA3DEF08C9F6997C1948AFBBC959B`|a.exe\n|====\n\n----\ncmd == x\n----\n',
    );
    expect(content.text).toBe(
      'Rats -- Indicators\nSee the post (https://a.example) and x.json.\nHashes\nSHA-1\tName\n048C40EB606DA3DEF08C9F6997C1948AFBBC959B\ta.exe\ncmd == x',
    );
    expect(content.sections.map(({ label }) => label)).toEqual(['Rats -- Indicators', 'Hashes']);
    expect({ name, published }).toEqual({ name: 'Rats -- Indicators', published: '2026-02-01' });
  });

  it('finds title, date and publisher where they are said', () => {
    expect(
      read(
        '---\ntitle: "Rats"\ndate: 2026-01-05T00:00:00Z\nauthor: A. B.\ntags: [t1059, apt]\nlayout: post\n---\nText of it.',
      ),
    ).toMatchObject({
      name: 'Rats',
      published: '2026-01-05',
      publisher: 'A. B.',
      content: { text: 'tags: [t1059, apt]\nText of it.' },
    });
    expect(read('Rats in the cellar\nJanuary 5, 2026\nThey came by mail.\nThen they left.', 'x.txt')).toMatchObject({
      name: 'Rats in the cellar',
      published: '2026-01-05',
    });
    expect(read('They came by mail. Then they left.', PASTED_TEXT).name).toBe('They came by mail. Then they left.');
    expect(readTextReport(' \n\t\n', 'x.txt')).toMatchObject({ ok: false, issues: [{ code: 'text-empty' }] });
  });

  it('stays calm with hostile text', { timeout: 30_000 }, () => {
    const began = performance.now();
    for (const part of ['[', '**', '`', '![', '_a', '<!--', '](', '| ', '\\', '> '])
      expect(textOf(`# A\n\n${part.repeat(20_000)}`).length).toBeGreaterThan(0);
    expect(textOf('They used T1059.001 and left.\n'.repeat(200_000)).length).toBeGreaterThan(5_000_000);
    expect(performance.now() - began).toBeLessThan(20_000);
  });
});

describe('prose is told from what is none', () => {
  const sniff = (text: string): string => {
    const bytes = new TextEncoder().encode(text);
    const result = sniffFormat(makeProbe('x', bytes.length, bytes));
    return result.ok ? result.value : (result.issues[0]?.code ?? '');
  };

  it.each([
    'Dear all,\nI write to you, as agreed, with news.\nYours, X\n',
    'The actor used PowerShell and Mimikatz to steal credentials.',
    'Used T1059.001 and Mimikatz',
    '## Rats\n\n* They came.\n* They left.\n\nNobody knows why they came in the first place.\n\n## Hashes\n\n' +
      'd41d8cd98f00b204e9800998ecf8427e\n'.repeat(50),
    '<!-- x -->\n<p align="center"><img src="a.png"></p>\n\n# Rats\n\nThey came by mail, and nobody knows why they did.\n\n## Hashes\n',
    'Die Angreifer nutzten PowerShell, um weitere Programme zu laden, und löschten danach ihre Spuren.\nDas war im Januar.',
    '攻击者使用钓鱼邮件进入网络，然后使用远程桌面横向移动。\n他们窃取了大量文件。',
  ])('a report: %j', (text) => expect(sniff(text)).toBe('report-text'));

  it.each([
    [
      'a log',
      'Nov 24 10:00:01 host sshd[1]: Accepted password for root from somewhere over there by chance.\n'.repeat(9),
    ],
    [
      'a log of a service',
      '2026-11-24 10:00:01 INFO The service has started and is now waiting for requests.\n'.repeat(9),
    ],
    [
      'a list of hashes',
      `# Hashes of the rats that came in January and left again.\n${'d41d8cd98f00b204e9800998ecf8427e\n'.repeat(9)}`,
    ],
    [
      'a list of domains',
      '# This list is kept by nobody, for the use of all of us.\nevil.example\nbad.example\nworse.example\n',
    ],
    [
      'a configuration',
      '# This file says where the logs of the service go, and for how long.\n[main]\nlog = /var/log/x\nlevel = info\nkeep = 30\n',
    ],
    [
      'a script',
      '#!/bin/sh\n# This script removes all that was left behind by the one before it.\nset -e\nfor x in *; do\n  rm "$x";\ndone\necho done\n',
    ],
    ['two words', 'dear diary'],
    ['JSON', '{"text": "The actor used PowerShell and Mimikatz to steal credentials."}'],
  ])('none: %s', (_, text) => expect(sniff(text)).not.toBe('report-text'));
});

describeWithShared('real reports', () => {
  const folder = join(SHARED, 'samples/reports');

  it.each(['annoctr-text', 'emulation-library', 'eset-adoc'])('of %s are recognised and read', (name) => {
    for (const file of readdirSync(join(folder, name))) {
      const bytes = new Uint8Array(readFileSync(join(folder, name, file)));
      expect([file, sniffFormat(makeProbe(file, bytes.length, bytes.subarray(0, 16_384)))]).toMatchObject([
        file,
        { value: 'report-text' },
      ]);
      const read = readTextReport(new TextDecoder().decode(bytes), file);
      expect(read).toMatchObject({ ok: true });
      if (!read.ok) continue;
      const { content, name: title, published } = read.value.report;
      expect(content.text.length).toBeGreaterThan(bytes.length * 0.5);
      expect(title).not.toBe('');
      if (name === 'annoctr-text') expect([file, published]).toEqual([file, /_(\d{4}-\d\d-\d\d)_/.exec(file)?.[1]]);
      for (const id of new TextDecoder().decode(bytes).match(/\bT\d{4}(?:\.\d{3})?\b/g) ?? [])
        expect(content.text).toContain(id);
    }
  });

  it('are no logs, lists or tables', { timeout: 60_000 }, () => {
    for (const path of [
      'samples/logs',
      'samples/indicators',
      'samples/inventories',
      'samples/layers',
      'samples/stix',
    ]) {
      for (const entry of readdirSync(join(SHARED, path), { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || /readme/i.test(entry.name)) continue;
        const file = join(entry.parentPath, entry.name);
        const bytes = new Uint8Array(readFileSync(file)).subarray(0, 65_536);
        const format = sniffFormat(makeProbe(entry.name, bytes.length, bytes));
        expect([file, format.ok && /^report-(?:text|html|email)$/.test(format.value)]).toEqual([file, false]);
      }
    }
  });
});
