import type { ThreatSteps } from '../../src/domain/threats/threat-steps';

export function makeThreat(id: string, techniques: readonly string[], change: Partial<ThreatSteps> = {}): ThreatSteps {
  return {
    id,
    name: `Threat ${id}`,
    kind: 'report',
    steps: techniques.map((technique) => ({
      technique: technique as ThreatSteps['steps'][number]['technique'],
      tactics: [],
      order: null,
      isAccepted: true,
      written: '',
      passage: '',
    })),
    unresolved: [],
    ...change,
  };
}
