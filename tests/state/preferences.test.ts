// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from 'vitest';
import { collectPreferences, forgetPreferences, putPreferences } from '../../src/state/preferences';
import { restoreChoices } from '../../src/state/restore-choices';

beforeEach(() => localStorage.clear());

it('goes into a backup and comes back, without what belongs to this device', () => {
  localStorage.setItem('vedette.lens', '"smap"');
  localStorage.setItem('vedette.matrix-zoom', '"blocks"');
  localStorage.setItem('vedette.workspace', '"demonstration"');
  localStorage.setItem('vedette.last-backup', '{}');
  localStorage.setItem('someone.else', '1');
  const kept = collectPreferences();
  expect(kept).toEqual({ lens: 'smap', 'matrix-zoom': 'blocks' });
  forgetPreferences();
  putPreferences(kept);
  expect(collectPreferences()).toEqual(kept);
  expect(localStorage.getItem('someone.else')).toBe('1');
});

it('takes from a backup only what could be a choice of ours', () => {
  const hostile = JSON.parse(
    `{"__proto__":{"x":1},"../up":1,"workspace":"demonstration","last-backup":{"own":{"at":"","sequence":9}},"big":"${'x'.repeat(20_000)}","lens":"castle","fine":[1]}`,
  );
  const coverage = { chooseCatalog: vi.fn(), changeSettings: vi.fn() };
  restoreChoices(coverage, hostile);
  expect(Object.keys(localStorage).sort()).toEqual(['vedette.fine', 'vedette.lens']);
  expect(coverage.chooseCatalog).not.toHaveBeenCalled();
  expect(coverage.changeSettings).toHaveBeenCalledWith({});
  restoreChoices(coverage, { catalog: 'ics-attack@19.1', lens: 'smap', precision: 'exact', facts: 'smap' });
  expect(coverage.chooseCatalog).toHaveBeenCalledWith('ics-attack@19.1');
  expect(coverage.changeSettings).toHaveBeenLastCalledWith({ lens: 'smap', minimumPrecision: 'exact', facts: 'smap' });
});
