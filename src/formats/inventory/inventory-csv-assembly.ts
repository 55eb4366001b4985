/**
 * Rows to an inventory: the same group in several rows is one group, equal deployments are one that observes several
 * groups, and what only a whole column can tell is settled at the end.
 */

import type { IssueLog } from '../../domain/issue-log';
import { excerpt, type Issue, issue } from '../../domain/result';
import type { Deployment, EventSelection, Observation, SystemGroup } from '../../domain/sensors/inventory';
import type { DeploymentStatement, InventoryStatement } from '../../domain/sensors/merge-inventory';
import { foldSensorName, type Sensor } from '../../domain/sensors/sensor';
import type { DateText } from './inventory-csv-dates';
import { readEvents } from './inventory-csv-events';
import { type GroupDraft, makeGroupDrafts } from './inventory-csv-group-drafts';
import type { InventoryRow } from './inventory-csv-rows';
import { makeDateSettler, makeShareSettler } from './inventory-csv-settling';
import type { ShareText } from './inventory-csv-values';
import type { Product } from './inventory-products';

export interface AssemblyOptions {
  readonly existingGroups: readonly SystemGroup[];
  readonly sensorEvents: (sensorId: string) => ReadonlySet<string>;
  readonly newId: () => string;
  /** Groups are made of rows: each counts hosts of its own sensor, and the largest number is that of the group. */
  readonly isGrouped: boolean;
  readonly shareColumn: { readonly header: string; readonly saysPercent: boolean };
  readonly dateColumns: { readonly since: string; readonly until: string };
}

export interface Assembled extends InventoryStatement {
  /** Rows that turned out to be unusable once all were read. */
  readonly rejectedLate: number;
}

interface DeploymentDraft {
  readonly row: number;
  /** Of its settings: those of a copy are the same. */
  readonly key: number;
  readonly settings: Omit<Deployment, 'id' | 'standsOn' | 'observes' | 'since' | 'until'>;
  /** What some row of it states; otherwise the setting is what an empty cell is taken to mean. */
  readonly stated: { events: boolean; status: boolean; place: boolean };
  readonly standsOn: GroupDraft | null;
  readonly since: DateText | null;
  readonly until: DateText | null;
  readonly observations: ObservationDraft[];
}

interface ObservationDraft {
  readonly row: number;
  readonly group: GroupDraft;
  readonly share: ShareText | null;
  readonly part: string | null;
  /** Of the sensor, where the group is made of rows. */
  readonly hosts: number | null;
}

interface EventsRead {
  readonly selection: EventSelection;
  readonly selectionKey: number;
  /** For a message; empty when there is none. */
  readonly unknown: string;
  readonly unreadable: string;
}

