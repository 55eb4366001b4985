// @vitest-environment jsdom
import { createRoot, createSignal } from 'solid-js';
import { afterEach, expect, it, vi } from 'vitest';
import { coverageFilters } from '../../src/state/coverage-filters';
import { createFilterAddress, readFilters, writeFilters } from '../../src/state/filter-address';
import { parseRoute, type Route } from '../../src/state/route';

afterEach(() => {
  coverageFilters.clear();
  location.hash = '';
});

it('writes and reads the filters, and nothing that is none', () => {
  readFilters(
    '#/coverage?tactic=ta0002&states=blind,nonsense,one+short&rules=telemetry+only&text=a%26b',
    coverageFilters,
  );
  expect([coverageFilters.tactic(), coverageFilters.states(), coverageFilters.text()]).toEqual([
    'TA0002',
    ['blind', 'one short'],
    'a&b',
  ]);
  expect(coverageFilters.rules()).toBe('telemetry only');
  const written = writeFilters(coverageFilters);
  coverageFilters.clear();
  expect(writeFilters(coverageFilters)).toBe('');
  readFilters(`#/coverage${written}`, coverageFilters);
  expect(writeFilters(coverageFilters)).toBe(written);
  readFilters('#/coverage?tactic=__proto__&states=constructor&rules=toString', coverageFilters);
  expect(writeFilters(coverageFilters)).toBe('');
});

it('leaves the route to the screen and what is open', () => {
  expect(parseRoute('#/coverage/T1059.001?text=a/b')).toEqual({ screen: 'coverage', detail: ['T1059.001'] });
});

it('keeps the address with the filters, follows one that names some, and stays out of other screens', async () => {
  location.hash = '#/coverage?text=shell';
  const [route, setRoute] = createSignal<Route>(parseRoute(location.hash));
  const dispose = createRoot((end) => {
    createFilterAddress(route, coverageFilters);
    return end;
  });
  const go = (hash: string) => {
    location.hash = hash;
    setRoute(parseRoute(location.hash));
  };
  expect(coverageFilters.text()).toBe('shell');
  coverageFilters.search('power');
  await vi.waitFor(() => expect(location.hash).toBe('#/coverage?text=power'));
  go('#/coverage/T1059');
  expect([location.hash, coverageFilters.text()]).toEqual(['#/coverage/T1059?text=power', 'power']);
  go('#/inventory');
  expect(location.hash).toBe('#/inventory');
  go('#/coverage?states=blind');
  expect([coverageFilters.states(), coverageFilters.text()]).toEqual([['blind'], '']);
  coverageFilters.clear();
  expect(location.hash).toBe('#/coverage');
  dispose();
});
