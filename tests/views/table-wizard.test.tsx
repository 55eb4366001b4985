// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@solidjs/testing-library';
import { createSignal } from 'solid-js';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ImportPreview } from '../../src/views/imports/ImportPreview';
import type { PreviewItem } from '../../src/views/imports/import-types';
import type { ImportChoices, ProductReading, TableReading } from '../../workers/contract/imports';

const { imports, sensors } = vi.hoisted(() => ({
  imports: { choose: vi.fn(), keep: vi.fn(), dismiss: vi.fn(), commit: vi.fn() },
  sensors: Object.assign(() => [], { error: undefined, latest: [] as unknown[] }),
}));
vi.mock('../../src/state/app-state', () => ({
  useApp: () => ({
    imports,
    coverage: { sensors, facts: () => undefined },
    workspace: { name: () => 'own', inventory: () => ({ groups: [], deployments: [], customSensors: [] }) },
  }),
}));

// Here is no frame after which anything could be drawn.
vi.mock('../../src/views/pieces/turns', () => ({
  takeTurn: (work: () => void) => work(),
  Later: (props: { readonly children: unknown }) => props.children,
  createGrowth: (total: () => number) => total,
}));

const FILE = new File(['x'], 'estate.csv');

function makeTable(change: Partial<TableReading> = {}): TableReading {
  return {
    sheets: null,
    headerLine: 1,
    columns: [
      { header: 'Tool', meaning: 'sensor', how: 'header', samples: ['Sysmon', 'Zeek', 'auditd', 'Falcon'] },
      { header: 'Where', meaning: 'group', how: 'content', samples: ['Servers'] },
      { header: 'Team', meaning: 'owner', how: 'header', samples: ['Ada'] },
      { header: 'Who', meaning: null, how: null, samples: ['Grace'] },
    ],
    missing: [],
    grouping: [],
    rowsAre: 'deployments',
    products: [],
    productCount: 0,
    ...change,
  };
}

function makeItem(table: TableReading, change: Partial<PreviewItem> = {}): PreviewItem {
  return {
    stage: 'preview',
    file: FILE,
    preview: {
      fileName: 'estate.csv',
      size: 1,
      format: 'inventory-csv',
      formatName: 'Inventory',
      counts: { unit: 'rows', read: 4, kept: 4, reported: 0 },
      brought: [],
      readAs: [],
      issues: [],
      issueCounts: {},
      detail: { kind: 'inventory', table, groups: [], deployments: [], customSensors: [] },
    },
    choices: {},
    rereading: null,
    refusal: null,
    ...change,
  };
}

function show(first: PreviewItem) {
  const [item, setItem] = createSignal(first);
  render(() => <ImportPreview item={item()} />);
  return { item, setItem };
}

const rereading = (choices: ImportChoices) => ({ choices, progress: { bytesRead: 0, bytesTotal: 1 }, startedAt: 0 });
const meaningOf = (column: string) => {
  const select = screen.getByLabelText<HTMLSelectElement>(column);
  return select.selectedOptions[0]?.textContent;
};
const choose = (label: string | RegExp, option: string) => {
  const select = screen.getByLabelText<HTMLSelectElement>(label);
  const found = [...select.options].find(({ textContent }) => textContent === option);
  if (found === undefined) throw new Error(`There is no ${option}.`);
  fireEvent.change(select, { target: { selectedIndex: found.index } });
};

beforeEach(() => {
  for (const spy of Object.values(imports)) spy.mockReset();
  sensors.latest = [
    { id: 'sysmon', name: 'Sysmon', vendor: 'Microsoft', aliases: [], origin: 'library' },
    { id: 'zeek', name: 'Zeek', vendor: null, aliases: ['Bro'], origin: 'library' },
  ];
  Element.prototype.scrollIntoView = () => undefined;
});
afterEach(cleanup);

