import { expect, it } from 'vitest';
import type { TechniqueId } from '../../src/domain/attack/identifiers';
import { changeEntry, makeHuntSheet } from '../../src/domain/threats/edit-hunt-sheet';
import type { HuntPlan } from '../../src/domain/threats/hunt-plan';
import type { ThreatVerdict, VerdictFigures, VerdictStep } from '../../src/domain/threats/verdict';
import { writeVerdict } from '../../src/domain/threats/verdict-words';
import { guessFor, listUnknown } from '../../src/views/threats/hunt/create-languages';
import { describeProgress } from '../../src/views/threats/hunt/hunt-answer';
import { findQueries } from '../../src/views/threats/hunt/step-queries';
import { makeThreatSearch } from '../../src/views/threats/list/find-threats';
import { nameTextFile } from '../../src/views/threats/list/name-text-file';
import { describeCandidates, describePlan, describeProof } from '../../src/views/threats/look/look-words';
import {
  describeReserve,
  findOtherDomain,
  listBlind,
  markFigures,
  passesFilter,
} from '../../src/views/threats/threat-words';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const NOTHING: VerdictFigures = {
  steps: 0,
  observable: 0,
  seen: 0,
  firstSeenAt: null,
  blindFor: [],
  notObservable: 0,
  notApplicable: 0,
  noAnalytic: 0,
};
const figures = (observable: number, seen: number, blindFor: readonly string[] = []): VerdictFigures => ({
  ...NOTHING,
  steps: observable + 1,
  observable,
  seen,
  blindFor,
  firstSeenAt: seen > 0 ? 'Execution' : null,
});
const opens = (all: VerdictFigures) =>
  markFigures(writeVerdict(all, { lens: 'analytics', groups: 1 }), all).flatMap(({ text, filter }) =>
    filter === null ? [] : [`${text} ${filter}`],
  );

it('opens the numbers of the sentence, and loses none of its words', () => {
  expect(opens(figures(1017, 11, ['Impact']))).toEqual(['11 seen', '1,017 counted']);
  expect(opens(figures(4, 4))).toEqual(['4 seen']);
  expect(opens(figures(4, 0))).toEqual(['4 not-seen']);
  expect(opens(figures(1, 1))).toEqual([]);
  expect(opens(NOTHING)).toEqual([]);
  for (const all of [figures(1017, 11, ['Impact', 'Discovery']), figures(4, 4), figures(1, 0), NOTHING]) {
    const sentence = writeVerdict(all, { lens: 'analytics', groups: 1 });
    const pieces = markFigures(sentence, all);
    expect(pieces.map(({ text }) => text).join('')).toBe(sentence);
  }
});

it('puts every step into one of seen, not seen and not counted', () => {
  const step = (state: VerdictStep['state']) => ({ state, isAccepted: true }) as VerdictStep;
  for (const state of [
    'runs',
    'one short',
    'partial',
    'blind',
    'no analytic',
    'not observable',
    'not applicable',
  ] as const) {
    const filters = (['seen', 'not-seen', 'not-counted'] as const).filter((filter) =>
      passesFilter(step(state), filter),
    );
    expect(filters, state).toHaveLength(1);
  }
  expect(passesFilter(step('blind'), 'not-accepted')).toBe(false);
});

it('cuts the list of blind tactics, and says when all of it is blind', () => {
  expect(listBlind(figures(9, 3, ['A', 'B', 'C', 'D', 'E']))).toBe('A, B, C and 2 more');
  expect(listBlind(figures(9, 0, ['A']))).toBe('all of it');
  expect(listBlind(figures(9, 9))).toBe('');
});

it('notices that a report speaks of another matrix only where most of it does', () => {
  const verdict = (steps: number, written: readonly string[]): ThreatVerdict => ({
    tactics: [],
    figures: { ...NOTHING, steps },
    unresolved: written.map((each) => ({ written: each, reason: 'other-domain' })),
  });
  expect(findOtherDomain(verdict(1, ['T0800', 'T0812']), 'enterprise-attack')).toBe('ics-attack');
  expect(findOtherDomain(verdict(0, ['T1418']), 'enterprise-attack')).toBe('mobile-attack');
  expect(findOtherDomain(verdict(0, ['T1059']), 'ics-attack')).toBe('enterprise-attack');
  expect(findOtherDomain(verdict(2, ['T0800', 'T0812']), 'enterprise-attack')).toBeNull();
});

