import { findObservables } from '../indicators/find-observables';
import { findPassage } from './passage';
import type { CollectedObservable, ReportContent, TextSection } from './threat-report';

const LONGEST_CONTEXT = 200;

/** What the fields of a report give to look for, then what only its prose does: each value once. */
export function collectObservables(
  content: Pick<ReportContent, 'text' | 'sections' | 'observables'>,
): readonly CollectedObservable[] {
  const { text, sections } = content;
  const known = new Set(content.observables.map(keyOf));
  const fromProse: CollectedObservable[] = [];
  let section = -1;
  for (const found of findObservables(text)) {
    const key = keyOf(found);
    while ((sections[section + 1]?.start ?? Number.POSITIVE_INFINITY) <= found.start) section++;
    if (known.has(key)) continue;
    known.add(key);
    const { type, value, written, start, end } = found;
    const around = findPassage(text, { start, end });
    const context = text.slice(around.start, around.end).slice(0, LONGEST_CONTEXT);
    fromProse.push({ type, value, written, place: describePlace(sections[section]), context });
  }
  return [...content.observables, ...fromProse];
}

function describePlace(section: TextSection | undefined): string {
  return section === undefined || section.label === '' ? 'text' : section.label;
}

function keyOf({ type, value }: Pick<CollectedObservable, 'type' | 'value'>): string {
  return `${type} ${value}`;
}
