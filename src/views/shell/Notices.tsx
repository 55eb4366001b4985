import { Show } from 'solid-js';
import { useApp } from '../../state/app-state';
import { applyUpdate, updateReady } from '../../state/offline';
import { Button } from '../pieces/Button';
import { HeldNotices } from './HeldNotices';
import { LeavingDemonstration } from './LeavingDemonstration';
import './Notices.css';

/** What the whole app has to say: a newer version, and what went wrong. */
export function Notices() {
  const { coverage, route } = useApp();
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
      </div>
      <LeavingDemonstration />
      <HeldNotices />
    </>
  );
}
