import { ATTACK_DOMAINS } from '../attack/identifiers';
import type { ChangeKind, InventoryChange } from '../planning/inventory-change';
import { BOUNDS, MEASURES, type Objective, type Plan, type PlanConstraint, type PlanOption } from '../planning/plan';
import type { Scenario } from '../planning/scenario';
import { USER_KINDS, type WeightList, type WeightProfile } from '../planning/weight-profile';
import { QUALITY_DIMENSIONS, QUALITY_MAXIMUM } from '../sensors/data-quality';
import {
  type Check,
  type Checks,
  isListOf,
  isName,
  isNullOr,
  isNumber,
  isOneOf,
  isPlainObject,
  isRecord,
  isText,
} from './check-value';

/** Checks of what planning keeps, told apart by `kind` where a record has several shapes. */

const share = isNumber(0, 1);
const names = isListOf(isName);

function isKind(shapes: Readonly<Record<string, Readonly<Record<string, Check>>>>): Check {
  const kind = isOneOf(Object.keys(shapes));
  return (value, path, report) => {
    const named = isPlainObject(value) ? value['kind'] : undefined;
    const shape = typeof named === 'string' && Object.hasOwn(shapes, named) ? shapes[named] : undefined;
    isRecord({ kind, ...shape })(value, path, report);
  };
}

type Shapes<Kinds extends string> = Readonly<Record<Kinds, Readonly<Record<string, Check>>>>;

/** @param deployment and sensor as the inventory checks them */
export function checkPlanning(deployment: Check, sensor: Check) {
  const events = { deploymentId: isName, eventIds: names };
  const changes: Shapes<ChangeKind> = {
    'add-sensor': { sensor },
    'add-deployment': { deployment },
    'remove-deployment': { deploymentId: isName },
    deploy: { deploymentId: isName },
    'enable-events': events,
    'disable-events': events,
    'widen-share': { deploymentId: isName, groupId: isName, part: isNullOr(isText), share },
    'raise-quality': {
      deploymentId: isName,
      dimension: isOneOf(QUALITY_DIMENSIONS),
      rating: isNumber(0, QUALITY_MAXIMUM),
    },
  } satisfies Shapes<InventoryChange['kind']>;
  const isChanges = isListOf(isKind(changes));

  const constraints: Shapes<PlanConstraint['kind']> = {
    'must-have': { option: isName },
    'must-not-have': { option: isName },
    'at-most-one': { options: names },
    needs: { option: isName, needed: isName },
    'tactic-floor': { tactic: isName, floor: share },
    'group-floor': { groupId: isName, floor: share },
  };
  const profiles: Shapes<WeightProfile['kind']> = {
    equal: {},
    use: { by: isListOf(isOneOf(USER_KINDS)) },
    chosen: { threatIds: names },
    list: { listId: isName },
  };
  const objective: Checks<Objective> = {
    weights: isKind(profiles),
    measure: isNullOr(isOneOf(MEASURES)),
    bound: isOneOf(BOUNDS),
  };
  const option: Checks<PlanOption> = {
    id: isName,
    name: isText,
    changes: isChanges,
    price: isRecord({ amount: isText, currency: isText, per: isOneOf(['year', 'once']) }),
  };
  const scenario: Checks<Scenario> = { id: isName, name: isText, notes: isText, changes: isChanges };
  const plan: Checks<Plan> = {
    id: isName,
    options: isListOf(isRecord(option)),
    constraints: isListOf(isKind(constraints)),
    budget: isNullOr(isNumber(0)),
    currency: isText,
    years: isNumber(0),
    objective: isRecord(objective),
  };
  const weightList: Checks<WeightList> = {
    id: isName,
    name: isText,
    domain: isNullOr(isOneOf(ATTACK_DOMAINS)),
    weights: isListOf(isRecord({ technique: isName, weight: isNumber(0) })),
  };
  return { scenarios: isRecord(scenario), plans: isRecord(plan), weightLists: isRecord(weightList) };
}
