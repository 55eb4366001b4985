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

/** Of this device, and of no use on another: which workspace is open, when it was backed up here, whether it has an inbox. */
const OF_THIS_DEVICE: ReadonlySet<string> = new Set(['workspace', 'last-backup', 'inbox']);
const NAME = /^[a-z][a-z-]{0,40}$/;
const LONGEST_VALUE = 10_000;

/** All choices, for a backup. */
export function collectPreferences(): Readonly<Record<string, unknown>> {
  const names = listStored().filter((name) => !OF_THIS_DEVICE.has(name));
  return Object.fromEntries(names.map((name) => [name, readStored(name, (value) => value)]));
}

/** Choices from a backup: hostile input as all the rest, and checked by whoever reads each of them. */
export function putPreferences(values: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(values)) {
    const text = JSON.stringify(value);
    if (!NAME.test(name) || OF_THIS_DEVICE.has(name) || text === undefined || text.length > LONGEST_VALUE) continue;
    try {
      localStorage.setItem(PREFIX + name, text);
    } catch {
      return;
    }
  }
}

function listStored(): readonly string[] {
  try {
    return Object.keys(localStorage).flatMap((key) => (key.startsWith(PREFIX) ? [key.slice(PREFIX.length)] : []));
  } catch {
    return [];
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
