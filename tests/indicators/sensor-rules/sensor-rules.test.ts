import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeContent } from '../../../src/domain/indicators/sensor-rules/suricata-signature';
import { SENSOR_FORMATS } from '../../../src/domain/indicators/sensor-rules/write-sensor-rules';
import { ALL_TYPES, HOSTILE, HOSTILE_NAME } from '../queries/made-lists';
import { readIndicators } from '../read-indicators';
import { benignValue, DAY, NOW, released, write } from './made-releases';

const ALL = ALL_TYPES.map((value) => released(value));
const textOf = (files: readonly { readonly name: string; readonly text: string }[], end: string): string =>
  files.find(({ name }) => name.endsWith(end))?.text ?? '';
const linesOf = (text: string) => text.split('\n').filter((line) => line !== '' && !/^[#;]/.test(line));

describe('every format', () => {
  it.each(SENSOR_FORMATS)('%s carries a value or says why not', (format) => {
    for (const value of [...ALL_TYPES, ...HOSTILE]) {
      const { files, left } = write(format, [released(value)]);
      const isWritten = files.some(({ values }) => values > 0);
      expect([isWritten, left.reduce((sum, { count }) => sum + count, 0)]).toEqual(isWritten ? [true, 0] : [false, 1]);
    }
  });

  it.each(SENSOR_FORMATS)('%s counts what is in its files, each value once', (format) => {
    const { files, out, left } = write(format, ALL);
    // Of plain lists each type has its own, but for the one of hosts, which is that of domains again.
    const lists = files.filter(({ name }) => !name.endsWith('-hosts.txt')).reduce((sum, { values }) => sum + values, 0);
    expect(out).toBe(format === 'block-lists' ? lists : Math.max(...files.map(({ values }) => values)));
    expect(out + left.reduce((sum, { count }) => sum + count, 0)).toBe(ALL.length);
  });

  it.each(['suricata-rules', 'suricata-datasets'] as const)(
    '%s leaves what is over the limit, and says so',
    (format) => {
      const many = Array.from({ length: 50_002 }, (_, at) =>
        released({ type: 'url', value: `http://e.example/${at}` }),
      );
      const { out, left } = write(format, many);
      expect(out).toBe(50_000);
      expect(left).toEqual([{ type: 'url', count: 2, reason: expect.stringContaining('50,000') }]);
    },
  );

  it.each(SENSOR_FORMATS)('%s is the same for the same values, and nothing for none', (format) => {
    expect(write(format, ALL)).toEqual(write(format, ALL));
    expect(write(format, [])).toMatchObject({ files: [], left: [], tlp: null, firstEnd: null });
  });

  it.each(SENSOR_FORMATS)('%s says for whom it is and until when', (format) => {
    const values = [
      released({ type: 'ipv4', value: '192.0.2.1' }, { tlp: 'clear', until: NOW + 9 * DAY }),
      released({ type: 'ipv4', value: '192.0.2.2' }, { tlp: 'amber+strict', until: NOW + 2 * DAY }),
    ];
    const rules = write(format, values);
    expect(rules).toMatchObject({ tlp: 'amber+strict', firstEnd: '2026-11-27' });
    const text = rules.files.find(({ name }) => !name.endsWith('.lst'))?.text ?? '';
    expect(text.toLowerCase()).toContain('tlp:amber+strict');
    expect(text).toContain('2026-11-27');
    expect(text).toContain('2026-11-25');
  });

  it.each(SENSOR_FORMATS)('%s has nothing of a hostile name or comment on a line of its own', (format) => {
    const values = [
      released({ type: 'domain', value: 'evil.example' }, { comment: 'a\nb evil2.example\r\n#fields\tx' }),
    ];
    const { files } = write(format, values, { name: 'n\nn evil3.example\u2028x' });
    for (const { text } of files)
      expect(text.split(/\r|\n|\u2028/).filter((line) => /^\s*(?:b|n) evil|^#fields\tx/.test(line))).toEqual([]);
  });
});

/** By the rules of Zeek's reader of ASCII: comments, one header, tabs, `\xNN`, `-` for nothing. */
function readZeek(text: string): readonly Readonly<Record<string, string | null>>[] {
  const [header = '', ...rows] = text
    .split('\n')
    .slice(0, -1)
    .filter((line) => !line.startsWith('#') || line.startsWith('#fields\t'));
  const fields = header.split('\t').slice(1);
  return rows.map((row) => {
    const cells = row.split('\t');
    if (row === '' || cells.length !== fields.length) throw new Error(`Not a row: ${row}`);
    return Object.fromEntries(
      fields.map((field, at) => {
        const cell = cells[at] ?? '';
        const plain = cell.replace(/\\x([\da-f]{2})/g, (_, hex: string) =>
          String.fromCharCode(Number.parseInt(hex, 16)),
        );
        return [field, cell === '-' ? null : cell === '(empty)' ? '' : plain];
      }),
    );
  });
}

describe('Zeek intelligence', () => {
  it('has types of its own', () => {
    const { files, left } = write('zeek-intel', ALL);
    const rows = readZeek(textOf(files, '.intel'));
    expect(rows.map((row) => `${row['indicator_type']} ${row['indicator']}`)).toEqual([
      'Intel::ADDR 192.0.2.1',
      'Intel::ADDR 2001:db8::7',
      'Intel::SUBNET 198.51.100.0/24',
      'Intel::SUBNET 2001:db8:1::/48',
      'Intel::SUBNET 203.0.113.8/29',
      'Intel::SUBNET 203.0.113.16/30',
      'Intel::SUBNET 203.0.113.20/32',
      'Intel::DOMAIN evil.example',
      'Intel::DOMAIN a.b.example',
      'Intel::URL evil.example/a?b=1',
      'Intel::URL evil.example/',
      'Intel::EMAIL who@evil.example',
      'Intel::FILE_HASH cead3f77f6cda6ec00f57d76c9a6879f',
      'Intel::FILE_HASH 356a192b7913b04c54574d18c28d46e6395428ab',
      'Intel::FILE_HASH aec070645fe53ee3b3763059376134f058cc337247c978add178b6ccdfb0019f',
      'Intel::FILE_NAME payload.exe',
      'Intel::SOFTWARE Mozilla/4.0 (evil)',
    ]);
    expect(rows[0]).toMatchObject({ 'meta.source': 'Vedette: Herons', 'meta.url': null, 'meta.do_notice': 'T' });
    expect(left.find(({ type }) => type === 'sha512')?.reason).toContain('SHA-512');
  });

  it('is read back by the reader of such files', async () => {
    const { statements, rejected } = await readIndicators(
      'zeek-intel',
      textOf(write('zeek-intel', ALL).files, '.intel'),
    );
    expect(rejected).toEqual([]);
    const back = new Set(statements.map(({ type, value }) => `${type} ${value}`));
    for (const known of [
      'ipv4 192.0.2.1',
      'cidr 2001:db8:1::/48',
      'url evil.example/a?b=1',
      'user-agent Mozilla/4.0 (evil)',
    ])
      expect([...back]).toContain(known);
  });

  it('keeps any value that prints', () => {
    const printing = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((text) => !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text));
    const odd = fc.constantFrom('-', '(empty)', '#fields', '#', '\\x41', '\\', 'a\\tb', '\\x', '--');
    fc.assert(
      fc.property(fc.oneof(printing, odd), fc.string(), (value, comment) => {
        const [row] = readZeek(
          write('zeek-intel', [released({ type: 'user-agent', value }, { comment })]).files[0]?.text ?? '',
        );
        expect(row?.['indicator']).toBe(value);
      }),
    );
  });
});

describe('Suricata', () => {
  it('has any text as content, byte for byte', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const written = writeContent(text);
        expect(written).toMatch(/^(?:[a-zA-Z0-9._/=&?-]|\|[\da-f]{2}(?: [\da-f]{2})*\|)*$/);
        const bytes = written
          .split('|')
          .map((part, at) => (at % 2 === 0 ? Buffer.from(part) : Buffer.from(part.replaceAll(' ', ''), 'hex')));
        expect(Buffer.concat(bytes)).toEqual(Buffer.from(new TextEncoder().encode(text)));
      }),
    );
  });

  it('keeps the number of a rule while others come and go', () => {
    const numbers = (count: number) =>
      new Map(
        linesOf(
          textOf(
            write(
              'suricata-rules',
              Array.from({ length: count }, (_, at) => released({ type: 'domain', value: `n${at}.example` })),
            ).files,
            '.rules',
          ),
        ).map((line) => [/content:"([^"]*)"/.exec(line)?.[1] + line.slice(0, 10), /gid:\d+; sid:\d+/.exec(line)?.[0]]),
      );
    const [few, many] = [numbers(100), numbers(400)];
    expect(new Set(many.values()).size).toBe(1200);
    expect([...few].filter(([key, number]) => many.get(key) !== number)).toEqual([]);
  });

  it('cuts no network list beyond the longest line', () => {
    const value = { type: 'ip-range' as const, value: '2001:db8::1-2001:db9:ffff:ffff:ffff:ffff:ffff:fffe' };
    for (const format of ['suricata-rules', 'suricata-datasets'] as const)
      for (const line of textOf(write(format, [released(value)], { name: HOSTILE_NAME }).files, '.rules').split('\n'))
        expect(line.length).toBeLessThan(8192);
  });

  it('has strings of datasets in base64, and names its lists', () => {
    const { files } = write('suricata-datasets', ALL);
    const domains = textOf(files, '-domains.lst').trim().split('\n');
    expect(domains.map((line) => Buffer.from(line, 'base64').toString())).toEqual(['evil.example', 'a.b.example']);
    const named = [...textOf(files, '.rules').matchAll(/(?:load |filemd5:|filesha\d+:)([\w.-]+)/g)].map(
      ([, name]) => name,
    );
    expect(new Set(named)).toEqual(new Set(files.map(({ name }) => name).filter((name) => !name.endsWith('.rules'))));
  });
});

