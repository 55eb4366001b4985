import type { AnalyticId, DataComponentId } from '../attack/identifiers';
import type { Rule } from '../coverage/rule';
import type { InventoryChange } from '../planning/inventory-change';
import type { SupportingMark } from '../sensors/inventory';
import type { EventMapping, Sensor, SensorEvent } from '../sensors/sensor';
import type { Moves, Reference, ReferenceKind } from './reference-kind';
import type { SubjectKind } from './upgrade-target';

/** Rules, supporting marks and sensors of the user's own: records that name ids and carry little else beside them. */

export const RULE_REFERENCES: ReferenceKind = {
  id: 'rules',
  name: 'deployed analytics',
  list: ({ rules }) =>
    rules.flatMap((rule) => rule.techniqueIds.map((id) => refer('technique', id, `rule “${rule.name}”`))),
  rewrite(content, moves) {
    const rules = mapSame(content.rules, (rule) => rewriteRule(rule, moves));
    return rules === content.rules ? content : { ...content, rules };
  },
};

/** The rule's own text stays as it is in the file: what counts is which techniques we take it for. */
function rewriteRule(rule: Rule, moves: Moves): Rule {
  const moved = moveIds(rule.techniqueIds, 'technique', `rule “${rule.name}”`, moves);
  return moved === rule.techniqueIds ? rule : { ...rule, techniqueIds: moved };
}

export const SUPPORTING_REFERENCES: ReferenceKind = {
  id: 'supporting',
  name: 'marks of supporting data components',
  list: ({ inventory }) => inventory.supporting.map((mark) => refer('analytic', mark.analytic, nameMark(mark))),
  rewrite(content, moves) {
    const before = content.inventory.supporting;
    const after = rewriteMarks(before, moves);
    return after === before ? content : { ...content, inventory: { ...content.inventory, supporting: after } };
  },
};

function rewriteMarks(marks: readonly SupportingMark[], moves: Moves): readonly SupportingMark[] {
  let isChanged = false;
  const kept = new Map<string, SupportingMark>();
  for (const mark of marks) {
    const [analytic] = moveIds([mark.analytic], 'analytic', nameMark(mark), moves);
    if (analytic !== mark.analytic) isChanged = true;
    if (analytic === undefined) continue;
    const moved = analytic === mark.analytic ? mark : { ...mark, analytic: analytic as AnalyticId };
    const key = `${moved.analytic} ${moved.component}`;
    const other = kept.get(key);
    if (other !== undefined) moves.tell({ kind: 'merged', where: nameMark(moved), what: 'two marks on one place' });
    kept.set(key, other === undefined ? moved : { ...other, reason: joinReasons(other, moved) });
  }
  return isChanged ? [...kept.values()] : marks;
}

function joinReasons(one: SupportingMark, other: SupportingMark): string {
  if (one.reason === other.reason) return one.reason;
  return [one.reason, `${other.author}, ${other.at.slice(0, 10)}: ${other.reason}`].join('\n');
}

function nameMark({ analytic, component }: SupportingMark): string {
  return `mark on ${component} in ${analytic}`;
}

export const SENSOR_REFERENCES: ReferenceKind = {
  id: 'sensors',
  name: 'sensors of your own',
  list: ({ inventory }) =>
    inventory.customSensors.flatMap((sensor) =>
      sensor.events.flatMap((event) =>
        event.mappings.map(({ component }) => refer('component', component, nameEvent(sensor, event))),
      ),
    ),
  rewrite(content, moves) {
    const before = content.inventory.customSensors;
    const after = mapSame(before, (sensor) => rewriteSensor(sensor, moves));
    return after === before ? content : { ...content, inventory: { ...content.inventory, customSensors: after } };
  },
};

/** Sensors of the user's own that a scenario, or an option of the plan, would bring. */
export const CHANGE_REFERENCES: ReferenceKind = {
  id: 'changes',
  name: 'sensors that scenarios and plans bring',
  list: ({ scenarios, plans }) =>
    [...scenarios, ...plans.flatMap(({ options }) => options)].flatMap(({ changes }) =>
      changes.flatMap((change) =>
        change.kind !== 'add-sensor'
          ? []
          : change.sensor.events.flatMap((event) =>
              event.mappings.map(({ component }) => refer('component', component, nameEvent(change.sensor, event))),
            ),
      ),
    ),
  rewrite(content, moves) {
    const rewriteChanges = <Item extends { readonly changes: readonly InventoryChange[] }>(item: Item): Item => {
      const changes = mapSame(item.changes, (change) => {
        if (change.kind !== 'add-sensor') return change;
        const sensor = rewriteSensor(change.sensor, moves);
        return sensor === change.sensor ? change : { ...change, sensor };
      });
      return changes === item.changes ? item : { ...item, changes };
    };
    const scenarios = mapSame(content.scenarios, rewriteChanges);
    const plans = mapSame(content.plans, (plan) => {
      const options = mapSame(plan.options, rewriteChanges);
      return options === plan.options ? plan : { ...plan, options };
    });
    const isSame = scenarios === content.scenarios && plans === content.plans;
    return isSame ? content : { ...content, scenarios, plans };
  },
};

function rewriteSensor(sensor: Sensor, moves: Moves): Sensor {
  const events = mapSame(sensor.events, (event) => {
    const mappings = rewriteMappings(event.mappings, nameEvent(sensor, event), moves);
    return mappings === event.mappings ? event : { ...event, mappings };
  });
  return events === sensor.events ? sensor : { ...sensor, events };
}

function rewriteMappings(mappings: readonly EventMapping[], where: string, moves: Moves): readonly EventMapping[] {
  let isChanged = false;
  const kept = new Map<string, EventMapping>();
  for (const mapping of mappings) {
    const [component] = moveIds([mapping.component], 'component', where, moves);
    if (component !== mapping.component) isChanged = true;
    if (component === undefined) continue;
    const moved = component === mapping.component ? mapping : { ...mapping, component: component as DataComponentId };
    kept.set(component, kept.get(component) ?? moved);
  }
  return isChanged ? [...kept.values()] : mappings;
}

function nameEvent(sensor: Sensor, event: SensorEvent): string {
  return `event ${event.id} of “${sensor.name}”`;
}

function refer(kind: SubjectKind, id: string, where: string): Reference {
  return { kind, id, domain: null, movesFrom: null, where, isNoted: false };
}

/** Each id once; the same list where nothing moves. */
function moveIds(ids: readonly string[], kind: SubjectKind, where: string, moves: Moves): readonly string[] {
  let isChanged = false;
  const moved = new Set<string>();
  for (const id of ids) {
    const settled = moves.settle(kind, id, null);
    if (settled.to === 'other' || settled.to === 'nothing') isChanged = true;
    if (settled.to === 'other') moves.tell({ kind: 'moved', where, what: `${id} → ${settled.id}` });
    if (settled.to === 'note') moves.tell({ kind: 'kept', where, what: `${id}: ${settled.words}` });
    if (settled.to === 'nothing') moves.tell({ kind: 'dropped', where, what: id });
    else moved.add(settled.to === 'other' ? settled.id : id);
  }
  return isChanged ? [...moved] : ids;
}

/** The same list where every item stays the same object. */
export function mapSame<Item>(items: readonly Item[], map: (item: Item) => Item): readonly Item[] {
  const mapped = items.map(map);
  return mapped.some((item, at) => item !== items[at]) ? mapped : items;
}
