import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readEmail } from '../../src/formats/documents/report-email';
import { linesAt, makePdf } from './made-up-pdf';

const ignore = () => undefined;
const base64 = (bytes: Uint8Array): string =>
  (
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  ).join('\r\n');
const HEAD =
  'Received: from a.example by b.example\r\nFrom: Made-up Team <team@a.example>\r\nTo: you@b.example\r\nSubject: =?utf-8?q?Rats_in_=C3=BC_cellars?=\r\nDate: Thu, 05 Feb 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\n';

function multipart(kind: string, parts: readonly string[]): string {
  return `Content-Type: multipart/${kind}; boundary="b"\r\n\r\n${parts.map((part) => `--b\r\n${part}\r\n`).join('')}--b--\r\n`;
}

function attached(name: string, type: string, bytes: Uint8Array): string {
  return `Content-Type: ${type}; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(bytes)}`;
}

async function read(mail: string) {
  const result = await readEmail(Uint8Array.from(Buffer.from(mail, 'latin1')), ignore);
  if (!result.ok) throw new Error(result.issues[0]?.message);
  return { ...result.value.report, counts: result.value.counts, issues: result.issues };
}

describe('readEmail', () => {
  it('takes subject, sender, date and text', async () => {
    const mail = await read(
      `${HEAD}Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nThey came in J=E4nner, by mails with links that led to a page=\r\n of theirs.\r\n> And they used T1059. TLP:GREEN\r\n`,
    );
    expect(mail).toMatchObject({
      name: 'Rats in ü cellars',
      publisher: 'Made-up Team',
      published: '2026-02-05',
      marking: 'green',
    });
    expect(mail.content.text).toBe(
      'Rats in ü cellars\nThey came in Jänner, by mails with links that led to a page of theirs.\nAnd they used T1059. TLP:GREEN',
    );
    expect(mail.content.sections).toEqual([
      { start: 0, label: 'subject' },
      { start: 18, label: 'body' },
    ]);
    expect(mail.counts).toEqual({ unit: 'parts', read: 1, kept: 1, reported: 0 });
  });

  it('takes HTML where there is no plain text, with the targets of its links', async () => {
    const html =
      'Content-Type: text/html; charset=utf-8\r\n\r\n<p>Click <a href="http://evil.example/x">here</a>.</p><script>no()</script>';
    expect((await read(HEAD + html)).content.text).toContain('Click here <http://evil.example/x>.');
    const both = await read(
      HEAD + multipart('alternative', ['Content-Type: text/plain\r\n\r\nPlain text of the message as it is.', html]),
    );
    expect(both.content.text).toContain('Plain text of the message');
    expect(both.content.text).not.toContain('Click');
  });

  it('reads attached documents, and says what it does not read', async () => {
    const pdf = makePdf({
      pages: [
        linesAt(50, 700, ['The report itself. It has a page.']),
        linesAt(50, 700, ['And a second page. It ends.']),
      ],
    });
    const docx = zipSync({
      '[Content_Types].xml': strToU8('<x/>'),
      'word/document.xml': strToU8('<w:document><w:p><w:r><w:t>From the document.</w:t></w:r></w:p></w:document>'),
    });
    const inner = strToU8(
      'Received: by z\r\nFrom: z@z.example\r\nSubject: Inner\r\nDate: Thu, 05 Feb 2026 10:00:00 +0000\r\n\r\nWhat was sent on to us yesterday.\r\n',
    );
    const mail = await read(
      HEAD +
        multipart('mixed', [
          'Content-Type: text/plain\r\n\r\nSee what is attached to this message.',
          attached('r.pdf', 'application/pdf', pdf),
          attached('d.docx', 'application/octet-stream', docx),
          attached('n.txt', 'text/plain', strToU8('A note of some words that says what is in it.')),
          attached('inner.eml', 'message/rfc822', inner),
          attached('b.json', 'application/json', strToU8('{"type":"bundle"}')),
          attached('scan.pdf', 'application/pdf', makePdf({ pages: [[]] })),
          attached('p.png', 'image/png', new Uint8Array([0x89, 0x50])),
        ]),
    );
    for (const text of ['The report itself.', 'From the document.', 'A note of some words', 'What was sent on to us'])
      expect(mail.content.text).toContain(text);
    const labels = mail.content.sections.map(({ label }) => label);
    expect(labels).toEqual([
      'subject',
      'body',
      'attachment r.pdf, page 1',
      'attachment r.pdf, page 2',
      'attachment d.docx',
      'attachment n.txt',
      'attachment inner.eml, subject',
      'attachment inner.eml, body',
    ]);
    const second = mail.content.sections[3]?.start ?? 0;
    expect(mail.content.text.slice(second, second + 12)).toBe('And a second');
    expect(mail.counts).toEqual({ unit: 'parts', read: 8, kept: 5, reported: 3 });
    expect(mail.issues.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      'warning attachment-not-read',
      'warning pdf-without-text',
      'note mail-pictures',
    ]);
  });

  it('reads a page saved as one file', async () => {
    const page =
      '<!doctype html><html><head><title>Rats</title></head><body><article><h1>Rats</h1><p>They came by mail.</p></article></body></html>';
    const saved = await read(
      `From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/\r\nSubject: Rats\r\nDate: Thu, 05 Feb 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\n${multipart('related', [`Content-Type: text/html\r\n\r\n${page}`, attached('x.css', 'text/css', strToU8('p{}'))])}`,
    );
    expect(saved).toMatchObject({ name: 'Rats', published: null, counts: { unit: 'paragraphs' } });
    expect(saved.content.text).toBe('Rats\nThey came by mail.');
  });

  it('refuses what has no text, and bears hostile messages', async () => {
    const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
    expect(await readEmail(bytes(`${HEAD}\r\n`), ignore)).toMatchObject({
      ok: false,
      issues: [{ code: 'mail-without-text' }],
    });
    const deep = `${HEAD}${Array.from({ length: 300 }, (_, at) => `Content-Type: multipart/mixed; boundary="b${at}"\r\n\r\n--b${at}\r\n`).join('')}Content-Type: text/plain\r\n\r\nx`;
    expect(await readEmail(bytes(deep), ignore)).toMatchObject({ ok: false });
    let nested = 'From: a@b\r\nSubject: x\r\nDate: x\r\n\r\nThe innermost message of them all.';
    for (let at = 0; at < 8; at++)
      nested =
        HEAD +
        multipart('mixed', [`Content-Type: message/rfc822\r\n\r\n${nested}`])
          .replaceAll('"b"', `"b${at}"`)
          .replaceAll('--b', `--b${at}`);
    const result = await readEmail(bytes(nested), ignore);
    expect(result.issues.length).toBeGreaterThan(0);
  });
});
