import { createSignal, type JSX, Show } from 'solid-js';
import { formatBytes, formatCounted, formatDateTime } from '../../domain/format';
import { useApp } from '../../state/app-state';
import { Button } from '../pieces/Button';
import { IssueList } from '../pieces/IssueList';
import { ImportFacts } from './ImportFacts';
import type { Receipt } from './import-types';
import { describeIssues } from './import-words';
import './ImportPanel.css';

/** A receipt in full, with the way back. */
export function ReceiptBody(props: {
  readonly receipt: Receipt;
  readonly actions?: JSX.Element;
  readonly next?: JSX.Element;
}) {
  const { workspace } = useApp();
  const [outcome, setOutcome] = createSignal<string | null>(null);

  async function takeBack(): Promise<void> {
    const done = await workspace.takeBack(props.receipt).catch((error: unknown) => String(error));
    if (typeof done === 'string') {
      setOutcome(`It could not be taken back, and nothing was changed. ${done}`);
      return;
    }
    if (done === null) {
      setOutcome('There was nothing to take back any more.');
      return;
    }
    const left =
      done.left === 0
        ? ''
        : ` ${formatCounted(done.left, 'record')} changed since and ${done.left === 1 ? 'stays' : 'stay'} as ${done.left === 1 ? 'it is' : 'they are'}.`;
    setOutcome(`${formatCounted(done.reverted, 'record')} taken back.${left} Undo brings the import back.`);
  }

  return (
    <>
      <p class="import-panel-verdict" data-kind={props.receipt.takenBack ? 'taken-back' : 'done'}>
        {props.receipt.takenBack ? 'Imported and taken back.' : 'Imported.'}
      </p>
      <ImportFacts
        formatName={props.receipt.formatName}
        counts={props.receipt.counts}
        issueCounts={props.receipt.issueCounts}
        brought={props.receipt.brought}
        isDone
      />
      <div class="import-panel-actions">
        {props.actions}
        <Show when={props.receipt.change !== null && !props.receipt.takenBack}>
          <Button label={`Take back the import of ${props.receipt.fileName}`} onClick={() => void takeBack()}>
            Take back
          </Button>
        </Show>
        <span role="status">{outcome()}</span>
      </div>
      {props.next}
      <p class="import-panel-hint receipt-source">
        {formatBytes(props.receipt.size)}, imported {formatDateTime(props.receipt.at)}, SHA-256{' '}
        <code>{props.receipt.sha256}</code>
      </p>
      <Show when={props.receipt.issues.length > 0}>
        <h4 class="import-panel-subtitle">Reported: {describeIssues(props.receipt)}</h4>
        <IssueList issues={props.receipt.issues} counts={props.receipt.issueCounts} />
      </Show>
    </>
  );
}
