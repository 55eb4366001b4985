/**
 * Panther's rules, the YAML half of them (https://docs.panther.com/detections): `AnalysisType` says what it is, and
 * `Reports` which techniques it is for (`TA0006:T1110`).
 */
import type { Issue, Place } from '../domain/result';
import { fieldOf, isMap, type PlainMap, textOf, textsOf } from './plain-data';
import { checkTexts, leaveOut, type NoRule, nameOr, type RuleDraft, readTechniques } from './rule-draft';

/** What alerts; the others (`global`, `data_model`, `lookup_table`, `pack`, `saved_query`) are parts for them. */
const RULE_TYPES: ReadonlySet<string> = new Set([
  'rule',
  'scheduled_rule',
  'correlation_rule',
  'simple_detection',
  'policy',
]);

export function sniffPanther(text: string): boolean {
  return /^["']?AnalysisType["']?[ \t]*:/m.test(text);
}

export function isPanther(value: PlainMap): boolean {
  return fieldOf(value, 'AnalysisType') !== undefined;
}

export function readPantherRule(value: PlainMap, place: Place, fileName: string): RuleDraft | NoRule {
  const type = textOf(fieldOf(value, 'AnalysisType')).toLowerCase();
  if (!RULE_TYPES.has(type)) {
    return leaveOut('panther-no-rule', place, 'This Panther document is a part for rules and none itself.', type);
  }
  const issues: Issue[] = [...checkTexts(value, ['RuleID', 'DisplayName', 'Severity', 'Status'], place)];
  const reports = fieldOf(value, 'Reports');
  const attack = isMap(reports) ? Object.entries(reports).filter(([key]) => /mitre|att&?ck/i.test(key)) : [];
  const words = attack.flatMap(([, list]) => textsOf(list));
  const techniques = readTechniques(
    words,
    (word) => /(?:^|[:\s])(T\d[\w.]*)/i.exec(word.replace(/^TA\d+/i, ''))?.[1] ?? null,
    place,
  );
  const ownId = ['RuleID', 'PolicyID', 'Id'].map((key) => textOf(fieldOf(value, key))).find((id) => id !== '') ?? '';
  const logTypes = textsOf(
    fieldOf(value, 'LogTypes') ?? fieldOf(value, 'ResourceTypes') ?? fieldOf(value, 'ScheduledQueries'),
  );
  return {
    language: 'panther',
    ownId,
    name: nameOr(textOf(fieldOf(value, 'DisplayName')) || ownId, fileName, place, issues),
    techniqueIds: techniques.ids,
    logSource: {
      product: logTypes.join(', '),
      category: type === 'rule' ? '' : type.replaceAll('_', ' '),
      service: '',
    },
    status: fieldOf(value, 'Enabled') === false ? 'disabled' : textOf(fieldOf(value, 'Status')).toLowerCase(),
    level: textOf(fieldOf(value, 'Severity')).toLowerCase(),
    issues: [...issues, ...techniques.issues],
  };
}
