import { describe, expect, it } from 'vitest';
import { indexSensors } from '../../src/domain/coverage/estate';
import { DEFAULT_SETTINGS } from '../../src/domain/coverage/settings';
import { EMPTY_PLAN, type Plan, type PlanOption } from '../../src/domain/planning/plan';
import { computePlanReport, type PlanReport } from '../../src/domain/planning/plan-report';
import { composeReportPage, type ReportContext, type ReportPage } from '../../src/domain/planning/report-page';
import type { Inventory } from '../../src/domain/sensors/inventory';
import { writePlanReportMarkdown } from '../../src/formats/plan-report-markdown';
import { makeCatalog, makeDeployment, makeGroup, makeInventory, makeSensor } from '../coverage/made-up-estate';

/**
 * Five techniques: T1 runs with A; T2 with A and B; T3 with C; T4 with B, C and D; T5 lists no telemetry. Sensor `first`
 * gives A on 80 % of the group, `second` gives B.
 */
const INDEX = makeCatalog(
  { T1001: ['Windows'], T1002: ['Windows'], T1003: ['Windows'], T1004: ['Windows'], T1005: ['Windows'] },
  [
    { technique: 'T1001', needs: ['A'] },
    { technique: 'T1002', needs: ['A', 'B'] },
    { technique: 'T1003', needs: ['C'] },
    { technique: 'T1004', needs: ['B', 'C', 'D'] },
    { technique: 'T1005', needs: [] },
  ],
);
const LIBRARY = [makeSensor('first', { '1': ['A'] }), makeSensor('second', { '2': ['B'] })];
const INVENTORY = makeInventory({
  deployments: [makeDeployment('first', { observes: [{ groupId: 'G', share: 0.8, part: null }] })],
});
const SECOND: PlanOption = {
  id: 'second',
  name: 'Second | *all* hosts',
  changes: [{ kind: 'add-deployment', deployment: makeDeployment('second') }],
  price: { amount: '1,000.50', currency: 'EUR', per: 'year' },
};
const PLAN: Plan = { ...EMPTY_PLAN, options: [SECOND], budget: 5000, currency: 'EUR', years: 3 };

function compute(
  chosen: readonly string[],
  weights: readonly number[] = [1, 1, 1, 1, 1],
  inventory: Inventory = INVENTORY,
  plan: Plan = PLAN,
): PlanReport {
  return computePlanReport({
    index: INDEX,
    inventory,
    sensors: indexSensors(LIBRARY, inventory),
    settings: DEFAULT_SETTINGS,
    weights: Float64Array.from(weights),
    plan,
    chosen,
    measure: 'share',
  });
}

const CONTEXT: ReportContext = {
  plan: PLAN,
  measure: 'share',
  isProven: true,
  isContradictory: false,
  leftOut: [],
  bound: 0.4,
  attack: { domain: 'enterprise-attack', release: '19.1', techniques: 5 },
  settings: DEFAULT_SETTINGS,
  groups: ['G'],
  weights: 'all techniques alike',
  at: '2026-11-24T12:00:00.000Z',
  tlp: 'TLP:AMBER',
  isDemonstration: false,
};

describe('the figures of the report', () => {
  it('are those of the coverage model', () => {
    const report = compute(['second']);
    // (0.8 + 0 + 0 + 0) / 4, then T1002 on the hosts where A and B meet: 0.8 + 1 − 1.
    expect(report.before.coverage).toBeCloseTo(0.2, 6);
    expect(report.after.coverage).toBeCloseTo(0.4, 6);
    expect(report.gained).toBe(1);
    expect(report.improved).toBe(0);
    expect(report.tactics).toHaveLength(1);
    expect(report.tactics[0]).toMatchObject({ name: 'Execution', gained: [{ id: 'T1002' }] });
    expect(report.unratedShare).toBeCloseTo(1, 6);
  });

  it('weigh', () => {
    const report = compute(['second'], [3, 1, 0, 0, 1]);
    expect(report.before.coverage).toBeCloseTo(0.6, 6);
    expect(report.after.coverage).toBeCloseTo(0.8, 6);
  });

  it('add prices up over the years, to the cent', () => {
    expect(compute(['second']).cost).toEqual({ once: 0, yearly: 1000.5, total: 3001.5 });
    expect(compute([]).cost).toEqual({ once: 0, yearly: 0, total: 0 });
  });

  it('say what stays uncovered, the weightiest first, and what it lacks', () => {
    const { uncovered } = compute(['second'], [1, 1, 2, 3, 1]);
    expect(uncovered.count).toBe(2);
    expect(uncovered.techniques).toMatchObject([
      { id: 'T1004', lack: { missing: ['C', 'D'], isPartlyFed: true, isOverlapUnknown: false } },
      { id: 'T1003', lack: { missing: ['C'], isPartlyFed: false } },
    ]);
    expect(uncovered.withoutTelemetry).toMatchObject([{ id: 'T1005' }]);
  });

  it('bear an empty inventory', () => {
    const report = compute([], [1, 1, 1, 1, 1], makeInventory({ groups: [] }));
    expect(report.before.coverage).toBeNaN();
    expect(report.unratedShare).toBeNull();
    expect(textOf(composeReportPage(report, { ...CONTEXT, groups: [] }))).toContain(
      'No part of our systems is described yet',
    );
  });

  it('do not call systems undescribed to which nothing of the catalogue applies', () => {
    const report = compute([], [1, 1, 1, 1, 1], makeInventory({ groups: [makeGroup('G', { platforms: ['iOS'] })] }));
    const text = textOf(composeReportPage(report, CONTEXT));
    expect(text).toContain('No technique of this catalogue that can be counted applies to our systems');
    expect(text).not.toContain('described');
  });

  it('count no technique of a group that others do not have', () => {
    const groups = [makeGroup('G'), makeGroup('L', { platforms: ['Linux'] })];
    expect(compute(['second'], [1, 1, 1, 1, 1], { ...INVENTORY, groups }).before.coverage).toBeCloseTo(0.2, 6);
  });
});

