import { createEffect, createMemo, createResource, createSignal, Match, on, Show, Switch } from 'solid-js';
import { BOUNDS, type Bound, MEASURES, type Measure, type Objective } from '../../domain/planning/plan';
import {
  EQUAL_WEIGHTS,
  NO_LIST,
  USER_KINDS,
  type WeightList,
  type WeightProfile,
} from '../../domain/planning/weight-profile';
import { describeWeights } from '../../domain/planning/weight-words';
import { useApp } from '../../state/app-state';
import { createPlanningAnswer } from '../../state/planning-answer';
import { makePlanningState } from '../../state/planning-records';
import { planningWorker } from '../../state/workers';
import { FilterPopover } from '../coverage/FilterPopover';
import { SegmentedControl } from '../pieces/SegmentedControl';
import { ThreatChoice } from './weights/ThreatChoice';
import { UserKindChoice } from './weights/UserKindChoice';
import { WeightListChoice } from './weights/WeightListChoice';
import './WeightsLine.css';

const PROFILES: readonly { readonly value: WeightProfile['kind']; readonly label: string; readonly title: string }[] = [
  { value: 'equal', label: 'Alike', title: 'Every technique counts as much as every other' },
  { value: 'use', label: 'By use', title: 'By how many groups, campaigns or pieces of software use it' },
  {
    value: 'chosen',
    label: 'By threat',
    title: 'As the reports, layers, groups, campaigns and software that you choose use them',
  },
  { value: 'list', label: 'By a list', title: 'As a list of your own says' },
];

const MEASURE_WORDS: Readonly<Record<Measure | 'automatic', string>> = {
  automatic: 'Automatic',
  strength: 'Share × quality',
  share: 'Share of hosts',
};

const BOUND_WORDS: Readonly<Record<Bound, string>> = { low: 'At least', high: 'At most' };

/** What weighs how much in every figure of the plan: one quiet line, and the place to choose it. */
export function WeightsLine(props: {
  /** What automatic has come to, where it is known. */
  readonly measure?: Measure | undefined;
}) {
  const app = useApp();
  const planning = makePlanningState(app.workspace);
  const objective = () => planning.plan().objective;
  const profile = () => objective().weights;
  // Reports and layers are among them: they come and go with the history.
  const [threats] = createResource(
    () => ({ id: app.coverage.catalogId(), workspace: app.workspace.name(), history: app.workspace.history() }),
    ({ id, workspace }) => planningWorker.run((api) => api.listThreats(id, workspace)),
  );
  const { answer } = createPlanningAnswer(
    app,
    () => true,
    (request) => planningWorker.run((api) => api.describeWeights(request)),
  );
  // Before the worker has answered, and after a choice until it answers again, the page says what it knows itself.
  const words = createMemo(() =>
    profile().kind === 'chosen' ? (answer()?.words ?? '…') : describeWeights(profile(), null, planning.weightLists()),
  );

  function choose(label: string, change: Partial<Objective>): void {
    void planning.changePlan(label, (plan) => ({ ...plan, objective: { ...plan.objective, ...change } }));
  }
  const weigh = (weights: WeightProfile) => choose('Weigh techniques otherwise', { weights });

  // The preview of the files stands under the popover; the list that comes of them is what was asked for.
  let choice: HTMLDivElement | undefined;
  const [before, setBefore] = createSignal<ReadonlySet<string> | null>(null);
  function awaitList(): void {
    setBefore(new Set(planning.weightLists().map(keyOfList)));
    choice?.closest<HTMLElement>('[popover]')?.hidePopover();
  }
  createEffect(
    on(planning.weightLists, (lists) => {
      const known = before();
      const made = known === null ? undefined : lists.find((list) => !known.has(keyOfList(list)));
      if (made === undefined) return;
      setBefore(null);
      weigh({ kind: 'list', listId: made.id });
    }),
  );

  return (
    <div class="weights-line">
      <FilterPopover label="Weights" summary={words()}>
        <div class="weights-choice" ref={choice}>
          <SegmentedControl
            label="Techniques count"
            value={profile().kind}
            options={PROFILES}
            onChange={(kind) => weigh(startProfile(kind, planning.weightLists()[0]?.id))}
          />
          <Switch>
            <Match when={asKind(profile(), 'use')}>
              {(use) => <UserKindChoice by={use().by} onChange={(by) => weigh({ kind: 'use', by })} />}
            </Match>
            <Match when={asKind(profile(), 'chosen')}>
              {(chosen) => (
                <ThreatChoice
                  threats={threats.latest?.threats}
                  chosen={chosen().threatIds}
                  onChange={(threatIds) => weigh({ kind: 'chosen', threatIds })}
                />
              )}
            </Match>
            <Match when={asKind(profile(), 'list')}>
              {(list) => (
                <WeightListChoice
                  listId={list().listId}
                  onChange={(listId) => weigh({ kind: 'list', listId })}
                  onFiles={awaitList}
                />
              )}
            </Match>
          </Switch>
        </div>
      </FilterPopover>
      <FilterPopover label="Counts" summary={describeMeasure(objective(), props.measure)}>
        <div class="weights-choice">
          <SegmentedControl
            label="What is counted"
            value={objective().measure ?? 'automatic'}
            options={(['automatic', ...MEASURES] as const).map((value) => ({ value, label: MEASURE_WORDS[value] }))}
            onChange={(value) =>
              choose('Count otherwise', { measure: value === 'automatic' ? null : (value as Measure) })
            }
          />
          <p class="weights-hint">
            Automatic: share × quality where everything that counts is rated, else the share of hosts on which an
            analytic runs.
          </p>
          <SegmentedControl
            label="Where only a range is known"
            value={objective().bound}
            options={BOUNDS.map((value) => ({ value, label: BOUND_WORDS[value] }))}
            onChange={(bound) => choose('Count otherwise', { bound })}
          />
        </div>
      </FilterPopover>
      <Show when={answer()?.issues[0]}>
        {(found) => (
          <p class="weights-issue" data-severity={found().severity} role="status">
            {found().message}
            <Show when={found().found}> ({found().found})</Show>
          </p>
        )}
      </Show>
    </div>
  );
}

/** A list that is imported again has its id, and says something else. */
function keyOfList(list: WeightList): string {
  return JSON.stringify(list);
}

function startProfile(kind: WeightProfile['kind'], firstList: string | undefined): WeightProfile {
  switch (kind) {
    case 'equal':
      return EQUAL_WEIGHTS;
    case 'use':
      return { kind, by: USER_KINDS };
    case 'chosen':
      return { kind, threatIds: [] };
    case 'list':
      return { kind, listId: firstList ?? NO_LIST };
  }
}

function asKind<Kind extends WeightProfile['kind']>(profile: WeightProfile, kind: Kind) {
  return profile.kind === kind ? (profile as Extract<WeightProfile, { readonly kind: Kind }>) : undefined;
}

function describeMeasure({ measure, bound }: Objective, settled: Measure | undefined): string {
  const chosen = MEASURE_WORDS[measure ?? 'automatic'].toLowerCase();
  const words =
    measure === null && settled !== undefined ? `${chosen} (${MEASURE_WORDS[settled].toLowerCase()})` : chosen;
  return bound === 'low' ? words : `${words}, at most`;
}
