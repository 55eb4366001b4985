// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@solidjs/testing-library';
import { afterEach, expect, it, vi } from 'vitest';
import type { Deployment, SystemGroup } from '../../src/domain/sensors/inventory';
import { PasteFill } from '../../src/views/inventory/PasteFill';
import { listDeploymentPasteFields, listGroupPasteFields } from '../../src/views/inventory/paste-fields';
import { type PasteField, planPaste } from '../../src/views/inventory/plan-paste';
import { makeDeployment, makeGroup } from '../coverage/made-up-estate';

afterEach(cleanup);

const FIELDS = listDeploymentPasteFields('CHF');
const field = (id: string): PasteField<Deployment> => FIELDS.find((each) => each.id === id) as PasteField<Deployment>;
const TARGETS = ['a', 'b', 'c'].map((id) => ({ id, name: `Sensor ${id}` }));
const read = (id: string, text: string) => field(id).read(text)?.(makeDeployment('x'));

it('reads what people write into spreadsheets, and nothing else', () => {
  expect(read('status', 'planned')?.status).toBe('planned');
  expect(read('status', 'maybe')).toBeUndefined();
  expect(read('share', '80 %')?.observes[0]?.share).toBe(0.8);
  expect(read('share', '800')).toBeUndefined();
  expect(read('cost', "12'000")?.cost).toEqual({ amount: 12000, currency: 'CHF', per: 'year' });
  expect(read('retentionDays', '90 days')?.retentionDays).toBe(90);
  expect(read('timeliness', '6')).toBeUndefined();
  expect(read('version', '15.14')?.version).toBe('15.14');
  const groups = listGroupPasteFields(['Windows', 'Linux']);
  const put = (id: string, text: string) => groups.find((each) => each.id === id)?.read(text)?.(makeGroup('G'));
  expect(put('platforms', 'linux; Windows')?.platforms).toEqual(['Linux', 'Windows']);
  expect(put('platforms', 'linux; BeOS')).toBeUndefined();
  expect(put('kind', 'Network segment')?.kind).toBe('segment');
  expect(put('site', 'Basel')?.site).toBe('Basel');
});

it('fills row by row, leaves rows without a value, and says what it cannot read', () => {
  const plan = planPaste(
    [
      ['Ada', '90'],
      ['', 'soon'],
      ['Grace', ''],
      ['Nobody', '1'],
    ],
    TARGETS,
    [field('owner'), field('retentionDays')],
  );
  expect([...plan.edits.keys()]).toEqual(['a', 'c']);
  expect(plan.edits.get('a')?.(makeDeployment('x'))).toMatchObject({ owner: 'Ada', retentionDays: 90 });
  expect(plan).toMatchObject({ untouched: 0, unused: 1 });
  expect(plan.unreadable).toEqual([{ name: 'Sensor b', field: 'Days kept', text: 'soon' }]);
});

it('fills one value into all', () => {
  expect([...planPaste([['Ada']], TARGETS, [field('owner')]).edits.keys()]).toEqual(['a', 'b', 'c']);
});

it('asks which field the column is, and does it in one step', () => {
  const [onApply, onClose] = [vi.fn(), vi.fn()];
  render(() => (
    <PasteFill
      cells={[['Ada'], ['Grace']]}
      targets={TARGETS}
      noun="deployment"
      fields={FIELDS}
      onApply={onApply}
      onClose={onClose}
    />
  ));
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Choose a column first' }).disabled).toBe(true);
  const select = screen.getByLabelText<HTMLSelectElement>('Pasted column 1');
  fireEvent.change(select, {
    target: { selectedIndex: [...select.options].findIndex(({ text }) => text === 'Owner') },
  });
  expect(screen.getByText(/1.deployment without a pasted value/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: /Set Owner of 2.deployments from pasted cells/ }));
  const [label, edits] = onApply.mock.calls[0] as [string, ReadonlyMap<string, (item: Deployment) => Deployment>];
  expect(label).toMatch(/Set Owner of 2.deployments from pasted cells/);
  expect(edits.get('b')?.(makeDeployment('x')).owner).toBe('Grace');
  expect(onClose).toHaveBeenCalled();
});

it('takes a header for what it is', () => {
  render(() => (
    <PasteFill<SystemGroup>
      cells={[
        ['Site', 'Other'],
        ['Basel', 'x'],
        ['Bern', 'y'],
      ]}
      targets={TARGETS.slice(0, 2)}
      noun="system group"
      fields={listGroupPasteFields([])}
      onApply={() => undefined}
      onClose={() => undefined}
    />
  ));
  expect(screen.getByRole('button', { name: /Set Site of 2/ })).toBeTruthy();
  expect(screen.getByText(/2.pasted rows for 2.chosen rows/)).toBeTruthy();
});