it('finds threats by parts of name, alias and id, whatever the case and the accents', () => {
  const threat = (ref: string, name: string, aliases: readonly string[], kind: 'group' | 'software') => ({
    ref,
    name,
    aliases,
    kind,
    figures: NOTHING,
  });
  const search = makeThreatSearch([
    threat('G0001', 'Étoile', ['Night Owl'], 'group'),
    threat('S0002', 'Owlet', [], 'software'),
  ]);
  const found = (words: string, kind: 'group' | 'software' | null = null) => search(words, kind).map(({ ref }) => ref);
  expect(found('')).toEqual(['G0001', 'S0002']);
  expect(found('  OWL night')).toEqual(['G0001']);
  expect(found('etoile')).toEqual(['G0001']);
  expect(found('s0002')).toEqual(['S0002']);
  expect(found('owl', 'software')).toEqual(['S0002']);
  expect(found('nothing like it')).toEqual([]);
});

it('names a pasted text as a file that no path can be made of', () => {
  expect(nameTextFile(' ../a\\b:c\u0000? ')).toBe('.. a b c.txt');
  expect(nameTextFile('  ')).toBe('Pasted text');
});

const PLACE = {
  sensorId: 's',
  sensorName: 'Sensor',
  groupNames: ['G'],
  logDestinations: ['Splunk, index win'],
  retentionDays: null,
  techniques: [],
};
const EVENT = { eventId: '1', logSource: 'Log', codes: [], components: [], techniques: [] };
const STEP = { technique: 'T1059' as TechniqueId, name: 'X', tactic: 'Execution', shownBy: [] };
const MISSING = { ...STEP, state: 'blind', lacks: [], closedBy: [] };
const PLAN: HuntPlan = {
  places: [{ ...PLACE, events: [EVENT, { ...EVENT, eventId: '2' }, { ...EVENT, eventId: '' }] }],
  steps: [STEP, STEP],
  missing: [],
  isProven: true,
  lowerBound: 1,
};

it('says how little is enough, and how sure that is', () => {
  expect(plain(describePlan(PLAN))).toBe(
    '1 sensor, 2 events and 1 whole log source show all 2 steps that can be seen.',
  );
  expect(describeProof(PLAN)).toMatch(/^Proven smallest/);
  expect(plain(describeProof({ ...PLAN, isProven: false, lowerBound: 2 }))).toBe(
    'The best that was found in time; at least 2 sensors are needed.',
  );
  const nowhere = (...states: readonly string[]) =>
    describePlan({ ...PLAN, places: [], steps: [], missing: states.map((state) => ({ ...MISSING, state })) });
  expect(nowhere('not observable')).toMatch(/^There is nothing to look for/);
  expect(nowhere('blind', 'not observable')).toContain('its only observable step cannot be seen');
  expect(nowhere('blind', 'partial')).toContain('none of its 2 observable steps');
  expect(describeProof({ ...PLAN, steps: [] })).toBe('');
});

it('tells own sensors from others among those that would help', () => {
  expect(
    describeCandidates([
      { sensorId: 'a', sensorName: 'A', obstacle: 'events are off' },
      { sensorId: 'b', sensorName: 'B', obstacle: 'not owned' },
      { sensorId: 'c', sensorName: 'C', obstacle: 'not owned' },
    ]),
  ).toBe('A (its events are off); not yours: B, C');
});

it('guesses languages from where logs go, and names the sensors of which that says nothing', () => {
  const silent = { places: [{ ...PLACE, logDestinations: ['the cellar'], events: [] }] };
  expect(guessFor(PLAN)).toEqual(['spl']);
  expect(guessFor(silent)).toEqual([]);
  expect([listUnknown(PLAN), listUnknown(silent)]).toEqual([[], [PLACE.sensorName]]);
});

