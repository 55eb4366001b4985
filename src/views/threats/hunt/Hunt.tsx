import { Match, Switch } from 'solid-js';
import { useApp } from '../../../state/app-state';
import { createHuntPlan, createVerdict, type ThreatRef } from '../../../state/threats';
import { ThreatPage } from '../ThreatPage';
import { HuntSheetView } from './HuntSheetView';

/** `#/threats/<ref>/hunt`: the places to look, to be ticked off; on a tablet, or on paper. */
export function Hunt(props: { readonly threatRef: ThreatRef }) {
  const app = useApp();
  const verdict = createVerdict(app, () => props.threatRef);
  const hunt = createHuntPlan(app, () => props.threatRef);
  return (
    <ThreatPage
      threatRef={props.threatRef}
      part="hunt"
      verdict={verdict}
      titleOf={(name) => `Where have I looked for ${name}?`}
    >
      {(known) => (
        <Switch fallback={<p class="threat-waiting" role="status" aria-label="Searching the fewest places" />}>
          <Match when={hunt.problem()}>
            {(problem) => <p role="alert">{problem()} Load the page again, or choose another release.</p>}
          </Match>
          <Match when={hunt.answer()?.plan}>{(plan) => <HuntSheetView known={known()} plan={plan()} />}</Match>
        </Switch>
      )}
    </ThreatPage>
  );
}
