import { Match, Show, Switch } from 'solid-js';
import { stateWord } from '../../../domain/coverage/lens-words';
import type { VerdictStep } from '../../../domain/threats/verdict';
import { describeRelatives } from '../../../domain/threats/verdict-words';
import { useApp } from '../../../state/app-state';
import { linkTo } from '../../../state/route';
import { createTechniqueExplanation } from '../../../state/technique-explanation';
import { GroupReadings } from '../../coverage/GroupReadings';
import { StateSwatch } from '../../coverage/StateSwatch';
import { WhereToLook } from '../../coverage/WhereToLook';
import { DetailPanel } from '../../pieces/DetailPanel';
import { describeGroups } from '../threat-words';
import '../../coverage/TechniquePanel.css';

/** One step: what the report says of it, where to look for it, and what is missing in each group. */
export function StepPanel(props: {
  readonly step: VerdictStep;
  readonly isReport: boolean;
  readonly onClose: () => void;
}) {
  const app = useApp();
  const { coverage } = app;
  const { explanation, isComputing, problem } = createTechniqueExplanation(app, () => props.step.technique);
  const lens = () => coverage.settings().lens;
  return (
    <DetailPanel
      label={`Step ${props.step.technique}`}
      title={`${props.step.technique} ${props.step.name}`}
      onClose={props.onClose}
    >
      <div class="technique-panel" aria-busy={isComputing()}>
        <div class="technique-summary">
          <p class="technique-state-line">
            <StateSwatch state={props.step.state} />
            <span>
              {stateWord(props.step.state, lens())}
              <Show when={props.step.state === 'runs' && describeGroups(props.step)}>
                {(words) => <>, in {words()}</>}
              </Show>
            </span>
          </p>
          <Show when={describeRelatives(props.step)}>
            {(words) => <p class="technique-panel-note">It {words()}.</p>}
          </Show>
          <p class="technique-panel-note">
            <a href={linkTo('coverage', props.step.technique)}>All about it in the matrix</a>
          </p>
        </div>
        <Show when={props.step.passage}>
          {(passage) => (
            <section class="technique-section">
              <h3>{props.isReport ? 'What the report says' : 'What is said of it'}</h3>
              <blockquote class="step-passage">{passage()}</blockquote>
            </section>
          )}
        </Show>
        <Switch fallback={<p class="threat-note" role="status" aria-label="Collecting the facts" />}>
          <Match when={problem()}>
            {(words) => (
              <p class="technique-panel-problem" role="alert">
                {words()} Load the page again, or choose another release.
              </p>
            )}
          </Match>
          <Match when={coverage.facts() && explanation()}>
            {(explained) => (
              <Show when={coverage.facts()}>
                {(facts) => (
                  <>
                    <WhereToLook explanation={explained()} facts={facts()} lens={lens()} />
                    <GroupReadings explanation={explained()} facts={facts()} />
                  </>
                )}
              </Show>
            )}
          </Match>
        </Switch>
      </div>
    </DetailPanel>
  );
}
