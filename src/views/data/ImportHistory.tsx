import { For, Show } from 'solid-js';
import { formatDateTime } from '../../domain/format';
import { useApp } from '../../state/app-state';
import { describeCounts } from '../imports/import-words';
import { ReceiptBody } from '../imports/ReceiptBody';
import { Button } from '../pieces/Button';
import { Fold } from '../pieces/Fold';
import { chooseFiles } from '../shell/ImportButton';
import { DataSection } from './DataSection';

/** Every file that was imported into this workspace, with all that was said about it. */
export function ImportHistory() {
  const { workspace } = useApp();
  return (
    <DataSection
      title="Imported files"
      about="What each file was recognised as, what was kept of it and what was not. Only DeTT&CT’s files are kept themselves, under “Files of other tools”."
    >
      <Show
        when={workspace.receipts().length > 0}
        fallback={
          <>
            <p>
              {workspace.name() === 'demonstration'
                ? 'Nothing was imported into the demonstration; imports go to your own workspace.'
                : 'Nothing was imported yet.'}
            </p>
            <Button onClick={chooseFiles}>Choose files to import</Button>
          </>
        }
      >
        <ul class="import-history">
          <For each={workspace.receipts()}>
            {(receipt) => (
              <li>
                <Fold
                  kind="head"
                  summary={
                    <>
                      <h3 class="import-history-name">{receipt.fileName}</h3>
                      <span class="import-history-facts">
                        {receipt.formatName}, {describeCounts(receipt.counts, receipt.issueCounts)}
                        {receipt.takenBack ? ', taken back' : ''}
                      </span>
                    </>
                  }
                  state={<time datetime={receipt.at}>{formatDateTime(receipt.at)}</time>}
                >
                  <ReceiptBody receipt={receipt} />
                </Fold>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </DataSection>
  );
}
