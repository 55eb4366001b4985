import { createMemo, For, Show } from 'solid-js';
import type { FindingCode, InventoryFinding } from '../../domain/coverage/findings';
import { useApp } from '../../state/app-state';
import { goTo } from '../../state/route';
import { Button } from '../pieces/Button';
import { type DeploymentFilter, filterByIds } from './deployment-rows';
import './InventoryFindings.css';

/** Said by the answer line already. */
const SAID: readonly FindingCode[] = ['observes-nothing', 'not-counted'];

/** What makes coverage smaller, or less sure, than the inventory looks; each opens what it is about. */
export function InventoryFindings(props: { readonly onShow: (filter: DeploymentFilter) => void }) {
  const { coverage } = useApp();
  const findings = createMemo(() => (coverage.answer()?.findings ?? []).filter(({ code }) => !SAID.includes(code)));

  function open(finding: InventoryFinding): void {
    const [group] = finding.groupIds;
    if (finding.deploymentIds.length > 0) props.onShow(filterByIds(finding.deploymentIds, WORDS[finding.code]));
    else if (group !== undefined) goTo('inventory', 'group', group);
  }

  return (
    <Show when={findings().length > 0}>
      <ul class="inventory-findings">
        <For each={findings()}>
          {(finding) => (
            <li class="inventory-findings-item">
              {finding.message}{' '}
              <Button kind="quiet" label={`Show: ${finding.message}`} onClick={() => open(finding)}>
                Show
              </Button>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}

/** As in "Showing … only". */
const WORDS: Readonly<Record<FindingCode, string>> = {
  'observes-nothing': 'deployments that observe nothing',
  'unknown-sensor': 'deployments of unknown sensors',
  'feeds-nothing': 'deployments that feed nothing',
  'not-counted': 'deployments that are not counted',
  'share-assumed': 'deployments that state no share',
  'events-assumed': 'deployments that do not say which events are on',
  'dettect-table-missing': 'DeTT&CT’s own data sources are not counted',
  unrated: 'unrated deployments',
  'release-without-platforms': 'system groups to which a release without platforms applies',
  'group-without-platform': 'system groups without platform',
  'group-without-weight': 'system groups without weight',
};
