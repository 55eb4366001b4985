import { createMemo, Index, Show } from 'solid-js';
import type { CatalogFacts } from '../../domain/attack/catalog-facts';
import type { GroupExplanation, TechniqueExplanation } from '../../domain/coverage/explain';
import { formatInterval } from '../../domain/format';
import { Explain } from '../pieces/Explain';
import { Fold } from '../pieces/Fold';
import { AnalyticReading } from './AnalyticReading';
import { joinWords, STATES_IN_ORDER } from './coverage-words';
import { StateSwatch } from './StateSwatch';
import { describeStrength } from './telemetry-words';

/** Up to this many groups are all open; of more, only the first. */
const OPEN_GROUPS = 3;

/** What the state is in each system group, and which analytics make it so. */
export function GroupReadings(props: { readonly explanation: TechniqueExplanation; readonly facts: CatalogFacts }) {
  const groups = createMemo(() =>
    [...props.explanation.groups].sort((a, b) => STATES_IN_ORDER.indexOf(a.state) - STATES_IN_ORDER.indexOf(b.state)),
  );
  return (
    <section class="technique-section">
      <h3>In each system group</h3>
      <Show when={groups().some(({ analytics }) => analytics.length > 0)}>
        <div class="technique-panel-note">
          ATT&CK does not say that an analytic needs all the data components it lists; that it runs when all are fed is
          our reading.{' '}
          <Explain label="What follows from it">
            <p>
              Where your rules work without one of them, mark it as supporting: the analytic then runs without it, and
              the total of techniques with everything fed still counts it as missing. Your mark carries name, date and
              reason, and can be undone.
            </p>
            <Show when={props.facts.analyticsKind === 'from-components'}>
              <p>
                Before release 18 ATT&CK published no analytics: each technique counts as one per platform that requires
                all the data components ATT&CK lists for it.
              </p>
            </Show>
          </Explain>
        </div>
      </Show>
      <Show when={groups().length > 0} fallback={<p>It applies to none of the system groups that are looked at.</p>}>
        {/* By place, not by object: computed anew, the facts change in place and what is open stays open. */}
        <div>
          <Index each={groups()}>
            {(group, place) => (
              <Fold
                kind="head"
                isOpen={groups().length <= OPEN_GROUPS || place === 0}
                summary={<GroupLine group={group()} />}
              >
                <GroupFacts group={group()} />
              </Fold>
            )}
          </Index>
        </div>
      </Show>
      <Show when={props.explanation.notApplicableIn.length > 0}>
        <p class="technique-panel-note">
          Does not apply to {joinWords(props.explanation.notApplicableIn)}: no platform in common.
        </p>
      </Show>
    </section>
  );
}

function GroupLine(props: { readonly group: GroupExplanation }) {
  return (
    <span class="reading-line">
      <StateSwatch state={props.group.state} />
      <span class="reading-name">{props.group.groupName}</span>
      <span class="reading-figure">
        {props.group.state}
        <Show when={props.group.state === 'runs'}> {formatInterval(props.group.share)}</Show>
      </span>
    </span>
  );
}

function GroupFacts(props: { readonly group: GroupExplanation }) {
  return (
    <>
      <Show when={describeStrength(props.group)}>{(words) => <p class="technique-panel-note">{words()}.</p>}</Show>
      <Show
        when={props.group.analytics.length > 0}
        fallback={
          <p class="technique-panel-note">
            {props.group.state === 'not observable'
              ? 'ATT&CK lists no telemetry for this technique.'
              : 'ATT&CK publishes no analytic for this technique on the platforms of this group.'}
          </p>
        }
      >
        <Index each={props.group.analytics}>
          {(analytic) => (
            <AnalyticReading
              analytic={analytic()}
              group={props.group}
              isOpen={analytic().state === 'runs' || props.group.analytics.length === 1}
            />
          )}
        </Index>
      </Show>
    </>
  );
}
