/**
 * Detections of Splunk's security content (https://github.com/splunk/security_content, `detections`): a search, and the
 * techniques it is for under `tags` (until 2025) or at the top level.
 */
import type { Issue, Place } from '../domain/result';
import { fieldOf, type PlainMap, textOf, textsOf } from './plain-data';
import { checkTexts, leaveOut, type NoRule, nameOr, type RuleDraft, readTechniques } from './rule-draft';

/** Searches that prepare or follow up others and alert nobody. */
const NO_DETECTION = new Set(['baseline', 'investigation', 'response', 'deployment']);

export function sniffSplunkDetection(text: string): boolean {
  return /^name:/m.test(text) && /^search:/m.test(text) && /^(?:tags|mitre_attack_id|how_to_implement):/m.test(text);
}

export function isSplunkDetection(value: PlainMap): boolean {
  return fieldOf(value, 'search') !== undefined && fieldOf(value, 'name') !== undefined;
}

export function readSplunkDetection(value: PlainMap, place: Place, fileName: string): RuleDraft | NoRule {
  const type = textOf(fieldOf(value, 'type'));
  if (NO_DETECTION.has(type.toLowerCase())) {
    return leaveOut(
      'splunk-no-detection',
      place,
      'This Splunk search prepares or follows up others and alerts nobody.',
      type,
    );
  }
  const issues: Issue[] = [...checkTexts(value, ['name', 'id', 'status'], place)];
  const tags = fieldOf(value, 'tags');
  const stated = [value, tags].flatMap((holder) => [
    fieldOf(holder, 'mitre_attack_id'),
    fieldOf(holder, 'mitre_technique_id'),
  ]);
  const techniques = readTechniques(stated.flatMap(textsOf), (word) => word, place);
  return {
    language: 'splunk',
    ownId: textOf(fieldOf(value, 'id')).toLowerCase(),
    name: nameOr(textOf(fieldOf(value, 'name')), fileName, place, issues),
    techniqueIds: techniques.ids,
    logSource: { product: textsOf(fieldOf(value, 'data_source')).join(', '), category: '', service: '' },
    status: textOf(fieldOf(value, 'status')).toLowerCase(),
    level: textOf(fieldOf(tags, 'severity')).toLowerCase(),
    issues: [...issues, ...techniques.issues],
  };
}
