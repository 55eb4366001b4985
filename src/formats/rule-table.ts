/**
 * The table that Dettectinator's CSV plug-in takes (https://github.com/siriussecurity/dettectinator): a technique and the
 * name of a rule for it, without a header or with one. A name in several rows is one rule for several techniques.
 */
import { parseTechniqueId } from '../domain/attack/identifiers';
import { excerpt, issue, type Place } from '../domain/result';
import { NO_LOG_SOURCE } from './rule-draft';
import { makeRuleCollector, type RuleReading } from './rule-files';
import { isTechniqueHeader, readTableRows } from './rule-heads';

export function readRuleTable(text: string, fileName: string): RuleReading {
  const collector = makeRuleCollector();
  const techniquesOf = new Map<string, { readonly ids: Set<string>; readonly line: number }>();
  let rows = 0;
  let repeated = 0;
  for (const [at, { line, cells }] of readTableRows(text).entries()) {
    const place: Place = { kind: 'line', line };
    const id = parseTechniqueId(cells[0] ?? '');
    const name = (cells[1] ?? '').trim();
    if (at === 0 && id === null && isTechniqueHeader(cells[0])) continue;
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
