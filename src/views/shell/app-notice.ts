import { createSignal } from 'solid-js';

/** What went wrong outside of any screen: shown below the context line until it is read. */
const [notice, setNotice] = createSignal<string | null>(null);

export { notice };

export function report(text: string): void {
  setNotice(text);
}

export function dismissNotice(): void {
  setNotice(null);
}
