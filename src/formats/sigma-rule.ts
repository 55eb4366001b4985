/**
 * Sigma rules, versions 1 and 2 (https://sigmahq.io/sigma-specification/): one YAML document each; correlations of
 * rules; and, of the first version, documents that are the common part of those behind them (`action: global`).
 * Which techniques a rule is for stands in its tags: `attack.t1059.001`. What is read: `docs/formats/sigma.md`.
 */
import { excerpt, type Issue, issue, type Place } from '../domain/result';
import { fieldOf, isMap, mergeMaps, type PlainMap, textOf, textsOf } from './plain-data';
import { checkTexts, leaveOut, type NoRule, nameOr, type RuleDraft, readTechniques } from './rule-draft';

export function sniffSigma(text: string): boolean {
  const has = (key: string) => new RegExp(`^(?:- |  {0,3})?["']?${key}["']?[ \\t]*:`, 'm').test(text);
  return (
    (has('title') && (has('logsource') || has('detection') || has('correlation'))) || /^action:\s*global\b/m.test(text)
  );
}

/** Of a collection, a part may hold no more than its log source. Splunk's data sources name one as well. */
export function isSigma(value: PlainMap): boolean {
  const has = (key: string) => fieldOf(value, key) !== undefined;
  return has('detection') || has('correlation') || has('action') || (has('logsource') && !has('sourcetype'));
}

/** What `action` documents have said so far in a file; each rule is read on top of it. */
export interface SigmaCollection {
  readonly common: PlainMap;
  readonly previous: PlainMap;
}

export const EMPTY_COLLECTION: SigmaCollection = { common: {}, previous: {} };

export type SigmaPart =
  | { readonly kind: 'common'; readonly next: SigmaCollection }
  | { readonly kind: 'rule'; readonly value: PlainMap; readonly next: SigmaCollection };

/** Takes the common part into account: `global` sets it, `reset` forgets it, `repeat` builds on the rule before. */
export function joinCollection({ common, previous }: SigmaCollection, value: PlainMap): SigmaPart {
  const action = textOf(fieldOf(value, 'action')).toLowerCase();
  const own = Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'action'));
  if (action === 'global') return { kind: 'common', next: { common: mergeMaps(common, own), previous } };
  if (action === 'reset') return { kind: 'common', next: EMPTY_COLLECTION };
  const rule = mergeMaps(action === 'repeat' ? previous : common, own);
  return { kind: 'rule', value: rule, next: { common, previous: rule } };
}

export function readSigmaRule(value: PlainMap, place: Place, fileName: string): RuleDraft | NoRule {
  const isCorrelation = isMap(fieldOf(value, 'correlation'));
  // It narrows rules when they are run, and is for no technique.
  const isFilter = !isCorrelation && isMap(fieldOf(value, 'filter'));
  if (!isCorrelation && !isFilter && !isMap(fieldOf(value, 'detection'))) {
    return leaveOut('sigma-no-detection', place, 'This Sigma rule has no detection.', textOf(fieldOf(value, 'title')));
  }
  const issues: Issue[] = [...checkTexts(value, ['title', 'id', 'status', 'level'], place)];
  const tags = fieldOf(value, 'tags');
  if (tags !== undefined && tags !== null && !Array.isArray(tags)) {
    issues.push(
      issue('warning', 'rule-tags-no-list', place, 'The tags of this rule are no list.', {
        done: 'Read as a single tag.',
      }),
    );
  }
  const techniques = readTechniques(textsOf(tags), extractTechnique, place);
  if (Array.isArray(tags) && tags.some((tag) => typeof tag === 'object' && tag !== null)) {
    issues.push(
      issue('warning', 'rule-field-wrong-type', place, 'A tag of this rule is no text.', {
        done: 'The rule was kept without it.',
      }),
    );
  }
  const logsource = fieldOf(value, 'logsource');
  if (logsource !== undefined && logsource !== null && !isMap(logsource)) {
    issues.push(
      issue('warning', 'rule-field-wrong-type', place, 'logsource of this rule is no map.', {
        found: excerpt(textOf(logsource)),
        done: 'The rule was kept without it.',
      }),
    );
  }
  return {
    language: isFilter ? 'sigma-filter' : 'sigma',
    ownId: textOf(fieldOf(value, 'id')).toLowerCase(),
    name: nameOr(textOf(fieldOf(value, 'title')), fileName, place, issues),
    techniqueIds: isFilter ? [] : techniques.ids,
    logSource: {
      product: textsOf(fieldOf(logsource, 'product')).join(', '),
      category: textsOf(fieldOf(logsource, 'category')).join(', '),
      service: textsOf(fieldOf(logsource, 'service')).join(', '),
    },
    status: textOf(fieldOf(value, 'status')).toLowerCase(),
    level: textOf(fieldOf(value, 'level')).toLowerCase(),
    issues: [...issues, ...techniques.issues],
  };
}

/** `attack.t1059.001`; tactics (`attack.execution`), groups (`attack.g0049`) and software (`attack.s0002`) are none. */
function extractTechnique(tag: string): string | null {
  return /^(?:mitre[._-])?att(?:&|a)?ck[._-](t\d[\d._-]*)$/i.exec(tag.trim())?.[1] ?? null;
}
