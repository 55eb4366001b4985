import { type Accessor, createContext, createMemo, type JSX, useContext } from 'solid-js';
import { listUsableOptions } from '../../../domain/best-plan/usable-options';
import type { LeftOut } from '../../../domain/planning/left-out';
import type { Plan } from '../../../domain/planning/plan';
import { useApp } from '../../../state/app-state';
import { type BestPlanState, type FoundPlan, useBestPlan } from '../../../state/best-plan';
import { useInventory } from '../../inventory/inventory-scope';
import type { PlaceNames } from './best-words';

/** What every part of the best plan's screen needs, derived once. */
export interface PlanScope {
  readonly best: BestPlanState;
  readonly plan: Accessor<Plan>;
  /** The latest answer, perhaps to the plan as it was a moment ago. */
  readonly shown: Accessor<FoundPlan | undefined>;
  readonly isStale: Accessor<boolean>;
  /** Options that no answer to the plan as it is says anything about. */
  readonly leftOut: Accessor<readonly LeftOut[]>;
  readonly names: PlaceNames;
  /** One undoable step. */
  save(label: string, step: (plan: Plan) => Plan): Promise<boolean>;
}

const PlanContext = createContext<PlanScope>();

export function PlanProvider(props: { readonly children: JSX.Element }): JSX.Element {
  return <PlanContext.Provider value={createPlanScope()}>{props.children}</PlanContext.Provider>;
}

export function usePlan(): PlanScope {
  const scope = useContext(PlanContext);
  if (scope === undefined) throw new Error('usePlan needs a PlanProvider around it');
  return scope;
}

function createPlanScope(): PlanScope {
  const app = useApp();
  const { inventory, sensors } = useInventory();
  const best = useBestPlan(app);
  const groups = createMemo(() => new Map(inventory().groups.map(({ id, name }) => [id, name])));
  const tactics = createMemo(
    () => new Map<string, string>(app.coverage.facts()?.tactics.map(({ id, name }) => [id, name])),
  );
  const { plan } = best;
  return {
    best,
    plan,
    shown: () => best.answer() ?? best.lastAnswer(),
    isStale: () => best.answer() === undefined,
    leftOut: createMemo(() => {
      const library = [...sensors().values()];
      const isKnown = library.length > 0;
      return (
        best.answer()?.leftOut ??
        (isKnown ? listUsableOptions(plan(), inventory(), library, plan().objective.bound).leftOut : [])
      );
    }),
    names: {
      group: (id) => groups().get(id) ?? 'a group that is gone',
      tactic: (id) => tactics().get(id) ?? id,
    },
    save: (label, step) => best.planning.changePlan(label, step),
  };
}
