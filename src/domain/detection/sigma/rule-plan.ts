/**
 * Rules that are run together: filters joined with the rules they narrow, references of correlations resolved, and what each rule is
 * counted for. A correlation that in the end refers to itself, or to what is not run, is not run either, and says so.
 */
import { type Issue, issue } from '../../result';
import type { CorrelationRule, DetectionRule, FilterRule, LogSource, SigmaRule, UnsupportedRule } from './rule-model';

export interface PlannedCorrelation {
  readonly rule: CorrelationRule;
  /** Ids of the rules it refers to, in the order of its references. */
  readonly of: readonly string[];
}

export interface RulePlan {
  readonly detections: readonly DetectionRule[];
  /** Each behind those it refers to. */
  readonly correlations: readonly PlannedCorrelation[];
  readonly unsupported: readonly UnsupportedRule[];
  /** Ids of rules whose matches count for correlations alone. */
  readonly quiet: ReadonlySet<string>;
  /** Fields of a rule's records that correlations ask about, by the rule's id. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
}

/** Correlations of correlations, in one another. */
const DEEPEST = 20;

/** @param known further rules that references may name: they are run if they are needed */
export function planRules(
  chosen: readonly (SigmaRule | UnsupportedRule)[],
  known: readonly (SigmaRule | UnsupportedRule)[] = [],
): RulePlan {
  const all = new Map([...known, ...chosen].map((rule) => [rule.id, rule]));
  const filters = [...all.values()].filter((rule) => rule.kind === 'filter');
  const byReference = indexReferences([...all.values()]);
  const unsupported: UnsupportedRule[] = [];
  const detections = new Map<string, DetectionRule>();
  const correlations = new Map<string, PlannedCorrelation>();
  const failed = new Map<string, readonly Issue[]>();
  const open: string[] = [];

  function fail(rule: { readonly id: string; readonly title: string }, issues: readonly Issue[]): false {
    if (!failed.has(rule.id)) unsupported.push({ kind: 'unsupported', id: rule.id, title: rule.title, issues });
    failed.set(rule.id, issues);
    return false;
  }

  /** @returns whether it is run */
  function take(rule: SigmaRule | UnsupportedRule): boolean {
    if (failed.has(rule.id)) return false;
    if (detections.has(rule.id) || correlations.has(rule.id)) return true;
    if (rule.kind === 'unsupported') return fail(rule, rule.issues);
    if (rule.kind === 'filter') return true;
    if (rule.kind === 'detection') {
      detections.set(rule.id, narrow(rule, filters));
      return true;
    }
    return takeCorrelation(rule);
  }

  function takeCorrelation(rule: CorrelationRule): boolean {
    if (open.includes(rule.id))
      return fail(rule, [fault('sigma-cycle', 'This correlation refers to itself in the end.')]);
    if (open.length >= DEEPEST)
      return fail(rule, [fault('sigma-too-deep', `More than ${DEEPEST} correlations stand in one another.`)]);
    open.push(rule.id);
    const of: string[] = [];
    for (const [at, reference] of rule.references.entries()) {
      const target = byReference.get(reference.toLowerCase());
      const path = `correlation.rules[${at}]`;
      if (target === undefined || target.kind === 'filter') {
        open.pop();
        return fail(rule, [fault('sigma-reference-unknown', `The rule ${reference} is not here.`, path)]);
      }
      if (!take(target)) {
        open.pop();
        const isCycle = failed.get(target.id)?.some(({ code }) => code === 'sigma-cycle') === true;
        const message = isCycle
          ? 'This correlation refers to itself in the end.'
          : `The rule ${reference} that it refers to is not run.`;
        return fail(rule, [fault(isCycle ? 'sigma-cycle' : 'sigma-reference-failed', message, path)]);
      }
      of.push(target.id);
    }
    open.pop();
    // A rule that failed while this one was being looked at may be this one.
    if (failed.has(rule.id)) return false;
    correlations.set(rule.id, { rule, of });
    return true;
  }

  for (const rule of chosen) take(rule);
  const ordered = [...correlations.values()];
  const quiet = new Set<string>();
  for (const { rule, of } of ordered) if (!rule.generate) for (const id of of) quiet.add(id);
  return {
    detections: [...detections.values()],
    correlations: ordered,
    unsupported,
    quiet,
    fields: collectFields(ordered),
  };
}

function fault(code: string, message: string, path = 'correlation.rules'): Issue {
  return issue('error', code, { kind: 'path', path }, message, { done: 'The rule is not run.' });
}

/** By own id and by name; of two with one name, the first. */
function indexReferences(rules: readonly (SigmaRule | UnsupportedRule)[]) {
  const index = new Map<string, SigmaRule | UnsupportedRule>();
  for (const rule of rules) {
    const keys = rule.kind === 'unsupported' ? [] : [rule.ownId, rule.name.toLowerCase()];
    for (const key of [...keys, rule.id.replace(/^sigma:/, '').toLowerCase()])
      if (key !== '' && !index.has(key)) index.set(key, rule);
  }
  return index;
}

/** A filter's condition must hold as well, as its author wrote it. */
function narrow(rule: DetectionRule, filters: readonly FilterRule[]): DetectionRule {
  const mine = filters.filter(
    ({ references, logSource }) =>
      covers(logSource, rule.logSource) &&
      (references === 'any' ||
        references.some((each) => [rule.ownId, rule.name.toLowerCase()].includes(each.toLowerCase()))),
  );
  if (mine.length === 0) return rule;
  const note = issue('note', 'sigma-filtered', { kind: 'path', path: 'detection' }, 'Filters narrow this rule.', {
    found: mine
      .map(({ title }) => title)
      .join(', ')
      .slice(0, 200),
  });
  return {
    ...rule,
    expression: { kind: 'all', of: [rule.expression, ...mine.map(({ expression }) => expression)] },
    notes: [...rule.notes, note],
  };
}

function covers(filter: LogSource, rule: LogSource): boolean {
  const fits = (of: string, is: string) => of === '' || of === is;
  return (
    fits(filter.product, rule.product) && fits(filter.category, rule.category) && fits(filter.service, rule.service)
  );
}

/** What is grouped by or counted, down to the records: an alias is another name for each rule. */
function collectFields(correlations: readonly PlannedCorrelation[]): ReadonlyMap<string, readonly string[]> {
  const fields = new Map<string, Set<string>>();
  const add = (id: string, names: Iterable<string>) => {
    const known = fields.get(id) ?? new Set();
    fields.set(id, known);
    for (const name of names) known.add(name);
  };
  // From the outermost inwards: a correlation stands for its last record.
  for (const { rule, of } of [...correlations].reverse()) {
    const wanted = [...rule.groupBy, ...rule.fields];
    for (const [at, id] of of.entries()) {
      const reference = rule.references[at] ?? '';
      add(
        id,
        wanted.map((name) => fieldOfAlias(rule, reference, name)),
      );
      add(id, fields.get(rule.id) ?? []);
    }
  }
  return new Map([...fields].map(([id, names]) => [id, [...names]]));
}

export function fieldOfAlias(rule: CorrelationRule, reference: string, name: string): string {
  return rule.aliases.get(name)?.get(reference) ?? name;
}
