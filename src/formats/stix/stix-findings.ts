/**
 * What is wrong with STIX content, by rule: each has a stable code, the section of STIX 2.1 that makes it
 * (https://docs.oasis-open.org/cti/stix/v2.1/os/stix-v2.1-os.html), and a level. `must`: what breaks it is left out.
 * `should`: it is kept. `note`: allowed, and worth saying; said once for each kind.
 */
import { excerpt, type Issue, type IssueSeverity, issue, WHOLE_FILE } from '../../domain/result';

export const STIX_RULES = {
  'stix-not-an-object': { level: 'must', section: '8' },
  'stix-no-type': { level: 'must', section: '3.2' },
  'stix-bad-type': { level: 'must', section: '11.2' },
  'stix-bad-id': { level: 'must', section: '2.9' },
  'stix-id-version': { level: 'should', section: '2.9' },
  'stix-required': { level: 'must', section: '3.2' },
  'stix-essential': { level: 'must', section: '3.2' },
  'stix-wrong-type': { level: 'must', section: '2' },
  'stix-empty-list': { level: 'must', section: '2.12' },
  'stix-bad-timestamp': { level: 'must', section: '2.15' },
  'stix-bad-reference': { level: 'must', section: '2.9' },
  'stix-loose-reference': { level: 'should', section: '2.9' },
  'stix-reference-type': { level: 'must', section: '2.9' },
  'stix-creator': { level: 'should', section: '3.2' },
  'stix-bad-value': { level: 'must', section: '2.4' },
  'stix-bad-range': { level: 'must', section: '2.10' },
  'stix-dictionary-key': { level: 'must', section: '2.3' },
  'stix-bad-hash': { level: 'must', section: '2.7' },
  'stix-hash-algorithm': { level: 'should', section: '10.7' },
  'stix-bad-binary': { level: 'must', section: '2.1' },
  'stix-bad-hex': { level: 'must', section: '2.8' },
  'stix-order-of-times': { level: 'must', section: '3.2' },
  'stix-circular-marking': { level: 'must', section: '7.2' },
  'stix-bad-selector': { level: 'must', section: '7.2.3' },
  'stix-exclusive': { level: 'must', section: '6' },
  'stix-reserved': { level: 'must', section: '11.2' },
  'stix-bad-pattern': { level: 'must', section: '9' },
  'stix-external-id': { level: 'should', section: '2.5' },
  'stix-bad-address': { level: 'must', section: '6.8' },
  'stix-format': { level: 'should', section: '2.13' },
  'stix-recommended': { level: 'should', section: '4' },
  'stix-too-deep': { level: 'must', section: '8' },
  'stix-extension-key': { level: 'should', section: '7.3' },
  'stix-custom-property': { level: 'note', section: '11.1' },
  'stix-custom-type': { level: 'note', section: '11.2' },
  'stix-older-version': { level: 'note', section: '3.6' },
  'stix-dangling-technique': { level: 'should', section: '2.9' },
  'stix-revoked-indicator': { level: 'note', section: '3.2' },
  'stix-benign-indicator': { level: 'note', section: '4.7' },
  'stix-pattern-part': { level: 'note', section: '9' },
  'stix-pattern-language': { level: 'note', section: '4.7' },
  'stix-observable-unread': { level: 'should', section: '6' },
  'stix-links-cut': { level: 'should', section: '4.16' },
} as const satisfies Readonly<Record<string, { readonly level: 'must' | 'should' | 'note'; readonly section: string }>>;

export type StixRule = keyof typeof STIX_RULES;

const SEVERITIES: Readonly<Record<'must' | 'should' | 'note', IssueSeverity>> = {
  must: 'error',
  should: 'warning',
  note: 'note',
};

export interface Findings {
  /**
   * @param message without a full stop: the section is added
   * @param found the offending value
   */
  add(rule: StixRule, path: string, message: string, done: string, found?: unknown, section?: string): void;
  /** As `add`, for the first of a kind; the others are counted in its message. */
  addOnce(kind: string, rule: StixRule, path: string, message: string, done: string, section?: string): void;
  /** Counts one more of a kind that was told; `false`: it was not yet. Spares what `addOnce` would have to be given. */
  countMore(kind: string, rule: StixRule): boolean;
  list(): readonly Issue[];
}

interface ToldOnce {
  readonly at: number;
  count: number;
  readonly tell: (count: number) => Issue;
}

export function makeFindings(): Findings {
  const issues: Issue[] = [];
  const rules = new Map<StixRule, Map<string, ToldOnce>>();
  // What was counted last is mostly what is counted next.
  let latest: ToldOnce | undefined;
  let latestKind = '';
  let latestRule: StixRule | undefined;

  function compose(rule: StixRule, path: string, message: string, done: string, section: string, found?: unknown) {
    const place = path === '' ? WHOLE_FILE : ({ kind: 'path', path } as const);
    const detail = found === undefined ? { done } : { found: describeBriefly(found), done };
    return issue(SEVERITIES[STIX_RULES[rule].level], rule, place, `${message} (STIX 2.1, ${section}).`, detail);
  }

  return {
    add(rule, path, message, done, found, section = STIX_RULES[rule].section) {
      issues.push(compose(rule, path, message, done, section, found));
    },
    countMore(kind, rule) {
      if (kind === latestKind && rule === latestRule && latest !== undefined) {
        latest.count++;
        return true;
      }
      const known = rules.get(rule)?.get(kind);
      if (known === undefined) return false;
      [latest, latestKind, latestRule] = [known, kind, rule];
      known.count++;
      return true;
    },
    addOnce(kind, rule, path, message, done, section = STIX_RULES[rule].section) {
      const kinds = rules.get(rule) ?? new Map<string, ToldOnce>();
      rules.set(rule, kinds);
      const known = kinds.get(kind);
      if (known !== undefined) {
        known.count++;
        return;
      }
      const tell = (count: number) =>
        compose(rule, path, count === 1 ? message : `${message}, here and ${count - 1} times more`, done, section);
      kinds.set(kind, { at: issues.length, count: 1, tell });
      issues.push(tell(1));
    },
    list() {
      const told = [...issues];
      for (const kinds of rules.values()) for (const { at, count, tell } of kinds.values()) told[at] = tell(count);
      return told;
    },
  };
}

/** Never follows a value down: it may be deep. */
function describeBriefly(value: unknown): string {
  if (typeof value === 'string') return excerpt(value.slice(0, 200));
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