describe('the page', () => {
  it('answers what, how much, for what and what not, in plain words', () => {
    const page = composeReportPage(compute(['second']), CONTEXT);
    expect(page.sections.map(({ heading }) => heading)).toEqual([
      null,
      'What we have',
      'What we would get',
      'For how much',
      'What stays uncovered',
      'What this rests on',
    ]);
    const text = textOf(page);
    expect(text).toContain('Today 20.0 % is covered: the records for 1 of 4 techniques');
    expect(text).toContain(
      'Of the others, for 1 exactly one kind of record is missing and for 2 nothing is collected.',
    );
    expect(text).toContain('With 1 of 1 option examined, coverage goes from 20.0 % to 40.0 %');
    expect(text).toContain('It is proven that no other choice for this budget covers more.');
    expect(text).toContain('1,000.50 EUR every year. Over 3 years that is 3,001.50 EUR in total.');
    expect(text).toContain('1,998.50 EUR of it would be left');
    expect(text).toContain('For 1 more technique the catalogue lists no records at all');
    expect(text).toContain('TLP:AMBER (Traffic Light Protocol');
    expect(text).toContain('100 % of the coverage with the plan rests on sources whose quality nobody has rated.');
  });

  it('claims no proof that there is not', () => {
    const text = textOf(composeReportPage(compute(['second']), { ...CONTEXT, isProven: false, bound: 0.45 }));
    expect(text).toContain('at most 45.0 % is possible');
    expect(text).not.toContain('proven');
  });

  it('says why nothing is chosen', () => {
    const say = (change: { readonly isProven?: boolean; readonly isContradictory?: boolean }) =>
      textOf(composeReportPage(compute([]), { ...CONTEXT, ...change }));
    expect(say({})).toContain('nothing that the conditions allow would cover more');
    expect(say({ isProven: false })).toContain('the search has found no choice yet');
    expect(say({ isContradictory: true })).toContain('cannot all be kept');
  });

  it('says what has no price, and that nothing is proven of it', () => {
    const leftOut = [{ id: 'c', name: 'C', why: 'no-price' as const }];
    const alone = textOf(composeReportPage(compute([]), { ...CONTEXT, leftOut }));
    expect(alone).toContain('1 option has no price yet: C. Until then nothing can be examined');
    expect(alone).not.toMatch(/examined none|proven/);
    const plan = { ...PLAN, options: [SECOND, { ...SECOND, id: 'c', name: 'C' }] };
    const text = textOf(composeReportPage(compute(['second']), { ...CONTEXT, plan, leftOut }));
    expect(text).toContain('1 option has no price yet: C. With 1 of the 1 option that has a usable price, coverage');
    expect(text).toContain('no other choice of these for this budget covers more');
  });

  it('lists the parts of a whole so that they add up', () => {
    const index = makeCatalogOfStates();
    const report = computePlanReport({
      index,
      inventory: INVENTORY,
      sensors: indexSensors(LIBRARY, INVENTORY),
      settings: DEFAULT_SETTINGS,
      weights: Float64Array.from([1, 1, 1, 1]),
      plan: PLAN,
      chosen: [],
      measure: 'share',
    });
    const text = textOf(composeReportPage(report, CONTEXT));
    const [, runs, counted] = /the records for (\d+) of (\d+)/.exec(text) ?? [];
    const others = [...(/Of the others, ([^.]*)\./.exec(text)?.[1] ?? '').matchAll(/for (\d+)/g)].map(([, n]) =>
      Number(n),
    );
    expect(others).toHaveLength(3);
    expect(others.reduce((sum, n) => sum + n, Number(runs))).toBe(Number(counted));
  });

  it('says nothing of a plan where nothing is chosen', () => {
    const text = textOf(composeReportPage(compute([]), CONTEXT));
    expect(text).not.toMatch(/with the plan/i);
    expect(text).toContain('Today 3 techniques are uncovered everywhere.');
  });

  it('stays short, whatever is chosen and however it is called', () => {
    const options = Array.from(
      { length: 40 },
      (_, at): PlanOption => ({
        ...SECOND,
        id: `o${at}`,
        name: `Option ${at} ${'with a long name '.repeat(30)}`,
        changes: [{ kind: 'add-deployment', deployment: makeDeployment('second', { id: `d${at}` }) }],
      }),
    );
    const plan = { ...PLAN, options };
    const chosen = options.slice(0, 21).map(({ id }) => id);
    const leftOut = options.slice(21).map(({ id, name }) => ({ id, name, why: 'no-price' as const }));
    const groups = Array.from({ length: 90 }, (_, at) => `Group ${at}`);
    const page = composeReportPage(compute(chosen, undefined, INVENTORY, plan), {
      ...CONTEXT,
      plan,
      leftOut,
      groups,
      weights: 'by a list '.repeat(100),
      settings: { ...DEFAULT_SETTINGS, groupIds: groups },
    });
    const tables = page.sections.flatMap(({ blocks }) => blocks.filter((block) => block.kind === 'table'));
    expect(tables[1]?.rows).toHaveLength(8);
    expect(tables[1]?.rows.at(-1)?.map((cell) => cell.replaceAll('\u00a0', ' '))).toEqual([
      'and 14 more',
      '',
      '42,021 EUR',
    ]);
    expect(textOf(page).length).toBeLessThan(6000);
  });

  it('says of a made-up estate that it is one', () => {
    const page = composeReportPage(compute([]), { ...CONTEXT, isDemonstration: true });
    expect(page.title).toMatch(/^Demonstration/);
    expect(textOf(page)).toContain('made up');
  });
});

