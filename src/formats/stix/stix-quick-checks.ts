/**
 * Values that are plainly right, told without making anything: nearly all are. What is not goes through
 * `stix-values.ts`, which says why. Lists are gone through by position: an iterator for each is a million in a large file.
 */
import { isReferenceTo } from './stix-ids';
import { isStixValue, own } from './stix-objects';
import { isStixTime } from './stix-times';

const areTexts = (value: unknown): boolean => {
  if (!Array.isArray(value) || value.length === 0) return false;
  for (let at = 0; at < value.length; at++) if (typeof value[at] !== 'string') return false;
  return true;
};

let latestGood: unknown = null;
let latestType = '';

const areReferences = (value: unknown, type: string): boolean => {
  if (!Array.isArray(value) || value.length === 0) return false;
  for (let at = 0; at < value.length; at++) {
    const item: unknown = value[at];
    // A file has few markings, and refers to them from everywhere.
    if (item === latestGood && type === latestType) continue;
    if (!isReferenceTo(item, type)) return false;
    latestGood = item;
    latestType = type;
  }
  return true;
};

/** Vocabularies are open; their values are written in one way. */
export const VOCABULARY_WORD = /^[a-z0-9]+(?:[-.+/][a-z0-9]+)*$/;

let latestWord = '';

const isWord = (value: unknown): boolean => {
  if (value === latestWord) return true;
  if (typeof value !== 'string' || !VOCABULARY_WORD.test(value)) return false;
  // Of one kind of object it is mostly the same.
  latestWord = value;
  return true;
};

const areWords = (value: unknown): boolean => {
  if (!Array.isArray(value) || value.length === 0) return false;
  for (let at = 0; at < value.length; at++) if (!isWord(value[at])) return false;
  return true;
};

const areExternal = (value: unknown): boolean => {
  if (!Array.isArray(value) || value.length === 0) return false;
  for (let at = 0; at < value.length; at++) {
    const item: unknown = value[at];
    if (!isStixValue(item)) return false;
    const source = own(item, 'source_name');
    if (typeof source !== 'string' || source === 'cve' || source === 'capec') return false;
    const { url, external_id: id, description } = item;
    if (url === undefined && id === undefined && description === undefined) return false;
  }
  return true;
};

export type QuickCheck = (value: unknown, detail: string, is20: boolean) => boolean;

/** By kind; a kind that is not here has no quick way. */
export const QUICK_CHECKS: Readonly<Record<string, QuickCheck>> = {
  any: () => true,
  text: (value) => typeof value === 'string',
  flag: (value) => typeof value === 'boolean',
  integer: Number.isInteger,
  number: (value) => typeof value === 'number',
  time: isStixTime,
  texts: areTexts,
  labels: (value, _, is20) => (is20 ? areWords : areTexts)(value),
  word: isWord,
  words: areWords,
  references: areExternal,
  creator: (value) => typeof value === 'string' && value.startsWith('identity--'),
  markings: (value) => areReferences(value, 'marking-definition'),
  refs: (value, detail) => (detail === '' || !detail.includes('|')) && areReferences(value, detail),
  ref: (value, detail) => {
    if (detail === 'node') return isOrdinary(value);
    return !detail.includes('|') && isReferenceTo(value, detail);
  },
};

/** Types that relationships mostly join. */
const ORDINARY = [
  'indicator',
  'malware',
  'attack-pattern',
  'intrusion-set',
  'threat-actor',
  'campaign',
  'tool',
  'identity',
  'course-of-action',
] as const;

function isOrdinary(value: unknown): boolean {
  for (let at = 0; at < ORDINARY.length; at++) if (isReferenceTo(value, ORDINARY[at] ?? '')) return true;
  return false;
}
