import { expect, test } from './fixtures';

/** What the library says of a sensor: where it comes from, what must be switched on, and starting from the defaults. */
test('a sensor’s panel says what is on by default and where that is written', async ({ page }) => {
  await page.goto('./#/inventory/sensor/winevtx');
  const panel = page.getByRole('complementary', { name: 'Windows event log' }).or(page.getByRole('dialog'));
  await panel.getByText('Switching on, and sources').click();
  const set = panel.getByRole('listitem').filter({ hasText: /^Process Creation/ });
  await expect(set).toContainText('must be switched on');
  await expect(set).toContainText('Audit policy: Detailed Tracking > Process Creation');
  await expect(set.getByRole('link').first()).toHaveAttribute('href', /^https:\/\/learn\.microsoft\.com\//);
});

test('a new deployment can start from what is on by default', async ({ page }) => {
  await page.goto('./#/inventory/deployment/new/winevtx');
  await page.getByRole('textbox', { name: 'Name' }).fill('Workstations');
  await page.getByRole('radio', { name: 'On by default' }).check();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const state = page.getByText(/^\d+ of \d+ on$/).first();
  await expect(state).toBeVisible();
  const [on = 0, all = 0] = ((await state.textContent()) ?? '').match(/\d+/g)?.map(Number) ?? [];
  expect(on).toBeGreaterThan(0);
  expect(on).toBeLessThan(all);
});
