import { For, Show } from 'solid-js';
import { formatCount, formatCounted, formatDate } from '../../domain/format';
import type { SensorFormat } from '../../domain/indicators/sensor-rules/write-sensor-rules';
import { nameTlp } from '../../domain/threats/tlp';
import type { ListedSensorRules } from '../../state/history';
import { TlpMark } from '../pieces/TlpMark';
import { LeftOut, WrittenFiles } from './WrittenFiles';
import { describeHeldBack, SENSOR_HINTS, SENSOR_STEPS } from './watchlist-words';

/** How much goes out and how much stays here, both before anything can be saved. */
export function SensorRulesShown(props: {
  readonly rules: ListedSensorRules;
  readonly format: SensorFormat;
  /** @param only `null`: all files */
  readonly onSave: (only: string | null) => void;
}) {
  const files = () => props.rules.files;
  const held = () => Object.values(props.rules.heldBack).reduce((sum, count) => sum + count, 0);
  const left = () => props.rules.left.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <p role="status">
        <strong>
          {formatCounted(props.rules.out, 'value')} {props.rules.out === 1 ? 'goes' : 'go'} out,{' '}
          {formatCount(held() + left())} {held() + left() === 1 ? 'stays' : 'stay'} here.
        </strong>{' '}
        <Show when={props.rules.tlp}>
          {(tlp) => (
            <>
              Marked <TlpMark tlp={nameTlp(tlp())} />.{' '}
            </>
          )}
        </Show>
        <Show when={files().length > 0}>
          <Show when={props.rules.firstEnd} fallback="No value states an end.">
            {(end) => <>The first value ends on {formatDate(end())}: write the files anew by then.</>}
          </Show>
        </Show>
      </p>
      <Show when={describeHeldBack(props.rules.heldBack)}>{(words) => <p>Held back: {words()}.</p>}</Show>
      <LeftOut left={props.rules.left} />
      <Show when={files().length > 0}>
        <p class="history-quiet">{SENSOR_HINTS[props.format]}</p>
        <ol class="history-list">
          <For each={SENSOR_STEPS[props.format]}>{(step) => <li>{step}</li>}</For>
        </ol>
        <WrittenFiles files={files()} onSave={props.onSave} />
      </Show>
    </>
  );
}
