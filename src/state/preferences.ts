import { type Accessor, createSignal } from 'solid-js';

const PREFIX = 'vedette.';

/**
 * A signal that remembers its value on this device. For choices of view, not for work: losing one loses nothing.
 * @param read checks what was stored; `null` falls back to `initial`
 */
export function createPreference<Value>(
  name: string,
  initial: Value,
  read: (stored: unknown) => Value | null,
): readonly [Accessor<Value>, (value: Value) => void] {
  const [value, setValue] = createSignal<Value>(readStored(name, read) ?? initial);
  return [
    value,
    (next) => {
      setValue(() => next);
      try {
        localStorage.setItem(PREFIX + name, JSON.stringify(next));
      } catch {
        // Storage is full or forbidden: the choice lasts until the page closes.
      }
    },
  ];
}

export function oneOf<Value extends string>(values: readonly Value[]): (stored: unknown) => Value | null {
  return (stored) => values.find((value) => value === stored) ?? null;
}

function readStored<Value>(name: string, read: (stored: unknown) => Value | null): Value | null {
  try {
    const text = localStorage.getItem(PREFIX + name);
    return text === null ? null : read(JSON.parse(text));
  } catch {
    return null;
  }
}

export function forgetPreferences(): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(PREFIX)) localStorage.removeItem(key);
    }
  } catch {
    // Storage is forbidden: then nothing was remembered either.
  }
}
