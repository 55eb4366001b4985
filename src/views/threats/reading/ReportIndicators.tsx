import { createMemo, createSignal, For, Show } from 'solid-js';
import { formatCount } from '../../../domain/format';
import type { ReportReading } from '../../../state/threats';
import { Button } from '../../pieces/Button';
import { SelectInput } from '../../pieces/SelectInput';
import { report as tell } from '../../shell/app-notice';

const ALL = '';
/** At once; the rest is a button away. */
const STEP = 100;

/** Values to look for, as a table, and as a list for a watchlist. */
export function ReportIndicators(props: { readonly observables: ReportReading['observables'] }) {
  const [type, setType] = createSignal(ALL);
  const [limit, setLimit] = createSignal(STEP);
  const [isCopied, setCopied] = createSignal(false);
  const types = createMemo(() => {
    const counts = new Map<string, number>();
    for (const observable of props.observables) counts.set(observable.type, (counts.get(observable.type) ?? 0) + 1);
    return [...counts];
  });
  const shown = createMemo(() =>
    type() === ALL ? props.observables : props.observables.filter((observable) => observable.type === type()),
  );

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText([...new Set(shown().map(({ value }) => value))].join('\n'));
      setCopied(true);
    } catch {
      tell('The list was not copied: the browser does not allow it here. Select the values in the table instead.');
    }
  }

  return (
    <>
      <div class="report-extras-tools">
        <SelectInput
          label="Type"
          value={type()}
          options={[
            { value: ALL, label: `All types (${formatCount(props.observables.length)})` },
            ...types().map(([value, count]) => ({ value, label: `${value} (${formatCount(count)})` })),
          ]}
          onChange={(chosen) => {
            setType(chosen);
            setLimit(STEP);
            setCopied(false);
          }}
        />
        <Button onClick={() => void copy()}>{isCopied() ? 'Copied' : 'Copy as a list'}</Button>
      </div>
      <table class="report-extras-table">
        <thead>
          <tr>
            <th scope="col">Type</th>
            <th scope="col">Value</th>
            <th scope="col">Where</th>
          </tr>
        </thead>
        <tbody>
          <For each={shown().slice(0, limit())}>
            {({ type: kind, value, place, context }) => (
              <tr title={context}>
                <td>{kind}</td>
                <td>
                  <code>{value}</code>
                </td>
                <td>{place}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
      <Show when={shown().length > limit()}>
        <Button kind="quiet" onClick={() => setLimit((before) => before + STEP)}>
          {formatCount(shown().length - limit())} more
        </Button>
      </Show>
    </>
  );
}
