import type { CatalogIndex } from '../../src/domain/attack/catalog-index';
import type { FloorSubject, PlanSubject } from '../../src/domain/best-plan/compile-problem';
import type { PlanProblem, Rule, Selection } from '../../src/domain/best-plan/problem';
import { computeGroupWeights, indexSupporting } from '../../src/domain/coverage/coverage';
import { indexSensors, prepareEstate } from '../../src/domain/coverage/estate';
import { makeGroupCoverage } from '../../src/domain/coverage/group-coverage';
import { DEFAULT_SETTINGS } from '../../src/domain/coverage/settings';
import { BLIND } from '../../src/domain/coverage/state';
import { applyChanges, type InventoryChange } from '../../src/domain/planning/inventory-change';
import type { Bound, Measure } from '../../src/domain/planning/plan';
import { type DataQuality, UNRATED } from '../../src/domain/sensors/data-quality';
import { type Deployment, EMPTY_INVENTORY, type SystemGroup } from '../../src/domain/sensors/inventory';
import type { Sensor } from '../../src/domain/sensors/sensor';
import { makeCatalog, makeDeployment, makeGroup, makeSensor } from '../coverage/made-up-estate';
import { makeRandom } from '../make-random';

/** What a random instance may hold. */
export interface Kind {
  readonly options: number;
  readonly measure: Measure;
  readonly bound: Bound;
  /** Shares to draw from. */
  readonly shares: readonly number[];
  readonly isRated: boolean;
  readonly hasParts: boolean;
  readonly hasConstraints: boolean;
}

const COMPONENTS = ['A', 'B', 'C', 'D', 'E', 'F', 'H'];

export function drawSubject(seed: number, kind: Kind): PlanSubject {
  const random = makeRandom(seed);
  const draw = (most: number) => Math.floor(random() * most);
  const pick = <Item>(items: readonly Item[]): Item => items[draw(items.length)] as Item;
  const some = <Item>(items: readonly Item[], most: number): Item[] =>
    [...items].sort(() => random() - 0.5).slice(0, 1 + draw(most));

  const ids = Array.from({ length: 6 + draw(8) }, (_, at) => `T${1001 + at}`);
  const index: CatalogIndex = makeCatalog(
    Object.fromEntries(ids.map((id) => [id, random() < 0.8 ? ['Windows'] : ['Windows', 'Linux']])),
    ids.flatMap((technique) =>
      Array.from({ length: 1 + draw(3) }, () => ({
        technique,
        platforms: random() < 0.8 ? ['Windows'] : ['Linux'],
        needs: some(COMPONENTS, 4),
      })),
    ),
  );
  const groups: SystemGroup[] = Array.from({ length: 1 + draw(3) }, (_, at) =>
    makeGroup(`G${at}`, {
      platforms: random() < 0.7 ? ['Windows'] : ['Windows', 'Linux'],
      hosts: 1 + draw(300),
      parts:
        kind.hasParts && random() < 0.7
          ? [
              { name: 'wave 1', share: 0.4 },
              { name: 'wave 2', share: 0.35 },
            ]
          : [],
    }),
  );
  const library: Sensor[] = Array.from({ length: 8 }, (_, at) =>
    makeSensor(
      `s${at}`,
      Object.fromEntries(Array.from({ length: 1 + draw(3) }, (_unused, event) => [String(event), some(COMPONENTS, 2)])),
    ),
  );
  const rate = (): DataQuality =>
    kind.isRated ? { ...UNRATED, timeliness: 1 + draw(5), retention: random() < 0.5 ? 1 + draw(5) : null } : UNRATED;
  let next = 0;
  const deploy = (): Deployment => {
    const sensor = pick(library);
    const observes = some(groups, 2).flatMap(({ id, parts }) => {
      const whole = { groupId: id, share: pick(kind.shares), part: null };
      const part =
        parts.length > 0 && random() < 0.6 ? [{ groupId: id, share: pick(kind.shares), part: pick(parts).name }] : [];
      return part.length > 0 && random() < 0.5 ? part : [whole, ...part];
    });
    const events = random() < 0.4 ? { mode: 'only' as const, ids: ['0'] } : { mode: 'all' as const };
    return makeDeployment(sensor.id, { id: `d${next++}`, standsOn: null, observes, events, quality: rate() });
  };
  const deployments = Array.from({ length: draw(4) }, deploy);
  if (random() < 0.5) deployments.push({ ...deploy(), status: 'candidate' });
  const options = Array.from({ length: kind.options }, (): readonly InventoryChange[] => {
    const target = pick(deployments);
    const what = target === undefined ? 1 : random();
    if (what < 0.2) return [{ kind: 'enable-events', deploymentId: target.id, eventIds: [String(1 + draw(2))] }];
    if (what < 0.35) {
      const seen = pick(target.observes) ?? { groupId: 'G0', part: null };
      return [
        {
          kind: 'widen-share',
          deploymentId: target.id,
          groupId: seen.groupId,
          part: seen.part,
          share: pick(kind.shares),
        },
      ];
    }
    if (what < 0.45 && kind.isRated) {
      return [{ kind: 'raise-quality', deploymentId: target.id, dimension: 'timeliness', rating: 1 + draw(5) }];
    }
    if (what < 0.5 && target.status === 'candidate') return [{ kind: 'deploy', deploymentId: target.id }];
    const added = Array.from({ length: random() < 0.15 ? 2 : 1 }, deploy);
    return added.map((deployment) => ({ kind: 'add-deployment', deployment }));
  });
  const floors: FloorSubject[] =
    kind.hasConstraints && random() < 0.6
      ? [{ position: 90, floor: random() * 0.5, of: random() < 0.5 ? { tactic: 0 } : { groupId: 'G0' } }]
      : [];
  return {
    index,
    inventory: { ...EMPTY_INVENTORY, groups, deployments },
    library,
    settings: DEFAULT_SETTINGS,
    options,
    weights: Float64Array.from(ids, () => (random() < 0.1 ? 0 : Math.round(random() * 10))),
    measure: kind.measure,
    bound: kind.bound,
    floors,
  };
}

