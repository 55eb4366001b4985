/**
 * Files of rules, whatever their language: every document is told by its content, so that a folder may hold several
 * kinds. Items are documents; each is kept, repeats one that is kept, or is left out and reported with its place.
 */
import type { Rule } from '../domain/coverage/rule';
import { makeSha256 } from '../domain/digest';
import { excerpt, type Issue, issue, type Place } from '../domain/result';
import { isPanther, readPantherRule } from './panther-rule';
import { fieldOf, isMap } from './plain-data';
import { isNoRule, type NoRule, type RuleDraft } from './rule-draft';
import { EMPTY_COLLECTION, isSigma, joinCollection, readSigmaRule } from './sigma-rule';
import { type FoundDataSource, isSplunkDataSource } from './splunk-data-source';
import { isSplunkDetection, readSplunkDetection } from './splunk-detection';
import { parseYaml, SHORT_YAML, splitYamlDocuments } from './yaml/yaml-text';

export interface RuleCollector {
  /** @param path of the file within its archive; `null` for a file of its own */
  addYaml(text: string, fileName: string, path: string | null): void;
  addDraft(draft: RuleDraft, text: string, fileName: string, place: Place): void;
  /** Something that was counted in and cannot be read. */
  reject(found: Issue): void;
  finish(): RuleReading;
}

export interface RuleReading {
  readonly rules: readonly Rule[];
  /** Documents that are no rules but describe Splunk's data sources. */
  readonly dataSources: readonly FoundDataSource[];
  readonly issues: readonly Issue[];
  /** Read = rules + data sources + repeated + left out. */
  readonly counts: { readonly read: number; readonly repeated: number; readonly leftOut: number };
  readonly withoutTechnique: number;
}

export function makeRuleCollector(): RuleCollector {
  const rules = new Map<string, Rule>();
  const dataSources: FoundDataSource[] = [];
  const issues: Issue[] = [];
  const counts = { read: 0, repeated: 0, leftOut: 0 };

  function reject(found: Issue): void {
    counts.read++;
    counts.leftOut++;
    issues.push(found);
  }

  function addDraft(draft: RuleDraft, text: string, fileName: string, place: Place): void {
    counts.read++;
    for (const found of draft.issues) issues.push(found);
    const { language, ownId, issues: _, ...facts } = draft;
    // Only where it is needed: thousands of them take seconds.
    const digest = () => digestOf(`${draft.name}\n${text}`);
    const id = `${language}:${ownId === '' ? `~${digest()}` : ownId.slice(0, 200)}`;
    const rule: Rule = { id, language, ...facts, fileName, text };
    const known = rules.get(id);
    if (known === undefined) {
      rules.set(id, rule);
      return;
    }
    const other = `${id}#${digest().slice(0, 8)}`;
    if (known.text === text || rules.has(other)) {
      counts.repeated++;
      issues.push(
        issue('note', 'rule-repeated', place, `The rule ${excerpt(rule.name, 60)} is here twice.`, {
          found: excerpt(id),
          done: 'Counted once.',
        }),
      );
      return;
    }
    rules.set(other, { ...rule, id: other });
    issues.push(
      issue('warning', 'rule-id-taken', place, `Another rule, ${excerpt(known.name, 60)}, has the same id.`, {
        found: excerpt(id),
        done: 'Both were kept; this one under an id made from its content.',
      }),
    );
  }

  function addYaml(text: string, fileName: string, path: string | null): void {
    let collection = EMPTY_COLLECTION;
    let head = '';
    let pending: Place | null = null;
    const parts = splitYamlDocuments(text.replace(/^\uFEFF/, ''));
    if (parts.length === 0) {
      reject(issue('warning', 'rule-file-empty', placeOf(path, 1), 'The file holds no rule.', { done: 'Left out.' }));
    }
    for (const part of parts) {
      const begin = placeOf(path, part.line + (/^---\s*\r?\n/.test(part.text) ? 1 : 0));
      const parsed = parseYaml(part.text, SHORT_YAML, part.line);
      if (!parsed.ok) {
        reject(inFile(parsed.issues[0] ?? UNREADABLE, path));
        continue;
      }
      for (const found of parsed.issues) issues.push(inFile(found, path));
      const isList = Array.isArray(parsed.value);
      for (const value of isList ? (parsed.value as readonly unknown[]) : [parsed.value]) {
        // Of one rule among several in a document there is no text of its own; JSON is YAML as well.
        const own = isList ? `${JSON.stringify(value, null, 2)}\n` : part.text.replace(/^---[^\S\r\n]*\r?\n/, '');
        if (!isMap(value)) {
          reject(issue('warning', 'rule-no-map', begin, 'This is no rule: it names no fields.', { done: 'Left out.' }));
        } else if (isSigma(value)) {
          const joined = joinCollection(collection, value);
          collection = joined.next;
          if (joined.kind === 'common') {
            // Counted with the rules it is part of.
            if (fieldOf(value, 'action') !== 'reset') pending = begin;
            head = fieldOf(value, 'action') === 'reset' ? '' : head + part.text;
          } else {
            pending = null;
            take(readSigmaRule(joined.value, begin, fileName), head === '' ? own : head + part.text, begin);
          }
        } else if (isPanther(value)) take(readPantherRule(value, begin, fileName), own, begin);
        else if (isSplunkDetection(value)) take(readSplunkDetection(value, begin, fileName), own, begin);
        else if (isSplunkDataSource(value)) {
          counts.read++;
          dataSources.push({ value, place: begin });
        } else {
          const found = excerpt(Object.keys(value).slice(0, 8).join(', '));
          const message = 'This YAML is no rule of a kind that is known here.';
          reject(issue('warning', 'rule-kind-unknown', begin, message, { found, done: 'Left out.' }));
        }
      }
    }
    if (pending !== null) {
      const message = 'This is the common part of rules, and no rule stands behind it.';
      reject(issue('warning', 'sigma-common-alone', pending, message, { done: 'Left out.' }));
    }

    function take(read: RuleDraft | NoRule, source: string, place: Place): void {
      if (isNoRule(read)) reject(read.noRule);
      else addDraft(read, source, path ?? fileName, place);
    }
  }

  return {
    addYaml,
    addDraft,
    reject,
    finish() {
      const list = [...rules.values()];
      const withoutTechnique = list.filter(({ techniqueIds }) => techniqueIds.length === 0).length;
      return { rules: list, dataSources, issues, counts, withoutTechnique };
    },
  };
}

const UNREADABLE = issue('error', 'yaml-malformed', { kind: 'file' }, 'The YAML is malformed.');

function placeOf(path: string | null, line: number): Place {
  return path === null ? { kind: 'line', line } : { kind: 'path', path: `${excerpt(path, 160)}, line ${line}` };
}

/** Lines of a file in an archive mean nothing without its path. */
function inFile(found: Issue, path: string | null): Issue {
  if (path === null || found.place.kind !== 'line') return found;
  return { ...found, place: placeOf(path, found.place.line) };
}

/** Line ends and outer space do not make another rule. */
function digestOf(text: string): string {
  const digest = makeSha256();
  digest.update(new TextEncoder().encode(text.replace(/\r\n?/g, '\n').trim()));
  return digest.finish().slice(0, 32);
}
