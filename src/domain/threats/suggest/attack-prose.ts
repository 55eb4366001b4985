import type { ReleaseProse, TechniqueProse } from '../../attack/prose';

/** A passage of ATT&CK's that speaks of one technique, and how much it counts. */
export interface Example {
  readonly technique: string;
  readonly text: string;
  readonly weight: number;
}

/** What defenders look for is said in other words than what adversaries do: it counts less. */
const WEIGHTS = { description: 1, procedure: 1, detection: 0.3, analytic: 0.3 } as const;

export function listExamples({ techniques, procedures }: ReleaseProse): readonly Example[] {
  const examples: Example[] = techniques.flatMap(listOwn);
  for (const { technique, text } of procedures ?? []) {
    examples.push({ technique, text: dropMarks(text), weight: WEIGHTS.procedure });
  }
  return examples;
}

function listOwn({ id, description, detection, componentDetections, strategies }: TechniqueProse): Example[] {
  const examples: Example[] = [];
  const add = (text: string, weight: number): void => {
    if (text !== '') examples.push({ technique: id, text: dropMarks(text), weight });
  };
  add(description, WEIGHTS.description);
  add(detection, WEIGHTS.detection);
  for (const { text } of componentDetections) add(text, WEIGHTS.detection);
  for (const { analytics } of strategies) for (const each of analytics) add(each.description, WEIGHTS.analytic);
  return examples;
}

const CITATION = /\(Citation:[^()]{0,300}(?:\([^()]{0,300}\)[^()]{0,300}){0,3}\)/g;
/** Who did it says nothing of what was done. */
const ACTOR = /\[[^[\]]{0,200}\]\(https:\/\/attack\.mitre\.org\/(?:groups|software|campaigns)[^()\s]{0,80}\)/g;
const LINK = /\[([^[\]]{0,300})\]\([^()\s]{0,300}\)/g;

function dropMarks(text: string): string {
  return text
    .replace(CITATION, ' ')
    .replace(ACTOR, ' ')
    .replace(LINK, '$1')
    .replace(/<\/?code>/g, ' ');
}
