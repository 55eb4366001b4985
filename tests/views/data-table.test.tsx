// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@solidjs/testing-library';
import { createSignal } from 'solid-js';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { type Column, DataTable } from '../../src/views/pieces/DataTable';

interface Host {
  readonly name: string;
  readonly count: number | null;
}

const HOSTS: readonly Host[] = [
  { name: 'mail', count: 3 },
  { name: 'web', count: null },
  { name: 'dns', count: 12 },
];
const COLUMNS: readonly Column<Host>[] = [
  { id: 'name', title: 'Name', value: ({ name }) => name },
  { id: 'count', title: 'Count', value: ({ count }) => count, numeric: true },
];

beforeAll(() => {
  vi.stubGlobal('scrollTo', () => undefined);
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
      unobserve() {}
    },
  );
});
afterEach(cleanup);

function renderHosts(onOpen = vi.fn()) {
  const [selected, setSelected] = createSignal<ReadonlySet<string>>(new Set());
  render(() => (
    <DataTable
      label="Hosts"
      noun="hosts"
      rows={HOSTS}
      columns={COLUMNS}
      rowKey={({ name }) => name}
      selected={selected()}
      onSelect={setSelected}
      onOpen={onOpen}
      empty={<p>None.</p>}
    />
  ));
  return { selected, onOpen };
}

const names = () =>
  within(screen.getByRole('table', { name: 'Hosts' }))
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getByRole('button').textContent);

it('sorts by a column upwards, downwards, and back to the order given', () => {
  renderHosts();
  const sortByCount = screen.getByRole('button', { name: 'Count' });
  fireEvent.click(sortByCount);
  expect(names()).toEqual(['mail', 'dns', 'web']);
  expect(screen.getByRole('columnheader', { name: 'Count' }).getAttribute('aria-sort')).toBe('ascending');
  fireEvent.click(sortByCount);
  expect(names()).toEqual(['dns', 'mail', 'web']);
  fireEvent.click(sortByCount);
  expect(names()).toEqual(['mail', 'web', 'dns']);
});

it('chooses one row, a run of rows, and all', () => {
  const { selected } = renderHosts();
  fireEvent.click(screen.getByLabelText('Select mail'));
  fireEvent.click(screen.getByLabelText('Select dns'), { shiftKey: true });
  expect([...selected()]).toEqual(['mail', 'web', 'dns']);
  expect(screen.getByText('3 of 3 selected')).toBeTruthy();
  fireEvent.click(screen.getByLabelText('Select all rows'));
  expect(selected().size).toBe(0);
});

it('opens a row by its name, and by a click anywhere that is no control', () => {
  const { onOpen } = renderHosts();
  fireEvent.click(screen.getByRole('button', { name: 'web' }));
  fireEvent.click(screen.getByText('12'));
  expect(onOpen.mock.calls.map(([host]) => host.name)).toEqual(['web', 'dns']);
});

it('shows a missing number as missing', () => {
  renderHosts();
  expect(screen.getByRole('row', { name: /web/ }).textContent).toContain('–');
});
