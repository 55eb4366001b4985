import { createMemo, Match, Show, Switch } from 'solid-js';
import { useApp } from '../../../state/app-state';
import { makePlanningState } from '../../../state/planning-records';
import { linkTo } from '../../../state/route';
import { ScenarioList } from './ScenarioList';
import { ScenarioPage } from './ScenarioPage';
import './Scenarios.css';

/** `#/plan/scenarios`: all of them compared; `#/plan/scenarios/<id>/<technique>`: one, and why a technique changes. */
export function Scenarios() {
  const { route, workspace } = useApp();
  const planning = makePlanningState(workspace);
  const opened = createMemo(() => route().detail[1] ?? null);
  const scenario = () => planning.scenarios().find(({ id }) => id === opened());
  return (
    <Switch fallback={<p class="scenarios-waiting" role="status" aria-label="Reading your scenarios" />}>
      <Match when={planning.isKnown() && workspace.inventory() !== undefined && opened() === null}>
        <ScenarioList />
      </Match>
      <Match when={planning.isKnown() && workspace.inventory() !== undefined && opened()} keyed>
        {(_) => (
          <Show
            when={scenario()}
            fallback={
              <p>
                This scenario is no longer there. <a href={linkTo('plan', 'scenarios')}>See the others</a>
              </p>
            }
          >
            {(found) => <ScenarioPage scenario={found()} />}
          </Show>
        )}
      </Match>
    </Switch>
  );
}
