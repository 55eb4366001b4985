import { describe, expect, it } from 'vitest';
import { writeQuery } from '../../../src/domain/threats/queries/write-query';
import { DEFENDER_XDR_TABLES, SENTINEL_TABLES } from './kql-tables';
import { loadKusto, messagesOf, writeSchema } from './kusto';
import { HOSTILE_CODES, type WrittenQuery, writeAll } from './subjects';

const { KustoCode, GlobalState, Symbols } = loadKusto().Language;

const SHARED = Object.entries(DEFENDER_XDR_TABLES).slice(0, 18);
const sentinel = describeTables('TimeGenerated', [...Object.entries(SENTINEL_TABLES), ...SHARED]);
const defender = describeTables('Timestamp', Object.entries(DEFENDER_XDR_TABLES));

function describeTables(time: string, tables: readonly (readonly [string, string])[]): unknown {
  const symbols = tables.map(([name, columns]) => Symbols.TableSymbol.From(writeSchema(time, columns)).WithName(name));
  return GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.ctor('hunt', symbols));
}

function findFaults(text: string, tables: unknown): readonly string[] {
  return messagesOf(KustoCode.ParseAndAnalyze(text, tables).GetDiagnostics());
}

/**
 * The parser takes its time: of the queries that differ in literals and time alone, the one with the most of them, and of
 * those the one whose literals are the strangest.
 */
function onePerShape(all: readonly WrittenQuery[]): readonly WrittenQuery[] {
  const shapes = new Map<string, WrittenQuery>();
  for (const query of all) {
    const shape = query.text
      .replace(/\n\| where Time\w+ (?:>|between).*/, '')
      .replace(/"(?:[^"\\]|\\.)*"/g, '""')
      .replace(/\bin \([^)]*\)|== (?:""|\d+)/g, 'in ()')
      .replace(/\d{4}-\d\d-\d\dT[\d:]*Z|\b\d+\b/g, '0')
      .replace(/ActionType in \(\)/g, '')
      .replace(/\((?:[A-Za-z]+ in \(\)|[A-Za-z]+ contains ""| or )+\)/g, '');
    if (query.text.length > (shapes.get(shape)?.text.length ?? 0)) shapes.set(shape, query);
  }
  return [...shapes.values()];
}

describe('KQL', () => {
  it('is refused by the parser when it is wrong', () => {
    expect(findFaults('SecurityEvent | where EventID in (1,', sentinel)).not.toEqual([]);
    expect(findFaults('SecurityEvent | project NoSuchColumn', sentinel)).not.toEqual([]);
    expect(findFaults('NoSuchTable | take 1', sentinel)).not.toEqual([]);
    expect(findFaults('SecurityEvent | where TimeGenerated > ago(1d) | take 1', sentinel)).toEqual([]);
  }, 120_000);

  it.each([
    ['kql-sentinel', sentinel],
    ['kql-defender', defender],
  ] as const)(
    'of %s asks tables and columns that are there',
    (language, tables) => {
      const faults = onePerShape(writeAll(language)).flatMap(({ text, subject }) => {
        const found = findFaults(text, tables);
        return found.length === 0 ? [] : [{ subject, text, found }];
      });
      expect(faults.slice(0, 3)).toEqual([]);
    },
    120_000,
  );

  it('keeps every code within its literal', () => {
    for (const code of HOSTILE_CODES) {
      const query = writeQuery(
        { sensorId: 'm365-unified-audit', logSource: 'm365:unified', codes: [code] },
        'kql-sentinel',
      );
      if (query === null) continue;
      expect(query.text.split('\n')).toHaveLength(6);
      expect(query.text.split('\n')[2]).toMatch(/^\| where Operation == "(?:[^"\\]|\\.)*"$/);
    }
  });
});