/** Costs, budget and rules to go with a subject. */
export function drawTerms(
  seed: number,
  { options, hasConstraints }: Kind,
): Pick<PlanProblem, 'costs' | 'budget' | 'rules'> {
  const random = makeRandom(seed ^ 0x5bd1e995);
  const draw = (most: number) => Math.floor(random() * most);
  const costs = Float64Array.from({ length: options }, () => (random() < 0.1 ? 0 : 100 * (1 + draw(40))));
  const budget = Math.round(costs.reduce((sum, cost) => sum + cost, 0) * (0.1 + 0.6 * random()));
  const rules: Rule[] = [];
  for (let position = 0; hasConstraints && position < draw(5); position++) {
    const [option, other] = [draw(options), draw(options)];
    const what = random();
    if (what < 0.2) rules.push({ kind: 'must', position, option });
    else if (what < 0.4) rules.push({ kind: 'must-not', position, option });
    else if (what < 0.7)
      rules.push({ kind: 'at-most-one', position, options: [...new Set([option, other, draw(options)])] });
    else if (option !== other) rules.push({ kind: 'needs', position, option, needed: other });
  }
  return { costs, budget, rules };
}

/**
 * The objective as the coverage model has it, computed from nothing: Σ weight × value over all pairs that count, for the
 * whole estate or what a floor looks at.
 */
export function computeObjective(
  { index, inventory, library, settings, options, weights, measure, bound }: PlanSubject,
  chosen: Selection,
  counts: (technique: number, groupId: string) => boolean = () => true,
): { readonly covered: number; readonly total: number } {
  const changes = options.flatMap((some, option) => (chosen[option] === 1 ? some : []));
  const changed = applyChanges(inventory, changes).inventory;
  const estate = prepareEstate(index, changed, indexSensors(library, changed), settings);
  const groupWeights = computeGroupWeights(estate);
  const marks = indexSupporting(index, changed.supporting);
  let [covered, total] = [0, 0];
  estate.groups.forEach((observed, g) => {
    const coverage = makeGroupCoverage(index, observed, settings.minimumPrecision, marks);
    for (let technique = 0; technique < weights.length; technique++) {
      const { state, share, strength } = coverage.computeTechnique(technique);
      if (state < BLIND || !counts(technique, observed.group.id)) continue;
      const weight = (weights[technique] ?? 0) * (groupWeights[g] ?? 0);
      covered += weight * (measure === 'share' ? share : strength)[bound];
      total += weight;
    }
  });
  return { covered, total };
}
