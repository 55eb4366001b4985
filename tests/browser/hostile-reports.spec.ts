import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { acceptImport, importFile } from './vedette-page';

const PICTURE = '<img src="https://evil.example/x.png" onerror="window.stung = 1">';
const SCRIPT = '<script>window.stung = 1</script>';
const LINK = '[here](javascript:window.stung=1) <a href="https://evil.example/">there</a>';

/** Everything that a report may say, said with markup. */
function hostileBundle(): string {
  const object = (type: string, digit: string, properties: object) => ({
    type,
    spec_version: '2.1',
    id: `${type}--${digit.repeat(8)}-1111-4111-8111-111111111111`,
    created: '2026-01-01T00:00:00.000Z',
    modified: '2026-01-01T00:00:00.000Z',
    ...properties,
  });
  const pattern = object('attack-pattern', '2', {
    name: `PowerShell ${PICTURE}`,
    description: `${SCRIPT} ${LINK}`,
    external_references: [{ source_name: 'mitre-attack', external_id: 'T1059.001', url: 'javascript:window.stung=1' }],
  });
  const unknown = object('attack-pattern', '3', { name: `${PICTURE}${SCRIPT}` });
  const group = object('intrusion-set', '4', { name: `Group ${PICTURE}`, aliases: [SCRIPT] });
  const uses = object('relationship', '5', {
    relationship_type: 'uses',
    source_ref: group.id,
    target_ref: pattern.id,
    description: `${PICTURE} ${LINK}`,
  });
  const report = object('report', '1', {
    name: `Report ${PICTURE}`,
    description: `Text ${SCRIPT} ${PICTURE} ${LINK} T1003.001`,
    published: '2026-01-02T00:00:00.000Z',
    object_refs: [pattern.id, unknown.id, group.id, uses.id],
  });
  const id = 'bundle--99999999-1111-4111-8111-111111111111';
  return JSON.stringify({ type: 'bundle', id, objects: [report, pattern, unknown, group, uses] });
}

const PAGE = `<!doctype html><html><head><title>${SCRIPT}A page</title></head><body onload="window.stung = 1">
<p>They used PowerShell (T1059.001). ${PICTURE}</p><iframe src="https://evil.example/"></iframe>
<p>This sentence follows it, and one more makes it a text. ${LINK}</p></body></html>`;

async function bring(page: Page, name: string, content: string): Promise<string> {
  await importFile(page, name, content);
  const receipt = await acceptImport(page);
  await receipt.getByRole('link', { name: 'Can I see this threat?' }).click();
  await expect(page.locator('.answer-line')).toBeVisible();
  return page.evaluate(() => location.hash);
}

/** Nothing of the report has become an element, and nothing of it has run. */
async function expectHarmless(page: Page): Promise<void> {
  const content = page.locator('main');
  await expect(content.locator('img, iframe, script, a[href^="javascript:"], a[href*="evil.example"]')).toHaveCount(0);
  expect(await page.evaluate(() => 'stung' in window)).toBe(false);
}

for (const [name, content] of [
  ['report.json', hostileBundle()],
  ['report.html', PAGE],
] as const) {
  test(`what a report says in markup is shown as text: ${name}`, async ({ page }) => {
    test.slow();
    await page.goto('./#/threats');
    const address = await bring(page, name, content);
    for (const part of ['', '/look', '/hunt', '/reading']) {
      await page.goto(`./${address}${part}`);
      await expect(page.locator('.answer-line')).toBeVisible();
      await expectHarmless(page);
    }
    await page.goto('./#/threats');
    await expect(page.getByRole('table', { name: 'Reports' })).toBeVisible();
    await expectHarmless(page);
  });
}

test('the parts and words of a hostile bundle are there, as text', async ({ page }) => {
  await page.goto('./#/threats');
  const address = await bring(page, 'report.json', hostileBundle());
  await page.goto(`./${address}/reading`);
  await expect(page.locator('main')).toContainText('<img src="https://evil.example/x.png"');
});
