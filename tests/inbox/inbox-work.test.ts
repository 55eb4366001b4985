import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/domain/coverage/settings';
import { PLAYBOOK } from '../../src/domain/inbox/package';
import { dismissPackage } from '../../src/domain/inbox/playbook';
import { HistoryDatabase } from '../../src/store/history-database';
import { InboxDatabase } from '../../src/store/inbox-database';
import { addArrivals, addFromFolder, changePackage, readFindings, settleArrival } from '../../src/store/inbox-packages';
import { WorkspaceDatabase } from '../../src/store/workspace-database';
import type { InboxGround, InboxProgress } from '../../workers/contract/inbox';
import { importAnswers } from '../../workers/import-file';
import { inboxAnswers } from '../../workers/inbox/inbox-answers';
import { makeWatchlist } from '../indicators/made-up-watchlist';
import { makeLocks } from './made-up-locks';
import { makeBrokenPackage, makeIndicatorPackage, makeLogPackage, makeStixPackage } from './made-up-packages';
import { installPowerCut } from './power-cut';

// What the build makes of the shipped facts is beside this; here they are read as they lie in the project.
vi.mock('../../workers/packed-json', async (original) => ({
  ...(await original<typeof import('../../workers/packed-json')>()),
  fetchPackedJson: async (name: string) =>
    JSON.parse(readFileSync(new URL(`../../data/catalog/${name}.json`, import.meta.url), 'utf8')),
}));
vi.mock('../../workers/shipped-catalogs', () => ({
  SHIPPED_CATALOGS: [{ domain: 'enterprise-attack', release: '19.1', url: 'enterprise-attack-19.1' }],
  SENSOR_LIBRARY_URL: 'sensor-library',
}));
vi.mock('../../workers/shipped-threats', () => ({
  SHIPPED_THREATS: [{ domain: 'enterprise-attack', release: '19.1', url: 'enterprise-attack-19.1-threats' }],
}));

// No store of records can hold a made-up folder: what the browser says of it is made up instead.
const browser = vi.hoisted(() => ({ isAsking: false }));
vi.mock('../../workers/inbox/watched-folder', async (original) => ({
  ...(await original<typeof import('../../workers/inbox/watched-folder')>()),
  isFolderAsking: async () => browser.isAsking,
}));

// Every write of every step is cut off once: on a busy machine that takes longer than most tests.
vi.setConfig({ testTimeout: 120_000 });

const GROUND: InboxGround = { catalogId: 'enterprise-attack@19.1', settings: DEFAULT_SETTINGS };
const AT = '2026-11-25T12:00:00.000Z';
const LATER = '2026-11-25T12:30:00.000Z';
const inbox = new InboxDatabase();
const workspace = new WorkspaceDatabase('own');
const histories = new HistoryDatabase('own');
const power = installPowerCut();
const quiet = () => undefined;

const locks = makeLocks();
beforeEach(() => vi.stubGlobal('navigator', { locks }));
afterEach(async () => {
  power.after(Number.POSITIVE_INFINITY);
  vi.unstubAllGlobals();
  for (const db of [inbox, workspace, histories]) await Promise.all(db.tables.map((table) => table.clear()));
});

async function importLog(): Promise<void> {
  const imported = await importAnswers.commitImport(makeLogPackage(), 'own', {}, '2026-11-24T00:00:00.000Z', quiet);
  if (!imported.ok) throw new Error(JSON.stringify(imported.issues));
}

/** What there is in the workspace and its histories, by table. */
async function countAll(): Promise<Readonly<Record<string, number>>> {
  const tables = [...workspace.tables, ...histories.tables];
  return Object.fromEntries(await Promise.all(tables.map(async (table) => [table.name, await table.count()] as const)));
}

async function listStandings() {
  const packages = await inbox.packages.toArray();
  return Object.fromEntries(packages.map(({ fileName, standing }) => [fileName, standing.kind]));
}

async function findPackage(fileName: string) {
  const found = (await inbox.packages.toArray()).find((each) => each.fileName === fileName);
  if (found === undefined) throw new Error(`${fileName} is not in the inbox`);
  return found;
}

