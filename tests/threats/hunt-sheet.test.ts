import { describe, expect, it } from 'vitest';
import type { TechniqueId } from '../../src/domain/attack/identifiers';
import { indexSensors } from '../../src/domain/coverage/estate';
import { DEFAULT_SETTINGS } from '../../src/domain/coverage/settings';
import { composeHuntSheet, type QueriesOfPlace } from '../../src/domain/threats/compose-hunt-sheet';
import type { ThreatExportFacts } from '../../src/domain/threats/export-facts';
import type { HuntEntry, HuntSheet } from '../../src/domain/threats/hunt-sheet';
import { planHunt } from '../../src/domain/threats/plan-hunt';
import { writeHuntSheetMarkdown } from '../../src/formats/hunt-sheet-markdown';
import { writeCodeBlock } from '../../src/formats/markdown-text';
import { makeCatalog, makeDeployment, makeInventory, makeSensor } from '../coverage/made-up-estate';
import { groundHunt, makeThreat, NEVER_OVER } from './made-up-threats';

const INDEX = makeCatalog({ T1001: ['Windows'], 'T1001.001': ['Windows'], T1002: ['Windows'] }, [
  { technique: 'T1001', needs: ['A log:x 1', 'B'] },
  { technique: 'T1001.001', needs: ['B'] },
  { technique: 'T1002', needs: ['C'] },
]);
const LIBRARY = [
  makeSensor('s', { '1': ['A'], '2': ['B'] }, { name: 'Sensor S', logSources: ['log:x'] }),
  makeSensor('t', { '9': ['C'] }, { name: 'T <b>&#42;</b> | `x`' }),
];

function plan(ids: readonly string[]) {
  const inventory = makeInventory({ deployments: ids.map((id) => makeDeployment(id, { logDestination: 'SIEM' })) });
  const sensors = indexSensors(LIBRARY, inventory);
  const ground = groundHunt({ index: INDEX, inventory, sensors, settings: DEFAULT_SETTINGS });
  return planHunt(ground, makeThreat(['T1001', 'T1001.001', 'T1002']), NEVER_OVER);
}

function entry(key: string, change: Partial<HuntEntry> = {}): HuntEntry {
  return { key, outcome: 'nothing-found', notes: '', at: '2026-11-24T10:00:00Z', ...change };
}

function sheet(entries: readonly HuntEntry[]): HuntSheet {
  return {
    id: 'G0016',
    title: 'Hunt',
    startedAt: '2026-11-24T09:00:00Z',
    finishedAt: null,
    hunter: 'Kim',
    notes: '',
    entries,
  };
}

describe('a hunt sheet', () => {
  it('has a step per technique and a place per sensor, each with its key', () => {
    const page = composeHuntSheet('Made-up', plan(['s', 't']), null);
    const steps = page.tactics.flatMap((tactic) => tactic.steps);
    expect(steps.map(({ key, places }) => [key, ...places.map((place) => place.key)])).toEqual([
      ['T1001', 'T1001 s'],
      ['T1001.001', 'T1001.001 s'],
      ['T1002', 'T1002 t'],
    ]);
    expect(steps[0]?.places[0]).toMatchObject({
      eventIds: ['1', '2'],
      logSources: ['log:x'],
      codes: ['1'],
      components: ['A', 'B'],
    });
    expect(page).toMatchObject({ title: 'Made-up', done: 0, of: 3, missing: [], gone: [] });
  });

  it('keeps ticks and notes when the plan changes, also of what is gone from it', () => {
    const entries = [entry('T1001 s', { notes: 'host 7' }), entry('T1002 t', { outcome: 'found' }), entry('T1999')];
    const before = composeHuntSheet('Made-up', plan(['s', 't']), sheet(entries));
    expect(before.done).toBe(2);
    expect(before.gone.map(({ key }) => key)).toEqual(['T1999']);

    const after = composeHuntSheet('Made-up', plan(['s']), sheet(entries));
    expect(after.tactics[0]?.steps[0]?.places[0]?.entry?.notes).toBe('host 7');
    expect(after.missing.map(({ key }) => key)).toEqual(['T1002']);
    expect(after.gone.map(({ key }) => key)).toEqual(['T1002 t', 'T1999']);

    const again = composeHuntSheet('Made-up', plan(['s', 't']), sheet(entries));
    expect(again).toEqual(before);
  });

  it('loses none of the entries, even where two have one key', () => {
    const entries = [
      entry('T1001', { at: '2026-11-24T12:00:00Z', notes: 'later' }),
      entry('T1001', { at: '2026-11-24T11:00:00Z', notes: 'earlier' }),
      entry('__proto__'),
    ];
    const page = composeHuntSheet('Made-up', plan(['s', 't']), sheet(entries));
    expect(page.tactics[0]?.steps[0]?.entry?.notes).toBe('later');
    expect(page.gone.map(({ key, notes }) => [key, notes])).toEqual([
      ['__proto__', ''],
      ['T1001', 'earlier'],
    ]);
  });

  it('takes a tick on a missing step: it cannot be looked for, and somebody said so', () => {
    const page = composeHuntSheet('Made-up', plan(['s']), sheet([entry('T1002', { outcome: 'not-possible' })]));
    expect(page.missing[0]?.entry?.outcome).toBe('not-possible');
    expect(page.of).toBe(2);
  });
});

