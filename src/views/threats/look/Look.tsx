import { createMemo, Match, Show, Switch } from 'solid-js';
import { formatCounted } from '../../../domain/format';
import type { HuntPlan } from '../../../domain/threats/hunt-plan';
import { useApp } from '../../../state/app-state';
import { linkTo } from '../../../state/route';
import { createHuntPlan, createVerdict, exportThreat, type ThreatRef } from '../../../state/threats';
import { AnswerLine } from '../../pieces/AnswerLine';
import { createScreenExports } from '../../shell/screen-exports';
import { ThreatPage } from '../ThreatPage';
import { linkToThreat } from '../threat-route';
import { describePlan, describeProof } from './look-words';
import { MissingSteps } from './MissingSteps';
import { PlaceList } from './PlaceList';
import { StepReadings } from './StepReadings';
import './Look.css';

/** `#/threats/<ref>/look`: the fewest places that show all of a threat that can be seen. */
export function Look(props: { readonly threatRef: ThreatRef }) {
  const app = useApp();
  const verdict = createVerdict(app, () => props.threatRef);
  const hunt = createHuntPlan(app, () => props.threatRef);
  const plan = () => hunt.answer()?.plan;

  createScreenExports(() => {
    if (plan() === undefined) return [];
    return [
      {
        label: 'Where to look, as Markdown',
        hint: 'The verdict with its places.',
        run: () => exportThreat(app, [props.threatRef], 'verdict-markdown'),
      },
    ];
  });

  return (
    <ThreatPage
      threatRef={props.threatRef}
      part="look"
      verdict={verdict}
      titleOf={(name) => `Where do I look for ${name}?`}
    >
      {() => (
        <Switch fallback={<p class="threat-waiting" role="status" aria-label="Searching the fewest places" />}>
          <Match when={hunt.problem()}>
            {(problem) => <p role="alert">{problem()} Load the page again, or choose another release.</p>}
          </Match>
          <Match when={plan()}>
            {(known) => <LookBody plan={known()} threatRef={props.threatRef} isAsking={hunt.isAsking()} />}
          </Match>
        </Switch>
      )}
    </ThreatPage>
  );
}

function LookBody(props: { readonly plan: HuntPlan; readonly threatRef: ThreatRef; readonly isAsking: boolean }) {
  const { workspace } = useApp();
  const names = createMemo(() => new Map(listNames(props.plan)));
  return (
    <div class="look threat-printed" aria-busy={props.isAsking}>
      <AnswerLine>{describePlan(props.plan)}</AnswerLine>
      <Show when={describeProof(props.plan)}>{(words) => <p class="threat-note">{words()}</p>}</Show>
      <Show when={workspace.inventory()?.groups.length === 0}>
        <p class="threat-note">
          Until sensors are named there is nowhere to look. <a href={linkTo('inventory')}>Open the inventory</a>
        </p>
      </Show>
      <Show when={props.plan.places.length > 0}>
        <div class="threat-actions">
          <a class="button" data-kind="primary" href={linkToThreat(props.threatRef, 'hunt')}>
            Take it along as a hunt sheet
          </a>
        </div>
        <PlaceList places={props.plan.places} names={names()} />
        <section>
          <h2 class="threat-heading">Step by step</h2>
          <p class="threat-note">
            {formatCounted(props.plan.steps.length, 'step')} in the order of the tactics: which analytic of ATT&CK shows
            it, and what feeds that.
          </p>
          <StepReadings steps={props.plan.steps} />
        </section>
      </Show>
      <MissingSteps steps={props.plan.missing} />
    </div>
  );
}

function* listNames({ steps, missing }: HuntPlan): Iterable<readonly [string, string]> {
  for (const { technique, name } of [...steps, ...missing]) yield [technique, name];
}
