/** Tables with a row per host: hosts are counted per group, and per sensor on a group; none is kept. */

import type { IssueLog } from '../../domain/issue-log';
import { excerpt, issue } from '../../domain/result';
import { foldGroupName } from './inventory-csv-group-drafts';
import type { InventoryRow } from './inventory-csv-rows';
import type { Product } from './inventory-products';
import { makeHostSet, type RowHashes } from './inventory-row-shapes';

/** What rows that say the same count for. */
export interface HostSlot {
  readonly group: GroupTally;
  readonly pairs: readonly PairTally[];
  /** As written, one per pair. */
  readonly versions: readonly string[];
  rows: number;
}

interface GroupTally {
  readonly owner: number;
  readonly row: InventoryRow;
  readonly platforms: Set<string>;
  readonly sites: Set<string>;
  hosts: number;
}

interface PairTally {
  readonly owner: number;
  readonly group: GroupTally;
  readonly row: InventoryRow;
  readonly product: Product;
  readonly versions: Map<string, number>;
  /** Settings in which its rows differ. */
  readonly differing: Set<Setting>;
  hosts: number;
}

/** What a deployment has once; rows of hosts may differ in it. */
const SETTINGS = ['events', 'cost', 'owner', 'logDestination', 'retentionDays', 'since', 'until', 'notes'] as const;
type Setting = (typeof SETTINGS)[number];
const NOTHING_SAID = {
  events: '',
  cost: null,
  owner: '',
  logDestination: '',
  retentionDays: null,
  since: null,
  until: null,
  notes: '',
} as const satisfies Pick<InventoryRow, Setting>;
const SETTING_NAMES: Readonly<Record<Setting, string>> = {
  events: 'events',
  cost: 'cost',
  owner: 'owner',
  logDestination: 'log destination',
  retentionDays: 'retention',
  since: 'since',
  until: 'until',
  notes: 'notes',
};
const VERSIONS_NAMED = 3;

