import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Parser as AthenaParser } from 'node-sql-parser/build/athena';
import { Parser as BigQueryParser } from 'node-sql-parser/build/bigquery';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { DEFENDER_LOGS, SENTINEL_LOGS } from '../../../src/domain/indicators/queries/log-tables';
import {
  type QueriedValue,
  type WatchlistLanguage,
  writeWatchlistQueries,
} from '../../../src/domain/indicators/queries/watchlist-queries';
import { loadKusto, messagesOf, writeSchema } from '../../threats/queries/kusto';
import { ALL_TYPES, HOSTILE, HOSTILE_NAME } from './made-lists';
import { parseEsqlWatchlist, parseSplWatchlist } from './watchlist-grammars';

const write = (language: WatchlistLanguage, values: readonly QueriedValue[] = [...ALL_TYPES, ...HOSTILE]) =>
  writeWatchlistQueries(language, HOSTILE_NAME, values).files;

describe('KQL', () => {
  it('is read by the parser of KQL, with the tables that it asks', () => {
    const { KustoCode, GlobalState, Symbols } = loadKusto().Language;
    for (const [product, time, tables] of [
      ['-sentinel-', 'TimeGenerated', [...SENTINEL_LOGS, ...DEFENDER_LOGS]],
      ['-defender-', 'Timestamp', DEFENDER_LOGS],
    ] as const) {
      const symbols = tables.map(({ name, columns }) => {
        const names = new Set(Object.values(columns).flat());
        return Symbols.TableSymbol.From(writeSchema(time, [...names].join(' '))).WithName(name);
      });
      const known = GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.ctor('hunt', symbols));
      const files = write('kql').filter(({ name }) => name.includes(product));
      expect(files.length).toBeGreaterThan(8);
      for (const { text, name } of files)
        expect(messagesOf(KustoCode.ParseAndAnalyze(text, known).GetDiagnostics()), name).toEqual([]);
    }
  }, 120_000);

  it('holds every hostile value in a literal of its own', () => {
    const file = write('kql', HOSTILE).find(({ name }) => name.includes('sentinel-user-agent'));
    const list = /^let watched = dynamic\((.*)\);$/m.exec(file?.text ?? '')?.[1] ?? '';
    expect(JSON.parse(list)).toEqual(HOSTILE.flatMap(({ type, value }) => (type === 'user-agent' ? [value] : [])));
  });
});

describe('SQL', () => {
  it.each([
    ['athena-sql', 'athena', new AthenaParser()],
    ['bigquery-sql', 'bigquery', new BigQueryParser()],
  ] as const)('for %s is one statement that reads one table', (language, database, parser) => {
    const files = write(language);
    expect(files.length).toBeGreaterThan(15);
    for (const { text, name } of files) {
      // The parser does not know Trino's type of addresses, nor that its strings have no escapes.
      const athena = text.replace(/TRY_CAST\(([\w.]+) AS IPADDRESS\)/g, '$1').replaceAll('\\', '/');
      const known = language === 'athena-sql' ? athena : text;
      const { ast, tableList } = parser.parse(known, { database });
      const statements = Array.isArray(ast) ? ast : [ast];
      expect(
        statements.map(({ type }) => type),
        name,
      ).toEqual(['select']);
      expect(tableList, name).toHaveLength(1);
    }
  });

  it('escapes as each dialect does', () => {
    const values: QueriedValue[] = [{ type: 'user-agent', value: "a'b\\c" }];
    expect(write('athena-sql', values)[0]?.text).toContain("IN ('a''b\\c')");
    expect(write('bigquery-sql', values)[0]?.text).toContain("IN ('a\\'b\\\\c')");
  });
});

interface Rule {
  readonly id: string;
  readonly title: string;
  readonly logsource: Readonly<Record<string, string>>;
  readonly detection: Readonly<Record<string, Readonly<Record<string, readonly string[]>> | string>>;
}

/** Sigma as its specification reads a value: `*` and `?` are wildcards unless a backslash stands before them. */
function sigmaFits(pattern: string, modifier: string, value: string): boolean {
  let expression = '';
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at] ?? '';
    const next = pattern[at + 1] ?? '';
    if (character === '\\' && /[\\*?]/.test(next)) {
      expression += next.replace(/[\\*?]/, '\\$&');
      at++;
    } else if (character === '*') expression += '.*';
    else if (character === '?') expression += '.';
    else expression += character.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  }
  const start = modifier === 'endswith' || modifier === 'contains' ? '' : '^';
  const end = modifier === 'contains' ? '' : '$';
  return new RegExp(`${start}${expression}${end}`, 'is').test(value);
}

