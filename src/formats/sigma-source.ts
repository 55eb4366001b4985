/** The text of a Sigma rule, as the workspace keeps it, as the one document that it is: the common part of its file is joined with it. */
import { failure, issue, type Result, success, WHOLE_FILE } from '../domain/result';
import { isMap, type PlainMap } from './plain-data';
import { EMPTY_COLLECTION, joinCollection } from './sigma-rule';
import { parseYaml, splitYamlDocuments } from './yaml/yaml-text';

export function readSigmaSource(text: string): Result<PlainMap> {
  let collection = EMPTY_COLLECTION;
  let rule: PlainMap | null = null;
  for (const part of splitYamlDocuments(text)) {
    const parsed = parseYaml(part.text, undefined, part.line);
    if (!parsed.ok) return parsed;
    if (!isMap(parsed.value)) continue;
    const joined = joinCollection(collection, parsed.value);
    collection = joined.next;
    if (joined.kind === 'rule') rule = joined.value;
  }
  if (rule !== null) return success(rule);
  return failure(
    issue('error', 'sigma-malformed', WHOLE_FILE, 'The text holds no rule.', { done: 'The rule is not run.' }),
  );
}
