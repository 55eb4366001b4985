import { createEffect, type JSX, on, Show } from 'solid-js';
import { useApp } from '../../state/app-state';
import { ImportPanel } from '../imports/ImportPanel';
import { BottomBar, SiblingScreens } from './BottomBar';
import { ContextLine } from './ContextLine';
import { createFileDoors } from './create-file-doors';
import { Notices } from './Notices';
import { Rail } from './Rail';
import './Shell.css';

/** What stands around every screen. */
export function Shell(props: { readonly children: JSX.Element }) {
  const { route, imports } = useApp();
  const isDragging = createFileDoors((files) => imports.add(files));

  // Another screen: read from its top, by eye and by screen reader. What opens within a screen moves its own focus.
  createEffect(
    on(
      () => route().screen,
      () =>
        queueMicrotask(() => {
          scrollTo(0, 0);
          focusHeading();
        }),
      { defer: true },
    ),
  );

  return (
    <div class="shell">
      <button type="button" class="button shell-skip" onClick={focusHeading}>
        Skip to the content
      </button>
      <Rail screen={route().screen} />
      <div class="shell-page">
        <ContextLine />
        <Notices />
        <ImportPanel />
        <SiblingScreens screen={route().screen} />
        <main class="shell-main">{props.children}</main>
        <BottomBar screen={route().screen} />
      </div>
      <Show when={isDragging()}>
        <div class="shell-veil">
          <p class="shell-veil-words">Drop to import. You see what a file holds before anything is written.</p>
        </div>
      </Show>
    </div>
  );
}

function focusHeading(): void {
  document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
}
