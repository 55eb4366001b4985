/**
 * The table that Dettectinator's CSV plug-in takes (https://github.com/siriussecurity/dettectinator): a technique and the
 * name of a rule for it, without a header or with one. A name in several rows is one rule for several techniques.
 */
import { parseTechniqueId } from '../domain/attack/identifiers';
import { excerpt, issue, type Place } from '../domain/result';
import { guessDelimiter, makeDelimitedReader } from './delimited-text';
import { NO_LOG_SOURCE } from './rule-draft';
import { makeRuleCollector, type RuleReading } from './rule-files';

const HEADER = /^(?:att&?ck |mitre )?techniques?(?: ?id)?$/i;

export function sniffRuleTable(text: string): boolean {
  const rows = readRows(text.slice(0, 8192)).slice(0, 20);
  // The last row may be cut.
  const judged = rows.length > 2 ? rows.slice(0, -1) : rows;
  const techniques = judged.filter(({ cells }) => parseTechniqueId(cells[0] ?? '') !== null && isName(cells[1]));
  const isNarrow = judged.every(({ cells }) => cells.filter((cell) => cell.trim() !== '').length <= 2);
  const extra = HEADER.test(judged[0]?.cells[0]?.trim() ?? '') ? 1 : 0;
  return isNarrow && techniques.length > 0 && techniques.length + extra >= judged.length * 0.8;
}

export function readRuleTable(text: string, fileName: string): RuleReading {
  const collector = makeRuleCollector();
  const techniquesOf = new Map<string, { readonly ids: Set<string>; readonly line: number }>();
  let rows = 0;
  let repeated = 0;
  for (const [at, { line, cells }] of readRows(text).entries()) {
    const place: Place = { kind: 'line', line };
    const id = parseTechniqueId(cells[0] ?? '');
    const name = (cells[1] ?? '').trim();
    if (at === 0 && id === null && HEADER.test((cells[0] ?? '').trim())) continue;
    if (id === null || name === '') {
      const [code, message] =
        id === null
          ? (['rule-technique-malformed', 'The row does not begin with the id of a technique.'] as const)
          : (['rule-unnamed', 'The row names no rule.'] as const);
      collector.reject(
        issue('warning', code, place, message, { found: excerpt(cells.join(', ')), done: 'Row left out.' }),
      );
      continue;
    }
    const known = techniquesOf.get(name) ?? { ids: new Set<string>(), line };
    techniquesOf.set(name, known);
    rows++;
    if (known.ids.has(id)) repeated++;
    known.ids.add(id);
  }
  for (const [name, { ids, line }] of techniquesOf) {
    const techniqueIds = [...ids];
    const draft = {
      language: 'table',
      ownId: '',
      name,
      techniqueIds,
      logSource: NO_LOG_SOURCE,
      status: '',
      level: '',
      issues: [],
    };
    collector.addDraft(draft, '', fileName, { kind: 'line', line });
  }
  const read = collector.finish();
  // Rows are what was read; each is in a rule.
  const { leftOut } = read.counts;
  return { ...read, counts: { read: rows + leftOut, repeated, leftOut } };
}

function readRows(text: string) {
  const reader = makeDelimitedReader({ delimiter: guessDelimiter(text) });
  return [...reader.push(text.replace(/^\uFEFF/, '')), ...reader.end()].filter(({ blank }) => !blank);
}

function isName(cell: string | undefined): boolean {
  return cell !== undefined && /\p{L}{2}/u.test(cell);
}
