import { onMount, Show } from 'solid-js';
import { useApp } from '../../state/app-state';
import { linkTo } from '../../state/route';
import { Button } from '../pieces/Button';
import { takeTurn } from '../pieces/turns';
import type { DoneItem } from './import-types';
import { ReceiptBody } from './ReceiptBody';
import { ReceiptHistory } from './ReceiptHistory';
import { SilentSensors } from './SilentSensors';

/** What became of a file, right after its import. It stays on the data screen. */
export function ImportReceipt(props: { readonly item: DoneItem }) {
  const { imports, workspace } = useApp();
  // As the store has it: taken back here or elsewhere, it says so.
  const receipt = () => workspace.receipts().find(({ id }) => id === props.item.receipt.id) ?? props.item.receipt;
  const reportId = () => {
    const detail = props.item.preview?.detail;
    return detail?.kind === 'report' ? detail.reportId : null;
  };
  /** Of what stands beside the workspace, the receipt has the id. */
  const beside = () => {
    switch (props.item.preview?.detail.kind) {
      case 'history':
        return 'histories';
      case 'indicators':
        return 'indicators';
      case 'warninglists':
        return 'watchlists';
      default:
        return null;
    }
  };
  const target = () => {
    if (reportId() !== null) return 'threats';
    const place = beside();
    if (place !== null) return place;
    return receipt().change === null ? 'data' : placeOf(receipt().format);
  };
  const link = () => {
    const id = reportId();
    if (id !== null && !receipt().takenBack) return linkTo('threats', id);
    const place = beside();
    return place === null || place === 'watchlists' ? linkTo(target()) : linkTo(place, receipt().id);
  };
  const words = () => {
    if (target() === 'threats') return receipt().takenBack ? 'Open the threats' : 'Can I see this threat?';
    if (target() === 'histories') return 'See it among your histories';
    if (target() === 'indicators') return 'See it among your indicators';
    if (target() === 'watchlists') return 'Choose who heeds them';
    if (target() === 'data') return 'See it among your data';
    if (target() === 'layers') return receipt().takenBack ? 'Open the layers' : 'See it among your layers';
    return receipt().takenBack ? 'Open the inventory' : 'See it in the inventory';
  };
  let heading: HTMLHeadingElement | undefined;
  // The button that was pressed is gone: whoever works by keyboard goes on here.
  onMount(() => {
    takeTurn(() => {
      if (document.activeElement === null || document.activeElement === document.body)
        heading?.focus({ preventScroll: true });
    });
  });
  const close = () => imports.dismiss(props.item.file);
  return (
    <section aria-label="Import receipt">
      <h3 ref={heading} class="import-panel-file" tabindex="-1">
        {receipt().fileName}
      </h3>
      <ReceiptBody
        receipt={receipt()}
        next={
          <>
            <Show when={receipt().change !== null && !receipt().takenBack}>
              <SilentSensors item={props.item} />
            </Show>
            <Show when={beside() === 'histories'}>
              <ReceiptHistory id={receipt().id} />
            </Show>
          </>
        }
        actions={
          <>
            <Button kind="primary" onClick={close}>
              Close
            </Button>
            <a class="button" href={link()} onClick={close}>
              {words()}
            </a>
          </>
        }
      />
      <p class="import-panel-hint import-panel-foot">
        This receipt stays on the <a href={linkTo('data')}>data screen</a>.
      </p>
    </section>
  );
}

/** Where what a file brought can be seen. */
function placeOf(format: string): 'data' | 'layers' | 'inventory' {
  switch (format) {
    case 'navigator-layer':
      return 'layers';
    // Kept whole.
    case 'dettect-techniques':
    case 'dettect-groups':
    case 'dettect-own-data-sources':
      return 'data';
    default:
      return 'inventory';
  }
}
