import X from 'lucide-solid/icons/x';
import { type JSX, Show } from 'solid-js';
import { useApp } from '../../state/app-state';
import { DEFAULT_CATALOG } from '../../state/coverage';
import { IconButton } from '../pieces/IconButton';
import { dismissNotice, notice } from './app-notice';
import { nameCatalogId } from './catalog-words';
import { describeProblem } from './problem-words';
import './Notices.css';

/** What went wrong, until it is dismissed. What was just tried may stand far down: this stays in sight. */
export function HeldNotices() {
  const { coverage, workspace } = useApp();
  return (
    <div class="notices-held" role="alert">
      <Show when={workspace.problem()}>
        {(failed) => <Line onDismiss={workspace.dismissProblem}>{describeProblem(failed())}</Line>}
      </Show>
      <Show when={coverage.lostCatalog()}>
        {(id) => (
          <Line onDismiss={coverage.dismissLostCatalog}>
            {nameCatalogId(id())} is no longer on this device: everything is computed with{' '}
            {nameCatalogId(DEFAULT_CATALOG)} instead. Your inventory is untouched. To go back, import its bundle again.
          </Line>
        )}
      </Show>
      <Show when={notice()}>{(text) => <Line onDismiss={dismissNotice}>{text()}</Line>}</Show>
    </div>
  );
}

function Line(props: { readonly children: JSX.Element; readonly onDismiss: () => void }) {
  return (
    <div class="notices-line" data-kind="error">
      <span>{props.children}</span>
      <IconButton label="Dismiss" icon={X} onClick={props.onDismiss} />
    </div>
  );
}
