import { describe, expect, it } from 'vitest';
import { decodeHtml, htmlToText, readHtmlReport } from '../../src/formats/documents/report-html';

function read(html: string) {
  const result = readHtmlReport(html);
  if (!result.ok) throw new Error(result.issues[0]?.message);
  return { ...result.value.report, issues: result.issues };
}

const textOf = (html: string): string => read(html).content.text;

describe('readHtmlReport', () => {
  it('takes paragraphs, headings, lists and rows, and nothing that runs or is a menu', () => {
    const { content } =
      read(`<!doctype html><html><head><title>x</title><style>p{}</style><script>alert("T1059")</script></head>
      <body><nav><a href="/">Home</a></nav><div class="cookie-consent">We use cookies.</div>
      <article><h1>A  winter
      of wipers</h1><p>They used <b>Power</b>Shell &amp; WMI&nbsp;(<a href="https://x.example">T1047</a>).<br>Then they left.</p>
      <h2>Indicators</h2><ul><li>evil[.]example</li><li><p>198.51.100.7</p></li></ul>
      <table><tr><th>ID</th><th>Use</th></tr><tr><td>T1003</td><td>They <i>dumped</i><p>LSASS.</p></td></tr></table>
      <pre>cmd /c
  whoami</pre></article><footer>© nobody</footer></body></html>`);
    expect(content.text).toBe(
      [
        'A winter of wipers',
        'They used PowerShell & WMI (T1047).',
        'Then they left.',
        'Indicators',
        '• evil[.]example',
        '198.51.100.7',
        'ID\tUse',
        'T1003\tThey dumped LSASS.',
        'cmd /c',
        '  whoami',
      ].join('\n'),
    );
    expect(content.sections.map(({ label }) => label)).toEqual(['A winter of wipers', 'Indicators']);
    expect(content.sections.map(({ start }) => content.text.slice(start, start + 5))).toEqual(['A win', 'Indic']);
  });

  it('takes title, publisher and date from what the page says of itself', () => {
    const meta =
      '<meta property="og:title" content="Wipers"><meta property="og:site_name" content="Made-up Labs"><meta property="article:published_time" content="2026-02-03T10:00:00Z">';
    expect(read(`<html><head>${meta}<title>Wipers | Labs</title></head><body><p>Text.</p></body>`)).toMatchObject({
      name: 'Wipers',
      publisher: 'Made-up Labs',
      published: '2026-02-03',
    });
    const data =
      '{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle","headline":"Rats","datePublished":"2026-01-02","author":[{"name":"A. B."}]}]}';
    expect(
      read(`<html><head><script type="application/ld+json">${data}</script></head><body><p>Text.</p></body>`),
    ).toMatchObject({
      name: 'Rats',
      publisher: 'A. B.',
      published: '2026-01-02',
    });
    expect(read('<html><body><h1>Only a heading</h1><p>Text. TLP:GREEN</p>')).toMatchObject({
      name: 'Only a heading',
      publisher: '',
      published: null,
      marking: 'green',
    });
  });

  it('reads a page whose elements are never closed, or all within a menu', () => {
    expect(textOf('<html><body><p>One<p>Two<ul><li>Three<li>Four')).toBe('One\nTwo\n• Three\n• Four');
    expect(textOf('<html><body><nav><p>All of this page is in here, and it is the page.</p>')).toContain(
      'All of this page',
    );
    expect(textOf('<html><body><table><tr><td><table><tr><td>a<td>b</table><td>c</table>')).toBe('a\tb\nc');
  });

  it('does not show what the page hides', () => {
    expect(textOf('<html><body><p hidden>No</p><div style="color:red;display: none">No</div><p>Yes</p></body>')).toBe(
      'Yes',
    );
  });

  it('says that there is nothing in a page that a script would write', () => {
    expect(readHtmlReport('<html><body><div id="root"></div><script>render()</script></body></html>')).toMatchObject({
      ok: false,
      issues: [{ code: 'html-without-text' }],
    });
  });

  it('stays calm with hostile pages', { timeout: 30_000 }, () => {
    const began = performance.now();
    const deep = read(`<html><body><p>Before.</p>${'<div>'.repeat(200_000)}x`);
    expect(deep.content.text).toBe('Before.');
    expect(deep.issues).toMatchObject([{ code: 'html-too-deep' }]);
    expect(textOf(`<html><body><p>Before.</p>${'<b a="'.repeat(100_000)}`)).toBe('Before.');
    expect(textOf(`<html><body><p>Before.</p>${'</x><a>'.repeat(2000)}`)).toContain('Before.');
    expect(textOf(`<html><body>${'<p>They used T1059.001 &amp; more.</p>'.repeat(280_000)}`).length).toBeGreaterThan(
      7_000_000,
    );
    expect(textOf(`<html><body><p>x &constructor; &#0; &#x110000; __proto__</p>`)).toContain('__proto__');
    expect(performance.now() - began).toBeLessThan(20_000);
  });
});

it('decodes what a page declares', () => {
  const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
  const decode = (text: string) => {
    const result = decodeHtml(bytes(text));
    return result.ok ? result.value : '';
  };
  expect(decode('<meta charset="windows-1251"><p>\xcf\xf0\xe8\xe2\xe5\xf2')).toContain('Привет');
  expect(decode('<meta http-equiv="Content-Type" content="text/html; charset=shift_jis"><p>\x83e\x83X\x83g')).toContain(
    'テスト',
  );
  expect(decode('<meta charset="no-such"><p>caf\xe9')).toContain('café');
  expect(decode('<meta charset=utf-8><p>caf\xc3\xa9')).toContain('café');
});

it('keeps the targets of links in mail', () => {
  expect(
    htmlToText(
      '<p>Click <a href="http://evil.example/x">here</a> or <a href="https://a.example">https://a.example</a></p>',
    ),
  ).toBe('Click here <http://evil.example/x> or https://a.example');
});
