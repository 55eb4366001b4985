import { type NumberRule, readNumber } from '../../domain/read-number';
import { QUALITY_MAXIMUM } from '../../domain/sensors/data-quality';
import { DEPLOYMENT_STATUSES, type Deployment, GROUP_KINDS, type SystemGroup } from '../../domain/sensors/inventory';
import { BULK_FIELDS, type BulkFieldFacts, type BulkValue } from './bulk-fields';
import { KIND_WORDS, STATUS_WORDS } from './inventory-words';
import type { PasteField } from './plan-paste';

/** What pasted cells can be filled into: the fields that can be set for many at once, and what is the same of groups. */

const RULES: Readonly<Record<Exclude<BulkFieldFacts['kind'], 'status' | 'text'>, NumberRule>> = {
  percent: { min: 0, max: 100 },
  amount: { min: 0 },
  days: { min: 0, whole: true },
  rating: { min: 0, max: QUALITY_MAXIMUM, whole: true },
};

export function listDeploymentPasteFields(usualCurrency: string): readonly PasteField<Deployment>[] {
  return [
    ...Object.entries(BULK_FIELDS).map(([id, { label, kind, edit }]) => ({
      id,
      label,
      read(text: string) {
        const value = readBulkValue(kind, text);
        return value === null ? null : (deployment: Deployment) => edit(deployment, value, usualCurrency);
      },
    })),
    { id: 'notes', label: 'Notes', read: (notes) => (deployment) => ({ ...deployment, notes }) },
  ];
}

export function listGroupPasteFields(platforms: readonly string[]): readonly PasteField<SystemGroup>[] {
  const put = (change: Partial<SystemGroup>) => (group: SystemGroup) => ({ ...group, ...change });
  return [
    { id: 'site', label: 'Site', read: (site) => put({ site }) },
    { id: 'hosts', label: 'Hosts', read: (text) => ifNumber(text, { min: 0, whole: true }, (hosts) => put({ hosts })) },
    {
      id: 'criticality',
      label: 'Criticality',
      read: (text) => ifNumber(text, { min: 0 }, (criticality) => put({ criticality })),
    },
    {
      id: 'kind',
      label: 'Kind',
      read(text) {
        const kind = GROUP_KINDS.find((known) => isSame(text, known) || isSame(text, KIND_WORDS[known]));
        return kind === undefined ? null : put({ kind });
      },
    },
    {
      id: 'platforms',
      label: 'Platforms',
      read(text) {
        const named = text.split(/[,;]/).map((part) => platforms.find((platform) => isSame(platform, part)));
        const known = named.filter((platform) => platform !== undefined);
        return known.length < named.length ? null : put({ platforms: [...new Set(known)] });
      },
    },
    { id: 'notes', label: 'Notes', read: (notes) => put({ notes }) },
  ];
}

function readBulkValue(kind: BulkFieldFacts['kind'], text: string): BulkValue {
  if (kind === 'text') return text;
  if (kind === 'status') {
    return DEPLOYMENT_STATUSES.find((known) => isSame(text, known) || isSame(text, STATUS_WORDS[known])) ?? null;
  }
  const reading = readNumber(kind === 'days' ? text.replace(/\s*(?:days?|d)$/i, '') : text, RULES[kind]);
  return 'error' in reading ? null : reading.value;
}

function ifNumber<Answer>(text: string, rule: NumberRule, make: (value: number) => Answer): Answer | null {
  const reading = readNumber(text, rule);
  return 'error' in reading || reading.value === null ? null : make(reading.value);
}

function isSame(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
