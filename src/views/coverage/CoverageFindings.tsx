import { For, Show } from 'solid-js';
import type { InventoryFinding } from '../../domain/coverage/findings';
import { formatCounted } from '../../domain/format';
import { linkTo } from '../../state/route';

import { Fold } from '../pieces/Fold';

/** What in the inventory makes the answer smaller, or less sure, than it looks. */
export function CoverageFindings(props: { readonly findings: readonly InventoryFinding[] }) {
  return (
    <Show when={props.findings.length > 0}>
      <div class="coverage-findings">
        <Fold
          kind="quiet"
          summary={`${formatCounted(props.findings.length, 'thing')} in the inventory ${props.findings.length === 1 ? 'makes' : 'make'} this answer smaller, or less sure, than it looks`}
        >
          <ul>
            <For each={props.findings}>{(finding) => <li>{finding.message}</li>}</For>
          </ul>
          <p>
            <a href={linkTo('inventory')}>Open the inventory</a>
          </p>
        </Fold>
      </div>
    </Show>
  );
}
