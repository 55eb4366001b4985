import { describe, expect, it, vi } from 'vitest';
import type { Rule } from '../../src/domain/coverage/rule';
import { EMPTY_CONTENT } from '../../src/domain/workspace/content';
import { readRulesOfTable } from '../../workers/readings/rule-reading';
import { makeReadingContext, makeTextSource } from '../reading-context';

// Packed facts are the app's build, which unit tests do without.
vi.mock('../../workers/shipped-catalogs', () => ({ SHIPPED_CATALOGS: [], SENSOR_LIBRARY_URL: '' }));

/** Techniques and names of rules. */
function makeTable(count: number, technique: string): string {
  const rows = Array.from({ length: count }, (_, at) => `${technique},Rule ${at}`);
  return `${rows.join('\n')}\n`;
}

async function read(text: string, before: readonly Rule[]) {
  const content = { ...EMPTY_CONTENT, rules: before };
  const reading = await readRulesOfTable(makeTextSource('rules.csv', text), makeReadingContext(content));
  if (!reading.ok || reading.value.effect.kind !== 'step') throw new Error(reading.issues[0]?.message);
  const { step } = reading.value.effect;
  if (step.of !== 'content') throw new Error(step.of);
  return { brought: reading.value.brought, rules: step.run(content).rules };
}

describe('rules that are imported again', () => {
  it('are told apart from new ones and from those of other files', async () => {
    const first = await read(makeTable(3, 'T1059'), []);
    expect(first.brought.slice(0, 1)).toEqual(['3 new rules']);
    const again = await read(makeTable(2, 'T1059'), first.rules);
    expect(again.brought.slice(0, 1)).toEqual(['2 rules known already']);
  });

  it('take about as long as the first time, however many they are', async () => {
    const text = makeTable(20_000, 'T1059');
    const started = performance.now();
    const first = await read(text, []);
    const took = performance.now() - started;
    const again = await read(text, first.rules);
    expect(again.brought[0]).toBe('20,000 rules known already');
    expect(performance.now() - started - took).toBeLessThan(5 * took + 2000);
  });
});
