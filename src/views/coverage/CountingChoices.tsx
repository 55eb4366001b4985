import { For, Show } from 'solid-js';
import { FACT_SOURCES, PRECISIONS } from '../../domain/coverage/settings';
import { DEPLOYMENT_STATUSES, type DeploymentStatus } from '../../domain/sensors/inventory';
import { useApp } from '../../state/app-state';
import { CheckInput } from '../pieces/CheckInput';
import { SegmentedControl } from '../pieces/SegmentedControl';
import { FACT_WORDS, PRECISION_WORDS, STATUS_WORDS } from './coverage-words';
import { FilterPopover } from './FilterPopover';

/** How strictly sensors are matched and which deployments count. */
export function CountingChoices() {
  const { coverage } = useApp();
  const settings = coverage.settings;
  const isCounted = (status: DeploymentStatus) => settings().statuses.includes(status);
  const count = (status: DeploymentStatus, on: boolean) =>
    coverage.changeSettings({
      statuses: DEPLOYMENT_STATUSES.filter((other) => (other === status ? on : isCounted(other))),
    });
  return (
    <FilterPopover label="How it is counted">
      <div class="counting-choices">
        <Show when={settings().lens === 'analytics'}>
          <SegmentedControl
            label="Minimum precision"
            value={settings().minimumPrecision}
            options={PRECISIONS.map((value) => ({ value, label: PRECISION_WORDS[value] }))}
            onChange={(minimumPrecision) => coverage.changeSettings({ minimumPrecision })}
          />
          <p class="counting-hint">
            How closely a sensor must match what an analytic asks for: the data component, the log source as well, or
            log source and event code.
          </p>
          <SegmentedControl
            label="Facts"
            value={settings().facts}
            options={FACT_SOURCES.map((value) => ({ value, label: FACT_WORDS[value] }))}
            onChange={(facts) => coverage.changeSettings({ facts })}
          />
        </Show>
        <fieldset class="counting-statuses">
          <legend>Deployments that count</legend>
          <For each={DEPLOYMENT_STATUSES}>
            {(status) => (
              <CheckInput
                label={STATUS_WORDS[status]}
                checked={isCounted(status)}
                onChange={(on) => count(status, on)}
              />
            )}
          </For>
          <CheckInput
            label="only those with a quality rating"
            checked={settings().ratedOnly}
            onChange={(ratedOnly) => coverage.changeSettings({ ratedOnly })}
          />
        </fieldset>
      </div>
    </FilterPopover>
  );
}
