import { describe, expect, it } from 'vitest';
import { EMPTY_CONTENT, type WorkspaceContent } from '../../src/domain/workspace/content';
import type { ReadableFormatId } from '../../src/formats/registry';
import { READERS } from '../../workers/readings/readers';
import { makeReadingContext, makeTextSource } from '../reading-context';

const BUNDLE = JSON.stringify({
  type: 'bundle',
  id: 'bundle--5d0092c5-5f74-4287-9642-33f4c354e56d',
  objects: [
    {
      type: 'attack-pattern',
      spec_version: '2.1',
      id: 'attack-pattern--7e33a43e-e34b-40ec-89da-36c9bb2cacd5',
      created: '2026-01-01T00:00:00.000Z',
      modified: '2026-01-01T00:00:00.000Z',
      name: 'PowerShell',
      external_references: [{ source_name: 'mitre-attack', external_id: 'T1059.001' }],
    },
  ],
});
const EVENT = JSON.stringify({
  Event: {
    uuid: '57c4445b-c548-4654-af0b-4be3950d210f',
    info: 'An event',
    date: '2026-01-02',
    Tag: [{ name: 'misp-galaxy:mitre-attack-pattern="PowerShell - T1059.001"' }, { name: 'tlp:amber' }],
    Attribute: [{ type: 'ip-dst', category: 'Network activity', value: '203.0.113.7', to_ids: true }],
  },
});
const PROSE = `The intruders used PowerShell (T1086) on two servers. They then spoke to 203.0.113[.]7 for a week.

Nobody noticed, since nobody looked. This is what the report is about.`;

async function read(format: ReadableFormatId, text: string, content: WorkspaceContent = EMPTY_CONTENT) {
  const reader = await READERS[format]();
  const result = await reader(makeTextSource('report.txt', text), makeReadingContext(content));
  if (!result.ok) throw new Error(result.issues[0]?.message);
  const { effect } = result.value;
  const step = effect.kind === 'step' && effect.step.of === 'content' ? effect.step : null;
  return { ...result.value, issues: result.issues, apply: (before: WorkspaceContent) => step?.run(before) ?? before };
}

describe('a report on its way in', () => {
  it.each([
    ['stix-report', BUNDLE, 1, 0],
    ['misp-event', EVENT, 1, 1],
    ['report-text', PROSE, 0, 1],
  ] as const)('%s becomes one report with what was read of it', async (format, text, statements, observables) => {
    const { counts, detail, apply } = await read(format, text);
    expect(counts.read).toBe(counts.kept + counts.reported);
    const { threatReports, reportContents } = apply(EMPTY_CONTENT);
    expect(threatReports).toHaveLength(1);
    expect(threatReports[0]).toMatchObject({ format, fileName: 'report.txt', decisions: [], position: 1 });
    expect(threatReports[0]?.id).toMatch(/^report-[0-9a-f]{64}$/);
    expect(reportContents[0]?.id).toBe(threatReports[0]?.id);
    expect(reportContents[0]?.statements).toHaveLength(statements);
    expect(reportContents[0]?.observables).toHaveLength(observables);
    expect(detail).toMatchObject({ kind: 'report', statementCount: statements, observableCount: observables });
  });

  it('is not brought a second time, and keeps what was decided', async () => {
    const { apply } = await read('report-text', PROSE);
    const once = apply(EMPTY_CONTENT);
    const again = await read('report-text', PROSE, once);
    expect(again.issues.map(({ code }) => code)).toContain('report-known');
    expect(again.apply(once)).toBe(once);
  });

  it('gives a report its text back that a backup had lost', async () => {
    const { apply } = await read('report-text', PROSE);
    const whole = apply(EMPTY_CONTENT);
    const torn = { ...whole, reportContents: [] };
    const mended = (await read('report-text', PROSE, torn)).apply(torn);
    expect(mended.reportContents).toEqual(whole.reportContents);
    expect(mended.threatReports).toBe(torn.threatReports);
  });

  it('stands before those that were there', async () => {
    const first = (await read('report-text', PROSE)).apply(EMPTY_CONTENT);
    const both = (await read('stix-report', BUNDLE, first)).apply(first);
    expect(both.threatReports.map(({ position }) => position)).toEqual([1, 2]);
  });
});