describe('the report as Markdown', () => {
  it('lets no name become a cell, emphasis, a link or HTML', () => {
    const hostile: PlanOption = {
      ...SECOND,
      name: 'a|b *c* [d](http://x.example) <img src=x>\n# e @team `f` www.g.example &lt;b&#62;',
    };
    const report = compute(['second'], [1, 1, 1, 1, 1], INVENTORY, { ...PLAN, options: [hostile] });
    const markdown = writePlanReportMarkdown(composeReportPage(report, CONTEXT));
    const row = markdown.split('\n').find((line) => line.includes('img src'));
    expect(row?.match(/(?<!\\)\|/g)).toHaveLength(4);
    expect(markdown).not.toMatch(/(?<!\\)<img/);
    expect(markdown).not.toMatch(/http:\/\//);
    expect(markdown).not.toMatch(/&lt;|&#62;/);
    expect(markdown).not.toContain('@team');
    expect(markdown).not.toMatch(/(?<!\\)\[d/);
    expect(markdown).not.toContain('www.');
    expect(markdown.match(/^# /gm)).toHaveLength(1);
  });

  it('has a heading per section and tables of equal width', () => {
    const markdown = writePlanReportMarkdown(composeReportPage(compute(['second']), CONTEXT));
    expect(markdown.match(/^## /gm)).toHaveLength(5);
    const widths = markdown
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .map((line) => line.match(/(?<!\\)\|/g)?.length);
    expect(new Set(widths)).toEqual(new Set([4]));
    expect(markdown).toContain('MITRE ATT&CK');
    expect(markdown).not.toContain('&amp;');
    expect(markdown).toContain('**20.0 % → 40.0 %**'.replaceAll(' %', '\u00a0%'));
  });
});

/** One technique in each state: runs, one short, partial, blind. */
function makeCatalogOfStates() {
  return makeCatalog({ T1001: ['Windows'], T1002: ['Windows'], T1003: ['Windows'], T1004: ['Windows'] }, [
    { technique: 'T1001', needs: ['A'] },
    { technique: 'T1002', needs: ['A', 'B'] },
    { technique: 'T1003', needs: ['A', 'B', 'C'] },
    { technique: 'T1004', needs: ['D'] },
  ]);
}

/** Spaces that do not break are spaces here. */
function textOf({ title, sections }: ReportPage): string {
  return JSON.stringify([title, sections]).replaceAll('\u00a0', ' ');
}