export function makeAssembly(options: AssemblyOptions, log: IssueLog) {
  const groups = makeGroupDrafts(options.existingGroups, options.newId, log);
  const deployments = new Map<string, DeploymentDraft>();
  /** Rows by the deployment, group and part they speak of, and the share they state. */
  const rowsByShare = new Map<string, Map<string, { readonly row: number; readonly draft: DeploymentDraft }>>();
  const customSensors = makeCustomSensors();
  const eventsRead = new Map<string, EventsRead>();
  /** Numbers for long texts that make deployments equal: as keys they would fill the memory. */
  const interned = new Map<string, number>();
  let entries = 0;

  function intern(text: string): number {
    const known = interned.get(text) ?? interned.size;
    interned.set(text, known);
    return known;
  }

  function warn(code: string, row: number, message: string, done: string, found = ''): void {
    const detail: Pick<Issue, 'found' | 'done'> = found === '' ? { done } : { found: excerpt(found), done };
    log.add(issue('warning', code, { kind: 'row', row }, message, detail));
  }

  /** The same message for all: a list of a million is one line. */
  function warnRepeated(row: number, earlier: number): void {
    warn('repeated-row', row, 'The row says the same as an earlier one.', 'Counted once.', `as row ${earlier}`);
  }

  /** @param product what the row's sensor was found to be */
  function add(row: InventoryRow, product: Product | null): void {
    const group = row.group === null ? null : groups.take(row.group, row.row, row.groupFacts, options.isGrouped);
    if (row.part !== null && group !== null && row.partSize !== null) group.stateSize(row.part, row.partSize, row.row);
    if (product === null) return;
    const sensorId = findSensor(product, row.row);
    const standsOn =
      row.standsOn === 'observed'
        ? group
        : row.standsOn === null
          ? null
          : groups.take(row.standsOn.name, row.row, null);
    const { version, cost, owner, logDestination, retentionDays, since, until, quality, notes } = row;
    const events = readEventsOnce(row.events, sensorId);
    reportEvents(events, row);
    const settings = {
      sensorId,
      version,
      status: row.status ?? 'deployed',
      cost,
      owner,
      logDestination,
      retentionDays,
      quality,
      notes,
    };
    const dates = [since, until].map((date) => (date === null || typeof date === 'string' ? date : date.text));
    const key = intern(JSON.stringify([settings, events.selectionKey, standsOn?.id ?? null, dates, row.label]));
    const slot = `${key} ${JSON.stringify([group?.id ?? null, row.part])}`;
    const shares =
      rowsByShare.get(slot) ?? new Map<string, { readonly row: number; readonly draft: DeploymentDraft }>();
    // A part's share is of the part, whose hosts nobody counted.
    const hosts = options.isGrouped && row.part === null ? row.groupFacts.hosts : null;
    const shareKey = JSON.stringify([row.share, hosts]);
    const earlier = shares.get(shareKey);
    if (earlier !== undefined) {
      noteStated(earlier.draft, row);
      warnRepeated(row.row, earlier.row);
      return;
    }
    // Another share of the same group is a second installation, whose overlap with the first nobody states.
    const copy = `${key} ${shares.size}`;
    entries++;
    const draft: DeploymentDraft = deployments.get(copy) ?? {
      row: row.row,
      key,
      settings: { ...settings, events: events.selection },
      stated: { events: false, status: false, place: false },
      standsOn,
      since,
      until,
      observations: [],
    };
    deployments.set(copy, draft);
    rowsByShare.set(slot, shares.set(shareKey, { row: row.row, draft }));
    noteStated(draft, row);
    if (group === null)
      warn('observes-nothing', row.row, 'This sensor observes no system group.', 'Kept; it adds no coverage.');
    else draft.observations.push({ row: row.row, group, share: row.share, part: row.part, hosts });
  }

  function noteStated({ stated }: DeploymentDraft, row: InventoryRow): void {
    stated.events ||= row.events !== '';
    stated.status ||= row.status !== null;
    stated.place ||= row.standsOn !== 'observed';
  }

  /** Rows repeat each other: each way of writing events is read once per sensor. */
  function readEventsOnce(cell: string, sensorId: string): EventsRead {
    const known = options.sensorEvents(sensorId);
    const key = `${known.size === 0 ? '' : sensorId}\n${cell}`;
    const earlier = eventsRead.get(key);
    if (earlier !== undefined) return earlier;
    const { selection, unknown, unreadable } = readEvents(cell, known);
    const read: EventsRead = {
      selection,
      selectionKey: intern(JSON.stringify(selection)),
      unknown: known.size === 0 ? '' : excerpt(unknown.join(', ')),
      unreadable: excerpt(unreadable.join(', ')),
    };
    eventsRead.set(key, read);
    return read;
  }

  function reportEvents({ unknown, unreadable }: EventsRead, row: InventoryRow): void {
    if (unknown !== '') {
      const message = `The library lists no such events of this sensor: ${unknown}.`;
      const done = 'Kept in the selection; they feed nothing until they are mapped.';
      warn('unknown-event', row.row, message, done, row.events);
    }
    if (unreadable !== '') {
      const message = `No event of this sensor is in the range ${unreadable}.`;
      warn('unreadable-events', row.row, message, 'The range was left out.', row.events);
    }
  }

  function findSensor(product: Product, row: number): string {
    return product.match?.sensorId ?? customSensors.take(product, row);
  }

  function makeCustomSensors() {
    const byName = new Map<string, Sensor[]>();
    return {
      take({ name, vendor }: Pick<Product, 'name' | 'vendor'>, row: number): string {
        const namesakes = byName.get(foldSensorName(name)) ?? [];
        const known = namesakes.find((sensor) => vendor === null || sensor.vendor === vendor);
        if (known !== undefined) return known.id;
        // A row above may have left the vendor out.
        const unstated = namesakes.findIndex((sensor) => sensor.vendor === null);
        const id = namesakes[unstated]?.id ?? `user:${options.newId()}`;
        const facts = { aliases: [], platforms: [], logSources: [], events: [] };
        const sensor: Sensor = { id, name, vendor, ...facts, origin: 'user' };
        byName.set(foldSensorName(name), unstated < 0 ? [...namesakes, sensor] : namesakes.with(unstated, sensor));
        if (unstated < 0) reportUnknown(name, row);
        return id;
      },
      list: (): readonly Sensor[] => [...byName.values()].flat(),
    };
  }

  function reportUnknown(name: string, row: number): void {
    const done = 'Kept as a sensor of your own; it feeds nothing until its events are mapped.';
    warn('unknown-sensor', row, `The sensor library has no "${excerpt(name)}".`, done);
  }

  function finish(): Assembled {
    const drafts = [...deployments.values()];
    const observations = drafts.flatMap((draft) => draft.observations);
    const settleShare = makeShareSettler(
      [...observations.map(({ share }) => share), ...groups.sizes()],
      options.shareColumn,
      log,
    );
    const settleDate = makeDateSettler(
      drafts.flatMap(({ since, until }) => [since, until]),
      log,
    );
    groups.settleSizes(settleShare);
    const shares = new Map(
      observations.map((each) => [each, each.share === null ? null : settleShare(each.share, each.row)]),
    );
    for (const [{ group, part, row }, share] of shares) {
      if (part !== null && share !== null) group.inferSize(part, share, row);
    }
    /** A row may name several sensors. */
    const rejectedLate = new Set<number>();

    function settleObservation(observation: ObservationDraft): Observation | null {
      const { row, group, part, hosts } = observation;
      const all = group.countHosts() ?? 0;
      const stated = shares.get(observation) ?? null;
      // What a row says of its own hosts is less of a group that has more.
      const own = hosts === null || all === 0 ? null : hosts / all;
      const share = own === null ? stated : (stated ?? 1) * own;
      if (part === null) return { groupId: group.id, share, part };
      const outcome = group.settlePart(part, share, row);
      if (outcome === null) rejectedLate.add(row);
      return outcome === null ? null : { groupId: group.id, share: outcome.share, part };
    }

    /** "90" and "90 %" are the same only once the column is known. */
    const settledAt = new Map<string, number>();

    function isRepeated({ key }: DeploymentDraft, row: number, { groupId, part, share }: Observation): boolean {
      const said = JSON.stringify([key, groupId, part, share]);
      const earlier = settledAt.get(said);
      if (earlier === undefined) settledAt.set(said, row);
      else warnRepeated(row, earlier);
      return earlier !== undefined;
    }

    function settleDeployment(draft: DeploymentDraft): DeploymentStatement | null {
      const observes = draft.observations.flatMap((observation) => {
        const settled = settleObservation(observation);
        return settled === null || isRepeated(draft, observation.row, settled) ? [] : [settled];
      });
      if (observes.length === 0 && draft.observations.length > 0) return null;
      const since = settleDate(draft.since, options.dateColumns.since);
      const until = settleDate(draft.until, options.dateColumns.until);
      if (since !== null && until !== null && until < since) {
        const message = 'The sensor ends before it begins.';
        warn('dates-reversed', draft.row, message, 'Kept as written.', `${since} to ${until}`);
      }
      const { settings, stated, standsOn } = draft;
      return {
        id: options.newId(),
        standsOn: standsOn?.id ?? null,
        observes,
        ...settings,
        events: stated.events ? settings.events : null,
        status: stated.status ? settings.status : null,
        since,
        until,
        isPlaceStated: stated.place,
      };
    }

    const built = drafts.map(settleDeployment).filter((deployment) => deployment !== null);
    return {
      groups: groups.finish(),
      deployments: built,
      customSensors: customSensors.list(),
      rejectedLate: rejectedLate.size,
    };
  }

  return { add, finish, findSensor, entries: () => entries + groups.count() };
}
