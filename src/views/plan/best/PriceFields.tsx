import { Show } from 'solid-js';
import { editOptions } from '../../../domain/planning/edit-plan';
import type { Price } from '../../../domain/planning/plan';
import { createDraft } from '../../pieces/create-draft';
import { SelectInput } from '../../pieces/SelectInput';
import { TextInput } from '../../pieces/TextInput';
import type { OptionRow } from './option-rows';
import { usePlan } from './plan-scope';

/** Where a missing price leads to. */
export function priceElementId(optionId: string): string {
  return `price ${optionId}`;
}

/** What an option costs, as typed: a price that cannot be read is kept, and says so. */
export function PriceFields(props: { readonly row: OptionRow }) {
  const { plan, save } = usePlan();
  const name = () => props.row.option().name;
  const put = (change: Partial<Price>) =>
    save(`Set the price of ${name()}`, (kept) =>
      editOptions(kept, new Set([props.row.id]), (option) => ({ ...option, price: { ...option.price, ...change } })),
    );
  const draftOf = (field: 'amount' | 'currency') =>
    createDraft<string>({
      value: () => props.row.option().price[field],
      write: (text) => text,
      read: (text) => ({ value: text.trim() }),
      save: (text) => put({ [field]: text }),
    });
  const amount = draftOf('amount');
  const currency = draftOf('currency');
  return (
    <div class="best-price">
      <div class="best-price-fields">
        <TextInput
          id={priceElementId(props.row.id)}
          label={`Price of ${name()}`}
          value={amount.text()}
          placeholder="price"
          maxLength={40}
          invalid={props.row.problem() !== null}
          onChange={amount.input}
          onLeave={amount.leave}
        />
        <TextInput
          label={`Currency of ${name()}`}
          value={currency.text()}
          placeholder={plan().currency}
          maxLength={12}
          onChange={currency.input}
          onLeave={currency.leave}
        />
        <SelectInput
          label={`How often ${name()} is paid`}
          value={props.row.option().price.per}
          options={PERIODS}
          onChange={(per) => void put({ per })}
        />
      </div>
      <Show when={props.row.problem()}>
        {(problem) => (
          <p class="best-price-problem">{PROBLEM_WORDS[problem().code] ?? problem().message} Left out of the search.</p>
        )}
      </Show>
    </div>
  );
}

const PERIODS: readonly { readonly value: Price['per']; readonly label: string }[] = [
  { value: 'once', label: 'once' },
  { value: 'year', label: 'a year' },
];

/** Short: the row says whose price it is. */
const PROBLEM_WORDS: Readonly<Record<string, string>> = {
  'price-missing': 'No price. What is free costs 0.',
  'price-not-a-number': 'Not a number.',
  'price-negative': 'Below 0.',
  'price-too-high': 'Too high to be a price.',
  'price-currency': 'Another currency than the plan’s.',
};
