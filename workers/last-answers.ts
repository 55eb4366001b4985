/** Answers by key, each for as long as what it rests on is the same: texts by their words, all else by identity. */
export interface LastAnswers<Answer> {
  get(key: string, restsOn: readonly unknown[]): Answer | undefined;
  put(key: string, restsOn: readonly unknown[], answer: Answer): void;
  /** What is there, else what is made now. */
  find(key: string, restsOn: readonly unknown[], make: () => Answer): Answer;
}

/** @param most so many keys are remembered, those asked for last */
export function keepLastAnswers<Answer>(most: number): LastAnswers<Answer> {
  const kept = new Map<string, { readonly restsOn: readonly unknown[]; readonly answer: Answer }>();

  function lookUp(key: string, restsOn: readonly unknown[]) {
    const found = kept.get(key);
    if (found === undefined || !areSame(found.restsOn, restsOn)) return undefined;
    kept.delete(key);
    kept.set(key, found);
    return found;
  }

  function put(key: string, restsOn: readonly unknown[], answer: Answer): void {
    kept.delete(key);
    kept.set(key, { restsOn, answer });
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
  }

  return {
    get: (key, restsOn) => lookUp(key, restsOn)?.answer,
    put,
    find(key, restsOn, make) {
      const found = lookUp(key, restsOn);
      if (found !== undefined) return found.answer;
      const answer = make();
      put(key, restsOn, answer);
      return answer;
    },
  };
}

function areSame(before: readonly unknown[], now: readonly unknown[]): boolean {
  return before.length === now.length && before.every((each, at) => each === now[at]);
}
