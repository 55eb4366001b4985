import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/domain/coverage/settings';
import { EMPTY_PLAN, type PlanOption } from '../../src/domain/planning/plan';
import { success } from '../../src/domain/result';
import type { ReportContent } from '../../src/domain/threats/threat-report';
import { change, importStep, resetContent } from '../../src/store/change-content';
import { redoChange, undoChange } from '../../src/store/change-log';
import { readContent } from '../../src/store/content-store';
import type { WorkspaceDatabase } from '../../src/store/workspace-database';
import type { CoverageRequest } from '../../workers/contract/coverage';
import { openDatabase } from '../../workers/databases';
import { readContentVersions } from '../../workers/threats/content-versions';
import { huntAnswers } from '../../workers/threats/hunt-answers';
import { listAnswers } from '../../workers/threats/list-answers';
import { queryAnswers } from '../../workers/threats/query-answers';
import { loadReportFacts } from '../../workers/threats/report-facts';
import { verdictAnswers } from '../../workers/threats/verdict-answers';
import { loadDemonstration } from '../bench/hunts';
import { loadFacts } from '../bench/plan-instances';
import { makeHuntSheet, makeReport, makeReportContent, makeStatement } from './made-up-report';

const { held, counts } = vi.hoisted(() => ({
  held: {} as Record<string, unknown>,
  counts: { hunts: 0, coverage: 0, evidence: 0 },
}));
vi.mock('../../workers/shipped-catalogs', () => ({ SHIPPED_CATALOGS: [] }));
vi.mock('../../workers/threats', () => ({ loadThreats: async () => held.threats }));
vi.mock('../../workers/catalogs', () => ({
  loadCatalogIndex: async () => held.index,
  loadSensorLibrary: async () => held.library,
}));
vi.mock('../../src/domain/threats/plan-hunt', async (original) => {
  const real = await original<typeof import('../../src/domain/threats/plan-hunt')>();
  return {
    planHunt: (...asked: Parameters<typeof real.planHunt>) => {
      counts.hunts++;
      return real.planHunt(...asked);
    },
  };
});
vi.mock('../../src/domain/coverage/coverage', async (original) => {
  const real = await original<typeof import('../../src/domain/coverage/coverage')>();
  return {
    ...real,
    computeCoverage: (...asked: Parameters<typeof real.computeCoverage>) => {
      counts.coverage++;
      return real.computeCoverage(...asked);
    },
  };
});
vi.mock('../../src/domain/threats/collect-evidence', async (original) => {
  const real = await original<typeof import('../../src/domain/threats/collect-evidence')>();
  return {
    ...real,
    collectEvidence: (...asked: Parameters<typeof real.collectEvidence>) => {
      counts.evidence++;
      return real.collectEvidence(...asked);
    },
  };
});

const NOW = '2026-11-24T12:00:00Z';
const { index: INDEX, library, threats } = loadFacts();
const REQUEST: CoverageRequest = { workspace: 'own', catalogId: 'enterprise-attack@19.1', settings: DEFAULT_SETTINGS };
const OPTION: PlanOption = { id: 'o', name: 'Option', changes: [], price: { amount: '', currency: '', per: 'year' } };
const A = 'report-a';
const content = (technique: string): ReportContent =>
  makeReportContent(A, { text: 'They did it.', statements: [makeStatement({ technique })] });
let db: WorkspaceDatabase;
let imports = 0;

beforeEach(async () => {
  held.index = success(INDEX);
  held.library = { sensors: library };
  held.threats = threats;
  db = openDatabase('own');
  await importContent(content('T1059.001'));
  const { groups, deployments } = loadDemonstration();
  await change(db, 'Estate', { of: 'inventory', run: (before) => ({ ...before, groups, deployments }) }, NOW);
  Object.assign(counts, { hunts: 0, coverage: 0, evidence: 0 });
});

afterEach(() => db.delete());

/** As a report is read again, or restored from a backup. */
function importContent(...contents: readonly ReportContent[]) {
  const receipt = { id: `i${++imports}`, at: NOW } as never;
  return importStep(
    db,
    'Import',
    {
      of: 'content',
      run: (before) => ({
        ...before,
        threatReports: contents.map(({ id }, at) => makeReport(id, { format: 'stix-report', position: at })),
        reportContents: contents,
      }),
    },
    receipt,
  );
}

const tick = (notes: string) =>
  change(
    db,
    'Tick',
    { of: 'threats', run: (before) => ({ ...before, huntSheets: [makeHuntSheet(A, { notes })] }) },
    NOW,
  );

async function planned(ref: string) {
  const hunt = await huntAnswers.planHunt(REQUEST, ref);
  const queries = await queryAnswers.writeQueries(REQUEST, ref, ['spl']);
  if (!hunt.ok || !queries.ok || hunt.value === null) throw new Error('no hunt');
  return { plan: hunt.value.plan, queries: queries.value };
}