export function makeHostTally(log: IssueLog) {
  const groups = new Map<string, GroupTally>();
  const pairs = new Map<string, PairTally>();
  const hosts = makeHostSet();
  let owners = 0;
  let unnamed = 0;

  function takeGroup(row: InventoryRow): GroupTally {
    const key = row.group === null ? '' : `g${foldGroupName(row.group)}`;
    const known = groups.get(key);
    const tally = known ?? { owner: owners++, row, platforms: new Set(), sites: new Set(), hosts: 0 };
    if (known === undefined) groups.set(key, tally);
    for (const platform of row.groupFacts.platforms ?? []) tally.platforms.add(platform);
    if (row.groupFacts.site !== null) tally.sites.add(row.groupFacts.site);
    return tally;
  }

  function takePair(row: InventoryRow, group: GroupTally, product: Product): PairTally {
    const sensor = product.match?.sensorId ?? `own ${product.name.toLowerCase()}`;
    const key = JSON.stringify([group.owner, sensor, row.status]);
    const known = pairs.get(key);
    const tally = known ?? {
      owner: owners++,
      group,
      row,
      product,
      versions: new Map(),
      differing: new Set<Setting>(),
      hosts: 0,
    };
    if (known === undefined) pairs.set(key, tally);
    else {
      for (const setting of SETTINGS) {
        if (JSON.stringify(row[setting]) !== JSON.stringify(known.row[setting])) known.differing.add(setting);
      }
    }
    return tally;
  }

  /** Rows that say this; `count` them one by one. */
  function open(row: InventoryRow, products: readonly Product[]): HostSlot {
    const group = takeGroup(row);
    const versions = cutVersions(row.version, products.length);
    return { group, pairs: products.map((product) => takePair(row, group, product)), versions, rows: 0 };
  }

  function count(slot: HostSlot, { host1, host2, hostLength }: RowHashes): void {
    slot.rows++;
    if (hostLength === 0) {
      unnamed++;
      slot.group.hosts++;
      for (const pair of slot.pairs) pair.hosts++;
      return;
    }
    if (hosts.add(slot.group.owner, host1, host2)) slot.group.hosts++;
    for (const pair of slot.pairs) if (hosts.add(pair.owner, host1, host2)) pair.hosts++;
  }

  /** Once all rows of a slot are counted. */
  function close(slot: HostSlot): void {
    slot.pairs.forEach(({ versions }, at) => {
      const version = slot.versions[at] ?? '';
      if (version !== '') versions.set(version, (versions.get(version) ?? 0) + slot.rows);
    });
  }

  /** One row per sensor on a group, and one per group without a sensor. */
  function finish(emit: (row: InventoryRow, product: Product | null) => void): void {
    const withoutSensor = new Set(groups.values());
    // A list of one product's hosts says nothing of hosts without it.
    const products = new Set(Array.from(pairs.values(), ({ product }) => product.match?.sensorId ?? product.name));
    const isWhole = products.size > 1 || [...pairs.values()].some(({ group, hosts: own }) => own < group.hosts);
    for (const pair of pairs.values()) {
      withoutSensor.delete(pair.group);
      emit(describePair(pair, isWhole), pair.product);
    }
    for (const group of withoutSensor) emit({ ...group.row, sensor: null, groupFacts: describeGroup(group) }, null);
    report(isWhole);
  }

  function describePair(pair: PairTally, isWhole: boolean): InventoryRow {
    const { row, group, versions, differing } = pair;
    const rest = Object.fromEntries([...differing].map((setting) => [setting, NOTHING_SAID[setting]]));
    if (differing.size > 0) {
      const names = SETTINGS.filter((setting) => differing.has(setting)).map((setting) => SETTING_NAMES[setting]);
      const message = `Rows of "${excerpt(pair.product.name)}" on "${excerpt(row.group ?? 'no group')}" differ in: ${names.join(', ')}.`;
      const done = 'Left empty: a deployment has one of each.';
      log.add(issue('note', 'hosts-differ', { kind: 'row', row: row.row }, message, { done }));
    }
    const named = [...versions].sort((a, b) => b[1] - a[1]).map(([version]) => version);
    const version = named.slice(0, VERSIONS_NAMED).join(', ') + (named.length > VERSIONS_NAMED ? ', …' : '');
    const share = isWhole && group.hosts > 0 ? ({ value: pair.hosts / group.hosts, unit: 'fraction' } as const) : null;
    return { ...row, ...rest, version, share, groupFacts: describeGroup(group) };
  }

  function describeGroup({ row, platforms, sites, hosts: count }: GroupTally): InventoryRow['groupFacts'] {
    const [site = null, other] = sites;
    return {
      ...row.groupFacts,
      platforms: platforms.size === 0 ? null : [...platforms],
      site: other === undefined ? site : null,
      hosts: count,
    };
  }

  function report(isWhole: boolean): void {
    const place = { kind: 'file' } as const;
    if (pairs.size > 0) {
      const message = isWhole
        ? 'Each row is a host. Hosts were counted per system group, and the share of each sensor is that of its hosts.'
        : 'Each row is a host with the same sensor: such a list does not say how many hosts lack it.';
      const done = isWhole ? 'No host is kept.' : 'Hosts were counted; the shares were left open. No host is kept.';
      log.add(issue('note', 'hosts-counted', place, message, { done }));
    }
    if (unnamed > 0) {
      const message = `${unnamed.toLocaleString('en')} rows name no host.`;
      log.add(issue('note', 'hosts-unnamed', place, message, { done: 'Each was counted as one host.' }));
    }
  }

  return { open, count, close, finish, entries: () => groups.size + pairs.size };
}

/** One version per product where the cell has as many; else the version is of none in particular. */
export function cutVersions(version: string, products: number): readonly string[] {
  if (products < 2 || version === '') return [version];
  const pieces = version.split(/[;,|/\n+&]/).map((piece) => piece.trim());
  return Array.from({ length: products }, (_, at) => (pieces.length === products ? (pieces[at] ?? '') : ''));
}
