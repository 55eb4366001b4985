import X from 'lucide-solid/icons/x';
import { Show } from 'solid-js';
import { useApp } from '../../state/app-state';
import { DEFAULT_CATALOG } from '../../state/coverage';
import { applyUpdate, updateReady } from '../../state/offline';
import { Button } from '../pieces/Button';
import { IconButton } from '../pieces/IconButton';
import { dismissNotice, notice } from './app-notice';
import { nameCatalogId } from './catalog-words';
import { describeProblem } from './problem-words';
import './Notices.css';

/** What the whole app has to say: a newer version, and what went wrong. */
export function Notices() {
  const { coverage, route, workspace } = useApp();
  // Its own screen says it in its place.
  const problem = () => (route().screen === 'coverage' ? null : coverage.problem());
  return (
    <>
      <div role="status">
        <Show when={updateReady()}>
          <div class="notices-line">
            <span>A newer version of Vedette is stored on this device. Your data stay as they are.</span>
            <Button kind="primary" onClick={() => void applyUpdate()}>
              Update now
            </Button>
          </div>
        </Show>
      </div>
      <div role="alert">
        <Show when={problem()}>
          {(text) => (
            <div class="notices-line" data-kind="error">
              <span>Coverage could not be computed. {text()} Your inventory is untouched.</span>
            </div>
          )}
        </Show>
        <Show when={workspace.problem()}>
          {(failed) => (
            <div class="notices-line" data-kind="error">
              <span>{describeProblem(failed())}</span>
              <IconButton label="Dismiss" icon={X} onClick={workspace.dismissProblem} />
            </div>
          )}
        </Show>
        <Show when={coverage.lostCatalog()}>
          {(id) => (
            <div class="notices-line" data-kind="error">
              <span>
                {nameCatalogId(id())} is no longer on this device: everything is computed with{' '}
                {nameCatalogId(DEFAULT_CATALOG)} instead. Your inventory is untouched. To go back, import its bundle
                again.
              </span>
              <IconButton label="Dismiss" icon={X} onClick={coverage.dismissLostCatalog} />
            </div>
          )}
        </Show>
        <Show when={notice()}>
          {(text) => (
            <div class="notices-line" data-kind="error">
              <span>{text()}</span>
              <IconButton label="Dismiss" icon={X} onClick={dismissNotice} />
            </div>
          )}
        </Show>
      </div>
    </>
  );
}