describe('packages of an inbox', () => {
  it('are gone through and wait, and nothing of them is in the workspace', async () => {
    await importLog();
    const before = await countAll();
    await addArrivals(inbox, [makeStixPackage(), makeIndicatorPackage(), makeBrokenPackage()], AT);
    await inboxAnswers.workInbox(GROUND, quiet);
    expect(await listStandings()).toEqual({
      'copper-heron.json': 'finished',
      'tin-otter.csv': 'finished',
      'broken.json': 'unreadable',
    });
    expect(await countAll()).toEqual(before);
    expect([await inbox.arrivals.count(), await inbox.contents.count()]).toEqual([0, 3]);

    const report = await findPackage('copper-heron.json');
    const { read, context, search, draft } = await readFindings(inbox, report.id);
    expect(report.steps.map(({ step, became }) => `${step} ${became}`)).toEqual(PLAYBOOK.map((step) => `${step} done`));
    expect(read).toMatchObject({ format: 'stix-report', kind: 'report', name: 'Copper heron' });
    expect(context?.known).toMatchObject({ total: 2, known: 0 });
    expect(context?.threat?.techniques.map(({ id }) => id).sort()).toEqual(['T1059.001', 'T1071.004']);
    expect(search?.sightings.map(({ value, count }) => [value, count])).toEqual([['203.0.113.77', 1]]);
    expect(draft?.markdown).toContain('203.0.113.77');
    expect(draft?.markdown).toMatch(/# Copper heron\n[\s\S]*## What it is\n[\s\S]*## What to do next/);
    const broken = await findPackage('broken.json');
    expect(broken.standing).toMatchObject({ issues: [{ severity: 'error' }] });
  });

  it('are finished once each, whichever write is the last before the page is killed', async () => {
    await importLog();
    const files = () => [makeStixPackage(), makeIndicatorPackage(), makeBrokenPackage()];
    await addArrivals(inbox, files(), AT);
    power.after(Number.POSITIVE_INFINITY);
    await inboxAnswers.workInbox(GROUND, quiet);
    const { writes } = power;
    const whole = await describeInbox();
    const before = await countAll();
    expect(writes).toBeGreaterThan(30);
    for (let last = 0; last < writes; last++) {
      await Promise.all(inbox.tables.map((table) => table.clear()));
      await addArrivals(inbox, files(), AT);
      power.after(last);
      await inboxAnswers.workInbox(GROUND, quiet).catch(() => undefined);
      power.after(Number.POSITIVE_INFINITY);
      await inboxAnswers.workInbox(GROUND, quiet);
      expect(await describeInbox()).toEqual(whole);
    }
    // Records that a search copied before it was killed are cleared away by the next one.
    expect(await countAll()).toEqual(before);
  });

  it('that came before under another name are not gone through again', async () => {
    await addArrivals(inbox, [makeIndicatorPackage()], AT);
    await inboxAnswers.workInbox(GROUND, quiet);
    const bytes = await makeIndicatorPackage().arrayBuffer();
    await addArrivals(inbox, [new File([bytes], 'same.csv')], LATER);
    const worked: InboxProgress[] = [];
    await inboxAnswers.workInbox(GROUND, (progress) => worked.push(progress));
    expect(worked.filter(({ id }) => id !== null)).toEqual([]);
    expect(await inbox.packages.toArray()).toMatchObject([{ fileName: 'tin-otter.csv', otherNames: ['same.csv'] }]);
    expect(await inbox.contents.count()).toBe(1);
  });

  it('are imported as the import does when they are accepted, with their search', async () => {
    await importLog();
    await addArrivals(inbox, [makeStixPackage(), makeIndicatorPackage()], AT);
    await inboxAnswers.workInbox(GROUND, quiet);
    const report = await findPackage('copper-heron.json');
    const list = await findPackage('tin-otter.csv');
    for (const { id } of [report, list])
      expect(await inboxAnswers.acceptPackage(id, LATER, quiet)).toMatchObject({ ok: true });
    expect((await workspace.threatReports.toArray()).map(({ name }) => name)).toEqual(['Copper heron']);
    expect((await histories.collections.toArray()).map(({ name }) => name).sort()).toEqual([
      'Copper heron',
      'tin-otter',
    ]);
    const search = await histories.searches.get(`inbox-${report.id}`);
    expect(search).toMatchObject({ name: 'Copper heron', run: { matched: 1, kept: 1, sightings: 1 } });
    expect(await histories.searches.get(`inbox-${list.id}`)).toMatchObject({ run: { matched: 0 } });
    expect(await listStandings()).toEqual({ 'copper-heron.json': 'accepted', 'tin-otter.csv': 'accepted' });
    expect(await inbox.contents.count()).toBe(0);
    // A second click, or a second tab, imports nothing.
    const before = await countAll();
    expect(await inboxAnswers.acceptPackage(report.id, LATER, quiet)).toMatchObject({ ok: false });
    expect(await countAll()).toEqual(before);
  });

  it.each([
    ['a report', makeStixPackage],
    ['a list of indicators', makeIndicatorPackage],
    ['a log', makeLogPackage],
  ])('are imported once, whichever write is the last before the page is killed: %s', async (_, make) => {
    const begin = async () => {
      for (const db of [inbox, workspace, histories]) await Promise.all(db.tables.map((table) => table.clear()));
      if (make !== makeLogPackage) await importLog();
      await addArrivals(inbox, [make()], AT);
      await inboxAnswers.workInbox(GROUND, quiet);
      return (await inbox.packages.toArray())[0]?.id ?? '';
    };
    const id = await begin();
    power.after(Number.POSITIVE_INFINITY);
    await inboxAnswers.acceptPackage(id, LATER, quiet);
    const { writes } = power;
    const whole = await countAll();
    expect(writes).toBeGreaterThan(5);
    for (let last = 0; last < writes; last++) {
      await begin();
      power.after(last);
      await inboxAnswers.acceptPackage(id, LATER, quiet).catch(() => undefined);
      power.after(Number.POSITIVE_INFINITY);
      await inboxAnswers.workInbox(GROUND, quiet);
      // Killed before it was written that it was accepted, it waits as before.
      if ((await inbox.packages.get(id))?.standing.kind === 'finished')
        await inboxAnswers.acceptPackage(id, LATER, quiet);
      expect((await inbox.packages.get(id))?.standing.kind).toBe('accepted');
      expect({ last, ...(await countAll()) }).toEqual({ last, ...whole });
    }
  });

  it('are left to the tab that is at them, and gone on with once it is closed', async () => {
    await addArrivals(inbox, [makeIndicatorPackage()], AT);
    await inboxAnswers.workInbox(GROUND, quiet);
    const { id } = await findPackage('tin-otter.csv');
    await addArrivals(inbox, [makeBrokenPackage(), makeStixPackage()], LATER);
    let close: (done: null) => void = () => undefined;
    const otherTab = locks.request(`vedette-inbox-package-${id}`, () => new Promise((resolve) => (close = resolve)));
    expect(await inboxAnswers.acceptPackage(id, LATER, quiet)).toMatchObject({ issues: [{ code: 'package-taken' }] });
    await inboxAnswers.workInbox(GROUND, quiet);
    expect(await listStandings()).toMatchObject({ 'tin-otter.csv': 'finished', 'copper-heron.json': 'finished' });
    close(null);
    await otherTab;
    expect(await inboxAnswers.acceptPackage(id, LATER, quiet)).toMatchObject({ ok: true });
  });

  it('that lie in the watched folder alone wait until the browser has been asked', async () => {
    browser.isAsking = true;
    await addFromFolder(inbox, makeIndicatorPackage(), false, AT);
    for (const arrival of await inbox.arrivals.toArray()) await settleArrival(inbox, arrival, 'hash');
    await addArrivals(inbox, [makeStixPackage()], LATER);
    await inboxAnswers.workInbox(GROUND, quiet);
    expect(await listStandings()).toEqual({ 'tin-otter.csv': 'open', 'copper-heron.json': 'finished' });
    expect(await findPackage('tin-otter.csv')).toMatchObject({ begun: 0, steps: [], bytes: 'in-folder' });
    // Allowed again, it is looked for: here it has gone.
    browser.isAsking = false;
    await inboxAnswers.workInbox(GROUND, quiet);
    expect(await listStandings()).toMatchObject({ 'tin-otter.csv': 'unreadable' });
  });

  it('leave nothing but their note when they are dismissed', async () => {
    await addArrivals(inbox, [makeStixPackage()], AT);
    await inboxAnswers.workInbox(GROUND, quiet);
    const before = await countAll();
    const { id } = await findPackage('copper-heron.json');
    await changePackage(inbox, id, (known) => dismissPackage(known, 'Old news', LATER));
    expect(await countAll()).toEqual(before);
    expect(await inbox.contents.count()).toBe(0);
    expect((await readFindings(inbox, id)).draft?.markdown).toContain('Copper heron');
  });

  it('that are logs are looked through for what is watched, and none of their records is kept before', async () => {
    await workspace.watchlists.put(
      makeWatchlist('w', { values: [{ type: 'ipv4', value: '203.0.113.77', addedAt: AT, note: '' }] }),
    );
    const before = await countAll();
    await addArrivals(inbox, [makeLogPackage()], AT);
    await inboxAnswers.workInbox(GROUND, quiet);
    const { id, steps } = await findPackage('conn.log');
    const { search, draft } = await readFindings(inbox, id);
    expect(search).toMatchObject({ inItself: true, request: null, sightingCount: 1, run: { records: 3, matched: 1 } });
    expect(steps[2]?.words).toContain('In this log itself');
    expect(draft?.markdown).toContain('203.0.113.77');
    expect(await countAll()).toEqual(before);
    expect(await inboxAnswers.acceptPackage(id, LATER, quiet)).toMatchObject({ ok: true });
    expect(await histories.searches.toArray()).toMatchObject([{ run: { matched: 1, kept: 1 } }]);
  });

  it('that somebody imports in the usual way need no decision any more', async () => {
    await addArrivals(inbox, [makeIndicatorPackage()], AT);
    await inboxAnswers.workInbox(GROUND, quiet);
    await importAnswers.commitImport(makeIndicatorPackage(), 'own', {}, LATER, quiet);
    await inboxAnswers.workInbox(GROUND, quiet);
    expect(await listStandings()).toEqual({ 'tin-otter.csv': 'accepted' });
  });
});

/** What does not depend on when it was done. */
async function describeInbox() {
  const packages = await inbox.packages.orderBy('id').toArray();
  const findings = await inbox.findings.orderBy('[package+step]').toArray();
  return {
    packages: packages.map(({ id, steps, standing, begun }) => ({
      id,
      begun,
      standing: standing.kind,
      steps: steps.map(({ step, became, words }) => ({ step, became, words })),
    })),
    findings: findings.map(({ package: of, step }) => `${of} ${step}`),
    arrivals: await inbox.arrivals.count(),
    contents: await inbox.contents.count(),
  };
}
