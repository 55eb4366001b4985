import fc from 'fast-check';
import type { Rule } from '../../src/domain/coverage/rule';
import { OBSERVABLE_TYPES } from '../../src/domain/indicators/observable';
import type { BenignValue, Watchlist } from '../../src/domain/indicators/watchlist';
import type { JsonObject, Layer } from '../../src/domain/layers/layer';
import type { InventoryChange } from '../../src/domain/planning/inventory-change';
import { DEFAULT_OBJECTIVE, type Plan } from '../../src/domain/planning/plan';
import type { Scenario } from '../../src/domain/planning/scenario';
import type { WeightList } from '../../src/domain/planning/weight-profile';
import {
  DEPLOYMENT_STATUSES,
  type Deployment,
  GROUP_KINDS,
  type Inventory,
  type SystemGroup,
} from '../../src/domain/sensors/inventory';
import { ROLES, type Sensor } from '../../src/domain/sensors/sensor';
import type { HuntSheet } from '../../src/domain/threats/hunt-sheet';
import type { ReportContent, ThreatReport } from '../../src/domain/threats/threat-report';
import type { ForeignDocument, WorkspaceContent } from '../../src/domain/workspace/content';

/** Workspaces as no one would write them: every string hostile, every field at its limits. */

const HOSTILE = [
  '',
  '__proto__',
  'constructor',
  '~',
  '=1+1',
  '\u0000',
  '\ud800',
  '<script>',
  '\u2028',
  '😀',
  '"\\',
  'toString',
  'ＡＢＣ',
];
export const text = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 12 }));
const share = fc.oneof(fc.constantFrom(0, 1, 0.1 + 0.2), fc.double({ min: 0, max: 1, noNaN: true }));
const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });
const texts = fc.array(text, { maxLength: 3 });
const day = fc.constantFrom('2026-11-24', '0001-01-01');
const amount = fc.double({ min: 0, noNaN: true, noDefaultInfinity: true });

const group: fc.Arbitrary<Omit<SystemGroup, 'id'>> = fc.record({
  name: text,
  kind: fc.constantFrom(...GROUP_KINDS),
  platforms: texts,
  hosts: orNull(amount),
  criticality: orNull(amount),
  roles: fc.subarray([...ROLES]),
  parts: fc.array(fc.record({ name: text, share }), { maxLength: 2 }),
  site: text,
  notes: text,
});

const sensor: fc.Arbitrary<Omit<Sensor, 'id'>> = fc
  .record({
    name: text,
    vendor: orNull(text),
    aliases: texts,
    platforms: texts,
    logSources: texts,
    events: fc.array(
      fc.record(
        {
          id: fc.string({ minLength: 1, maxLength: 4 }),
          code: text,
          logSources: texts,
          mappings: fc.array(
            fc.record({ component: fc.constantFrom('DC0032', '~x: y'), origin: fc.constantFrom('user', 'smap') }),
            { maxLength: 2 },
          ),
          role: fc.constantFrom(...ROLES),
        },
        { requiredKeys: ['id', 'mappings'] },
      ),
      { maxLength: 3 },
    ),
    origin: fc.constant('user' as const),
  })
  .map((made) => made as unknown as Omit<Sensor, 'id'>);

const json = fc.jsonValue({ maxDepth: 3 }).map((value) => {
  // A key of that name, as a file may have it; no literal makes one.
  const hostile = JSON.parse('{"__proto__": {"polluted": true}, "~": "undefined", "constructor": 1}');
  return { ...hostile, value } as unknown as JsonObject;
});

const layer: fc.Arbitrary<Omit<Layer, 'id'>> = fc.record({
  name: text,
  description: text,
  domain: fc.constantFrom('enterprise-attack' as const, 'ics-attack' as const),
  attackRelease: orNull(text),
  techniques: fc.array(
    fc.record({
      techniqueId: text,
      tactic: orNull(text),
      score: orNull(fc.double({ noNaN: true, noDefaultInfinity: true })),
      color: text,
      comment: text,
      enabled: fc.boolean(),
      metadata: fc.array(fc.oneof(fc.record({ name: text, value: text }), fc.record({ divider: fc.boolean() })), {
        maxLength: 2,
      }),
      links: fc.array(fc.oneof(fc.record({ label: text, url: text }), fc.record({ divider: fc.boolean() })), {
        maxLength: 2,
      }),
      rest: json,
    }),
    { maxLength: 3 },
  ),
  gradient: orNull(fc.record({ colors: texts, minValue: amount, maxValue: amount })),
  legend: fc.array(fc.record({ label: text, color: text }), { maxLength: 2 }),
  metadata: fc.constant([]),
  links: fc.constant([]),
  formatVersion: orNull(text),
  fileName: text,
  rest: json,
});

const rule: fc.Arbitrary<Omit<Rule, 'id'>> = fc.record({
  name: text,
  language: text,
  techniqueIds: texts,
  logSource: fc.record({ product: text, category: text, service: text }),
  status: text,
  level: text,
  fileName: text,
  text,
});

