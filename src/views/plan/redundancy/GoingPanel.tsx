import { createMemo, Show } from 'solid-js';
import { useApp } from '../../../state/app-state';
import type { GoingRow } from '../../../state/next-best';
import { makePlanningState } from '../../../state/planning-records';
import { goTo } from '../../../state/route';
import { Button } from '../../pieces/Button';
import { DetailPanel } from '../../pieces/DetailPanel';
import { formatPoints } from '../next/next-words';
import { TechniqueFold } from '../next/TechniqueFold';

/** What would change without it. */
export function GoingPanel(props: { readonly row: GoingRow; readonly onClose: () => void }) {
  const planning = makePlanningState(useApp().workspace);
  const isSet = () => props.row.id === 'together';
  const title = () => (isSet() ? `Without ${props.row.deploymentIds.length} deployments` : `Without ${props.row.name}`);
  const groupsOf = createMemo(() => {
    const groups = new Map<number, string[]>();
    for (const { technique, groupName } of props.row.stops) {
      groups.set(technique, [...(groups.get(technique) ?? []), groupName]);
    }
    return groups;
  });
  const nowhere = createMemo(() => new Set(props.row.runsNowhere));
  const elsewhere = createMemo(() => [...groupsOf().keys()].filter((technique) => !nowhere().has(technique)));

  async function makeScenario(): Promise<void> {
    const id = crypto.randomUUID();
    const changes = props.row.deploymentIds.map(
      (deploymentId) => ({ kind: 'remove-deployment', deploymentId }) as const,
    );
    const isSaved = await planning.putScenarios(`Make the scenario ${title()}`, [
      { id, name: title(), notes: '', changes },
    ]);
    if (isSaved) goTo('plan', 'scenarios', id);
  }

  return (
    <DetailPanel title={title()} onClose={props.onClose}>
      <dl class="next-facts">
        <Show when={isSet()}>
          <dt>Sensors</dt>
          <dd>{props.row.name}</dd>
        </Show>
        <dt>Observes</dt>
        <dd>{props.row.where.join(', ')}</dd>
        <dt>Loss</dt>
        <dd>
          {formatPoints(props.row.loss.low)} points at the lower bound, {formatPoints(props.row.loss.high)} at the upper
        </dd>
        <Show when={props.row.cost !== ''}>
          <dt>Cost</dt>
          <dd>{props.row.cost}</dd>
        </Show>
      </dl>
      <div class="next-actions">
        <Button onClick={() => void makeScenario()}>Make a scenario</Button>
      </div>
      <Show when={props.row.stops.length === 0}>
        <p class="next-note">No technique would leave “runs” in any group.</p>
      </Show>
      <TechniqueFold summary="Would run nowhere" techniques={props.row.runsNowhere} isOpen />
      <TechniqueFold
        summary="Would stop in some groups"
        techniques={elsewhere()}
        remark={(technique) => (groupsOf().get(technique) ?? []).join(', ')}
      />
      <TechniqueFold summary="Would run on fewer hosts, or at less strength" techniques={props.row.weaker} />
    </DetailPanel>
  );
}
