import { type Accessor, createSignal } from 'solid-js';

export interface Copy {
  /** What the button says. */
  readonly words: Accessor<string>;
  run(): Promise<void>;
}

/** Copies a text; where there is no clipboard, as over plain HTTP, it selects the text, to be copied by hand. */
export function createCopy(text: Accessor<string>, element: () => HTMLElement | undefined): Copy {
  const [words, setWords] = createSignal('Copy');
  return {
    words,
    async run() {
      try {
        await navigator.clipboard.writeText(text());
        setWords('Copied');
      } catch {
        const shown = element();
        if (shown !== undefined) window.getSelection()?.selectAllChildren(shown);
        setWords('Selected: copy it');
      }
    },
  };
}
