/**
 * Markings of the Traffic Light Protocol in STIX: version 1 as predefined objects, 2.0 by OASIS' extension
 * (https://github.com/oasis-open/cti-stix-common-objects), and as labels.
 */
import { TLP_LEVELS, type TlpLevel } from '../../domain/threats/threat-report';
import { strictestTlp } from '../../domain/threats/tlp';
import { isStixValue, own, ownText, ownTexts, type StixItem, type StixValue, textsOf } from './stix-objects';

export const TLP_EXTENSION = 'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d';

/** Predefined, and therefore often not in the file. */
export const TLP_MARKINGS: Readonly<Record<TlpLevel, string>> = {
  clear: 'marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487',
  green: 'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb',
  amber: 'marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421',
  'amber+strict': 'marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003',
  red: 'marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1',
};

/** Those of version 1 as well. */
export const KNOWN_MARKINGS: ReadonlyMap<string, TlpLevel> = new Map<string, TlpLevel>([
  ...TLP_LEVELS.map((level) => [TLP_MARKINGS[level], level] as const),
  ['marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9', 'clear'],
  ['marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da', 'green'],
  ['marking-definition--f88d31f6-486f-44da-b317-01333bde0b82', 'amber'],
  // OpenCTI's own, of before 2.0.
  ['marking-definition--826578e1-40ad-459f-bc73-ede076f81f37', 'amber+strict'],
  ['marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed', 'red'],
]);

export interface MarkingReader {
  /** Of the object itself: the strictest; `null`: it has none. */
  read(value: StixValue): TlpLevel | null;
}

export function makeMarkingReader(items: readonly StixItem[]): MarkingReader {
  const levels = new Map(KNOWN_MARKINGS);
  for (const { id, value } of items.filter(({ type }) => type === 'marking-definition')) {
    const level = readDefinition(value);
    if (level !== null) levels.set(id, level);
  }
  return {
    read(value) {
      let found: TlpLevel | null = null;
      for (const ref of ownTexts(value, 'object_marking_refs')) found = stricter(found, levels.get(ref) ?? null);
      for (const label of ownTexts(value, 'labels')) if (isTlpLabel(label)) found = stricter(found, readLevel(label));
      return found;
    },
  };
}

export interface MarkingGatherer {
  take(item: StixItem): void;
  /** Of everything taken: what reads any of it, and the strictest marking of all. */
  finish(): { readonly reader: MarkingReader; readonly ofAll: TlpLevel | null };
}

export function makeMarkingGatherer(): MarkingGatherer {
  const definitions: StixItem[] = [];
  const refs = new Set<string>();
  const labels = new Set<string>();
  let latest = '';

  function take(item: StixItem): void {
    const { type, value } = item;
    if (type === 'marking-definition') definitions.push(item);
    const { object_marking_refs: stated, labels: written } = value;
    const marks = textsOf(stated);
    for (let at = 0; at < marks.length; at++) {
      const ref = marks[at] ?? '';
      // Mostly all objects have the same.
      if (ref === latest) continue;
      latest = ref;
      refs.add(ref);
    }
    const words = textsOf(written);
    for (let at = 0; at < words.length; at++) {
      const word = words[at] ?? '';
      if (isTlpLabel(word)) labels.add(word);
    }
  }

  return {
    take,
    finish() {
      const reader = makeMarkingReader(definitions);
      return { reader, ofAll: reader.read({ object_marking_refs: [...refs], labels: [...labels] }) };
    },
  };
}

/** `tlp:amber`. */
function isTlpLabel(label: string): boolean {
  return label.charCodeAt(3) === COLON && label.slice(0, 3).toLowerCase() === 'tlp';
}

const COLON = 58;

function stricter(one: TlpLevel | null, other: TlpLevel | null): TlpLevel | null {
  return one === null || one === other ? other : strictestTlp([one, other]);
}

function readDefinition(value: StixValue): TlpLevel | null {
  const extensions = own(value, 'extensions');
  const extension = isStixValue(extensions) ? own(extensions, TLP_EXTENSION) : undefined;
  if (isStixValue(extension)) return readLevel(ownText(extension, 'tlp_2_0'));
  const definition = own(value, 'definition');
  const inner = isStixValue(definition)
    ? Object.entries(definition).find(([key]) => /^tlp$/i.test(key))?.[1]
    : undefined;
  if (typeof inner === 'string') return readLevel(inner);
  const type = ownText(value, 'definition_type');
  if ((/^tlp/i.test(type) || type === '') && readLevel(ownText(value, 'name')) !== null)
    return readLevel(ownText(value, 'name'));
  // As a statement, of tools that have more levels than STIX 2.0 and 2.1 define.
  const stated = isStixValue(definition) ? ownText(definition, 'statement') : '';
  for (const written of [ownText(value, 'x_opencti_definition'), stated, ownText(value, 'name')]) {
    const level = NAMED_LEVEL.exec(written)?.[1];
    if (level !== undefined) return readLevel(level);
  }
  return null;
}

/** "TLP:AMBER+STRICT", "TLP:AMBER – do not pass on". */
const NAMED_LEVEL = /^\s{0,9}TLP[:\s_-]{1,3}(clear|white|green|amber(?:[+\s_-]{1,3}strict)?|red)(?![\p{L}\p{N}])/iu;

function readLevel(written: string): TlpLevel | null {
  const word = written
    .trim()
    .toLowerCase()
    .replace(/^tlp[:\s_-]*/, '')
    .replace(/[+\s_-]{1,9}strict$/, '+strict');
  if (word === 'white') return 'clear';
  return TLP_LEVELS.find((level) => level === word) ?? null;
}
