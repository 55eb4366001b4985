import { createMemo, createSignal, type JSX, lazy, Match, Suspense, Switch } from 'solid-js';
import { useApp } from '../../state/app-state';
import { createPlanScope } from '../../state/next-best';
import { describeNothing } from '../coverage/coverage-words';
import { AnswerLine } from '../pieces/AnswerLine';
import { Screen } from '../pieces/Screen';
import { PlanParts } from './PlanParts';
import { type PlanAside, PlanAsideContext } from './plan-aside';
import './PlanScreen.css';

const NextBest = lazy(async () => ({ default: (await import('./next/NextBest')).NextBest }));
const BestPlan = lazy(async () => ({ default: (await import('./best/BestPlan')).BestPlan }));
const Scenarios = lazy(async () => ({ default: (await import('./scenarios/Scenarios')).Scenarios }));
const Redundancy = lazy(async () => ({ default: (await import('./redundancy/Redundancy')).Redundancy }));
const PlanReport = lazy(async () => ({ default: (await import('./report/PlanReport')).PlanReport }));

/** `#/plan`: the next best step; `#/plan/best`, `#/plan/scenarios/<id>`, `#/plan/redundancy`, `#/plan/report`. */
export function PlanScreen() {
  const app = useApp();
  const { route, coverage, workspace } = app;
  const scope = createPlanScope(app);
  // What is not known yet keeps nobody out; without a group, each part says what to do first.
  const nothing = createMemo(() => {
    const [facts, groups, known] = [coverage.facts(), workspace.inventory()?.groups ?? [], scope.answer()];
    if (facts === undefined || groups.length === 0 || known?.catalogId !== coverage.catalogId()) return undefined;
    return known.isAnythingCounted ? undefined : describeNothing(facts, coverage.request().settings, groups);
  });
  const part = () => route().detail[0] ?? 'next';
  // A part within a part takes the place for as long as it is there.
  const [contents, setContents] = createSignal<readonly (() => JSX.Element)[]>([]);
  const aside: PlanAside = {
    show: (content) => setContents((before) => [...before, content]),
    clear: (content) => setContents((before) => before.filter((other) => other !== content)),
  };
  return (
    <Screen title="What should I add?" aside={contents().at(-1)?.()}>
      <PlanParts current={part()} />
      <PlanAsideContext.Provider value={aside}>
        <Suspense>
          <Switch fallback={<NextBest />}>
            <Match when={nothing()}>
              {(words) => (
                <>
                  <AnswerLine>{words()}</AnswerLine>
                  <p class="plan-nothing">
                    There is nothing to plan for here. What you have made stays, and is in force where it applies.
                  </p>
                </>
              )}
            </Match>
            <Match when={part() === 'best'}>
              <BestPlan />
            </Match>
            <Match when={part() === 'scenarios'}>
              <Scenarios />
            </Match>
            <Match when={part() === 'redundancy'}>
              <Redundancy />
            </Match>
            <Match when={part() === 'report'}>
              <PlanReport />
            </Match>
          </Switch>
        </Suspense>
      </PlanAsideContext.Provider>
    </Screen>
  );
}
