import { formatMoney } from '../../../domain/planning/plan-figures';
import { createDraft } from '../../pieces/create-draft';
import { Field } from '../../pieces/Field';
import { NumberInput } from '../../pieces/NumberInput';
import { TextInput } from '../../pieces/TextInput';
import { usePlan } from './plan-scope';

/** Where a contradiction leads to. */
export const BUDGET_ID = 'plan-budget';

/** How much, in which currency, for how many years. */
export function PlanMeans() {
  const { plan, save } = usePlan();
  const currency = createDraft<string>({
    value: () => plan().currency,
    write: (value) => value,
    read: (text) => ({ value: text.trim() }),
    save: (value) =>
      save(`Count the plan in ${value === '' ? 'no currency' : value}`, (kept) => ({ ...kept, currency: value })),
  });
  return (
    <div class="best-means">
      <Field label="Budget">
        {() => (
          <NumberInput
            id={BUDGET_ID}
            label="Budget"
            value={plan().budget}
            rule={{ min: 0 }}
            step={1000}
            unit={plan().currency}
            placeholder="no limit"
            savesItself
            onChange={(budget) =>
              save(
                budget === null ? 'Plan without a limit' : `Set the budget to ${formatMoney(budget, plan().currency)}`,
                (kept) => ({ ...kept, budget }),
              )
            }
          />
        )}
      </Field>
      <Field label="Currency">
        {(id) => (
          <TextInput
            id={id}
            value={currency.text()}
            placeholder="EUR"
            maxLength={12}
            onChange={currency.input}
            onLeave={currency.leave}
          />
        )}
      </Field>
      <Field label="Years">
        {(id) => (
          <NumberInput
            id={id}
            value={plan().years}
            rule={{ min: 1, max: 30 }}
            required
            savesItself
            onChange={(years) => years !== null && save(`Plan for ${years} years`, (kept) => ({ ...kept, years }))}
          />
        )}
      </Field>
    </div>
  );
}