/** As a resolver looks a name up in a zone (RFC 4592): the name itself, or the wildcard of its closest encloser. */
function answerOf(records: ReadonlyMap<string, string>, name: string): string | undefined {
  const exists = (owner: string) => [...records.keys()].some((each) => each === owner || each.endsWith(`.${owner}`));
  if (exists(name)) return records.get(name);
  for (let above = name; above.includes('.'); ) {
    above = above.slice(above.indexOf('.') + 1);
    if (exists(above)) return records.get(`*.${above}`);
  }
  return undefined;
}

function readZone(text: string): ReadonlyMap<string, string> {
  return new Map(
    linesOf(text).flatMap((line) => {
      const [owner = '', type, target = ''] = line.split(' ');
      return type === 'CNAME' ? [[owner, target] as const] : [];
    }),
  );
}

describe('a policy zone', () => {
  it('blocks what is watched with all beneath it, and lets harmless names through', () => {
    const label = fc.constantFrom('a', 'b', 'c');
    const name = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => `${labels.join('.')}.example`);
    fc.assert(
      fc.property(fc.uniqueArray(name), fc.uniqueArray(name), fc.array(name), (watched, harmless, asked) => {
        const values = watched.filter((each) => !harmless.includes(each));
        const zone = readZone(
          textOf(
            write(
              'rpz',
              values.map((value) => released({ type: 'domain', value })),
              {
                benign: harmless.map((value) => benignValue('domain', value)),
              },
            ).files,
            '.rpz',
          ),
        );
        for (const each of asked) {
          const isBlocked =
            !harmless.includes(each) && values.some((value) => each === value || each.endsWith(`.${value}`));
          const answer = answerOf(zone, each);
          expect([each, answer === '.']).toEqual([each, isBlocked]);
        }
      }),
    );
  });

  it('lets through what lies beneath a name that is harmless with all beneath it', () => {
    const value = 'www.good.example';
    const benign = [
      { type: 'domain' as const, value, beneath: true },
      benignValue('domain', `a.b.${value}`),
      benignValue('domain', 'x.good.example'),
    ];
    const zone = readZone(
      textOf(write('rpz', [released({ type: 'domain', value: 'good.example' })], { benign }).files, '.rpz'),
    );
    const blocked = ['good.example', 'z.good.example', 'y.x.good.example'];
    const free = [value, `c.${value}`, `b.${value}`, `a.b.${value}`, `d.b.${value}`, 'x.good.example'];
    expect(blocked.map((name) => answerOf(zone, name))).toEqual(blocked.map(() => '.'));
    expect(free.map((name) => answerOf(zone, name))).toEqual(free.map(() => 'rpz-passthru.'));
  });

  it('says triggers of addresses from their end', () => {
    const zone = readZone(textOf(write('rpz', ALL).files, '.rpz'));
    expect([...zone.keys()].filter((owner) => owner.endsWith('.rpz-ip'))).toEqual([
      '32.1.2.0.192.rpz-ip',
      '128.7.zz.db8.2001.rpz-ip',
      '24.0.100.51.198.rpz-ip',
      '48.zz.1.db8.2001.rpz-ip',
      '29.8.113.0.203.rpz-ip',
      '30.16.113.0.203.rpz-ip',
      '32.20.113.0.203.rpz-ip',
    ]);
  });

  it('leaves names that are too long beside a zone of its own name', () => {
    const value = `${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.example`;
    expect(write('rpz', [released({ type: 'domain', value })])).toMatchObject({
      files: [],
      left: [{ type: 'domain', count: 1 }],
    });
  });
});

