// @vitest-environment jsdom
import { cleanup, render, screen } from '@solidjs/testing-library';
import { createSignal } from 'solid-js';
import { afterEach, expect, it, vi } from 'vitest';
import { CombinePreview } from '../../src/views/layers/CombinePreview';
import type { CombineOutcome } from '../../src/views/layers/layer-types';

vi.mock('../../src/state/app-state', () => ({
  useApp: () => ({ coverage: { facts: () => undefined, catalogId: () => null } }),
}));

afterEach(cleanup);

function makeOutcome(techniques: number, range: CombineOutcome['summary']['range']): CombineOutcome {
  return {
    summary: {
      id: '',
      name: 'Mean',
      description: '',
      domain: 'enterprise-attack',
      attackRelease: '19.1',
      formatVersion: null,
      fileName: '',
      entries: techniques,
      techniques,
      scored: techniques,
      commented: 0,
      colored: 0,
      disabled: 0,
      range,
    },
    first: [],
    undefinedCount: 0,
    operands: [],
  };
}

it('states the range of the result in sight, not of the first one', () => {
  const [outcome, setOutcome] = createSignal(makeOutcome(2, { low: 4, high: 10 }));
  render(() => <CombinePreview outcome={outcome()} problem={null} isBusy={false} />);
  const said = () => screen.getByRole('status').textContent?.replaceAll('\u00a0', ' ');
  expect(said()).toContain('2 techniques scored, from 4 to 10.');
  setOutcome(makeOutcome(3, { low: 2, high: 50 }));
  expect(said()).toContain('3 techniques scored, from 2 to 50.');
  setOutcome(makeOutcome(3, null));
  expect(said()).toContain('3 techniques scored.');
});
