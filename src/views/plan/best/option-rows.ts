import { type Accessor, createMemo, mapArray } from 'solid-js';
import { describeChange, makeChangeNames } from '../../../domain/planning/change-words';
import { type Stance, stanceOf } from '../../../domain/planning/edit-plan';
import { makeOptionJudge, type OptionState } from '../../../domain/planning/judge-option';
import type { PlanOption } from '../../../domain/planning/plan';
import { readPrice } from '../../../domain/planning/price';
import type { Issue } from '../../../domain/result';
import { useInventory } from '../../inventory/inventory-scope';
import { usePlan } from './plan-scope';

/** An option as the table shows it: the same object as long as the option is there, so that its fields keep the focus. */
export interface OptionRow {
  readonly id: string;
  readonly option: Accessor<PlanOption>;
  readonly sentences: Accessor<readonly string[]>;
  readonly stance: Accessor<Stance>;
  readonly isChosen: Accessor<boolean>;
  readonly state: Accessor<OptionState>;
  /** What keeps it out of the search. */
  readonly problem: Accessor<Issue | null>;
  /** Over the plan's years; `null`: not readable. */
  readonly total: Accessor<number | null>;
}

export function createOptionRows(): Accessor<readonly OptionRow[]> {
  const { plan, shown } = usePlan();
  const { inventory, sensors } = useInventory();
  const ids = createMemo(
    () => plan().options.map(({ id }) => id),
    [],
    // The list is mapped: an edit of one option makes no row anew.
    { equals: (a, b) => a.length === b.length && a.every((id, at) => id === b[at]) },
  );
  const chosen = createMemo(() => new Set(shown()?.chosen));
  // One option may be about what another brings. An edited price brings nothing else.
  const brought = createMemo(
    () => plan().options.flatMap(({ changes }) => changes.filter(({ kind }) => kind.startsWith('add-'))),
    [],
    { equals: isAlike },
  );
  const names = createMemo(() => makeChangeNames(inventory(), sensors(), brought()));
  const judge = createMemo(() => makeOptionJudge(inventory()));
  const byId = createMemo(() => new Map(plan().options.map((option) => [option.id, option])));
  return createMemo(
    mapArray(ids, (id): OptionRow => {
      // The plan comes as new objects with every edit: only the option that says something else is drawn anew.
      const option = createMemo<PlanOption>((before) => byId().get(id) ?? before, makeNothing(id), { equals: isAlike });
      const changes = createMemo(() => option().changes, [], { equals: isAlike });
      const price = createMemo(() => readPrice(option().price, plan(), `“${option().name}”`));
      return {
        id,
        option,
        sentences: createMemo(() => changes().map((change) => `${describeChange(change, names())}.`)),
        stance: () => stanceOf(plan(), id),
        isChosen: () => chosen().has(id),
        state: createMemo(() => judge()({ changes: changes() })),
        problem: () => price().issues[0] ?? null,
        total: () => {
          const reading = price();
          return reading.ok ? reading.value / 100 : null;
        },
      };
    }),
  );
}

function makeNothing(id: string): PlanOption {
  return { id, name: '', changes: [], price: { amount: '', currency: '', per: 'once' } };
}

function isAlike(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
