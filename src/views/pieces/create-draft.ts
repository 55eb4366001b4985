import { type Accessor, createEffect, createSignal, on, onCleanup, untrack } from 'solid-js';

/** Text while it is being typed: saved by itself when typing pauses or the field is left, never while it is wrong. */
export interface Draft {
  readonly text: Accessor<string>;
  readonly error: Accessor<string | null>;
  input(text: string): void;
  leave(): void;
}

export interface DraftOptions<Value> {
  readonly value: Accessor<Value>;
  readonly write: (value: Value) => string;
  /** What the text means, or what is wrong with it. */
  readonly read: (text: string) => { readonly value: Value } | { readonly error: string };
  /** A promise of `false`: it was not saved. */
  readonly save: (value: Value) => unknown;
  /** For a form that is sent later: what is right is handed on with every character, and this while it is wrong. */
  readonly eager?: { readonly whileWrong: Value } | undefined;
}

const NOT_SAVED = 'This is not saved.';

/** Long enough not to save in the middle of a word, short enough not to lose one. */
const PAUSE_MS = 700;

export function createDraft<Value>({ value, write, read, save, eager }: DraftOptions<Value>): Draft {
  const [text, setText] = createSignal(untrack(() => write(value())));
  const [error, setError] = createSignal<string | null>(null);
  let stored = untrack(text);
  let timer: ReturnType<typeof setTimeout> | undefined;

  // Undo, another tab or a bulk edit changed it. What we saved ourselves comes back too, and must not move the caret.
  createEffect(
    on(
      () => write(value()),
      (written) => {
        if (written === stored) return;
        stored = written;
        clearTimeout(timer);
        setText(written);
        setError(null);
      },
      { defer: true },
    ),
  );

  function flush(): void {
    clearTimeout(timer);
    const reading = read(text());
    setError('error' in reading ? reading.error : null);
    if (!('error' in reading)) hand(reading.value);
  }

  function hand(next: Value): void {
    const written = write(next);
    if (written === stored) return;
    stored = written;
    const answer = save(next);
    if (answer instanceof Promise) void answer.then((isSaved) => isSaved === false && regret(written));
  }

  /** What was typed is not lost, and not passed off as saved; leaving the field again tries once more. */
  function regret(written: string): void {
    if (stored !== written) return;
    stored = untrack(() => write(value()));
    setError(NOT_SAVED);
  }

  onCleanup(flush);
  return {
    text,
    error,
    input(next) {
      setText(next);
      const reading = read(next);
      // A field that was right is not called wrong while it is still being typed.
      if (!('error' in reading)) setError(null);
      if (eager !== undefined) hand('error' in reading ? eager.whileWrong : reading.value);
      clearTimeout(timer);
      timer = setTimeout(flush, PAUSE_MS);
    },
    leave() {
      flush();
      if (error() === null) setText(stored);
    },
  };
}
