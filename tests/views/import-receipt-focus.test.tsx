// @vitest-environment jsdom
import { cleanup, render, screen } from '@solidjs/testing-library';
import { afterEach, expect, it, vi } from 'vitest';
import { ImportReceipt } from '../../src/views/imports/ImportReceipt';
import type { DoneItem } from '../../src/views/imports/import-types';

vi.mock('../../src/state/app-state', () => ({
  useApp: () => ({ imports: { dismiss: () => undefined }, workspace: { receipts: () => [] } }),
}));
vi.mock('../../src/views/pieces/turns', () => ({ takeTurn: (work: () => void) => work() }));

afterEach(cleanup);

it('the receipt takes the focus that the pressed button left behind, and no other', () => {
  const receipt = {
    id: 'r',
    fileName: 'estate.csv',
    size: 1,
    sha256: '00',
    format: 'inventory-csv',
    formatName: 'Inventory',
    at: '2026-11-24T00:00:00Z',
    counts: { unit: 'rows', read: 1, kept: 1, reported: 0 },
    brought: [],
    issues: [],
    issueCounts: {},
    change: null,
    takenBack: false,
  };
  const item = { stage: 'done', file: new File(['x'], 'estate.csv'), receipt } as unknown as DoneItem;
  const show = () => render(() => <ImportReceipt item={item} />);
  show();
  expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'estate.csv' }));
  cleanup();
  const field = document.body.appendChild(document.createElement('input'));
  field.focus();
  show();
  expect(document.activeElement).toBe(field);
});
