import { createEffect, createMemo, type JSX, lazy, on, onMount, Show, Suspense } from 'solid-js';
import { useApp } from '../../state/app-state';
import { resumeInbox } from '../../state/resume-inbox';
import { SheetNoticeContext } from '../pieces/sheet-notice';
import { BottomBar, SiblingScreens } from './BottomBar';
import { ContextLine } from './ContextLine';
import { createFileDoors } from './create-file-doors';
import { HeldNotices } from './HeldNotices';
import { Notices } from './Notices';
import { Rail } from './Rail';
import './Shell.css';

// Comes with the first file.
const ImportPanel = lazy(async () => ({ default: (await import('../imports/ImportPanel')).ImportPanel }));

/** What stands around every screen. */
export function Shell(props: { readonly children: JSX.Element }) {
  const app = useApp();
  const { route, imports } = app;
  const screen = createMemo(() => route().screen);
  const isDragging = createFileDoors({
    accept(files) {
      if (screen() !== 'inbox') imports.add(files);
      else void import('../../state/inbox').then(({ openInbox }) => openInbox(app).takeIn([...files]));
    },
    ask: imports.ask,
    takesLists: () => screen() === 'inventory',
  });

  onMount(() => resumeInbox(app));

  // Another screen is read from its top; it takes the focus by itself once it is there.
  createEffect(
    on(
      screen,
      () => {
        // A receipt was read where it came, and stays on the data screen: it must not hide what was asked for.
        for (const { file, stage } of imports.items()) if (stage === 'done') imports.dismiss(file);
        queueMicrotask(() => {
          // Files on their way in stand above the screen: what was asked for is the screen.
          if (imports.items().length > 0) document.querySelector('main')?.scrollIntoView();
          else scrollTo(0, 0);
        });
      },
      { defer: true },
    ),
  );

  return (
    <div class="shell">
      <button type="button" class="button shell-skip" onClick={focusHeading}>
        Skip to the content
      </button>
      <Rail screen={screen()} />
      <div class="shell-page">
        <ContextLine />
        <Notices />
        <Show when={imports.items().length > 0}>
          <Suspense>
            <ImportPanel />
          </Suspense>
        </Show>
        <SiblingScreens screen={screen()} />
        <main class="shell-main">
          <SheetNoticeContext.Provider value={() => <HeldNotices />}>{props.children}</SheetNoticeContext.Provider>
        </main>
        <BottomBar screen={screen()} />
      </div>
      <Show when={isDragging()}>
        <div class="shell-veil">
          <p class="shell-veil-words">
            {screen() === 'inbox'
              ? 'Drop into the inbox. Nothing is imported before you accept it.'
              : 'Drop to import. You see what a file holds before anything is written.'}
          </p>
        </div>
      </Show>
    </div>
  );
}

function focusHeading(): void {
  document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
}
