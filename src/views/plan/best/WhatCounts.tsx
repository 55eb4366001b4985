import { BOUNDS, MEASURES, type Objective } from '../../../domain/planning/plan';
import { Fold } from '../../pieces/Fold';
import { SegmentedControl } from '../../pieces/SegmentedControl';
import { BOUND_WORDS, MEASURE_WORDS } from './best-words';
import { usePlan } from './plan-scope';

/** What a plan is good by: which measure, and which end of what is known. */
export function WhatCounts() {
  const { plan, save, shown } = usePlan();
  const objective = () => plan().objective;
  const edit = (label: string, change: Partial<Objective>) =>
    save(label, (kept) => ({ ...kept, objective: { ...kept.objective, ...change } }));
  const measure = () => objective().measure ?? 'automatic';
  const state = () => {
    const used = objective().measure ?? shown()?.measure ?? null;
    const word = used === null ? MEASURE_WORDS.automatic.label : MEASURE_WORDS[used].label;
    return `${word}${objective().measure === null && used !== null ? ' (automatic)' : ''}, ${BOUND_WORDS[objective().bound].label.toLowerCase()}`;
  };
  return (
    <Fold summary="What is counted" state={state()} kind="line">
      <div class="best-counts">
        <div>
          <SegmentedControl
            label="Measure"
            value={measure()}
            options={(['automatic', ...MEASURES] as const).map((value) => ({ value, label: MEASURE_WORDS[value].label }))}
            onChange={(value) =>
              void edit(`Plan by ${MEASURE_WORDS[value].label.toLowerCase()}`, { measure: value === 'automatic' ? null : value })
            }
          />
          <p class="best-note">{MEASURE_WORDS[measure()].about}</p>
        </div>
        <div>
          <SegmentedControl
            label="Bound"
            value={objective().bound}
            options={BOUNDS.map((value) => ({ value, label: BOUND_WORDS[value].label }))}
            onChange={(bound) => void edit(`Plan by what is covered ${BOUND_WORDS[bound].label.toLowerCase()}`, { bound })}
          />
          <p class="best-note">{BOUND_WORDS[objective().bound].about}</p>
        </div>
      </div>
    </Fold>
  );
}
