import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { findValues } from '../../src/domain/indicators/find-observables';
import { scanPaths } from '../../src/domain/indicators/scan-paths';
import { readAttackFlow } from '../../src/formats/attack-flow/attack-flow';
import { readCtiBlueprint } from '../../src/formats/cti-blueprint/cti-blueprint';
import { readDocx } from '../../src/formats/documents/report-docx';
import { readEmail } from '../../src/formats/documents/report-email';
import { readHtmlReport } from '../../src/formats/documents/report-html';
import { readPdf } from '../../src/formats/documents/report-pdf';
import { readTextReport } from '../../src/formats/documents/report-text';
import { readMispEvent } from '../../src/formats/misp/misp-event';
import { makeProbe, PROBE_BYTES } from '../../src/formats/probe';
import { sniffFormat } from '../../src/formats/registry';
import { readStixReport } from '../../src/formats/stix/stix-report';
import { readTramDocument } from '../../src/formats/tram-document';
import { linesAt, makePdf } from './made-up-pdf';
import { bundle, makeObject, makeReport, makeTechnique, makeUse } from './made-up-stix-objects';

/** Text on which patterns that go back and forth take minutes: no reader does. */

const LENGTH = 100_000;
const LONGEST = 2000;

const repeat = (part: string): string => part.repeat(Math.ceil(LENGTH / part.length)).slice(0, LENGTH);

const HOSTILE: Readonly<Record<string, string>> = {
  'spaces in the middle': `a${repeat(' ')}b`,
  'a heading with spaces': `# a${repeat(' ')}b`,
  'a title of AsciiDoc with spaces': `= a${repeat(' ')}b`,
  'a setting with spaces': `a: b${repeat(' ')}c`,
  'a row with spaces': `| a${repeat(' ')}| b`,
  'a long word and another': `${repeat('a')} b`,
  'a long word with a hyphen': `${repeat('a')}.a-\nb`,
  'a group with spaces': `a${repeat(' ')}- b - S0001`,
  'words for techniques': `attack ${repeat('technique ')}`,
  'tabs and spaces': `T1059${repeat(' \t')}- x`,
  'line ends': `a${repeat('\n')}b`,
  'blank lines with spaces': `a${repeat(' \n')}b`,
  'one word': repeat('a'),
  'words without end': repeat('word '),
  'ids of techniques': repeat('T1059.001 '),
  'ids without spaces': repeat('T1059.001'),
  hyphens: `x ${repeat('-')}`,
  'hyphens and spaces': `x ${repeat(' - ')}y`,
  brackets: repeat('['),
  'closed brackets': repeat('[x]'),
  'round brackets': repeat('('),
  'links of Markdown': repeat('[a]('),
  'less-than': repeat('<'),
  'tags never closed': repeat('<a '),
  comments: repeat('<!--'),
  'tags with attributes': `<p ${repeat('a="b" ')}`,
  entities: repeat('&amp;'),
  ampersands: repeat('&'),
  stars: repeat('*'),
  'stars and words': repeat('*a '),
  underscores: repeat('_a'),
  backticks: repeat('`'),
  'backticks and words': repeat('`a '),
  tildes: repeat('~'),
  backslashes: repeat('\\'),
  'paths of Windows': repeat('C:\\a b'),
  'a path': `C:\\${repeat('a\\')}`,
  'registry keys': repeat('HKLM\\Software\\Foo. Then '),
  dots: repeat('.'),
  labels: repeat('a.'),
  numbers: repeat('1.'),
  digits: repeat('1'),
  colons: repeat('a:'),
  addresses: repeat('http://'),
  'addresses defanged': repeat('hxxp[:]//a[.]'),
  'signs of e-mail': repeat('a@'),
  quotes: repeat('"'),
  'quotes and commas': repeat('","'),
  apostrophes: repeat("'a"),
  pipes: repeat('|'),
  'pipes and spaces': repeat('| '),
  'equals signs': repeat('='),
  hashes: repeat('#'),
  'hashes and spaces': repeat('# '),
  quoted: repeat('> '),
  semicolons: repeat(';'),
  slashes: repeat('/'),
  percents: repeat('%41'),
  'hexadecimal digits': repeat('ab12'),
  dollars: repeat('$a'),
  'list of dates': repeat('2026-01-01 '),
  tlp: repeat('TLP:'),
  capitals: repeat('Ab '),
  'abbreviated capitals': repeat('A.'),
  'combining signs': `e${repeat('\u0301')}`,
  'Chinese signs': repeat('攻'),
  'zero-width': `a${repeat('\u200b')}b`,
  'non-breaking spaces': `a${repeat('\u00a0')}b`,
  'a MISP label': `misp-galaxy:mitre-attack-pattern="${repeat('a - ')}`,
  'cve ids': repeat('CVE-2026-1234'),
};

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function stixOf(text: string): string {
  const name = text.slice(0, LENGTH);
  const technique = makeObject('attack-pattern', 1, { name, description: text, aliases: [text] });
  const group = makeObject('intrusion-set', 2, { name, aliases: [text], description: text });
  const software = makeObject('malware', 3, {
    name: `${text}`,
    is_family: true,
    external_references: [{ source_name: 'mitre-attack', external_id: 'S0001', url: text }],
  });
  const indicator = makeObject('indicator', 4, {
    name,
    pattern: `[url:value = '${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}']`,
    pattern_type: 'stix',
    valid_from: '2026-01-01T00:00:00Z',
    labels: [text],
  });
  const broken = makeObject('indicator', 5, { name, pattern: text, pattern_type: 'stix', valid_from: text });
  const marking = makeObject('marking-definition', 6, {
    name: text,
    definition_type: 'statement',
    definition: { statement: text },
  });
  const sourced = makeTechnique(7, text, text, {
    kill_chain_phases: [{ kill_chain_name: text, phase_name: text }],
    x_mitre_domains: [text],
  });
  const value = { type: 'url', spec_version: '2.1', id: 'url--20000000-0000-5000-8000-000000000009', value: text };
  const report = makeReport(8, [technique, group], { name, description: text, published: text, labels: [text] });
  return bundle(
    report,
    technique,
    group,
    software,
    indicator,
    broken,
    marking,
    sourced,
    value,
    makeUse(10, group, technique, 'uses', { description: text }),
  );
}

