/** What STIX content says in sentences, as one text with the place of each part. */
import type { TextSection } from '../../domain/threats/threat-report';
import { findTechniqueId, findThreatId } from './stix-external-ids';
import { ownText, type StixItem } from './stix-objects';

/** Properties that hold prose, by type. */
const PROSE: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    report: ['name', 'description'],
    grouping: ['name', 'description'],
    note: ['abstract', 'content', 'description'],
    opinion: ['explanation', 'description'],
    'attack-flow': ['description'],
    'attack-action': ['description'],
    incident: ['description'],
    campaign: ['description', 'objective'],
    'intrusion-set': ['description'],
    'threat-actor': ['description'],
    malware: ['description'],
    tool: ['description'],
    infrastructure: ['description'],
    vulnerability: ['description'],
    'attack-pattern': ['description'],
    relationship: ['description'],
    sighting: ['description'],
  }),
);
/** Read first, whatever their place. */
const FIRST = new Set(['report', 'grouping', 'attack-flow']);

export interface GatheredProse {
  readonly text: string;
  readonly sections: readonly TextSection[];
}

export function gatherProse(items: readonly StixItem[]): GatheredProse {
  const parts: string[] = [];
  const sections: TextSection[] = [];
  const said = new Set<string>();
  let length = 0;
  const add = (item: StixItem): void => {
    const keys = PROSE.get(item.type);
    if (keys === undefined || isOfAttack(item)) return;
    for (const key of keys) {
      const text = toPlainText(ownText(item.value, key));
      if (text === '') continue;
      const before = said.size;
      // Reports within reports say the same again.
      if (said.add(text).size === before) continue;
      sections.push({ start: length, label: item.path === '' ? key : `${item.path}.${key}` });
      parts.push(text);
      length += text.length + 2;
    }
  };
  const telling = items.filter(({ type }) => PROSE.has(type));
  telling.filter(({ type }) => FIRST.has(type)).forEach(add);
  telling.filter(({ type }) => !FIRST.has(type)).forEach(add);
  return { text: parts.join('\n\n'), sections };
}

/** ATT&CK's own descriptions speak of everything that a technique or software can be, not of this threat. */
function isOfAttack({ type, value }: StixItem): boolean {
  if (type === 'attack-pattern') return findTechniqueId(value) !== '';
  return type !== 'report' && type !== 'grouping' && type !== 'relationship' && findThreatId(value) !== '';
}

function toPlainText(written: string): string {
  const text = written.includes('\r') ? written.replaceAll(/\r\n?/g, '\n') : written;
  return (text.includes('\n\n\n') ? text.replaceAll(/\n{3,}/g, '\n\n') : text).trim();
}