it('shows what each column means, how that was found, and up to three samples', () => {
  show(makeItem(makeTable()));
  expect(meaningOf('Tool')).toBe('Sensor');
  expect(meaningOf('Who')).toBe('not used');
  const row = screen.getByLabelText('Tool').closest('li');
  expect(row?.textContent).toContain('by its header');
  expect(row?.textContent).toContain('Sysmon · Zeek · auditd');
  expect(row?.textContent).not.toContain('Falcon');
  expect(screen.getByText('Columns: 3 of 4 used')).toBeTruthy();
  expect(screen.getByLabelText('Tool').querySelectorAll('optgroup')).toHaveLength(4);
});

it('takes a meaning from the column that had it, and says so', () => {
  show(makeItem(makeTable()));
  choose('Who', 'Owner');
  expect(imports.choose).toHaveBeenCalledWith(FILE, { table: { meanings: ['sensor', 'group', null, 'owner'] } });
  expect(screen.getByText(/“Team” is not used now: only one column can be “Owner”/)).toBeTruthy();
});

it('shows a choice at once, keeps the focus, and does not import what is not read yet', () => {
  const { item, setItem } = show(makeItem(makeTable()));
  const select = screen.getByLabelText('Who');
  select.focus();
  const choices: ImportChoices = { table: { meanings: ['sensor', 'group', null, 'owner'] } };
  setItem({ ...item(), rereading: rereading(choices) });
  expect([meaningOf('Who'), meaningOf('Team')]).toEqual(['Owner', 'not used']);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Import' }).disabled).toBe(true);
  expect(screen.getByText(/Reading again/)).toBeTruthy();
  const columns = makeTable().columns.map((column, at) => ({
    ...column,
    meaning: choices.table?.meanings?.[at] ?? null,
    how: 'chosen' as const,
  }));
  setItem(makeItem(makeTable({ columns }), { choices }));
  expect(document.activeElement).toBe(select);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Import' }).disabled).toBe(false);
  // What was chosen like the guess is still a guess.
  expect(screen.getByLabelText('Tool').closest('li')?.textContent).toContain('by its header');
  expect(screen.getByLabelText('Who').closest('li')?.textContent).toContain('your choice');
});

it('goes back to what it was when the reading is given up', () => {
  const { item, setItem } = show(makeItem(makeTable()));
  setItem({ ...item(), rereading: rereading({ table: { meanings: ['sensor', 'group', null, 'owner'] } }) });
  fireEvent.click(screen.getByRole('button', { name: 'Leave it as it was' }));
  expect(imports.keep).toHaveBeenCalledWith(FILE);
  setItem({ ...item(), rereading: null });
  expect([meaningOf('Who'), meaningOf('Team')]).toEqual(['not used', 'Owner']);
});

it('asks for the one column that is missing, and imports nothing before', () => {
  const columns = makeTable().columns.map((column, at) =>
    at === 0 ? { ...column, meaning: null, how: null } : column,
  );
  show(makeItem(makeTable({ columns, missing: ['sensor'] })));
  const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Import' });
  expect(button.disabled).toBe(true);
  const reason = document.getElementById(button.getAttribute('aria-describedby') ?? '');
  expect(reason?.textContent).toContain('Which column names the product?');
  choose('Which column names the product?', 'Tool');
  expect(imports.choose).toHaveBeenCalledWith(FILE, { table: { meanings: ['sensor', 'group', 'owner', null] } });
});