const FACTS: ThreatExportFacts = {
  domain: 'enterprise-attack',
  release: '19.1',
  lens: 'analytics',
  lensWords: 'Analytics (component precision or better)',
  estate: 'all 1 system groups',
  groups: 1,
  at: '2026-11-24T10:00:00Z',
  tlp: 'TLP:AMBER',
  isDemonstration: false,
};

const HOSTILE = 'index=x\n```\n# <script>alert(1)</script>\n````\n- [ ] fake\r~~~\u2028[a](javascript:1)\u0000\u202e';

/** Lines that stand outside of fenced code blocks, as CommonMark reads fences. */
function outsideFences(markdown: string): readonly string[] {
  const outside: string[] = [];
  let fence = '';
  for (const line of markdown.split(/\r\n?|\n/)) {
    const [, marks = ''] = /^ {0,3}(`{3,}|~{3,})/.exec(line) ?? [];
    if (fence === '') {
      if (marks !== '' && !(marks.startsWith('`') && line.slice(line.indexOf(marks) + marks.length).includes('`')))
        fence = marks;
      else outside.push(line);
    } else if (marks.startsWith(fence) && line.trim() === marks) fence = '';
  }
  if (fence !== '') throw new Error('a fence is not closed');
  return outside;
}

describe('as Markdown', () => {
  const queries: readonly QueriesOfPlace[] = [
    {
      sensorId: 's',
      logSource: 'log:x',
      eventIds: ['1'],
      techniques: ['T1001' as TechniqueId],
      queries: [{ language: 'spl', text: HOSTILE, note: 'adapt `index`' }],
    },
  ];

  it('has steps to tick off, places, queries, notes, and where it comes from', () => {
    const entries = [entry('T1001 s', { outcome: 'found', notes: 'host 7' }), entry('T1999', { notes: 'old' })];
    const page = composeHuntSheet('Made-up', plan(['s']), sheet(entries), queries);
    const text = writeHuntSheetMarkdown(page, FACTS);
    const lines = outsideFences(text);
    expect(lines).toContain('- [x] **T1001 Technique T1001** (AN0001). Runs in: G.');
    expect(lines).toContain(
      '  - [x] Sensor S: events 1, 2; log sources log:x; codes 1; for A, B; by mapping alone 2 – found, 2026-11-24T10:00:00Z: host 7',
    );
    expect(lines).toContain('- [ ] **T1001.001 Technique T1001.001** (AN0002). Runs in: G.');
    expect(lines).toContain('- 1 in log:x: A');
    expect(lines).toContain(
      '- T1002 Technique T1002: blind; lacks C (T \\<b\\>&amp;\\#42;\\</b\\> \\| \\`x\\`: not owned)',
    );
    expect(lines).toContain('- T1999: looked, nothing found, 2026-11-24T10:00:00Z: old');
    for (const fact of [
      '**Marking:** TLP:AMBER',
      '**ATT&CK release:** 19.1',
      '**Lens:** Analytics',
      '**Date:** 2026-11-24',
    ]) {
      expect(text).toContain(fact);
    }
    expect(text).not.toMatch(/detect/i);
  });

  it('lets nothing out of a code block, and nothing in', () => {
    const page = composeHuntSheet('Made-up', plan(['s', 't']), null, queries);
    const text = writeHuntSheetMarkdown(
      { ...page, title: 'a\n# b <img src=x> [l](http://e.vil)', notes: '1. x\n- [x] y\n```' },
      FACTS,
    );
    const lines = outsideFences(text);
    expect(lines.join('\n')).not.toContain('script');
    expect(lines.filter((line) => /^\s*- \[[ x]\]/.test(line))).toHaveLength(6);
    expect(lines.filter((line) => /^#/.test(line)).some((line) => line.startsWith('# b'))).toBe(false);
    expect(lines.join('\n')).not.toMatch(/(?<!\\)<|(?<!\\)\[(?![ x]\])|https?:\/\//);
    for (const character of '\u0000\u202e\u2028\r') expect(text).not.toContain(character);
  });

  it('makes the fence longer than any run of backticks', () => {
    expect(writeCodeBlock('a', 'spl x`')).toBe('```splx\na\n```');
    expect(writeCodeBlock('`````\n\n')).toBe('``````\n`````\n``````');
  });

  it('says that nothing can be seen', () => {
    const text = writeHuntSheetMarkdown(composeHuntSheet('Made-up', plan([]), null), FACTS);
    expect(text).toContain('No step of this threat can be seen here.');
    expect(text).toContain('## What cannot be seen');
  });
});
