import { createMemo, createSignal, For, Show } from 'solid-js';
import { isUnlisted } from '../../domain/attack/identifiers';
import { formatCounted } from '../../domain/format';
import type { Sensor } from '../../domain/sensors/sensor';
import { FAMILY_NAMES, listKindsOf, TELEMETRY_KINDS, tellFamily } from '../../domain/sensors/telemetry-kinds';
import { useApp } from '../../state/app-state';
import { Button } from '../pieces/Button';
import { CheckInput } from '../pieces/CheckInput';
import { ComboInput } from '../pieces/ComboInput';
import { findOptions } from '../pieces/find-options';
import { TextInput } from '../pieces/TextInput';

interface Listed {
  readonly id: string;
  readonly label: string;
  /** What such telemetry is called, so that it is found by it. */
  readonly hint: string;
  readonly group: string;
}

/** Data components to be ticked, found by name or by what people call such telemetry; added all in one step. */
export function ComponentPicker(props: {
  readonly sensor: Sensor;
  readonly onAdd: (ids: ReadonlySet<string>) => void;
}) {
  const { coverage } = useApp();
  const [text, setText] = createSignal('');
  const [picked, setPicked] = createSignal<ReadonlySet<string>>(new Set());
  const shownBy = createMemo(() => {
    const events = new Map<string, string>();
    for (const { id, mappings } of props.sensor.events) for (const { component } of mappings) events.set(component, id);
    return events;
  });
  const listed = createMemo(() =>
    (coverage.facts()?.dataComponents ?? [])
      .filter(({ id }) => !isUnlisted(id))
      .map(
        ({ id, name }): Listed => ({
          id,
          label: name,
          hint: [id, ...listKindsOf(id)].join(', '),
          group: tellFamily(name),
        }),
      )
      .sort((a, b) => a.label.localeCompare(b.label, 'en')),
  );
  const kinds = createMemo(() => {
    const names = new Map(listed().map(({ id, label }) => [id, label]));
    return TELEMETRY_KINDS.map(({ name, components }) => {
      const known = components.filter((id) => names.has(id));
      return { value: known, label: name, hint: known.map((id) => names.get(id)).join(', ') };
    }).filter(({ value }) => value.length > 0);
  });
  const families = createMemo(() => {
    const found = new Map<string, Listed[]>();
    for (const entry of findOptions(listed(), text())) {
      const family = found.get(entry.group) ?? [];
      found.set(entry.group, family);
      family.push(entry);
    }
    return FAMILY_NAMES.flatMap((name) => {
      const entries = found.get(name);
      return entries === undefined ? [] : [{ name, entries }];
    });
  });
  const isPresent = (id: string) => shownBy().has(id);

  function put(changed: readonly string[], isOn: boolean): void {
    const next = new Set(picked());
    for (const id of changed) {
      if (isOn && !isPresent(id)) next.add(id);
      else next.delete(id);
    }
    setPicked(next);
  }

  function add(): void {
    props.onAdd(picked());
    setPicked(new Set<string>());
  }

  return (
    <fieldset class="component-picker">
      <legend class="field-label">It shows</legend>
      <ComboInput
        label="A kind of telemetry"
        value={null}
        options={kinds()}
        placeholder="A kind: process creation, DNS, web proxy …"
        onChange={(components) => put(components, true)}
      />
      <TextInput
        type="search"
        label="Find data components"
        placeholder="Or find by name: Process Creation, DC0032"
        value={text()}
        onChange={setText}
      />
      <div class="component-picker-list">
        <For each={families()} fallback={<p class="sensor-panel-note">No data component is called this.</p>}>
          {({ name, entries }) => (
            <section aria-label={name}>
              <h3 class="component-picker-family">{name}</h3>
              <For each={entries}>
                {({ id, label }) => (
                  <CheckInput
                    label={label}
                    hint={isPresent(id) ? `${id}, by ${shownBy().get(id)}` : id}
                    checked={isPresent(id) || picked().has(id)}
                    disabled={isPresent(id)}
                    onChange={(isOn) => put([id], isOn)}
                  />
                )}
              </For>
            </section>
          )}
        </For>
      </div>
      <div class="component-picker-foot">
        <Button kind={picked().size > 0 ? 'primary' : 'plain'} disabled={picked().size === 0} onClick={add}>
          Add {picked().size === 0 ? 'data components' : formatCounted(picked().size, 'data component')}
        </Button>
        <Show when={picked().size > 0}>
          <Button kind="quiet" onClick={() => setPicked(new Set<string>())}>
            None of them
          </Button>
        </Show>
      </div>
    </fieldset>
  );
}
