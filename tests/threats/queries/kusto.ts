import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createContext, runInContext } from 'node:vm';

const TYPES: Readonly<Record<string, string>> = { d: 'dynamic', i: 'int', l: 'long', b: 'bool' };

interface Diagnostics {
  readonly Count: number;
  getItem(at: number): { readonly Message: string };
}

interface Kusto {
  readonly Language: {
    readonly KustoCode: {
      Parse(text: string): { GetDiagnostics(): Diagnostics };
      ParseAndAnalyze(text: string, globals: unknown): { GetDiagnostics(): Diagnostics };
    };
    readonly GlobalState: { readonly Default: { WithDatabase(database: unknown): unknown } };
    readonly Symbols: {
      readonly TableSymbol: { From(schema: string): { WithName(name: string): unknown } };
      readonly DatabaseSymbol: { readonly ctor: new (name: string, ...rest: unknown[]) => unknown };
    };
  };
}

/** Microsoft's own parser of KQL. It is written for a page, so it runs in a context of its own. */
export function loadKusto(): Kusto {
  const require = createRequire(import.meta.url);
  const folder = dirname(require.resolve('@kusto/language-service-next'));
  const context = createContext({ console, setTimeout, clearTimeout });
  for (const file of ['bridge.min.js', 'Kusto.Language.Bridge.min.js']) {
    runInContext(readFileSync(join(folder, file), 'utf8'), context, { filename: file });
  }
  return (context as unknown as { readonly Kusto: Kusto }).Kusto;
}

export function writeSchema(time: string, columns: string): string {
  const listed = [`${time}: datetime`, 'Type: string'];
  for (const column of columns.split(' ').filter((name) => name !== '')) {
    const [name = '', type = ''] = column.split(':');
    listed.push(`${name}: ${TYPES[type] ?? 'string'}`);
  }
  return `(${listed.join(', ')})`;
}

export function messagesOf(diagnostics: Diagnostics): readonly string[] {
  return Array.from({ length: diagnostics.Count }, (_, at) => diagnostics.getItem(at).Message);
}
