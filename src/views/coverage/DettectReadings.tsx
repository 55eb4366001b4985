import { For, Index, Show } from 'solid-js';
import type { DettectGroupExplanation } from '../../domain/coverage/dettect-explain';
import type { TechniqueExplanation } from '../../domain/coverage/explain';
import { linkTo } from '../../state/route';
import { Fold } from '../pieces/Fold';

/** Up to this many groups are all open; of more, only the first. */
const OPEN_GROUPS = 3;

/** What DeTT&CT's score rests on in each system group: the data components it needs, those that are there and those missing. */
export function DettectReadings(props: {
  readonly groups: readonly DettectGroupExplanation[];
  readonly explanation: TechniqueExplanation;
}) {
  const groups = () => [...props.groups].sort((a, b) => (b.score ?? -1) - (a.score ?? -1));
  const unspoken = () => {
    const spoken = new Set(props.groups.map(({ groupName }) => groupName));
    const others = props.explanation.groups.map(({ groupName }) => groupName).filter((name) => !spoken.has(name));
    return [...others, ...props.explanation.notApplicableIn];
  };
  return (
    <section class="technique-section">
      <h3>In each system group</h3>
      <p class="technique-panel-note">
        A data component counts when one of its five quality dimensions is above 0. Up to 49 % of those needed score 1,
        up to 74 % score 2, up to 99 % score 3, all of them 4.
      </p>
      <Show when={groups().length > 0} fallback={<p>DeTT&CT scores it in none of the system groups looked at.</p>}>
        <div>
          <Index each={groups()}>
            {(group, place) => (
              <Fold
                kind="head"
                isOpen={groups().length <= OPEN_GROUPS || place === 0}
                summary={
                  <span class="reading-line">
                    <span class="reading-name">{group().groupName}</span>
                    <span class="reading-figure">{describeScore(group())}</span>
                  </span>
                }
              >
                <GroupNeeds group={group()} />
              </Fold>
            )}
          </Index>
        </div>
      </Show>
      <Show when={unspoken().length > 0}>
        <p class="technique-panel-note">Not scored in {unspoken().join(', ')}: no platform in common.</p>
      </Show>
    </section>
  );
}

function GroupNeeds(props: { readonly group: DettectGroupExplanation }) {
  return (
    <Show
      when={props.group.needs.length > 0}
      fallback={
        <p class="technique-panel-note">
          {props.group.score === null
            ? 'Your data source administration lists this technique among its exceptions.'
            : 'None of its data components is for the platforms of this group: not scorable, which DeTT&CT writes as 0.'}
        </p>
      }
    >
      <dl class="technique-facts">
        <For each={props.group.needs}>
          {(need) => (
            <>
              <dt>{need.name}</dt>
              <dd>
                <Show when={need.suppliers.length > 0} fallback="missing">
                  <For each={need.suppliers}>
                    {(supplier, place) => (
                      <>
                        {place() === 0 ? '' : ', '}
                        <a href={linkTo('inventory', 'deployment', supplier.deploymentId)}>{supplier.sensorName}</a>
                      </>
                    )}
                  </For>
                </Show>
              </dd>
            </>
          )}
        </For>
      </dl>
    </Show>
  );
}

/** "score 2, 3 of 5 available". */
function describeScore({ score, needs }: DettectGroupExplanation): string {
  if (score === null) return 'left out';
  const available = needs.filter(({ suppliers }) => suppliers.length > 0).length;
  return needs.length === 0 ? 'not scorable' : `score ${score}, ${available} of ${needs.length} available`;
}
