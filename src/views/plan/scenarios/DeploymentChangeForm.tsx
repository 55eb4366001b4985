import { createMemo, createSignal, type JSX, Match, Show, Switch } from 'solid-js';
import type { InventoryChange } from '../../../domain/planning/inventory-change';
import { QUALITY_DIMENSIONS, type QualityDimension } from '../../../domain/sensors/data-quality';
import type { Deployment, Inventory } from '../../../domain/sensors/inventory';
import type { Sensor } from '../../../domain/sensors/sensor';
import { nameDeployment, QUALITY_WORDS, STATUS_WORDS } from '../../inventory/inventory-words';
import { Button } from '../../pieces/Button';
import { ComboInput } from '../../pieces/ComboInput';
import { Field } from '../../pieces/Field';
import { SegmentedControl } from '../../pieces/SegmentedControl';
import { SelectInput } from '../../pieces/SelectInput';
import { EventsChoice } from './EventsChoice';
import { ShareChoice, type ShareDraft } from './ShareChoice';

export type DeploymentChangeKind = Exclude<InventoryChange['kind'], 'add-sensor' | 'add-deployment'>;

const RATINGS = [1, 2, 3, 4, 5].map((value) => ({ value, label: String(value) }));

/** A change of one deployment that is there, or that an earlier change brings. */
export function DeploymentChangeForm(props: {
  readonly kind: DeploymentChangeKind;
  readonly inventory: Inventory;
  readonly sensors: ReadonlyMap<string, Sensor>;
  readonly onAdd: (changes: readonly InventoryChange[]) => void;
  readonly cancel: JSX.Element;
}) {
  const [deploymentId, setDeploymentId] = createSignal<string | null>(null);
  const [eventIds, setEventIds] = createSignal<readonly string[]>([]);
  const [share, setShare] = createSignal<ShareDraft | null>(null);
  const [dimension, setDimension] = createSignal<QualityDimension>('timeliness');
  const [rating, setRating] = createSignal(4);
  const [isTried, setTried] = createSignal(false);
  const candidates = createMemo(() =>
    props.inventory.deployments.filter(({ status }) => props.kind !== 'deploy' || status !== 'deployed'),
  );
  const deployment = () => candidates().find(({ id }) => id === deploymentId());
  const options = createMemo(() =>
    candidates()
      .map((candidate) => ({
        value: candidate.id,
        label: nameDeployment(candidate, props.inventory, props.sensors),
        hint: candidate.status === 'deployed' ? '' : STATUS_WORDS[candidate.status],
      }))
      .sort((a, b) => a.label.localeCompare(b.label, 'en')),
  );

  function choose(id: string): void {
    setDeploymentId(id);
    setEventIds([]);
    setShare(null);
  }

  function makeChange({ id }: Deployment): InventoryChange | null {
    const { kind } = props;
    switch (kind) {
      case 'remove-deployment':
      case 'deploy':
        return { kind, deploymentId: id };
      case 'enable-events':
      case 'disable-events':
        return eventIds().length === 0 ? null : { kind, deploymentId: id, eventIds: eventIds() };
      case 'widen-share': {
        const draft = share();
        return draft === null ? null : { kind, deploymentId: id, ...draft };
      }
      case 'raise-quality':
        return { kind, deploymentId: id, dimension: dimension(), rating: rating() };
    }
  }

  function add(event: SubmitEvent): void {
    event.preventDefault();
    setTried(true);
    const chosen = deployment();
    const made = chosen === undefined ? null : makeChange(chosen);
    if (made !== null) props.onAdd([made]);
  }

  return (
    <form class="change-form" onSubmit={add} novalidate>
      <Show
        when={candidates().length > 0}
        fallback={
          <p>
            {props.kind === 'deploy'
              ? 'Nothing in the inventory is planned or a candidate.'
              : 'There is no deployment in the inventory yet.'}
          </p>
        }
      >
        <Field label="Deployment" error={isTried() && deployment() === undefined ? 'Choose a deployment.' : null}>
          {(id) => (
            <ComboInput
              id={id}
              value={deploymentId()}
              options={options()}
              placeholder="Sensor or group"
              onChange={choose}
            />
          )}
        </Field>
        <Show when={deployment()} keyed>
          {(chosen) => (
            <Switch>
              <Match when={props.kind === 'enable-events' || props.kind === 'disable-events'}>
                <EventsChoice
                  isOn={props.kind === 'enable-events'}
                  deployment={chosen}
                  events={props.sensors.get(chosen.sensorId)?.events ?? []}
                  chosen={eventIds()}
                  onChange={setEventIds}
                  error={isTried() && eventIds().length === 0 ? 'Choose at least one.' : null}
                />
              </Match>
              <Match when={props.kind === 'widen-share'}>
                <ShareChoice
                  deployment={chosen}
                  inventory={props.inventory}
                  onChange={setShare}
                  error={isTried() && share() === null ? 'Say how much is reached.' : null}
                />
              </Match>
              <Match when={props.kind === 'raise-quality'}>
                <Field label="Dimension" hint={QUALITY_WORDS[dimension()].about}>
                  {(id) => (
                    <SelectInput
                      id={id}
                      value={dimension()}
                      options={QUALITY_DIMENSIONS.map((value) => ({ value, label: QUALITY_WORDS[value].name }))}
                      onChange={setDimension}
                    />
                  )}
                </Field>
                <SegmentedControl
                  label="At least this good, of 5"
                  value={rating()}
                  options={RATINGS}
                  onChange={setRating}
                />
              </Match>
            </Switch>
          )}
        </Show>
      </Show>
      <div class="change-form-actions">
        <Button type="submit" kind="primary" disabled={candidates().length === 0}>
          Add the change
        </Button>
        {props.cancel}
      </div>
    </form>
  );
}
