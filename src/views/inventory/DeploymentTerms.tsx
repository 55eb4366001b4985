import { Show } from 'solid-js';
import { formatDate } from '../../domain/format';
import type { Cost, Deployment } from '../../domain/sensors/inventory';
import { checkPeriod } from '../../domain/sensors/inventory-rules';
import { findUsualCurrency } from '../../domain/sensors/inventory-summary';
import { Fold } from '../pieces/Fold';
import { SegmentedControl } from '../pieces/SegmentedControl';
import type { EditDeployment } from './DeploymentPlace';
import { DraftDate } from './DraftDate';
import { DraftNumber } from './DraftNumber';
import { DraftText } from './DraftText';
import { useInventory } from './inventory-scope';
import { formatCost } from './inventory-words';
import './DeploymentTerms.css';

const PERIODS: readonly { readonly value: Cost['per']; readonly label: string }[] = [
  { value: 'year', label: 'A year' },
  { value: 'once', label: 'Once' },
];

/** What it costs, whose it is, how long it keeps and since when. */
export function DeploymentTerms(props: { readonly deployment: Deployment; readonly edit: EditDeployment }) {
  const { inventory } = useInventory();
  const cost = () => props.deployment.cost;
  const usualCurrency = () => findUsualCurrency(inventory());
  const stateCost = (amount: number | null) =>
    props.edit('cost', (deployment) => ({
      cost: amount === null ? null : { currency: usualCurrency(), per: 'year', ...deployment.cost, amount },
    }));
  const changeCost = (change: Partial<Cost>) =>
    props.edit('cost', (deployment) => (deployment.cost === null ? {} : { cost: { ...deployment.cost, ...change } }));
  const costState = () => {
    const { owner, retentionDays, logDestination } = props.deployment;
    const known = cost();
    const days = retentionDays === null ? '' : `${retentionDays} days`;
    return [known === null ? '' : formatCost(known), owner, days, logDestination].filter(Boolean).join(' · ');
  };
  const datesState = () => {
    const { since, until } = props.deployment;
    return [since === null ? '' : `since ${formatDate(since)}`, until === null ? '' : `until ${formatDate(until)}`]
      .filter(Boolean)
      .join(' ');
  };

  return (
    <>
      <Fold kind="head" summary="Cost, owner, logs" state={costState() || 'not said'}>
        <div class="deployment-terms-pair">
          <DraftNumber
            label="Cost"
            value={cost()?.amount ?? null}
            rule={{ min: 0 }}
            placeholder="not said"
            save={stateCost}
          />
          <Show when={cost()}>
            {(known) => (
              <DraftText
                label="Currency"
                value={known().currency}
                save={(currency) =>
                  changeCost({ currency: currency === '' ? usualCurrency() : currency.toUpperCase() })
                }
              />
            )}
          </Show>
        </div>
        <Show when={cost()}>
          {(known) => (
            <SegmentedControl
              label="Paid"
              value={known().per}
              options={PERIODS}
              onChange={(per) => changeCost({ per })}
            />
          )}
        </Show>
        <DraftText
          label="Owner"
          value={props.deployment.owner}
          placeholder="Who looks after it"
          save={(owner) => props.edit('owner', () => ({ owner }))}
        />
        <DraftNumber
          label="Kept for"
          unit="days"
          value={props.deployment.retentionDays}
          rule={{ min: 0, whole: true }}
          placeholder="not said"
          save={(retentionDays) => props.edit('retention', () => ({ retentionDays }))}
        />
        <DraftText
          label="Logs go to"
          value={props.deployment.logDestination}
          placeholder="A SIEM, a data lake"
          save={(logDestination) => props.edit('log destination', () => ({ logDestination }))}
        />
      </Fold>
      <Fold kind="head" summary="Dates and notes" state={datesState()}>
        <div class="deployment-terms-pair">
          <DraftDate
            label="In service since"
            value={props.deployment.since}
            check={(since) => checkPeriod(since, props.deployment.until)}
            save={(since) => props.edit('dates', () => ({ since }))}
          />
          <DraftDate
            label="Until"
            value={props.deployment.until}
            check={(until) => checkPeriod(props.deployment.since, until)}
            save={(until) => props.edit('dates', () => ({ until }))}
          />
        </div>
        <DraftText
          label="Notes"
          rows={3}
          value={props.deployment.notes}
          save={(notes) => props.edit('notes', () => ({ notes }))}
        />
      </Fold>
    </>
  );
}
