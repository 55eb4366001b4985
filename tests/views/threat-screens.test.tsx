// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@solidjs/testing-library';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { ListedReport, ListedThreat, VerdictAnswer } from '../../src/state/threats';
import { ThreatList } from '../../src/views/threats/list/ThreatList';
import { Verdict } from '../../src/views/threats/verdict/Verdict';

const answers = vi.hoisted(() => ({
  threats: [] as unknown[],
  reports: [] as unknown[],
  verdict: undefined as unknown,
  groups: [{ id: 'g', name: 'Servers' }] as unknown[],
}));

vi.mock('../../src/state/threats', () => {
  const latest = (answer: () => unknown) => () => ({ answer, isAsking: () => false, problem: () => null });
  return {
    createThreatList: latest(() => answers.threats),
    createReportList: latest(() => answers.reports),
    createVerdict: latest(() => answers.verdict),
    exportThreat: vi.fn(),
  };
});
vi.mock('../../src/state/app-state', () => ({
  useApp: () => ({
    imports: { add: vi.fn() },
    workspace: {
      inventory: () => ({ groups: answers.groups, deployments: [] }),
      threats: () => ({ threatReports: [], huntSheets: [] }),
      planning: () => undefined,
      name: () => 'own',
    },
    coverage: {
      facts: () => ({ domain: 'enterprise-attack', release: '19.1' }),
      settings: () => ({ lens: 'analytics', groupIds: null }),
      request: () => ({}),
      catalogs: Object.assign(() => [], { latest: [], error: undefined }),
    },
  }),
}));
vi.mock('../../src/state/threat-records', () => ({
  makeThreatState: () => ({ isKnown: () => true, reports: () => [], huntSheets: () => [] }),
}));
vi.mock('../../src/state/layers', () => ({ overlayIds: () => [], chooseOverlays: vi.fn() }));
vi.mock('../../src/state/technique-explanation', () => ({
  createTechniqueExplanation: () => ({ explanation: () => undefined, isComputing: () => false, problem: () => null }),
}));
vi.mock('../../src/views/pieces/turns', () => ({
  takeTurn: (work: () => void) => work(),
  createGrowth: () => () => 1e6,
}));

beforeAll(() => {
  vi.stubGlobal('scrollTo', () => undefined);
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
      unobserve() {}
    },
  );
});
beforeEach(() => {
  answers.threats = [];
  answers.reports = [];
  answers.groups = [{ id: 'g', name: 'Servers' }];
  location.hash = '';
});
afterEach(cleanup);

const FIGURES = {
  steps: 3,
  observable: 2,
  seen: 1,
  firstSeenAt: 'Execution',
  blindFor: ['Impact'],
  notObservable: 1,
  notApplicable: 0,
  noAnalytic: 0,
};
const threat = (ref: string, name: string, kind: ListedThreat['kind']): ListedThreat => ({
  ref,
  name,
  kind,
  aliases: [`${name} the other`],
  figures: FIGURES,
});
const REPORT = {
  ...threat('report-a', 'A campaign', 'report'),
  report: { id: 'report-a', name: 'A campaign', publisher: 'We', published: '2026-11-24', marking: 'green' },
  undecided: 3,
  observables: 0,
  subjects: [
    { ref: 'report-a~1', kind: 'group', name: 'Somebody', techniques: 2 },
    { ref: 'report-a~2', kind: 'infrastructure', name: 'A server', techniques: 0 },
  ],
} as unknown as ListedReport;

it('asks for a first report, and says what else can be asked', () => {
  answers.threats = [threat('G1', 'One', 'group'), threat('S1', 'Two', 'software')];
  render(() => <ThreatList />);
  expect(document.querySelector('.answer-line')?.textContent?.replaceAll('\u00a0', ' ')).toBe(
    '1 group, 1 piece of software and 0 campaigns of ATT&CK 19.1 Enterprise can be asked about, and any report you have.',
  );
  expect(screen.getByRole('button', { name: 'Import a report' })).toBeTruthy();
});

