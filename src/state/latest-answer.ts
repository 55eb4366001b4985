import { type Accessor, createEffect, createMemo, createSignal, on } from 'solid-js';
import type { Result } from '../domain/result';
import type { AppState } from './app-state';
import { CancelledError } from './worker-client';

/** The latest answer to a question that changes; stays while the next one is on its way. */
export interface Latest<Answer> {
  readonly answer: Accessor<Answer | undefined>;
  readonly isAsking: Accessor<boolean>;
  readonly problem: Accessor<string | null>;
}

/**
 * Asks anew when the question or the request changes, and after every change to the workspace's content.
 * @param question `null`: nothing is asked, and the answer is gone
 */
export function createLatest<Request, Question, Answer>(
  { workspace }: Pick<AppState, 'workspace'>,
  request: Accessor<Request>,
  question: Accessor<Question | null>,
  ask: (request: Request, question: Question) => Promise<Result<Answer>>,
): Latest<Answer> {
  const [answer, setAnswer] = createSignal<Answer>();
  const [isAsking, setAsking] = createSignal(false);
  const [problem, setProblem] = createSignal<string | null>(null);
  const asked = createMemo(question);
  let latest = 0;

  async function run(wanted: Question): Promise<void> {
    const turn = ++latest;
    setAsking(true);
    try {
      const result = await ask(request(), wanted);
      if (turn !== latest) return;
      if (result.ok) setAnswer(() => result.value);
      setProblem(result.ok ? null : (result.issues[0]?.message ?? 'This could not be computed.'));
    } catch (error) {
      if (turn === latest && !(error instanceof CancelledError)) setProblem(String(error));
    } finally {
      if (turn === latest) setAsking(false);
    }
  }

  createEffect(
    // Every change to the content, undo and redo among them, makes a new history.
    on([asked, request, workspace.history], ([wanted]) => {
      if (wanted !== null) return void run(wanted);
      latest++;
      setAnswer(undefined);
      setAsking(false);
      setProblem(null);
    }),
  );
  return { answer, isAsking, problem };
}