const document: fc.Arbitrary<Omit<ForeignDocument, 'id'>> = fc.record({ format: text, name: text, text });

const plan: fc.Arbitrary<Omit<Plan, 'id'>> = fc.record({
  options: fc.array(
    fc.record({
      id: fc.constant('o'),
      name: text,
      changes: fc.constant([]),
      price: fc.record({ amount: text, currency: text, per: fc.constantFrom('year' as const, 'once' as const) }),
    }),
    { maxLength: 2 },
  ),
  constraints: fc.constantFrom([], [{ kind: 'needs' as const, option: 'o', needed: 'p' }]),
  budget: orNull(amount),
  currency: text,
  years: fc.nat(9),
  objective: fc.constantFrom(
    DEFAULT_OBJECTIVE,
    {
      weights: { kind: 'use' as const, by: ['groups' as const] },
      measure: 'share' as const,
      bound: 'high' as const,
    },
    {
      ...DEFAULT_OBJECTIVE,
      weights: { kind: 'chosen' as const, threatIds: ['G0016', 'report-0a~2', 'layer:l'] },
    },
  ),
});

const weightList: fc.Arbitrary<Omit<WeightList, 'id'>> = fc.record({
  name: text,
  domain: fc.constantFrom('enterprise-attack' as const, null),
  weights: fc.array(fc.record({ technique: fc.constantFrom('T1059', '__proto__'), weight: amount }), { maxLength: 3 }),
});

const decision = fc.record({
  technique: fc.constantFrom('T1059', '__proto__'),
  verdict: fc.constantFrom('accepted' as const, 'rejected' as const),
  passage: orNull(fc.record({ start: fc.nat(9), end: fc.nat(9) })),
  reason: text,
  at: text,
});

const report: fc.Arbitrary<Omit<ThreatReport, 'id'>> = fc.record({
  name: text,
  fileName: text,
  format: text,
  publisher: text,
  published: orNull(day),
  marking: orNull(fc.constantFrom('clear' as const, 'amber+strict' as const)),
  position: amount,
  decisions: fc.array(decision, { maxLength: 2 }),
  notes: text,
});

const reportContent: fc.Arbitrary<Omit<ReportContent, 'id'>> = fc.record({
  text,
  sections: fc.array(fc.record({ start: fc.nat(9), label: text }), { maxLength: 2 }),
  statements: fc.array(
    fc.record({
      technique: text,
      name: text,
      aliases: texts,
      domain: fc.constantFrom('mobile-attack' as const, null),
      tactic: text,
      order: orNull(amount),
      place: text,
      passage: text,
    }),
    { maxLength: 2 },
  ),
  subjects: fc.array(
    fc.record({
      kind: fc.constantFrom('group' as const, 'flow' as const),
      name: text,
      aliases: texts,
      attackId: text,
      place: text,
      statements: fc.array(fc.nat(3), { maxLength: 2 }),
    }),
    { maxLength: 2 },
  ),
  observables: fc.array(
    fc.record({
      type: fc.constantFrom('ipv4' as const, 'file-path' as const),
      value: fc.constantFrom('__proto__', '192.0.2.1'),
      written: text,
      place: text,
      context: text,
    }),
    { maxLength: 2 },
  ),
  sightings: fc.array(
    fc.record({ of: text, place: text, count: orNull(amount), firstSeen: orNull(text), lastSeen: orNull(text) }),
    { maxLength: 1 },
  ),
});

const huntSheet: fc.Arbitrary<Omit<HuntSheet, 'id'>> = fc.record({
  title: text,
  startedAt: orNull(text),
  finishedAt: orNull(text),
  hunter: text,
  notes: text,
  entries: fc.array(
    fc.record({
      key: fc.constantFrom('T1059', '__proto__'),
      outcome: fc.constantFrom('open' as const, 'found' as const),
      notes: text,
      at: text,
    }),
    { maxLength: 2 },
  ),
});

const watchedType = fc.constantFrom(...OBSERVABLE_TYPES);

const watchlist: fc.Arbitrary<Omit<Watchlist, 'id'>> = fc.record({
  name: text,
  reason: text,
  owner: text,
  validFrom: orNull(day),
  validUntil: orNull(day),
  minimumConfidence: fc.nat(100),
  collections: fc.constantFrom([], ['collection-1', '__proto__']),
  values: fc.array(
    fc.record({ type: watchedType, value: fc.constantFrom('__proto__', '192.0.2.1'), addedAt: text, note: text }),
    { maxLength: 2 },
  ),
  warninglists: fc.constantFrom([], ['warninglist-1']),
  createdAt: text,
  position: amount,
});

const benignValue: fc.Arbitrary<Omit<BenignValue, 'id'>> = fc.record({
  type: watchedType,
  value: fc.constantFrom('__proto__', 'example.org'),
  reason: text,
  author: text,
  at: text,
});