function ruleFits({ detection }: Rule, field: string, value: string): boolean {
  return Object.values(detection).some(
    (selection) =>
      typeof selection !== 'string' &&
      Object.entries(selection).every(([key, texts]) => {
        const [name, modifier = ''] = key.split('|');
        return name === field && modifier !== 'cidr' && texts.some((text) => sigmaFits(text, modifier, value));
      }),
  );
}

function rules(values: readonly QueriedValue[]): ReadonlyMap<string, Rule> {
  return new Map(
    write('sigma', values).map(({ name, text }) => [
      name.replace(/^x-rm-rf-/, ''),
      parse(text, { strict: true, maxAliasCount: 0 }) as Rule,
    ]),
  );
}

describe('Sigma', () => {
  it('is one valid rule in each file, with an id of its own', () => {
    const all = [...rules([...ALL_TYPES, ...HOSTILE]).values()];
    expect(all.length).toBeGreaterThan(20);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    for (const { id, title, logsource, detection } of all) {
      expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
      expect(title.length).toBeLessThanOrEqual(256);
      expect(Object.keys(logsource).every((key) => ['category', 'product', 'service'].includes(key))).toBe(true);
      expect(detection['condition']).toBe('1 of selection_*');
      for (const [name, selection] of Object.entries(detection)) {
        if (name === 'condition') continue;
        expect(name).toMatch(/^selection_\d+$/);
        for (const texts of Object.values(selection)) {
          expect(Array.isArray(texts) && texts.length > 0).toBe(true);
          expect((texts as readonly unknown[]).every((text) => typeof text === 'string')).toBe(true);
        }
      }
    }
  });

  it('has another id for other values', () => {
    const ids = (value: string) => [...rules([{ type: 'domain', value }]).values()].map(({ id }) => id);
    expect(ids('a.example')).toEqual(ids('a.example'));
    expect(ids('a.example').some((id) => ids('b.example').includes(id))).toBe(false);
  });

  it('fits what is watched and nothing beside it', () => {
    const all = rules(ALL_TYPES);
    const fits = (name: string, field: string, value: string) => {
      const rule = all.get(name);
      if (rule === undefined) throw new Error([...all.keys()].join());
      return ruleFits(rule, field, value);
    };
    const dns = (host: string) => fits('domain-dns-query.yml', 'QueryName', host);
    expect([dns('evil.example'), dns('WWW.evil.example'), dns('my-evil.example'), dns('evil.example.au')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    const image = (path: string) => fits('file-name-process-creation.yml', 'Image', path);
    expect([image('C:\\Temp\\PAYLOAD.exe'), image('C:\\Temp\\xpayload.exe')]).toEqual([true, false]);
    const file = (path: string) => fits('file-path-file-event.yml', 'TargetFilename', path);
    expect(file('C:\\Users\\me\\AppData\\Roaming\\payload.exe')).toBe(true);
    const run = (key: string) => fits('registry-key-registry.yml', 'TargetObject', key);
    const folder = 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion';
    expect([run(`${folder}\\Run`), run(`${folder}\\Run\\x`), run(`${folder}\\RunOnce\\x`)]).toEqual([
      true,
      true,
      false,
    ]);
    const hash = (hashes: string) => fits('md5-process-creation.yml', 'Hashes', hashes);
    expect(hash('SHA1=00,MD5=CEAD3F77F6CDA6EC00F57D76C9A6879F,IMPHASH=00')).toBe(true);
  });

  it('takes no part of a value for a wildcard', () => {
    for (const { type, value } of HOSTILE) {
      const rule = rules([{ type, value }]).get(
        type === 'user-agent' ? 'user-agent-proxy.yml' : 'file-name-process-creation.yml',
      );
      if (rule === undefined) throw new Error(value);
      const [field, before] = type === 'user-agent' ? ['c-useragent', ''] : ['Image', 'C:\\x\\'];
      expect(ruleFits(rule, field, `${before}${value}`), value).toBe(true);
      expect(ruleFits(rule, field, `${before}${value.replace(/[*?]/g, 'zz')}`), value).toBe(!/[*?]/.test(value));
    }
  });
});

describe('SPL and ES|QL', () => {
  it('are read by a grammar of what is written', () => {
    for (const { name, text } of write('spl')) if (name.endsWith('.spl')) parseSplWatchlist(text);
    for (const { text } of write('esql')) parseEsqlWatchlist(text);
    expect(() => parseSplWatchlist('index=* a="b | table c')).toThrow();
    expect(() => parseEsqlWatchlist('FROM logs-*\n| WHERE a IN ("b)')).toThrow();
  });

  it('keep hostile values whole', () => {
    const agents = HOSTILE.flatMap(({ type, value }) => (type === 'user-agent' ? [value] : []));
    const csv = write('spl', HOSTILE).find(({ name }) => name.endsWith('user-agent.csv'));
    const rows = (csv?.text ?? '').trimEnd().split('\n').slice(1);
    expect(rows.map((row) => readCsv(row)[0])).toEqual(agents);
    const esql = write('esql', HOSTILE).find(({ name }) => name.includes('user-agent'));
    const list = / IN \((.*)\)$/m.exec(esql?.text ?? '')?.[1] ?? '';
    expect(JSON.parse(`[${list}]`)).toEqual(agents);
  });

  it('a lookup holds each form once for each value', () => {
    const csv = write('spl', ALL_TYPES).find(({ name }) => name.endsWith('-url.csv'));
    expect((csv?.text ?? '').split('\n')).toContain('evil.example,https://evil.example/');
  });
});

function readCsv(row: string): readonly string[] {
  return [...row.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}

/** Not part of the project, and not needed but here. */
const CHECKER = 'nfdump';
const HAS_NFDUMP = spawnSync(CHECKER, ['-V']).status === 0;

describe('nfdump', () => {
  it.runIf(HAS_NFDUMP)('checks its filters (skipped where nfdump is not installed)', () => {
    const folder = mkdtempSync(join(tmpdir(), 'filters-'));
    const networks = Array.from({ length: 1500 }, (_, at) => ({
      type: 'cidr' as const,
      value: `10.${at >> 8}.${at & 255}.0/24`,
    }));
    const files = write('nfdump', [...ALL_TYPES, ...networks]);
    expect(files.length).toBe(4);
    for (const { name, text } of files) {
      writeFileSync(join(folder, name), text);
      execFileSync(CHECKER, ['-Z', '-f', join(folder, name)]);
    }
    expect(spawnSync(CHECKER, ['-Z', 'ip in [ 192.0.2.1']).status).not.toBe(0);
  });

  it('says addresses in a list, networks one by one', () => {
    const files = write('nfdump', ALL_TYPES);
    expect(files.map(({ name, values }) => [name.replace(/^x-rm-rf-/, ''), values])).toEqual([
      ['addresses.nffilter', 2],
      ['networks.nffilter', 3],
      ['as-numbers.nffilter', 1],
    ]);
    expect(files[0]?.text).toMatch(/\nip in \[\n192\.0\.2\.1\n2001:db8::7\n\]\n$/);
    expect(files[1]?.text).toContain(
      'net 198.51.100.0/24\nor net 2001:db8:1::/48\nor net 203.0.113.8/29\nor net 203.0.113.16/30\nor net 203.0.113.20/32\n',
    );
    expect(files[2]?.text).toContain('as in [\n64496\n]');
  });
});

describe('rwfilter', () => {
  it('has a set for each version, and commands that name them', () => {
    const [v4, v6, commands] = write('rwfilter', ALL_TYPES);
    expect(v4?.text.split('\n').slice(1, -1)).toEqual([
      '192.0.2.1',
      '203.0.113.20',
      '198.51.100.0/24',
      '203.0.113.8/29',
      '203.0.113.16/30',
    ]);
    expect(v6?.text.split('\n').slice(1, -1)).toEqual(['2001:db8::7', '2001:db8:1::/48']);
    expect(commands?.text).toContain('rwsetbuild x-rm-rf-v4.set.txt x-rm-rf-v4.set\n');
    expect(commands?.text).toContain('--anyset=x-rm-rf-v6.set');
    execFileSync('sh', ['-n'], { input: commands?.text ?? '' });
  });
});
