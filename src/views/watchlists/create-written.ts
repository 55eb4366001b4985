import { type Accessor, createEffect, createSignal, on } from 'solid-js';

export interface Written<Text> {
  readonly text: Accessor<Text | null>;
  readonly problem: Accessor<string | null>;
}

/** What is written anew whenever what is asked changes; only the answer to the latest counts. @param asked `null`: nothing is */
export function createWritten<Asked, Text>(
  asked: Accessor<Asked | null>,
  write: (asked: Asked) => Promise<Text>,
): Written<Text> {
  const [text, setText] = createSignal<Text | null>(null);
  const [problem, setProblem] = createSignal<string | null>(null);
  let latest = 0;
  createEffect(
    on(asked, (wanted) => {
      const turn = ++latest;
      if (wanted === null) return;
      setProblem(null);
      write(wanted).then(
        (written) => turn === latest && setText(() => written),
        (error: unknown) => {
          if (turn !== latest) return;
          setText(null);
          setProblem(error instanceof Error ? error.message : String(error));
        },
      );
    }),
  );
  return { text, problem };
}