/** About a deployment or group of the inventory; one that it brings is known by `name`. */
function makeChange(
  { deployments, groups, customSensors }: Inventory,
  kind: number,
  name: string,
): InventoryChange | null {
  const [deployment, group, sensor] = [deployments[0], groups[0], customSensors[0]];
  const deploymentId = deployment?.id ?? '';
  if (deployment === undefined) return null;
  switch (kind) {
    case 0:
      return sensor === undefined ? null : { kind: 'add-sensor', sensor: { ...sensor, id: `user:${name}` } };
    case 1:
      return { kind: 'add-deployment', deployment: { ...deployment, id: name } };
    case 2:
      return { kind: 'remove-deployment', deploymentId };
    case 3:
      return { kind: 'deploy', deploymentId };
    case 4:
      return { kind: 'enable-events', deploymentId, eventIds: ['1', '__proto__'] };
    case 5:
      return { kind: 'disable-events', deploymentId, eventIds: [] };
    case 6:
      return group === undefined
        ? null
        : { kind: 'widen-share', deploymentId, groupId: group.id, part: null, share: 0.7 };
    default:
      return { kind: 'raise-quality', deploymentId, dimension: 'retention', rating: 3 };
  }
}

/** Ids differ, and are as odd as the rest. */
function numbered<Item>(item: fc.Arbitrary<Item>, prefix: string): fc.Arbitrary<(Item & { readonly id: string })[]> {
  return fc
    .array(item, { maxLength: 4 })
    .map((items) => items.map((each, at) => ({ ...each, id: at === 0 ? `${prefix}__proto__` : `${prefix}${at}` })));
}

export const content: fc.Arbitrary<WorkspaceContent> = fc
  .record({
    groups: numbered(group, 'g'),
    customSensors: numbered(sensor, 'user:'),
    layers: numbered(layer, 'l'),
    rules: numbered(rule, 'r'),
    documents: numbered(document, 'd'),
    shares: fc.array(fc.tuple(orNull(share), orNull(text), fc.nat(9), fc.nat(9)), { maxLength: 5 }),
    rest: fc.record({
      version: text,
      status: fc.constantFrom(...DEPLOYMENT_STATUSES),
      cost: orNull(fc.record({ amount, currency: text, per: fc.constantFrom('year' as const, 'once' as const) })),
      owner: text,
      logDestination: text,
      retentionDays: orNull(amount),
      since: orNull(day),
      until: orNull(day),
      notes: text,
      events: fc.oneof(
        fc.constant({ mode: 'all' as const }),
        fc.record({ mode: fc.constantFrom('only' as const, 'except' as const), ids: texts }),
      ),
      quality: fc.record({
        deviceCompleteness: orNull(fc.nat(5)),
        dataFieldCompleteness: orNull(fc.nat(5)),
        timeliness: orNull(fc.nat(5)),
        consistency: orNull(fc.nat(5)),
        retention: orNull(fc.nat(5)),
      }),
    }),
    plans: numbered(plan, 'p'),
    weightLists: numbered(weightList, 'w'),
    threatReports: numbered(report, 'report-'),
    reportContents: numbered(reportContent, 'report-'),
    huntSheets: numbered(huntSheet, 'report-'),
    watchlists: numbered(watchlist, 'w'),
    benignValues: numbered(benignValue, 'b'),
    scenarios: fc.array(fc.record({ name: text, notes: text, kinds: fc.array(fc.nat(7), { maxLength: 8 }) }), {
      maxLength: 3,
    }),
    marks: fc.uniqueArray(fc.record({ analytic: text, component: text, author: text, reason: text, at: text }), {
      selector: ({ analytic, component }) => JSON.stringify([analytic, component]),
      maxLength: 2,
    }),
  })
  .map(({ groups, customSensors, layers, shares, rest, marks, scenarios, ...others }) => {
    const pick = <Item>(items: readonly Item[], at: number) => items[at % Math.max(1, items.length)];
    const deployments = shares.map(
      ([amountOfGroup, part, g, s], at): Deployment => ({
        ...rest,
        id: `x${at}`,
        sensorId: pick(customSensors, s)?.id ?? 'sysmon',
        standsOn: pick(groups, g)?.id ?? null,
        observes: groups.slice(0, g).map(({ id }) => ({ groupId: id, share: amountOfGroup, part })),
      }),
    );
    const supporting = marks.filter(({ analytic, component }) => analytic !== '' && component !== '');
    const inventory = { groups, deployments, customSensors, supporting };
    const made = {
      inventory,
      layers,
      ...others,
      scenarios: scenarios.map(({ name, notes, kinds }, s): Scenario => {
        const changes = kinds.map((kind, at) => makeChange(inventory as unknown as Inventory, kind, `${s} ${at}`));
        return { id: `s${s}`, name, notes, changes: changes.filter((change) => change !== null) };
      }),
    };
    // As a database hands it out: of plain objects alone.
    return structuredClone(made) as unknown as WorkspaceContent;
  });
