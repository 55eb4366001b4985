import { Match, Show, Switch } from 'solid-js';
import { formatCounted } from '../../domain/format';
import { EMPTY_INVENTORY } from '../../domain/sensors/inventory';
import { useApp } from '../../state/app-state';
import { goTo, linkTo } from '../../state/route';
import { Button } from '../pieces/Button';
import { listEntries, nameCatalog } from '../shell/catalog-words';
import { chooseFiles } from '../shell/ImportButton';

/** What the answers would rest on, and how to get something to rest them on. */
export function LoadedNow() {
  const { workspace, demonstration, coverage } = useApp();
  const inventory = () => workspace.inventory() ?? EMPTY_INVENTORY;
  const isEmpty = () => inventory().groups.length === 0 && inventory().deployments.length === 0;
  const isWaiting = () => workspace.inventory() === undefined && !workspace.isUnreadable();
  const isDemonstration = () => workspace.name() === 'demonstration';
  const release = () => {
    const entry = listEntries(coverage).find(({ id }) => id === coverage.catalogId());
    return entry === undefined ? null : nameCatalog(entry);
  };

  async function tryDemonstration(): Promise<void> {
    if (await demonstration.open()) goTo('coverage');
  }

  return (
    <section class="loaded-now" aria-labelledby="loaded-now-title">
      <h2 id="loaded-now-title" class="start-heading">
        Loaded now
      </h2>
      {/* The text keeps its place while the database answers. */}
      <p class="loaded-now-words" aria-busy={isWaiting()}>
        <Switch>
          <Match when={isWaiting()}>Reading what is stored on this device…</Match>
          <Match when={workspace.inventory() === undefined}>
            What is stored on this device could not be read, and nothing can be kept.
          </Match>
          <Match when={isDemonstration()}>
            The demonstration estate, which is made up: {formatCounted(inventory().groups.length, 'system group')} and{' '}
            {formatCounted(inventory().deployments.length, 'deployment')}. Your own workspace is kept apart from it.
          </Match>
          <Match when={isEmpty()}>Your own workspace, still empty.</Match>
          <Match when={true}>
            Your own workspace: {formatCounted(inventory().groups.length, 'system group')} and{' '}
            {formatCounted(inventory().deployments.length, 'deployment')}.
          </Match>
        </Switch>
        <Show when={release()}>{(name) => <> Facts from {name()}.</>}</Show>
      </p>
      <div class="loaded-now-actions">
        <Show
          when={!isDemonstration()}
          fallback={
            <>
              <a class="button" data-kind="primary" href={linkTo('coverage')}>
                See its coverage
              </a>
              <Button onClick={() => void demonstration.leave()}>Leave the demonstration</Button>
            </>
          }
        >
          <Show when={!isEmpty()}>
            <a class="button" data-kind="primary" href={linkTo('coverage')}>
              See your coverage
            </a>
          </Show>
          <Button
            kind={isEmpty() ? 'primary' : 'plain'}
            disabled={demonstration.isOpening()}
            onClick={() => void tryDemonstration()}
          >
            Try the demonstration estate
          </Button>
        </Show>
        <Button onClick={chooseFiles}>Import your own files</Button>
        <a class="button" data-kind="quiet" href={linkTo('inventory')}>
          Enter by hand
        </a>
      </div>
    </section>
  );
}