describe('block lists', () => {
  it('have one value a line', () => {
    const { files } = write('block-lists', ALL);
    expect(files.map(({ name, values }) => [name, values])).toEqual([
      ['herons-addresses.txt', 5],
      ['herons-domains.txt', 2],
      ['herons-hosts.txt', 2],
      ['herons-urls.txt', 2],
      ['herons-emails.txt', 1],
      ['herons-md5.txt', 1],
      ['herons-sha1.txt', 1],
      ['herons-sha256.txt', 1],
      ['herons-sha512.txt', 1],
    ]);
    expect(linesOf(textOf(files, '-hosts.txt')).slice(0, 2)).toEqual(['0.0.0.0 evil.example', ':: evil.example']);
    expect(linesOf(textOf(files, '-urls.txt'))).toEqual(['http://evil.example/a?b=1', 'https://evil.example/']);
  });
});

describe('a feed of MISP', () => {
  const { files } = write(
    'misp-feed',
    ALL.map((value, at) => ({ ...value, comment: 'what "it" is', tlp: at === 0 ? 'green' : 'amber' })),
  );
  const manifest = JSON.parse(textOf(files, 'manifest.json')) as Record<string, { readonly timestamp: string }>;
  const [uuid = ''] = Object.keys(manifest);
  interface Attribute {
    readonly uuid: string;
    readonly type: string;
    readonly value: string;
    readonly Tag: readonly { readonly name: string }[];
  }
  const event = (
    JSON.parse(textOf(files, `${uuid}.json`)) as { Event: { uuid: string; timestamp: string; Attribute: Attribute[] } }
  ).Event;

  it('names its event in the manifest', () => {
    expect(manifest[uuid]).toMatchObject({ info: 'Herons', date: '2026-11-25', timestamp: event.timestamp });
    expect(event.uuid).toBe(uuid);
    expect(uuid).toMatch(/^[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(new Set(event.Attribute.map((attribute) => attribute.uuid)).size).toBe(event.Attribute.length);
  });

  it('lists the MD5 of every value', () => {
    const hashes = event.Attribute.map(({ value }) => `${createHash('md5').update(value).digest('hex')},${uuid}`);
    expect(textOf(files, 'hashes.csv').trim().split('\n')).toEqual(hashes);
  });

  it('is read back as what it was made of', async () => {
    const read = await readIndicators('misp-indicators', textOf(files, `${uuid}.json`));
    expect(read.rejected).toEqual([]);
    const back = new Set(read.statements.map(({ type, value, tlp }) => `${type} ${value} ${tlp}`));
    const carried = ALL_TYPES.filter(({ type }) => !['pattern', 'ja4', 'ip-range'].includes(type));
    // The event is marked as its strictest value, and that holds for all of it.
    const lost = carried.filter(({ type, value }) => !back.has(`${type} ${value} amber`));
    expect(event.Attribute[0]?.Tag.map(({ name }) => name)).toEqual(['tlp:green']);
    // A path that begins with a variable is read as any file name.
    expect(lost.map(({ value }) => value)).toEqual([]);
  });
});
