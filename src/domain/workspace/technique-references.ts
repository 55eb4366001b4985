import type { CatalogIndex } from '../attack/catalog-index';
import { type DataComponentId, isUnlisted } from '../attack/identifiers';
import type { Fate } from '../attack/succession';
import { type MergedEntry, upgradeLayer } from '../layers/upgrade-layer';
import type { WorkspaceContent } from './content';
import { upgradeMark } from './upgrade-marks';

/**
 * Everything in a workspace that names something of ATT&CK. One table: whatever comes to name techniques is one more
 * entry here, and is then listed, counted and rewritten by every upgrade.
 */
export interface ReferenceKind {
  /** In a count: "431 entries in layers". */
  readonly name: string;
  readonly list: (content: WorkspaceContent, target: Target) => readonly Reference[];
  /** Records that do not change stay the same objects. */
  readonly rewrite: (content: WorkspaceContent, target: Target) => Rewritten;
}

/** The release that everything is brought to, and what becomes of each technique id. */
export interface Target {
  readonly index: CatalogIndex;
  fateOf(techniqueId: string): Fate;
  /** With the analyst's decisions; itself where it stays, none where it is dropped. */
  techniquesOf(techniqueId: string): readonly string[];
  tacticsOf(techniqueId: string, tactic: string): readonly (string | null)[];
}

export interface Reference {
  /** `technique` ids can be decided about; an analytic or a data component moves or stays by itself. */
  readonly subject: 'technique' | 'analytic' | 'data component';
  readonly id: string;
  /** Where it stands, in words. */
  readonly where: string;
  /** Of analytics and components: whether the release has it, or it moves to what the release has. */
  readonly isKnown?: boolean;
}

export interface Rewritten {
  readonly content: WorkspaceContent;
  readonly merged: readonly MergedEntry[];
}

const LAYERS: ReferenceKind = {
  name: 'entries in layers',
  list: ({ layers }, { index }) =>
    layers
      .filter(({ domain }) => domain === index.catalog.domain)
      .flatMap(({ name, techniques }) =>
        techniques.map(({ techniqueId }): Reference => {
          return { subject: 'technique', id: techniqueId, where: `layer “${name}”` };
        }),
      ),
  rewrite(content, target) {
    const { domain, release } = target.index.catalog;
    const merged: MergedEntry[] = [];
    const layers = content.layers.map((layer) => {
      if (layer.domain !== domain) return layer;
      const upgraded = upgradeLayer(layer, { release, ...target });
      merged.push(...upgraded.merged);
      return upgraded.layer;
    });
    return { content: { ...content, layers }, merged };
  },
};

const RULES: ReferenceKind = {
  name: 'techniques of rules',
  list: ({ rules }, { fateOf }) =>
    rules.flatMap(({ name, techniqueIds }) =>
      techniqueIds
        // A rule may name techniques of another domain.
        .filter((id) => fateOf(id).kind !== 'unknown')
        .map((id): Reference => ({ subject: 'technique', id, where: `rule “${name}”` })),
    ),
  rewrite(content, { techniquesOf }) {
    const rules = content.rules.map((rule) => {
      const techniqueIds = [...new Set(rule.techniqueIds.flatMap(techniquesOf))];
      return sameList(techniqueIds, rule.techniqueIds) ? rule : { ...rule, techniqueIds };
    });
    return { content: { ...content, rules }, merged: [] };
  },
};

const MARKS: ReferenceKind = {
  name: 'components marked as supporting',
  list: ({ inventory }, target) =>
    inventory.supporting.map((mark): Reference => {
      const isKnown = upgradeMark(mark, target) !== null;
      return { subject: 'analytic', id: mark.analytic, where: `mark by ${mark.author || 'an analyst'}`, isKnown };
    }),
  rewrite(content, target) {
    const { inventory } = content;
    const supporting = inventory.supporting.flatMap((mark) => upgradeMark(mark, target) ?? [mark]);
    return sameList(supporting, inventory.supporting)
      ? { content, merged: [] }
      : { content: { ...content, inventory: { ...inventory, supporting } }, merged: [] };
  },
};

/** Data components that no release listed when the sensor was imported, by the name of the pair. */
function findComponent(id: DataComponentId, { index }: Target): DataComponentId | null {
  if (index.componentById.has(id)) return id;
  if (!isUnlisted(id) || index.catalog.domain !== 'enterprise-attack') return null;
  const name = id
    .slice(id.indexOf(':') + 1)
    .trim()
    .toLowerCase();
  return index.catalog.dataComponents.find((component) => component.name.toLowerCase() === name)?.id ?? null;
}

const MAPPINGS: ReferenceKind = {
  name: 'event mappings of your own sensors',
  list: ({ inventory }, target) =>
    inventory.customSensors.flatMap(({ name, events }) =>
      events.flatMap((event) =>
        event.mappings.map(({ component }): Reference => {
          const isKnown = findComponent(component, target) !== null;
          return { subject: 'data component', id: component, where: `sensor “${name}”, event ${event.id}`, isKnown };
        }),
      ),
    ),
  rewrite(content, target) {
    const { inventory } = content;
    const move = (id: DataComponentId) => findComponent(id, target) ?? id;
    const customSensors = inventory.customSensors.map((sensor) => {
      const isMoved = sensor.events.some(({ mappings }) =>
        mappings.some((each) => move(each.component) !== each.component),
      );
      if (!isMoved) return sensor;
      const events = sensor.events.map((event) => ({
        ...event,
        mappings: event.mappings.map((mapping) => ({ ...mapping, component: move(mapping.component) })),
      }));
      return { ...sensor, events };
    });
    return sameList(customSensors, inventory.customSensors)
      ? { content, merged: [] }
      : { content: { ...content, inventory: { ...inventory, customSensors } }, merged: [] };
  },
};

export const REFERENCE_KINDS: readonly ReferenceKind[] = [LAYERS, RULES, MARKS, MAPPINGS];

function sameList<Item>(one: readonly Item[], other: readonly Item[]): boolean {
  return one.length === other.length && one.every((item, position) => item === other[position]);
}
