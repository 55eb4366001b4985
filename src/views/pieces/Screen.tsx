import { createEffect, createMemo, type JSX, Show } from 'solid-js';
import './Screen.css';

export interface ScreenProps {
  /** The question that the screen answers. */
  readonly title: string;
  readonly children: JSX.Element;
  /** A `DetailPanel`: a column of its own beside the content where there is room, above it all where there is not. */
  readonly aside?: JSX.Element | undefined;
}

/** Whether a screen was shown before. */
let isAnotherScreen = false;

/** The frame of every page: its one h1, its content, and what is open beside it. */
export function Screen(props: ScreenProps) {
  let screen: HTMLDivElement | undefined;
  let heading: HTMLHeadingElement | undefined;
  const title = createMemo(() => props.title);
  createEffect(() => {
    document.title = `${title()} – Vedette`;
    // A screen reader hears where it has come to; the page that was loaded first it reads anyway. Who is at work in the
    // screen already, renaming what its title names, stays there.
    if (isAnotherScreen && !screen?.contains(document.activeElement)) heading?.focus({ preventScroll: true });
    isAnotherScreen = true;
  });
  return (
    <div ref={screen} class="screen">
      <div class="screen-content">
        <h1 ref={heading} class="screen-title" tabindex="-1">
          {props.title}
        </h1>
        {props.children}
      </div>
      <Show when={props.aside}>{(aside) => <div class="screen-aside">{aside()}</div>}</Show>
    </div>
  );
}
