import { expect } from 'vitest';
import { EVENT_LOG_FORMATS } from '../../../src/formats/history/event-log-formats';
import { makeProbe } from '../../../src/formats/probe';
import { readHistory } from './memory-sink';

/** Reads a file as the one format that it must be recognised as, in pieces of several sizes, which must not matter. */
export function read(text: string, wanted: string) {
  const bytes = new TextEncoder().encode(text);
  const probe = makeProbe('unknown', bytes.length, bytes.subarray(0, 16_384));
  const found = EVENT_LOG_FORMATS.filter(({ sniff }) => sniff(probe) >= 0.65);
  expect(found.map(({ id }) => id)).toEqual([wanted]);
  const [format] = found;
  if (format === undefined) throw new Error('not recognised');
  const whole = readHistory(format, bytes);
  for (const chunk of [1, 3, 17]) expect(readHistory(format, bytes, { chunk })).toEqual(whole);
  return whole;
}

export const lines = (...items: readonly unknown[]) => items.map((each) => JSON.stringify(each)).join('\n');
export const fieldsOf = (text: string, wanted: string) => read(text, wanted).records.map(({ fields }) => fields);
