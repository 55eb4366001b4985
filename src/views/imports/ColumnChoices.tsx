import { createSignal, createUniqueId, Index, Show } from 'solid-js';
import { formatCount } from '../../domain/format';
import { Button } from '../pieces/Button';
import { type Option, SelectInput } from '../pieces/SelectInput';
import { createGrowth } from '../pieces/turns';
import './TableWizard.css';

export interface ChoiceColumn<Value> {
  readonly header: string;
  readonly value: Value;
  readonly options: readonly Option<Value>[];
  readonly isUsed: boolean;
  /** The first few different cells. */
  readonly samples: readonly string[];
  /** How it was found, or what to know of it. */
  readonly remark?: string;
}

const FIRST = 40;
const SAMPLES = 3;
/** Each with a list of all meanings: few are drawn in one task. */
const AT_ONCE = 4;

/** What each column of a table is read as, and the choice of something else. */
export function ColumnChoices<Value>(props: {
  readonly columns: readonly ChoiceColumn<Value>[];
  /** Some were chosen, and not guessed. */
  readonly isChosen: boolean;
  readonly onChoose: (at: number, value: Value) => void;
  readonly onGuess: () => void;
}) {
  const [isAll, setAll] = createSignal(false);
  const shown = () => (isAll() ? props.columns : props.columns.slice(0, FIRST));
  const growth = createGrowth(
    () => shown().length,
    () => AT_ONCE,
  );
  return (
    <section aria-label="Columns">
      <h4 class="import-panel-subtitle">
        Columns: {formatCount(props.columns.filter(({ isUsed }) => isUsed).length)} of{' '}
        {formatCount(props.columns.length)} used
      </h4>
      <ul class="table-columns">
        <Index each={shown().slice(0, growth())}>
          {(column, at) => <ColumnRow column={column()} at={at} onChoose={(value) => props.onChoose(at, value)} />}
        </Index>
      </ul>
      <div class="table-wizard-foot">
        <Show when={shown().length < props.columns.length}>
          <Button kind="quiet" onClick={() => setAll(true)}>
            Show all {formatCount(props.columns.length)} columns
          </Button>
        </Show>
        <Show when={props.isChosen}>
          <Button kind="quiet" onClick={props.onGuess}>
            Take the guesses again
          </Button>
        </Show>
      </div>
    </section>
  );
}

function ColumnRow<Value>(props: {
  readonly column: ChoiceColumn<Value>;
  readonly at: number;
  readonly onChoose: (value: Value) => void;
}) {
  const id = createUniqueId();
  return (
    <li class="table-columns-row" data-unused={props.column.isUsed ? undefined : ''}>
      <label class="table-columns-header" for={id}>
        {props.column.header.trim() || `(column ${props.at + 1})`}
      </label>
      <SelectInput
        id={id}
        value={props.column.value}
        options={props.column.options}
        onChange={(value) => props.onChoose(value)}
      />
      <span class="table-columns-how">{props.column.remark ?? ''}</span>
      <span class="table-columns-samples">
        {props.column.samples.slice(0, SAMPLES).join(' · ') || <em>no text</em>}
      </span>
    </li>
  );
}
