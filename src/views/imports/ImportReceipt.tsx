import { useApp } from '../../state/app-state';
import { linkTo } from '../../state/route';
import { Button } from '../pieces/Button';
import type { DoneItem } from './import-types';
import { ReceiptBody } from './ReceiptBody';

/** What became of a file, right after its import. It stays on the data screen. */
export function ImportReceipt(props: { readonly item: DoneItem }) {
  const { imports, workspace } = useApp();
  // As the store has it: taken back here or elsewhere, it says so.
  const receipt = () => workspace.receipts().find(({ id }) => id === props.item.receipt.id) ?? props.item.receipt;
  return (
    <section aria-label="Import receipt">
      <h3 class="import-panel-file">{receipt().fileName}</h3>
      <ReceiptBody receipt={receipt()} />
      <div class="import-panel-actions">
        <Button kind="primary" onClick={() => imports.dismiss(props.item.file)}>
          Close
        </Button>
        <a class="button" data-kind="quiet" href={linkTo(receipt().change === null ? 'data' : 'inventory')}>
          {receipt().change === null ? 'See it among your data' : 'See it in the inventory'}
        </a>
        <span class="import-panel-hint">
          This receipt stays on the <a href={linkTo('data')}>data screen</a>.
        </span>
      </div>
    </section>
  );
}
