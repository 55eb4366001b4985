import { describePlace } from '../../src/domain/result';
import { readAttackFlow } from '../../src/formats/attack-flow/attack-flow';

/** The reading of a flow with everything at hand. */

export function readFlow(value: unknown) {
  const result = readAttackFlow(typeof value === 'string' ? value : JSON.stringify(value));
  if (!result.ok) throw new Error(result.issues.map(({ message }) => message).join(' '));
  return { ...result.value, ...result.value.report.content, issues: result.issues };
}

export type FlowReading = ReturnType<typeof readFlow>;

export const steps = ({ statements }: Pick<FlowReading, 'statements'>) =>
  [...statements].sort((a, b) => (a.order ?? 99) - (b.order ?? 99)).map(({ technique, name }) => technique || name);

export const told = ({ issues }: Pick<FlowReading, 'issues'>) =>
  issues.map(({ code, place }) => `${code} ${describePlace(place)}`);
