import { describeLogSource, describeStatus } from '../rule-words';
import { FirstRows } from './FirstRows';
import type { RulesDetail } from './import-types';

/** Rules on their way in: what they are for and where they look. */
export function PreviewRules(props: { readonly detail: RulesDetail }) {
  return (
    <>
      <FirstRows
        title="Rules"
        columns={['Rule', 'Techniques', 'Log source', 'Status']}
        items={props.detail.rules}
        count={props.detail.count}
        most={12}
        cells={(rule) => [
          rule.name,
          rule.techniqueIds.join(', ') || 'none',
          describeLogSource(rule),
          describeStatus(rule),
        ]}
      />
      <p class="import-panel-hint">
        They are kept as analytics deployed, beside telemetry: no figure of coverage changes with them.
      </p>
    </>
  );
}
