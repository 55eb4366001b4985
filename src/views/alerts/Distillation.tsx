import { For } from 'solid-js';
import type { Distillation as Steps } from '../../domain/detection/alerts/alert';
import { formatCount } from '../../domain/format';

/** From records to alerts, with what each step left out. */
export function Distillation(props: { readonly steps: Steps }) {
  const steps = () => [
    { label: 'Records', count: props.steps.records, left: 'read' },
    { label: 'Signals', count: props.steps.signals, left: 'worth a look' },
    {
      label: 'After decisions',
      count: props.steps.afterVerdicts,
      left: `${formatCount(props.steps.decided)} set aside`,
    },
    { label: 'Alerts', count: props.steps.alerts, left: `${formatCount(props.steps.alone)} signals stand alone` },
  ];
  return (
    <ol class="alert-steps" aria-label="From records to alerts">
      <For each={steps()}>
        {({ label, count, left }) => (
          <li>
            <span class="alert-step-count">{formatCount(count)}</span>
            <span class="alert-step-label">{label}</span>
            <span class="history-quiet">{left}</span>
          </li>
        )}
      </For>
    </ol>
  );
}
