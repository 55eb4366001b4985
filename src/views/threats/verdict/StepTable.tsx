import { For, Show } from 'solid-js';
import { stateWord } from '../../../domain/coverage/lens-words';
import type { Lens } from '../../../domain/coverage/settings';
import { formatCount } from '../../../domain/format';
import type { VerdictStep, VerdictTactic } from '../../../domain/threats/verdict';
import { describeRelatives } from '../../../domain/threats/verdict-words';
import { linkTo } from '../../../state/route';
import { StateSwatch } from '../../coverage/StateSwatch';
import { describeGroups, passesFilter } from '../threat-words';
import './StepTable.css';

/** Names of more sensors than these stand in the step's own facts. */
const MOST_SENSORS = 3;

export interface ShownTactic extends VerdictTactic {
  readonly shown: readonly VerdictStep[];
}

/** The steps of a threat in the order of the tactics, each with its state, where it is so and by what. */
export function StepTable(props: {
  readonly tactics: readonly ShownTactic[];
  readonly lens: Lens;
  readonly opened: number | null;
  readonly onOpen: (index: number) => void;
}) {
  return (
    <table class="step-table" aria-label="Steps">
      <thead>
        <tr>
          <th scope="col">State</th>
          <th scope="col">Technique</th>
          <th scope="col">Runs in</th>
          <th scope="col">Sensors</th>
        </tr>
      </thead>
      <For each={props.tactics}>
        {(tactic) => (
          <tbody>
            <tr class="step-tactic">
              <th scope="rowgroup" colSpan={4}>
                {tactic.name} <span class="step-tactic-count">{describeTactic(tactic)}</span>
              </th>
            </tr>
            <For each={tactic.shown}>
              {(step) => (
                <StepRow
                  step={step}
                  lens={props.lens}
                  isOpened={props.opened === step.index}
                  onOpen={() => props.onOpen(step.index)}
                />
              )}
            </For>
          </tbody>
        )}
      </For>
    </table>
  );
}

/** "2 of 3 seen"; what cannot be observed is no gap. */
function describeTactic({ steps }: VerdictTactic): string {
  const seen = steps.filter((step) => passesFilter(step, 'seen')).length;
  const observable = seen + steps.filter((step) => passesFilter(step, 'not-seen')).length;
  return observable === 0 ? 'nothing counted' : `${formatCount(seen)} of ${formatCount(observable)} seen`;
}

function StepRow(props: {
  readonly step: VerdictStep;
  readonly lens: Lens;
  readonly isOpened: boolean;
  readonly onOpen: () => void;
}) {
  const name = () => (props.step.parentName === '' ? props.step.name : `${props.step.parentName}: ${props.step.name}`);
  const remarks = () => [
    ...(props.step.written === '' ? [] : [`as ${props.step.written} in the report`]),
    ...(describeRelatives(props.step) === '' ? [] : [describeRelatives(props.step)]),
    ...(props.step.isAccepted ? [] : ['not accepted yet']),
  ];
  const sensors = () => props.step.sensors.map((sensor) => sensor.name);
  function openByPointer(event: MouseEvent): void {
    if (event.target instanceof Element && event.target.closest('a, button') !== null) return;
    if (window.getSelection()?.isCollapsed === false) return;
    props.onOpen();
  }
  return (
    <tr class="step-row" data-opened={props.isOpened ? '' : undefined} onClick={openByPointer}>
      <td class="step-state">
        <StateSwatch state={props.step.state} /> {stateWord(props.step.state, props.lens)}
      </td>
      <td class="step-technique">
        <a class="step-id" href={linkTo('coverage', props.step.technique)} title="In the matrix, with all facts">
          {props.step.technique}
        </a>{' '}
        <button type="button" class="step-open" aria-expanded={props.isOpened} onClick={() => props.onOpen()}>
          {name()}
        </button>
        <Show when={remarks().length > 0}>
          <span class="step-remark">{remarks().join('; ')}</span>
        </Show>
      </td>
      <td class="step-groups">{describeGroups(props.step)}</td>
      <td class="step-sensors">
        {sensors().slice(0, MOST_SENSORS).join(', ')}
        <Show when={sensors().length > MOST_SENSORS}> and {formatCount(sensors().length - MOST_SENSORS)} more</Show>
      </td>
    </tr>
  );
}
