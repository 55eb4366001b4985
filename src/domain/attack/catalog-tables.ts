import type { AttackBundle } from './bundle';
import type { DataComponent, Requirement } from './catalog';
import { parseChannelCodes } from './channel-codes';
import type { ComponentLineage } from './component-lineage';
import { type DataComponentId, parseDataComponentId, unlistedDataComponentId } from './identifiers';

/** The lists of a catalog that others point into, filled while its analytics are compiled. */

export interface ComponentTable {
  readonly list: DataComponent[];
  byStixId(stixId: string): number | null;
  /** By "Source: Component", as in `x_mitre_data_sources`. */
  byPair(pair: string): number;
}

/** Components by their STIX id or by the names that old releases give; each is listed once. */
export function makeComponentTable(bundle: AttackBundle, lineage: ComponentLineage): ComponentTable {
  const objects = new Map(bundle.dataComponents.map((component) => [component.stixId, component]));
  const sourceNames = new Map(bundle.dataSources.map((source) => [source.stixId, source.name]));
  const list: DataComponent[] = [];
  const indexes = new Map<DataComponentId, number>();
  const add = (id: DataComponentId, name: string): number => {
    const known = indexes.get(id);
    if (known !== undefined) return known;
    list.push({ id, name });
    indexes.set(id, list.length - 1);
    return list.length - 1;
  };
  return {
    list,
    byStixId(stixId) {
      const component = objects.get(stixId);
      if (component === undefined || component.retired) return null;
      const id =
        parseDataComponentId(component.attackId) ??
        lineage.idByStixId.get(stixId) ??
        unlistedDataComponentId(sourceNames.get(component.dataSourceRef) ?? '', component.name);
      return add(id, component.name);
    },
    byPair(pair) {
      const colon = pair.indexOf(':');
      const name = pair.slice(colon + 1).trim();
      const id = bundle.domain === 'enterprise-attack' ? lineage.enterpriseIdByName.get(name) : undefined;
      return add(id ?? unlistedDataComponentId(pair.slice(0, Math.max(0, colon)), name), name);
    },
  };
}

export interface RequirementTable {
  readonly list: Requirement[];
  readonly logSources: string[];
  add(component: number, logSourceName: string, channel: string): number;
}

export function makeRequirementTable(): RequirementTable {
  const list: Requirement[] = [];
  const logSources: string[] = [];
  const logSourceIndexes = new Map<string, number>();
  const indexes = new Map<string, number>();
  const codesByChannel = new Map<string, readonly string[]>();
  return {
    list,
    logSources,
    add(component, logSourceName, channel) {
      let logSource = -1;
      if (logSourceName !== '') {
        logSource = logSourceIndexes.get(logSourceName) ?? logSources.push(logSourceName) - 1;
        logSourceIndexes.set(logSourceName, logSource);
      }
      const channelKey = `${logSource}|${channel}`;
      const codes = codesByChannel.get(channelKey) ?? parseChannelCodes(logSourceName, channel);
      codesByChannel.set(channelKey, codes);
      const key = `${component}|${logSource}|${codes.join('|')}`;
      const known = indexes.get(key);
      if (known !== undefined) return known;
      list.push({ component, logSource, codes });
      indexes.set(key, list.length - 1);
      return list.length - 1;
    },
  };
}