it('offers to forget what it remembers', () => {
  const columns = makeTable().columns.map((column) => ({ ...column, how: 'remembered' as const }));
  show(makeItem(makeTable({ columns })));
  expect(screen.getByText(/Remembered from your last file with these headers/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Forget it and guess anew' }));
  expect(imports.choose).toHaveBeenCalledWith(FILE, { table: { forget: true } });
});

it('says how rows become groups, and lets that be changed', () => {
  const columns = makeTable().columns.map((column, at) =>
    at === 1 ? { ...column, header: 'OS', meaning: 'platform' as const } : column,
  );
  show(makeItem(makeTable({ columns, grouping: ['platform'], rowsAre: 'hosts' })));
  expect(screen.getByText(/Each row is a host/)).toBeTruthy();
  expect(screen.getByText('All hosts with the same platform become one system group, named after it.')).toBeTruthy();
  const groups = screen.getByRole('group', { name: 'Put together by' });
  fireEvent.click(within(groups).getByLabelText('Owner'));
  expect(imports.choose).toHaveBeenCalledWith(FILE, { table: { grouping: ['platform', 'owner'] } });
});

it('lets a sheet be chosen, and forgets the columns of the other one', () => {
  const sheets = { names: ['Read me', 'Estate'], chosen: 'Read me' };
  show(makeItem(makeTable({ sheets }), { choices: { table: { meanings: [null, null, null, null] } } }));
  choose('Sheet', 'Estate');
  expect(imports.choose).toHaveBeenCalledWith(FILE, { table: { sheet: 'Estate' } });
});

function makeProduct(name: string, change: Partial<ProductReading>): ProductReading {
  return { name, vendor: null, rows: 1, sensorId: 'zeek', how: 'name', score: 1, suggestions: [], ...change };
}

const PRODUCTS = [
  makeProduct('Zeek', { rows: 40 }),
  makeProduct('Homegrown', { how: 'own', sensorId: 'new', rows: 9 }),
  makeProduct('Sysmonitor', {
    how: 'similar',
    sensorId: 'sysmon',
    score: 0.82,
    suggestions: [{ sensorId: 'sysmon', score: 0.82 }],
  }),
  makeProduct('__proto__', { how: 'similar', sensorId: 'zeek', score: 0.6 }),
];

it('lists products, the doubtful ones first, with the score of what is alike', () => {
  show(makeItem(makeTable({ products: PRODUCTS, productCount: 4 })));
  const names = screen
    .getAllByRole('combobox')
    .filter((box) => box.tagName === 'INPUT')
    .map((box) => box.closest('li')?.textContent);
  expect(names).toHaveLength(4);
  expect(names.map((text) => /^(__proto__|Sysmonitor|Homegrown|Zeek)/.exec(text ?? '')?.[1])).toEqual([
    '__proto__',
    'Sysmonitor',
    'Homegrown',
    'Zeek',
  ]);
  expect(names[1]).toContain('82\u00a0% alike');
  expect(screen.getByLabelText<HTMLInputElement>('Homegrown').value).toBe('Sensor of your own');
  expect(screen.getByText(/One becomes a sensor of your own/)).toBeTruthy();
});

it('corrects a product, suggestions first, in its place', () => {
  const { setItem } = show(makeItem(makeTable({ products: PRODUCTS, productCount: 4 })));
  const box = screen.getByLabelText('Sysmonitor');
  // jsdom has no popovers.
  HTMLElement.prototype.showPopover = () => undefined;
  HTMLElement.prototype.hidePopover = () => undefined;
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  );
  fireEvent.click(box);
  const row = box.closest('li') as HTMLElement;
  const labels = within(row)
    .getAllByRole('option', { hidden: true })
    .map(({ firstChild }) => firstChild?.textContent);
  expect(labels).toEqual(['Sysmon', 'Sensor of your own', 'Zeek']);
  fireEvent.click(within(row).getAllByRole('option', { hidden: true })[2] as HTMLElement);
  const sensorsChosen = { Sysmonitor: 'zeek' };
  expect(imports.choose).toHaveBeenCalledWith(FILE, { table: { sensors: sensorsChosen } });
  const read = PRODUCTS.map((product) =>
    product.name === 'Sysmonitor' ? { ...product, how: 'chosen' as const, sensorId: 'zeek', score: 1 } : product,
  );
  setItem(makeItem(makeTable({ products: read, productCount: 4 }), { choices: { table: { sensors: sensorsChosen } } }));
  expect(screen.getByLabelText('Sysmonitor')).toBe(box);
  expect(row.textContent).toContain('your choice');
});

it('says why it cannot be read as chosen, and keeps what was shown', () => {
  const issue = {
    code: 'no-header',
    severity: 'error',
    place: { kind: 'file' },
    message: 'No header here.',
    done: '',
  } as const;
  show(makeItem(makeTable(), { refusal: { choices: {}, issues: [issue] } }));
  expect(screen.getByText(/No header here/)).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Import' }).disabled).toBe(true);
  expect(meaningOf('Tool')).toBe('Sensor');
});
