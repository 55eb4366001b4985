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

export interface ProseGatherer {
  take(item: StixItem): void;
  /** Of everything taken. */
  finish(): GatheredProse;
}

export function makeProseGatherer(): ProseGatherer {
  // Text → its place: reports within reports say the same again. What is read first may come last in the file.
  const first = new Map<string, string>();
  const others = new Map<string, string>();

  function take(item: StixItem): void {
    const keys = PROSE.get(item.type);
    if (keys === undefined || isOfAttack(item)) return;
    const said = FIRST.has(item.type) ? first : others;
    for (let at = 0; at < keys.length; at++) {
      const key = keys[at] ?? '';
      const text = toPlainText(ownText(item.value, key));
      if (text !== '' && !said.has(text)) said.set(text, item.path === '' ? key : `${item.path}.${key}`);
    }
  }

  function finish(): GatheredProse {
    const parts: string[] = [];
    const sections: TextSection[] = [];
    let start = 0;
    const add = (label: string, text: string): void => {
      sections.push({ start, label });
      parts.push(text);
      start += text.length + 2;
    };
    first.forEach(add);
    others.forEach((label, text) => {
      if (!first.has(text)) add(label, text);
    });
    return { text: parts.join('\n\n'), sections };
  }

  return { take, finish };
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
