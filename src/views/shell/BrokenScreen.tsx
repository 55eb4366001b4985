import { createEffect, on } from 'solid-js';
import { useApp } from '../../state/app-state';
import { linkTo } from '../../state/route';
import { Button } from '../pieces/Button';
import { Fold } from '../pieces/Fold';
import { Screen } from '../pieces/Screen';
import './BrokenScreen.css';

/** A bug of ours: what is safe, what to do, and what to tell us. Another address tries again by itself. */
export function BrokenScreen(props: { readonly error: unknown; readonly onReset: () => void }) {
  const { route } = useApp();
  createEffect(on(route, () => props.onReset(), { defer: true }));
  const trace = () => (props.error instanceof Error ? (props.error.stack ?? props.error.message) : String(props.error));
  return (
    <Screen title="This screen broke">
      <p>
        That is a mistake in Vedette, not in your data: what you entered is stored on this device and untouched. Load
        the page again, or go on with another screen.
      </p>
      <div class="broken-screen-actions">
        <Button kind="primary" onClick={() => location.reload()}>
          Load the page again
        </Button>
        <a class="button" href={linkTo('start')}>
          Go to the start
        </a>
      </div>
      <Fold kind="quiet" summary="What happened, for a report">
        <pre class="broken-screen-trace">{trace()}</pre>
      </Fold>
    </Screen>
  );
}
