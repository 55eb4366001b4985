import { createUniqueId, Show } from 'solid-js';
import { formatPercent } from '../../domain/format';
import { useApp } from '../../state/app-state';
import { Button } from '../pieces/Button';
import type { PreviewItem } from './import-types';
import { tellObstacle } from './import-words';
import { RESTORE_WORDS } from './PreviewRestore';

/** Import or discard; and where it cannot be imported, why. */
export function ImportActions(props: { readonly item: PreviewItem }) {
  const { imports } = useApp();
  const id = createUniqueId();
  const obstacle = () => tellObstacle(props.item);
  const verb = () => {
    const { detail } = props.item.preview;
    return detail.kind === 'workspace' ? RESTORE_WORDS[detail.choice.mode] : 'Import';
  };
  const isOtherwise = () => props.item.rereading !== null || props.item.refusal !== null;
  const share = () => {
    const progress = props.item.rereading?.progress;
    if (progress === undefined || progress.bytesTotal === 0 || progress.bytesRead === 0) return '';
    return ` ${formatPercent(Math.min(1, progress.bytesRead / progress.bytesTotal))}`;
  };
  return (
    <div class="import-panel-actions">
      <Button
        kind="primary"
        disabled={obstacle() !== null}
        describedBy={id}
        onClick={() => void imports.commit(props.item.file)}
      >
        {verb()}
      </Button>
      <Button onClick={() => imports.dismiss(props.item.file)}>Discard</Button>
      <Show when={isOtherwise()}>
        <Button kind="quiet" onClick={() => imports.keep(props.item.file)}>
          Leave it as it was
        </Button>
      </Show>
      <span id={id} class="import-panel-hint" role="status">
        <Show
          when={obstacle()}
          fallback={<>Nothing is written until you import. {describeWayBack(props.item.preview.detail.kind)}</>}
        >
          {(reason) => (
            <span class="import-panel-obstacle">
              {reason()}
              {share()}
            </span>
          )}
        </Show>
      </span>
    </div>
  );
}

function describeWayBack(kind: PreviewItem['preview']['detail']['kind']): string {
  switch (kind) {
    case 'catalog':
      return 'A release can be removed again among your data.';
    case 'history':
      return 'A history can be removed again among your histories.';
    case 'indicators':
      return 'A file of indicators can be removed again among your indicators.';
    case 'warninglists':
      return 'Warninglists can be removed again among your watchlists.';
    default:
      return 'An import can be taken back.';
  }
}
