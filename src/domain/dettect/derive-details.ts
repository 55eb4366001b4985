import { type DataComponentId, isUnlisted } from '../attack/identifiers';
import { isEventEmitted, isMappedIn } from '../coverage/feeds';
import { type DataQuality, QUALITY_MAXIMUM } from '../sensors/data-quality';
import type { Deployment, Inventory } from '../sensors/inventory';
import { isSameRecord } from '../sensors/reuse-records';
import type { Sensor } from '../sensors/sensor';
import { ALL, type DataSourceAdministration } from './administration';
import { type DataSourcePlan, isDettectSensor, isSameProduct, type PlannedSupplier, productOf } from './plan-inventory';

/** What an entry of data source details says, as it shall be written. */
export interface DetailsContent {
  readonly dataSource: string;
  readonly groupIds: readonly string[];
  readonly products: readonly string[];
  readonly connected: string | null;
  readonly comment: string;
  readonly quality: DataQuality;
}

/** What becomes of a file's entries. An entry that is not named stays to the letter. */
export interface DetailsChanges {
  /** Position in `details` → what stands there afterwards: nothing, or the entry and, where products part, more. */
  readonly changed: ReadonlyMap<number, readonly DetailsContent[]>;
  readonly added: readonly DetailsContent[];
}

/** One deployment as the supplier of one data source. */
export interface DataSourceRow extends Omit<DetailsContent, 'products'> {
  readonly deploymentId: string;
  readonly product: string | null;
}

/** A row per deployed deployment and data component it gives; planned ones give nothing yet. */
export function listDataSourceRows(
  inventory: Inventory,
  sensors: ReadonlyMap<string, Sensor>,
  nameOf: (component: DataComponentId) => string | undefined,
): readonly DataSourceRow[] {
  const groups = new Map(inventory.groups.map((group) => [group.id, group]));
  return inventory.deployments.flatMap((deployment) => {
    const sensor = sensors.get(deployment.sensorId);
    const groupIds = [...new Set(deployment.observes.map(({ groupId }) => groupId))].filter((id) => groups.has(id));
    if (sensor === undefined || deployment.status !== 'deployed' || groupIds.length === 0) return [];
    const places = [...groupIds, ...(deployment.standsOn === null ? [] : [deployment.standsOn])];
    const place = {
      roles: new Set(places.flatMap((id) => groups.get(id)?.roles ?? [])),
      platforms: groupIds.flatMap((id) => groups.get(id)?.platforms ?? []),
    };
    const names = new Set<string>();
    for (const event of sensor.events) {
      if (!isEventEmitted(event, deployment.events, place)) continue;
      if (isDettectSensor(sensor)) names.add(event.id);
      else if (isMappedIn(event, place))
        for (const { component } of event.mappings) if (!isUnlisted(component)) add(names, nameOf(component));
    }
    return [...names].map((dataSource) => ({
      deploymentId: deployment.id,
      dataSource,
      groupIds,
      product: productOf(sensor),
      connected: deployment.since,
      comment: deployment.notes,
      quality: rateShare(deployment),
    }));
  });
}

/** @param plan of the file as it stands, against the inventory as it is */
export function deriveChanges(
  { details }: DataSourceAdministration,
  plan: DataSourcePlan,
  rows: readonly DataSourceRow[],
  /** What `all` will mean. */
  allGroupIds: readonly string[],
): DetailsChanges {
  const rest = new Set(rows);
  const rowsOf = new Map<string, DataSourceRow[]>();
  for (const row of rows) rowsOf.set(row.deploymentId, [...(rowsOf.get(row.deploymentId) ?? []), row]);
  const deployments = new Map(plan.deployments.map((deployment) => [deployment.id, deployment]));
  const planned = new Map<number, PlannedSupplier[]>();
  for (const each of plan.suppliers) planned.set(each.detail, [...(planned.get(each.detail) ?? []), each]);
  const changed = new Map<number, readonly DetailsContent[]>();
  details.forEach((entry, at) => {
    const before = planned.get(at) ?? [];
    const kept = before.flatMap((each) => {
      const folded = entry.dataSource.toLowerCase();
      const row = rowsOf.get(each.deploymentId)?.find(({ dataSource }) => dataSource.toLowerCase() === folded);
      const deployment = deployments.get(each.deploymentId);
      if (row === undefined || deployment === undefined) return [];
      rest.delete(row);
      const product = isSameProduct(row.product, each.product) ? each.product : row.product;
      return [{ row: { ...row, product, dataSource: entry.dataSource }, product: each.product, deployment }];
    });
    const isSame = kept.every(({ row, product, deployment }) => {
      const meant = entry.appliesTo.includes(ALL) ? allGroupIds : deployment.observes.map(({ groupId }) => groupId);
      return (
        row.product === product &&
        row.connected === deployment.since &&
        row.comment === deployment.notes &&
        isSameRecord(row.quality, deployment.quality) &&
        isSameRecord(sorted(row.groupIds), sorted(meant))
      );
    });
    if (kept.length !== before.length || !isSame) changed.set(at, joinEqual(kept.map(({ row }) => row)));
  });
  return { changed, added: joinEqual([...rest]) };
}

/**
 * Rows of one data source on the same systems as one entry with several products, where they say the same of it.
 * @param isBest joins them whatever they say, with the best of each dimension: DeTT&CT has one entry for each system
 */
export function joinEqual(rows: readonly DataSourceRow[], isBest = false): readonly DetailsContent[] {
  const joined = new Map<string, DetailsContent>();
  for (const { deploymentId: _, product, ...content } of rows) {
    const place = [content.dataSource, sorted(content.groupIds)];
    const key = JSON.stringify(isBest ? place : [...place, content.connected, content.comment, content.quality]);
    const known = joined.get(key);
    const products = product === null ? [] : [product];
    joined.set(key, known === undefined ? { ...content, products } : joinTwo(known, { ...content, products }));
  }
  return [...joined.values()];
}

function joinTwo(one: DetailsContent, other: DetailsContent): DetailsContent {
  const products = [...new Set([...one.products, ...other.products])];
  const dates = [one.connected, other.connected].filter((date) => date !== null).sort();
  const comments = new Set([one.comment, other.comment].filter((comment) => comment !== ''));
  return {
    ...one,
    products,
    connected: dates[0] ?? null,
    comment: [...comments].join('; '),
    quality: {
      deviceCompleteness: best(one, other, 'deviceCompleteness'),
      dataFieldCompleteness: best(one, other, 'dataFieldCompleteness'),
      timeliness: best(one, other, 'timeliness'),
      consistency: best(one, other, 'consistency'),
      retention: best(one, other, 'retention'),
    },
  };
}

function best(one: DetailsContent, other: DetailsContent, dimension: keyof DataQuality): number | null {
  const [a, b] = [one.quality[dimension], other.quality[dimension]];
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

/** Where device completeness is not rated, a stated share of hosts says the same. */
function rateShare({ quality, observes }: Deployment): DataQuality {
  const shares = observes.flatMap(({ share }) => (share === null ? [] : [share]));
  if (quality.deviceCompleteness !== null || shares.length === 0) return quality;
  const share = Math.min(...shares);
  return { ...quality, deviceCompleteness: Math.max(share > 0 ? 1 : 0, Math.round(share * QUALITY_MAXIMUM)) };
}

function sorted(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)].sort();
}

function add(names: Set<string>, name: string | undefined): void {
  if (name !== undefined) names.add(name);
}
