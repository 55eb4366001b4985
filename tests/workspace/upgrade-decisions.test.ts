import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Catalog } from '../../src/domain/attack/catalog';
import type { TechniqueDecision } from '../../src/domain/threats/threat-report';
import { EMPTY_CONTENT } from '../../src/domain/workspace/content';
import { listReferenceKinds } from '../../src/domain/workspace/technique-references';
import { applyUpgrade } from '../../src/domain/workspace/upgrade';
import { makeUpgradeTarget } from '../../src/domain/workspace/upgrade-target';
import { makeHuntSheet, makeReport, makeReportContent, makeStatement } from '../threats/made-up-report';

const CATALOGS = join(import.meta.dirname, '..', '..', 'data', 'catalog');
const open = (name: string): Catalog => JSON.parse(readFileSync(join(CATALOGS, `${name}.json`), 'utf8'));
const TARGET = makeUpgradeTarget([open('enterprise-attack-19.1')], [open('enterprise-attack-18.1')]);
const decided = (technique: string, verdict: TechniqueDecision['verdict']): TechniqueDecision => ({
  technique,
  verdict,
  passage: null,
  reason: 'because',
  at: '2026-11-24T12:00:00Z',
});

it('moves decisions about reports; of two that become one, an acceptance stays; what was read stays as written', () => {
  const report = makeReport('report-1', {
    decisions: [decided('T1086', 'rejected'), decided('T1059.001', 'accepted'), decided('T1003', 'rejected')],
  });
  const untouched = makeReport('report-2', { decisions: [decided('T1003', 'accepted')] });
  const contents = [makeReportContent('report-1', { statements: [makeStatement({ technique: 'T1086' })] })];
  const before = { ...EMPTY_CONTENT, threatReports: [report, untouched], reportContents: contents };
  const after = applyUpgrade(before, listReferenceKinds({}), TARGET, {}, 'highest').content;
  expect(after.threatReports[0]?.decisions).toEqual([decided('T1059.001', 'accepted'), decided('T1003', 'rejected')]);
  expect(after.threatReports[1]).toBe(untouched);
  expect(after.reportContents).toBe(contents);
});

it('moves what was ticked off on hunt sheets; of two entries that become one, the later stands', () => {
  const entry = (key: string, at: string) => ({ key, outcome: 'found' as const, notes: at, at });
  const sheet = makeHuntSheet('G0016', {
    entries: [entry('T1086 sysmon', '2'), entry('T1059.001 sysmon', '1'), entry('T1086', '1'), entry('T1003', '1')],
  });
  const before = { ...EMPTY_CONTENT, huntSheets: [sheet] };
  const after = applyUpgrade(before, listReferenceKinds({}), TARGET, {}, 'highest').content;
  expect(after.huntSheets[0]?.entries.map(({ key, notes }) => `${key} ${notes}`)).toEqual([
    'T1059.001 sysmon 2',
    'T1059.001 1',
    'T1003 1',
  ]);
});
