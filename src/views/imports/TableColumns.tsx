import { createMemo, createSignal, createUniqueId, Index, Show } from 'solid-js';
import { formatCount } from '../../domain/format';
import { Button } from '../pieces/Button';
import { SelectInput } from '../pieces/SelectInput';
import { createGrowth } from '../pieces/turns';
import { describeHow, MEANING_OPTIONS, PRODUCT_OPTIONS } from './column-words';
import type { ChosenColumn, CreatedTableChoices } from './create-table-choices';

/** More than this only if asked for; those that are used are always in sight. */
const FIRST = 40;
const SAMPLES = 3;
/** Each with a list of all meanings: few are drawn in one task. */
const AT_ONCE = 4;

/** What each column is understood as, how that was found, and the choice of something else. */
export function TableColumns(props: {
  readonly choices: CreatedTableChoices;
  readonly headerLine: number;
  readonly isSheet: boolean;
}) {
  const [isAll, setAll] = createSignal(false);
  const columns = () => props.choices.columns();
  const used = () => columns().filter(isUsed).length;
  // Once in sight, a column stays there: one that is no longer used does not vanish under the pointer.
  const shown = createMemo<ReadonlySet<number>>((before) => {
    const places = columns().flatMap((column, at) =>
      isAll() || at < FIRST || isUsed(column) || before.has(at) ? [at] : [],
    );
    return new Set(places);
  }, new Set());
  const list = createMemo(() => [...shown()].sort((a, b) => a - b));
  const growth = createGrowth(
    () => list().length,
    () => AT_ONCE,
  );

  return (
    <section aria-label="Columns">
      <h4 class="import-panel-subtitle">
        Columns: {formatCount(used())} of {formatCount(columns().length)} used
      </h4>
      <Show when={props.headerLine > 1}>
        <p class="import-panel-hint">
          Their headers stand in {props.isSheet ? 'row' : 'line'} {formatCount(props.headerLine)}.
        </p>
      </Show>
      <Show when={props.choices.isRemembered()}>
        <p class="table-wizard-said">
          Remembered from your last file with these headers.{' '}
          <Button kind="quiet" onClick={() => props.choices.guessAnew(false)}>
            Forget it and guess anew
          </Button>
        </p>
      </Show>
      <p class="table-wizard-said" role="status">
        {props.choices.remark()}
      </p>
      <ul class="table-columns">
        <Index each={list().slice(0, growth())}>
          {(at) => (
            <Show when={columns()[at()]}>
              {(column) => (
                <TableColumnRow column={column()} onChoose={(meaning) => props.choices.chooseMeaning(at(), meaning)} />
              )}
            </Show>
          )}
        </Index>
      </ul>
      <div class="table-wizard-foot">
        <Show when={list().length < columns().length}>
          <Button kind="quiet" onClick={() => setAll(true)}>
            Show all {formatCount(columns().length)} columns
          </Button>
        </Show>
        <Show when={props.choices.isChanged()}>
          <Button kind="quiet" onClick={() => props.choices.guessAnew(true)}>
            Take the guesses again
          </Button>
        </Show>
        <Show when={used() < columns().length}>
          <span class="import-panel-hint">What columns hold that are not used stays in your file.</span>
        </Show>
      </div>
    </section>
  );
}

function isUsed({ meaning, how }: ChosenColumn): boolean {
  return meaning !== null || how === 'product';
}

function TableColumnRow(props: {
  readonly column: ChosenColumn;
  readonly onChoose: (meaning: ChosenColumn['meaning']) => void;
}) {
  const id = createUniqueId();
  return (
    <li class="table-columns-row" data-unused={isUsed(props.column) ? undefined : ''}>
      <label class="table-columns-header" for={id}>
        {props.column.name}
      </label>
      <SelectInput
        id={id}
        value={props.column.meaning}
        options={props.column.how === 'product' ? PRODUCT_OPTIONS : MEANING_OPTIONS}
        onChange={(meaning) => props.onChoose(meaning)}
      />
      <span class="table-columns-how">{describeHow(props.column.how)}</span>
      <span class="table-columns-samples">
        {props.column.samples.slice(0, SAMPLES).join(' · ') || <em>no text</em>}
      </span>
    </li>
  );
}
