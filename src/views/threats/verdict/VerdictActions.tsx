import { Show } from 'solid-js';
import { overlayIdOf } from '../../../domain/threats/threat-layers';
import { useApp } from '../../../state/app-state';
import { chooseOverlays, overlayIds } from '../../../state/layers';
import { makePlanningState } from '../../../state/planning-records';
import { goTo } from '../../../state/route';
import type { ThreatRef } from '../../../state/threats';
import { Button } from '../../pieces/Button';
import { report } from '../../shell/app-notice';
import { findLayerId, findOtherScope, findReportId, linkToThreat } from '../threat-route';

/** What to do next about a threat. */
export function VerdictActions(props: {
  readonly threatRef: ThreatRef;
  readonly name: string;
  readonly hasSteps: boolean;
}) {
  const { workspace } = useApp();
  const planning = makePlanningState(workspace);

  async function askWhatToAdd(): Promise<void> {
    const label = `Weigh by ${props.name}`;
    const isSaved = await planning.changePlan(label, (plan) => ({
      ...plan,
      objective: { ...plan.objective, weights: { kind: 'chosen', threatIds: [props.threatRef] } },
    }));
    if (isSaved) goTo('plan');
    else report(`${label}: this was not saved.`);
  }

  function showOnMatrix(): void {
    const id = findLayerId(props.threatRef) ?? overlayIdOf(props.threatRef);
    chooseOverlays([...overlayIds().filter((shown) => shown !== id), id]);
    goTo('coverage');
  }

  return (
    <div class="threat-actions">
      <Show when={props.hasSteps}>
        <a class="button" data-kind="primary" href={linkToThreat(props.threatRef, 'look')}>
          Where do I look?
        </a>
        <a class="button" href={linkToThreat(props.threatRef, 'hunt')}>
          Hunt sheet
        </a>
      </Show>
      <Show when={!props.hasSteps && findReportId(props.threatRef)}>
        {(id) => (
          <a class="button" data-kind="primary" href={linkToThreat(id(), 'reading')}>
            Read it and name techniques yourself
          </a>
        )}
      </Show>
      <Button disabled={!props.hasSteps} onClick={showOnMatrix}>
        Show it on the matrix
      </Button>
      <Button disabled={!props.hasSteps} onClick={() => void askWhatToAdd()}>
        Ask what to add for this threat
      </Button>
      <Show when={findOtherScope(props.threatRef)}>
        {(other) => <a href={linkToThreat(other().ref)}>{other().words}</a>}
      </Show>
    </div>
  );
}