it('answers for the newest report, and leads to its decisions and parts', () => {
  answers.reports = [REPORT];
  render(() => <ThreatList />);
  expect(document.querySelector('.answer-line')?.textContent).toMatch(
    /^A campaign: 1 of 2 observable steps can be seen/,
  );
  const table = within(screen.getByRole('table', { name: 'Reports' }));
  expect(table.getByRole('link', { name: /3.pieces of evidence/ }).getAttribute('href')).toBe(
    '#/threats/report-a/reading',
  );
  expect(table.getByRole('link', { name: 'Somebody' }).getAttribute('href')).toBe('#/threats/report-a~1');
  expect(table.getByText('TLP:GREEN')).toBeTruthy();
  expect(table.queryByText('A server')).toBeNull();
});

it('says that an empty estate is blind', () => {
  answers.groups = [];
  answers.reports = [REPORT];
  render(() => <ThreatList />);
  expect(document.querySelector('.answer-line')?.textContent).toMatch(/^Nothing is observed yet/);
});

it('compares what is ticked, across the tables', () => {
  answers.reports = [REPORT];
  answers.threats = [threat('G1', 'One', 'group'), threat('layer:l', 'Mine', 'layer')];
  render(() => <ThreatList />);
  fireEvent.click(screen.getByRole('checkbox', { name: 'Select A campaign' }));
  expect((screen.getByRole('button', { name: 'Compare' }) as HTMLButtonElement).disabled).toBe(true);
  fireEvent.click(screen.getByRole('checkbox', { name: 'Select Mine' }));
  const [first] = screen.getAllByRole('button', { name: 'Compare' });
  if (first) fireEvent.click(first);
  expect(location.hash).toBe('#/threats/compare/report-a/layer%3Al');
});

const step = (index: number, name: string, part: object) => ({
  index,
  technique: `T100${index}`,
  name,
  parentName: '',
  state: 'runs',
  worstState: 'runs',
  groups: [
    { groupId: 'g', name: 'Servers', state: 'runs' },
    { groupId: 'h', name: 'Network', state: 'not applicable' },
  ],
  sensors: ['A', 'B', 'C', 'D'].map((sensor) => ({ sensorId: sensor, name: sensor })),
  relatives: { parentRuns: false, subTechniquesRunning: [] },
  isAccepted: true,
  written: '',
  passage: '',
  ...part,
});
const VERDICT = {
  ref: 'G1',
  kind: 'group',
  name: 'One',
  named: [],
  verdict: {
    figures: FIGURES,
    unresolved: [{ written: 'T9999', reason: 'unknown' }],
    tactics: [
      { id: 'TA1', name: 'Execution', steps: [step(1, 'Seen step', { written: 'T1086' })] },
      {
        id: 'TA2',
        name: 'Impact',
        steps: [
          step(2, 'Dark step', { state: 'blind', groups: [], sensors: [], isAccepted: false }),
          step(3, 'No telemetry', { state: 'not observable', groups: [], sensors: [] }),
        ],
      },
    ],
  },
} as unknown as VerdictAnswer;

it('shows the steps under their tactics, and each figure opens its own', () => {
  answers.verdict = VERDICT;
  render(() => <Verdict threatRef="G1" />);
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Can I see One?');
  const table = screen.getByRole('table', { name: 'Steps' });
  const names = () =>
    within(table)
      .getAllByRole('button')
      .map(({ textContent }) => textContent);
  expect(names()).toEqual(['Seen step', 'Dark step', 'No telemetry']);
  expect(table.textContent).toContain('as T1086 in the report');
  expect(table.textContent).toContain('A, B, C and 1 more');
  expect(table.textContent?.replaceAll('\u00a0', ' ')).toContain('1 of 1 group');
  fireEvent.click(screen.getByRole('button', { name: '1 step that can be seen' }));
  expect(names()).toEqual(['Seen step']);
  fireEvent.click(screen.getByRole('button', { name: 'Which?' }));
  expect(names()).toEqual(['No telemetry']);
  fireEvent.click(screen.getByRole('radio', { name: 'Not accepted yet 1' }));
  expect(names()).toEqual(['Dark step']);
  expect(screen.getByText('T9999').parentElement?.textContent).toBe('T9999: no release on this device knows it');
});

it('says when there is no such threat', () => {
  answers.verdict = null;
  render(() => <Verdict threatRef="G7777" />);
  expect(screen.getByRole('heading', { name: 'This threat is not here' })).toBeTruthy();
});
