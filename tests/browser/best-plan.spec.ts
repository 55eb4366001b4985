import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { exportFile, tryDemonstration } from './vedette-page';

async function openPlan(page: Page): Promise<void> {
  await tryDemonstration(page);
  await page.goto('./#/plan/best');
  await page.getByRole('button', { name: /^Take all 3 planned and candidate/ }).click();
  await expect(page.getByRole('table', { name: 'Options' })).toContainText('osquery on Linux servers');
}

function answer(page: Page) {
  return page.locator('.best-answer');
}

async function setBudget(page: Page, amount: string): Promise<void> {
  const budget = page.getByRole('spinbutton', { name: 'Budget' });
  await budget.fill(amount);
  await budget.press('Enter');
}

test('a plan is priced, limited, proven, and named where it contradicts itself', async ({ page }) => {
  test.slow();
  await openPlan(page);
  await expect(answer(page)).toContainText(/Without a limit you would cover .* proven the best/);

  // Wrong prices keep an option out, and say so where they stand.
  const price = page.getByRole('textbox', { name: 'Price of osquery on Linux servers' });
  await price.fill('-5');
  await expect(page.getByText('Below 0. Left out of the search.')).toBeVisible();
  await expect(answer(page)).toContainText(
    '1 option has a price that cannot be used: osquery on Linux servers (candidate).',
  );
  // The field that is being typed in keeps the focus when it saves itself, and is found from the answer.
  await expect(price).toBeFocused();
  await page.getByRole('button', { name: 'Set the price of osquery on Linux servers' }).click();
  await expect(price).toBeFocused();
  await expect(page.getByText('Remarks on the search')).toBeVisible();

  // A spreadsheet prices by name, and every row that does not is told.
  await page.getByRole('button', { name: 'Add options' }).click();
  await page.getByRole('menuitem', { name: 'Prices from a spreadsheet' }).click();
  const paste = page.getByRole('region', { name: 'Prices from a spreadsheet' });
  await paste
    .getByLabel('Pasted cells')
    .fill(
      'Product\tPrice\nosquery on Linux servers\t4,000 EUR a year\nA thing unheard of\t12\nNetwork device syslog\tmuch',
    );
  await expect(paste).toContainText('no option is called “A thing unheard of”');
  await expect(paste).toContainText('is not a number');
  const syslog = page.getByRole('textbox', { name: 'Price of Network device syslog on Control-room network' });
  const before = await syslog.inputValue();
  await paste.getByRole('button', { name: 'Take 1 price' }).click();
  await expect(price).toHaveValue('4,000');
  await expect(syslog).toHaveValue(before);
  await syslog.fill('12000');

  await setBudget(page, '6000');
  await expect(answer(page)).toContainText(/With 6,000.EUR you would cover .* proven the best/);
  await expect(page.getByText(/Proven in .*sets? looked at/)).toBeVisible();

  // What must be there costs more than there is: both are named, and lead to where they are changed.
  const osquery = page.getByRole('group', { name: /^Whether osquery/ });
  await osquery.getByRole('radio', { name: 'Must' }).check();
  await setBudget(page, '100');
  const conflicts = page.getByRole('region', { name: 'Conditions that cannot hold together' });
  await expect(conflicts.getByRole('listitem')).toHaveCount(2);
  await expect(conflicts).toContainText('Must have osquery on Linux servers');
  await expect(conflicts).toContainText('Budget of 100 EUR');
  await conflicts.getByRole('button', { name: /^Change: Budget/ }).click();
  await expect(page.getByRole('spinbutton', { name: 'Budget' })).toBeFocused();
  await setBudget(page, '6000');
  await expect(conflicts).toHaveCount(0);
  // A new answer moves what stands below it: a click at that moment hits nothing.
  await expect(answer(page)).toContainText(/With 6,000.EUR you would cover .* proven the best/);

  // Conditions are written in words.
  await page.getByText('Conditions', { exact: true }).click();
  await page.getByLabel('Add a condition').selectOption('A tactic is covered at least so much');
  await page.getByRole('combobox', { name: 'Tactic' }).fill('Credential');
  await page.getByRole('option', { name: 'Credential Access' }).click();
  await page.getByRole('spinbutton', { name: 'Covered at least' }).fill('99');
  await page.getByRole('button', { name: 'Add the condition' }).click();
  await expect(conflicts).toContainText('At least 99.0 % of Credential Access');
  await page.getByRole('button', { name: /^Remove: At least 99/ }).click();
  await expect(answer(page)).toContainText('proven the best');

  // Applied in one step, and taken back in one.
  await page.getByRole('button', { name: 'Apply to the inventory' }).click();
  await expect(page.getByText('The inventory has all of this already.').first()).toBeVisible();
  await page
    .getByRole('button', { name: /^Undo: Apply the best plan|^Undo/ })
    .first()
    .click();
  await expect(page.getByText('The inventory has all of this already.')).toHaveCount(0);
});

