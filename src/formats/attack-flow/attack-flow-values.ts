/** Values that a flow's other objects hold: STIX cyber-observables, and the plain comparisons of an indicator's pattern. */
import type { ObservableType } from '../../domain/indicators/observable';
import { readHash } from '../observable-values';
import { fieldOf, isMap, textOf } from '../plain-data';
import type { ReportDraft } from '../report-draft';
import { findMeaning, type ValueMeaning } from '../stix/stix-observable-values';
import { mendStixPattern, type PatternComparison, readStixPattern } from '../stix/stix-pattern';
import type { FlowObject } from './attack-flow-document';

const VALUE_OF: Readonly<Record<string, readonly [ObservableType, string]>> = {
  'ipv4-addr': ['ipv4', 'value'],
  'ipv6-addr': ['ipv6', 'value'],
  'domain-name': ['domain', 'value'],
  url: ['url', 'value'],
  'email-addr': ['email', 'value'],
  'email-address': ['email', 'value'],
  'windows-registry-key': ['registry-key', 'key'],
  'autonomous-system': ['as-number', 'number'],
  mutex: ['mutex', 'name'],
  vulnerability: ['vulnerability', 'name'],
  directory: ['file-path', 'path'],
};

/** Types that hold nothing to look for here, and are understood. */
const SILENT = new Set([
  'user-account',
  'software',
  'network-traffic',
  'mac-addr',
  'artifact',
  'email-message',
  'x509-certificate',
  'observed-data',
]);

/** `false`: nothing is known of its type. */
export function collectStixValues(draft: ReportDraft, { type, map, path }: FlowObject): boolean {
  if (type === 'file') {
    const name = textOf(fieldOf(map, 'name'));
    if (name !== '') draft.addObservable('file-name', name, path, '');
    for (const hash of listHashes(fieldOf(map, 'hashes'))) {
      const observable = readHash(hash);
      if (observable !== null) draft.addNormalised(observable, hash, path, name);
    }
    return true;
  }
  if (type === 'indicator') return readPattern(draft, map, path);
  const [kind, key] = (Object.hasOwn(VALUE_OF, type) ? VALUE_OF[type] : undefined) ?? [];
  if (kind === undefined || key === undefined) return SILENT.has(type);
  const written = textOf(fieldOf(map, key));
  if (!draft.addObservable(kind, written, path, textOf(fieldOf(map, 'description')))) {
    draft.leaveOut('warning', 'attack-flow-value-unreadable', path, `This is no value of the type ${type}.`, written);
  }
  return true;
}

/** A map from the kind of hash, or the builder's list of kinds and values. */
function listHashes(hashes: unknown): readonly string[] {
  if (Array.isArray(hashes))
    return hashes.map((each) => textOf(fieldOf(each, 'hash_value')) || textOf(fieldOf(each, 'value')));
  return isMap(hashes) ? Object.values(hashes).map(textOf) : [];
}

/** What the comparisons of a pattern look for; what they exclude, or match by form, is no value. */
function readPattern(draft: ReportDraft, map: FlowObject['map'], path: string): boolean {
  const context = textOf(fieldOf(map, 'name')) || textOf(fieldOf(map, 'description'));
  const pattern = textOf(fieldOf(map, 'pattern'));
  const isStix = /^(?:stix)?$/.test(textOf(fieldOf(map, 'pattern_type')));
  const found = (isStix ? listComparisons(pattern) : []).flatMap(({ objectType, path: steps, values }) => {
    const meaning = findMeaning(objectType, steps);
    return values.filter((written) => {
      const hash = steps[0] === 'hashes' ? readHash(written) : null;
      if (hash !== null) draft.addNormalised(hash, written, path, context);
      const type = typeOf(meaning);
      return hash !== null || (type !== null && draft.addObservable(type, written, path, context));
    });
  });
  if (found.length === 0) {
    const message = 'Nothing in this pattern is a value to look for.';
    draft.leaveOut('note', 'attack-flow-pattern-not-read', path, message, pattern);
  }
  return true;
}

function listComparisons(pattern: string): readonly PatternComparison[] {
  const reading = readStixPattern(pattern);
  const comparisons = reading.ok ? reading.comparisons : (mendStixPattern(pattern) ?? []);
  return comparisons.filter(({ operator, isNegated }) => !isNegated && (operator === '=' || operator === 'IN'));
}

function typeOf(meaning: ValueMeaning): ObservableType | null {
  if (meaning === 'unread') return null;
  if (meaning === 'address' || meaning === 'host') return 'domain';
  return meaning === 'name' ? 'file-name' : meaning;
}