async function listed() {
  const list = await listAnswers.listReports(REQUEST);
  if (!list.ok) throw new Error('no list');
  return list.value;
}

describe('a tick', () => {
  it('plans no hunt again and computes no coverage, and queries are those of the places', async () => {
    const first = await planned('G0016');
    expect(counts.hunts).toBe(1);
    expect(new Set(first.queries.map(({ sensorId }) => sensorId))).toEqual(
      new Set(first.plan.places.map(({ sensorId }) => sensorId)),
    );
    const { coverage } = counts;
    await tick('Looked at.');
    const second = await planned('G0016');
    expect(second.plan).toBe(first.plan);
    await verdictAnswers.computeVerdict(REQUEST, 'G0016');
    await tick('Looked at again.');
    await verdictAnswers.computeVerdict(REQUEST, 'G0016');
    expect(counts.hunts).toBe(1);
    expect(counts.coverage).toBe(coverage);
  });

  it.each([
    [
      'the inventory',
      () => change(db, 'x', { of: 'inventory', run: (before) => ({ ...before, deployments: [] }) }, NOW),
    ],
    [
      'a decision',
      () =>
        change(
          db,
          'x',
          {
            of: 'threats',
            run: (before) => ({
              ...before,
              threatReports: before.threatReports.map((report) => ({
                ...report,
                decisions: [
                  { technique: 'T1059.001', verdict: 'rejected' as const, passage: null, reason: '', at: NOW },
                ],
              })),
            }),
          },
          NOW,
        ),
    ],
    [
      'the options of the plan',
      () =>
        change(
          db,
          'x',
          { of: 'planning', run: (before) => ({ ...before, plans: [{ ...EMPTY_PLAN, options: [OPTION] }] }) },
          NOW,
        ),
    ],
  ])('is another thing than a change of %s', async (_, act) => {
    await planned(A);
    await act();
    await planned(A);
    expect(counts.hunts).toBe(2);
  });
});

describe('what a report comes to', () => {
  const stated = async () => (await listed()).map(({ figures }) => figures.steps);

  it('is collected once, and its text is read once, until something of it changes', async () => {
    await listed();
    const read = vi.spyOn(db.reportContents, 'bulkGet');
    await tick('One.');
    await tick('Two.');
    await listed();
    expect(counts.evidence).toBe(1);
    expect(read.mock.calls.flatMap(([ids]) => ids)).toEqual([]);
  });

  it('is another when a backup puts another content under its id, and when that is taken back', async () => {
    expect(await stated()).toEqual([1]);
    await importContent(
      makeReportContent(A, {
        statements: [makeStatement({ technique: 'T1055' }), makeStatement({ technique: 'T1003' })],
      }),
    );
    expect(await stated()).toEqual([2]);
    await undoChange(db);
    expect(await stated()).toEqual([1]);
    await redoChange(db);
    expect(await stated()).toEqual([2]);
    // Taken back, and by another change no longer known.
    await undoChange(db);
    await tick('One.');
    expect(await stated()).toEqual([1]);
  });

  it('finds other names in another text under the same id', async () => {
    const facts = await loadReportFacts(INDEX, REQUEST.catalogId);
    const found = (text: string) =>
      facts.findMentions(makeReportContent(A, { text })).techniques.map(({ technique }) => technique);
    expect(found('T1055')).toEqual(['T1055']);
    expect(found('T1003')).toEqual(['T1003']);
  });

  it('rests on the threats that a bundle brought since', async () => {
    const before = await loadReportFacts(INDEX, REQUEST.catalogId);
    expect(await loadReportFacts(INDEX, REQUEST.catalogId)).toBe(before);
    held.threats = { ...threats, groups: [] };
    const after = await loadReportFacts(INDEX, REQUEST.catalogId);
    expect([before.readActor('G0016')?.id, after.readActor('G0016')]).toEqual(['G0016', null]);
  });
});

describe('versions of contents', () => {
  const version = async (id: string) => (await readContentVersions(db))(id);

  it('change with what was read of this report, and not with that of others', async () => {
    await importContent(content('T1055'), makeReportContent('report-b'));
    const [a, b] = [await version(A), await version('report-b')];
    await tick('One.');
    expect(await version(A)).toBe(a);
    await importContent(content('T1055'), makeReportContent('report-b', { text: 'Other.' }));
    expect(await version('report-b')).not.toBe(b);
    // The content of the first is another object, and perhaps the same words.
    await tick('Two.');
    const later = await version(A);
    await tick('Three.');
    expect(await version(A)).toBe(later);
  });

  it('change when all changes are forgotten, and stay when only old ones are', async () => {
    const before = await version(A);
    for (let at = 0; at < 205; at++) await tick(`Note ${at}.`);
    const after = await version(A);
    await tick('One more.');
    expect(await version(A)).toBe(after);
    expect(after).not.toBe(before);
    await resetContent(db, await readContent(db));
    expect(await version(A)).not.toBe(after);
  });
});