function mispOf(text: string): string {
  const Tag = [{ name: text }, { name: `tlp:${text}` }, { name: `misp-galaxy:mitre-attack-pattern="${text}"` }];
  const GalaxyCluster = [{ value: text, tag_name: text, type: 'mitre-attack-pattern', meta: { external_id: [text] } }];
  const types = ['url', 'domain', 'ip-src', 'filename|md5', 'regkey', 'comment', 'email-src', 'text'];
  const Attribute = types.map((type) => ({ type, category: 'Other', value: text, comment: text, to_ids: true }));
  return JSON.stringify({
    Event: {
      info: text,
      date: text,
      Orgc: { name: text },
      Tag,
      Galaxy: [{ type: 'mitre-attack-pattern', name: text, GalaxyCluster }],
      Attribute,
      EventReport: [{ name: text, content: text }],
    },
  });
}

const flowOf = (text: string): string =>
  bundle(
    makeObject('attack-flow', 1, { name: text, description: text, scope: 'incident', start_refs: [] }),
    makeObject('attack-action', 2, { name: text, technique_id: text, description: text }),
    makeObject('attack-condition', 3, { description: text }),
  );

const builderOf = (text: string): string =>
  JSON.stringify({
    schema: 'attack_flow_v2',
    objects: [
      {
        id: 'flow',
        instance: 'a',
        properties: [
          ['name', text],
          ['description', text],
        ],
        objects: ['b'],
      },
      {
        id: 'action',
        instance: 'b',
        properties: [
          ['name', text],
          ['technique_id', text],
          ['ttp', [['technique', text]]],
        ],
      },
    ],
  });

const blueprintOf = (text: string): string =>
  JSON.stringify({
    report_title: text,
    date_published: text,
    traffic_light_protocol: text,
    executive_summary: text,
    key_points: [text],
    attack_techniques: [{ technique: text, id: text, tactic: text, procedure: text }],
    indicators: [{ indicator: text, type: text }],
  });

const tramOf = (text: string): string =>
  JSON.stringify({ signal: text, asets: [{ type: text, annots: [[0, 5, text]] }] });

/** Of the processor: other tests run beside this one. */
function millisecondsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  recognising: (text) => sniffFormat(makeProbe('x', text.length, encode(text).subarray(0, PROBE_BYTES))),
  'recognising STIX': (text) => sniffFormat(makeProbe('x', text.length, encode(stixOf(text)).subarray(0, PROBE_BYTES))),
  'paths in prose': scanPaths,
  'values in prose': findValues,
  STIX: (text) => readStixReport(stixOf(text)),
  MISP: (text) => readMispEvent(mispOf(text)),
  'Attack Flow': (text) => readAttackFlow(flowOf(text)),
  'Attack Flow of the builder': (text) => readAttackFlow(builderOf(text)),
  'CTI Blueprints': (text) => readCtiBlueprint(blueprintOf(text)),
  TRAM: (text) => readTramDocument(tramOf(text)),
  text: (text) => readTextReport(text, 'x.txt'),
  Markdown: (text) => readTextReport(`# A\n\n**b**\n\n${text}\n`, 'x.md'),
  AsciiDoc: (text) => readTextReport(`= A\n\n== B\n\n${text}\n`, 'x.adoc'),
  'web page': (text) => readHtmlReport(`<!doctype html><title>${text}</title><p>${text}</p><p title="${text}">x`),
  'text of a web page': (text) => readHtmlReport(`<!doctype html><title>x</title><p>${escapeXml(text)}</p>`),
  message: (text) =>
    readEmail(encode(`From: a@b\nSubject: ${text.replace(/\s+/g, ' ')}\nDate: x\n\n${text}\n`), () => undefined),
  Word: (text) =>
    readDocx(
      zipSync({
        '[Content_Types].xml': strToU8('<Types/>'),
        'word/document.xml': strToU8(
          `<?xml version="1.0"?><w:document xmlns:w="w"><w:body><w:p><w:r><w:t>${escapeXml(text)}</w:t></w:r></w:p></w:body></w:document>`,
        ),
      }),
    ),
};

describe.each(Object.entries(READERS))('%s', (_, read) => {
  it.each(Object.entries(HOSTILE))('%s', { timeout: 60_000, retry: 2 }, async (_name, text) => {
    const start = process.cpuUsage();
    await read(text);
    expect(millisecondsSince(start)).toBeLessThan(LONGEST);
  });
});

describe('PDF', () => {
  it.each(Object.entries(HOSTILE))('%s', { timeout: 60_000, retry: 2 }, async (_name, text) => {
    const ascii = text.replace(/[^\x20-\x7e]/g, ' ').replace(/[()\\]/g, '|');
    const lines = Array.from({ length: 100 }, (_, at) => ascii.slice(at * 1000, at * 1000 + 1000));
    const pdf = makePdf({ pages: [linesAt(10, 700, lines.slice(0, 50)), linesAt(10, 700, lines.slice(50))] });
    const start = process.cpuUsage();
    await readPdf(pdf, () => undefined);
    expect(millisecondsSince(start)).toBeLessThan(LONGEST);
  });
});