it('shows the queries of a place that are for the step and for nothing else, each once', () => {
  const query = (text: string) => ({ language: 'spl' as const, text, note: '' });
  const place = (sensorId: string, techniques: readonly string[], text: string) => ({
    sensorId,
    logSource: 'Log',
    eventIds: [],
    techniques: techniques as readonly TechniqueId[],
    queries: [{ ...query(text), language: 'sigma' as const }, query(text)],
  });
  const written = [
    place('s', ['T1001'], 'one'),
    place('s', ['T1002'], 'two'),
    place('other', ['T1001'], 'not mine'),
    place('s', ['T1003', 'T1001'], 'one'),
  ];
  const texts = (technique: string) =>
    findQueries(technique, { sensorId: 's' }, written).map(({ language, text }) => `${language} ${text}`);
  expect(texts('T1001')).toEqual(['spl one', 'sigma one']);
  expect(texts('T1009')).toEqual([]);
});

it('begins a hunt with its first tick, keeps its time, and forgets what says nothing any more', () => {
  const empty = makeHuntSheet('G1', 'G');
  const noted = changeEntry(empty, 'T1', { notes: 'x' }, '2026-01-01T00:00:00Z');
  expect(noted.startedAt).toBeNull();
  const ticked = changeEntry(noted, 'T1', { outcome: 'found' }, '2026-01-02T00:00:00Z');
  expect(ticked).toMatchObject({
    startedAt: '2026-01-02T00:00:00Z',
    entries: [{ key: 'T1', outcome: 'found', notes: 'x', at: '2026-01-02T00:00:00Z' }],
  });
  expect(changeEntry(ticked, 'T1', { outcome: 'found' }, '2026-01-03T00:00:00Z')).toBe(ticked);
  const cleared = changeEntry(ticked, 'T1', { outcome: 'open', notes: '' }, '2026-01-03T00:00:00Z');
  expect(cleared.entries).toEqual([]);
  expect(cleared.startedAt).toBe('2026-01-02T00:00:00Z');
});

it('says what was looked at, what was found, and what was not possible', () => {
  const step = (outcome: 'open' | 'nothing-found' | 'found' | 'not-possible') =>
    ({ entry: { outcome } }) as Parameters<typeof describeProgress>[0]['tactics'][number]['steps'][number];
  const say = (done: number, ...outcomes: Parameters<typeof step>[0][]) =>
    plain(describeProgress({ done, of: 19, tactics: [{ name: '', steps: outcomes.map(step) }] }));
  expect(say(0)).toBe('0 of 19 steps looked at.');
  expect(say(1, 'not-possible')).toBe('1 of 19 steps looked at; not possible at 1.');
  expect(say(2, 'nothing-found', 'open')).toBe('2 of 19 steps looked at; nothing was found.');
  expect(say(2, 'found', 'not-possible')).toBe('2 of 19 steps looked at; something was found at 1; not possible at 1.');
});

it('says of what is seen where it is not, and what nobody has confirmed', () => {
  const step = (state: VerdictStep['state'], groups: readonly VerdictStep['state'][], isAccepted: boolean) =>
    ({
      state,
      isAccepted,
      groups: groups.map((of, at) => ({ groupId: `${at}`, name: '', state: of })),
    }) as unknown as VerdictStep;
  const everywhere = step('runs', ['runs', 'not applicable'], true);
  const somewhere = step('runs', ['runs', 'blind'], false);
  expect(describeReserve([everywhere], true)).toBe('');
  expect(describeReserve([everywhere, somewhere], true)).toBe(
    '1 of the 2 steps seen is seen in some of the groups only. 1 of its steps is not accepted yet.',
  );
  expect(describeReserve([somewhere], false)).toBe('The step seen is seen in some of the groups only.');
  expect(describeReserve([step('blind', ['blind'], false)], true)).toBe('None of its steps is accepted yet.');
});
