/** As much of `navigator.locks` as is used here: exclusive locks, waited for or taken only where they are free. */
export function makeLocks() {
  const held = new Map<string, Promise<unknown>>();
  type Work = (lock: object | null) => unknown;
  async function request(name: string, ...rest: readonly [Work] | readonly [{ readonly ifAvailable?: boolean }, Work]) {
    const [options, work] = rest.length === 1 ? [{}, rest[0]] : rest;
    if (held.has(name) && options.ifAvailable === true) return work(null);
    while (held.has(name)) await held.get(name);
    let release: (done: null) => void = () => undefined;
    held.set(name, new Promise((resolve) => (release = resolve)));
    try {
      return await work({ name });
    } finally {
      held.delete(name);
      release(null);
    }
  }
  return { request, query: async () => ({ held: [...held.keys()].map((name) => ({ name })) }) };
}
