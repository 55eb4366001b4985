import { linkTo } from '../../state/route';
import { PartLinks } from '../pieces/PartLinks';

const PARTS = [
  { id: 'next', label: 'Next best', address: linkTo('plan') },
  { id: 'best', label: 'Best plan', address: linkTo('plan', 'best') },
  { id: 'scenarios', label: 'Scenarios', address: linkTo('plan', 'scenarios') },
  { id: 'redundancy', label: 'What could go', address: linkTo('plan', 'redundancy') },
  { id: 'report', label: 'Report', address: linkTo('plan', 'report') },
] as const;

export function PlanParts(props: { readonly current: string }) {
  return <PartLinks label="Parts of the plan" parts={PARTS} current={props.current} />;
}
