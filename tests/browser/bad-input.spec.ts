import { closeSync, ftruncateSync, openSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from './fixtures';
import { acceptImport, countRecords, importFile } from './vedette-page';

/** A clear message with the place, nothing written, the page alive. */

const CASES: readonly (readonly [what: string, name: string, content: string | Buffer, message: RegExp])[] = [
  ['an image', 'photo.csv', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), /image \(PNG\)/],
  ['an empty file', 'empty.csv', '', /empty/i],
  [
    'a rule in a language that is not read',
    'rule.toml',
    '[metadata]\nmaturity = "production"\n[rule]\nname = "x"\n',
    /Elastic detection rule/,
  ],
  [
    'a bundle that was cut off',
    'enterprise-attack-19.1.json',
    '{"type":"bundle","objects":[\n{"type":"x-mitre-matrix","x_mitre_version":"1",',
    /cut off[\s\S]*line 2/i,
  ],
  [
    'malformed JSON',
    'enterprise-attack-19.1.json',
    '{"type":"bundle","objects":[{"x_mitre_version":1,}]}',
    /malformed[\s\S]*line 1/i,
  ],
  [
    'a STIX bundle of something else',
    'report.json',
    '{"type":"bundle","id":"bundle--1","objects":[{"type":"indicator"}]}',
    /not import|not an ATT&CK/i,
  ],
  [
    'a catalog of a newer version',
    'catalog.json',
    '{"format":2,"domain":"enterprise-attack","sourceSha256":"0"}',
    /format 2[\s\S]*Update Vedette/,
  ],
  ['a damaged gzip', 'bundle.json.gz', gzipSync('{"type":"bundle"').subarray(0, 20), /damaged|cut off|not known/i],
];

test.describe('bad input', () => {
  for (const [what, name, content, message] of CASES) {
    test(what, async ({ page }) => {
      await page.goto('./#/inventory');
      // Earlier work, which a bad file must leave as it is.
      await importFile(page, 'inventory.csv', 'sensor,group\nSysmon,Servers\n');
      await acceptImport(page);
      await importFile(page, name, content);
      await expect(page.locator('body')).toContainText(message);
      await expect(page.getByRole('button', { name: 'Import', exact: true })).toHaveCount(0);
      expect(await countRecords(page)).toEqual({
        groups: 1,
        deployments: 1,
        customSensors: 0,
        receipts: 1,
        changes: 1,
      });
      await page.goto('./#/coverage');
      await expect(page.getByRole('grid', { name: 'Technique matrix' })).toBeVisible();
    });
  }

  test('a row with too many fields is named and left out, the others are kept', async ({ page }) => {
    await page.goto('./#/inventory');
    await importFile(page, 'x.csv', 'sensor,group\nSysmon,Servers\nZeek,Servers,and,more\nauditd,Servers\n');
    await expect(page.locator('body')).toContainText(/row 3/i);
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Import receipt' })).toContainText(/2 of 3/);
  });

  test('a file of 2 GB is refused at once', async ({ page }, info) => {
    const path = info.outputPath('huge.csv');
    writeFileSync(path, 'sensor,group\nSysmon,Servers\n');
    const file = openSync(path, 'r+');
    ftruncateSync(file, 2 * 1024 ** 3);
    closeSync(file);
    await page.goto('./#/inventory');
    await page.getByLabel('Import files').setInputFiles(path);
    await expect(page.locator('body')).toContainText(/limit is 1,?024 MiB|not text|binary|zero bytes/i, {
      timeout: 10_000,
    });
    await expect(page.getByRole('button', { name: 'Import', exact: true })).toHaveCount(0);
  });
});