test('every budget has its point, by pointer and by key, and a table', async ({ page }) => {
  test.slow();
  await openPlan(page);
  await page.getByText('What every budget would buy').click();
  const points = page.getByRole('group', { name: 'Best plan by budget' }).getByRole('button');
  await expect(points).toHaveCount(20);
  const budget = page.getByRole('spinbutton', { name: 'Budget' });
  await points.nth(10).click();
  await expect(points.nth(10)).toHaveAttribute('aria-pressed', 'true');
  const first = await budget.inputValue();
  expect(first).not.toBe('');
  await points.nth(10).press('ArrowRight');
  await expect(points.nth(11)).toBeFocused();
  await points.nth(11).press('Enter');
  await expect(budget).not.toHaveValue(first);
  // Setting a budget asks for nothing new.
  await expect(points).toHaveCount(20);

  await page.getByText('The same as a table').click();
  const table = page.getByRole('table', { name: 'Best plan by budget' });
  await expect(table.getByRole('row')).toHaveCount(21);
  await table.getByRole('button', { name: '0 EUR', exact: true }).click();
  await expect(budget).toHaveValue('0');
  await expect(answer(page)).toContainText('nothing here covers more');
});

test('the report is one page without the app around it, and Markdown', async ({ page }) => {
  test.slow();
  await openPlan(page);
  await setBudget(page, '6000');
  await expect(answer(page)).toContainText(/With 6,000.EUR .* proven the best/);
  const [after, before] = (await answer(page).textContent())?.match(/[\d.]+(?=.%)/g) ?? [];
  await page.getByRole('link', { name: 'Report for the person who signs' }).click();
  const report = page.getByRole('article', { name: 'Demonstration: what to add to our monitoring' });
  await expect(report).toContainText('It is proven that no other choice for this budget covers more.');
  // Computed by the coverage model itself, not by the solver.
  await expect(report).toContainText(`coverage goes from ${before} % to ${after} %`);
  await expect(report).toContainText('The budget for that time is 6,000 EUR');
  await expect(report.getByRole('heading', { level: 3 })).toHaveCount(5);

  const markdown = await exportFile(page, 'Report as Markdown');
  expect(markdown).toMatch(/^# Demonstration: what to add to our monitoring\n/);
  expect(markdown).toContain('## What stays uncovered');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as Markdown' }).click();
  expect(await readFile(await (await download).path(), 'utf8')).toBe(markdown);

  await page.emulateMedia({ media: 'print' });
  await expect(report).toBeVisible();
  for (const name of ['Print', 'Export', 'Leave the demonstration']) {
    await expect(page.getByRole('button', { name })).toBeHidden();
  }
  await expect(page.getByRole('navigation', { name: 'Parts of the plan' })).toBeHidden();
  expect(await countPages(page)).toEqual({ A4: 1, Letter: 1 });
});

test('the report of a plan of 25 options with long names is one page too', async ({ page }) => {
  test.slow();
  await openPlan(page);
  await putLongPlan(page);
  await page.goto('./#/plan/report');
  await page.reload();
  const report = page.getByRole('article', { name: 'Demonstration: what to add to our monitoring' });
  await expect(report).toContainText(/and 18 more/);
  await expect(report).toContainText('option has no price yet');
  await page.emulateMedia({ media: 'print' });
  expect(await countPages(page)).toEqual({ A4: 1, Letter: 1 });
});

async function countPages(page: Page): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const format of ['A4', 'Letter']) {
    const pdf = await page.pdf({ format, preferCSSPageSize: false, margin: PAPER_MARGIN });
    counts[format] = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  }
  return counts;
}

/** What the style sheet asks for; a paper size of one's own makes the browser forget it. */
const PAPER_MARGIN = { top: '11mm', bottom: '11mm', left: '14mm', right: '14mm' };

/** Every option has to be taken, but for one without a price. */
async function putLongPlan(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const wait = <Value>(request: IDBRequest<Value>) =>
      new Promise<Value>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await wait(indexedDB.open('vedette-demonstration'));
    const store = (name: string) => db.transaction(name, 'readwrite').objectStore(name);
    const [plan] = await wait(store('plans').getAll());
    const deployments = await wait(store('deployments').getAll());
    plan.options = Array.from({ length: 26 }, (_, at) => ({
      id: `long ${at}`,
      name: `Option ${at}: endpoint records of the most valuable machines, in all offices and plants, by whoever`,
      changes: [{ kind: 'add-deployment', deployment: { ...deployments[at % deployments.length], id: `new ${at}` } }],
      price: { amount: at === 25 ? '' : '1234.56', currency: 'EUR', per: at % 2 === 0 ? 'year' : 'once' },
    }));
    plan.constraints = plan.options.slice(0, 25).map(({ id }: { id: string }) => ({ kind: 'must-have', option: id }));
    await wait(store('plans').put(plan));
    db.close();
  });
}

test('the plan and its report fit every width, and axe finds nothing', async ({ page }) => {
  test.slow();
  await openPlan(page);
  await setBudget(page, '6000');
  await expect(answer(page)).toContainText(/With 6,000.EUR .* proven the best/);
  await page.getByText('What every budget would buy').click();
  await expect(page.getByRole('group', { name: 'Best plan by budget' }).getByRole('button')).toHaveCount(21);
  for (const route of ['best', 'report']) {
    await page.goto(`./#/plan/${route}`);
    for (const width of [360, 768, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await page.waitForTimeout(600);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, `${route} at ${width}`).toBeLessThanOrEqual(0);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map((found) => `${found.id}: ${found.nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
        `${route} at ${width}`,
      ).toEqual([]);
    }
  }
});
