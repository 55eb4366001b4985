/** One row of an inventory: its cells as facts, and what could not be read. Nothing is decided across rows here. */
import { excerpt, type Issue, issue } from '../domain/result';
import { type DataQuality, QUALITY_DIMENSIONS } from '../domain/sensors/data-quality';
import type { Cost, DeploymentStatus, GroupKind, GroupPart } from '../domain/sensors/inventory';
import type { Role } from '../domain/sensors/sensor';
import { restoreFormula } from './delimited-text';
import type { InventoryMeaning, MappedHeader } from './inventory-csv-columns';
import { readCost } from './inventory-csv-cost';
import { type DateText, readDate } from './inventory-csv-dates';
import { ATTACK_PLATFORM_NAMES, readGroupKind, readParts, readPlatforms, readRoles } from './inventory-csv-groups';
import {
  type DecimalMark,
  isNothing,
  readCount,
  readDays,
  readNumber,
  readRating,
  readShare,
  readStatus,
  type ShareText,
  UNREADABLE,
  type Unreadable,
} from './inventory-csv-values';

/** What a row says of its group; `null` where it says nothing. */
export interface GroupFacts {
  readonly kind: GroupKind | null;
  readonly platforms: readonly string[] | null;
  readonly hosts: number | null;
  readonly criticality: number | null;
  readonly roles: readonly Role[] | null;
  readonly parts: readonly GroupPart[] | null;
  readonly notes: string | null;
}

export interface InventoryRow {
  readonly row: number;
  /** `null`: the row says that no sensor looks at its group. */
  readonly sensor: { readonly name: string; readonly vendor: string | null } | null;
  /** `null`: the sensor observes no group. */
  readonly group: string | null;
  readonly groupFacts: GroupFacts;
  /** A group, `observed` (the default) or nowhere in particular (`null`). */
  readonly standsOn: { readonly name: string } | 'observed' | null;
  readonly share: ShareText | null;
  readonly part: string | null;
  readonly partSize: ShareText | null;
  /** As written: what it means depends on the sensor. */
  readonly events: string;
  readonly status: DeploymentStatus;
  readonly cost: Cost | null;
  readonly owner: string;
  readonly retentionDays: number | null;
  readonly since: DateText | null;
  readonly until: DateText | null;
  readonly quality: DataQuality;
  readonly notes: string;
  /** Tells apart deployments that are equal otherwise. */
  readonly label: string;
}

export interface RowReading {
  /** `null`: the row is left out; one of the issues says why. */
  readonly row: InventoryRow | null;
  readonly issues: readonly Issue[];
  /** The cost was read as yearly because nothing said otherwise. */
  readonly periodAssumed: boolean;
}

/** A name cell that says "there is none": `none`, `-`, `n/a`. */
export function isExplicitNone(cell: string): boolean {
  return (
    cell !== '' &&
    (isNothing(cell) || /^\(?(?:none|no sensor|nothing|keine[rs]?|kein sensor|aucun|ninguno)\)?$/i.test(cell))
  );
}

/** A name as `writeName` wrote it: an apostrophe keeps a group called "none" from meaning none. */
function readName(cell: string): string {
  const bare = cell.replace(/^'+/, '');
  return bare !== cell && isExplicitNone(bare) ? cell.slice(1) : cell;
}

export function makeRowReader(columns: readonly MappedHeader[], mark: DecimalMark) {
  const positions = new Map<InventoryMeaning, number>();
  columns.forEach(({ meaning }, at) => {
    if (meaning !== null) positions.set(meaning, at);
  });

  return function readRow(rowNumber: number, cells: readonly string[]): RowReading {
    const issues: Issue[] = [];
    let periodAssumed = false;

    const raw = (meaning: InventoryMeaning): string => cells[positions.get(meaning) ?? -1]?.trim() ?? '';
    const text = (meaning: InventoryMeaning): string => restoreFormula(raw(meaning));
    const header = (meaning: InventoryMeaning): MappedHeader | undefined => columns[positions.get(meaning) ?? -1];

    function report(
      severity: Issue['severity'],
      code: string,
      meaning: InventoryMeaning,
      message: string,
      done: string,
    ): void {
      const place = { kind: 'row', row: rowNumber, column: header(meaning)?.header ?? meaning } as const;
      const found = excerpt(raw(meaning));
      issues.push(issue(severity, code, place, message, found === '' ? { done } : { found, done }));
    }

    function value<T>(
      meaning: InventoryMeaning,
      read: (cell: string) => T | null | Unreadable,
      expected: string,
    ): T | null {
      const cell = text(meaning);
      const result = cell === '' ? null : read(cell);
      if (result !== UNREADABLE) return result as T | null;
      report('warning', 'unreadable-value', meaning, `This is not ${expected}.`, 'Left empty.');
      return null;
    }

    function amount(meaning: InventoryMeaning, expected: string): number | null {
      return value(
        meaning,
        (cell) => {
          if (isNothing(cell)) return null;
          const read = readNumber(cell, mark);
          if (read === UNREADABLE || read.value < 0) return UNREADABLE;
          if (read.ambiguous) reportAmbiguous(meaning, read.value);
          return read.value;
        },
        expected,
      );
    }

    function reportAmbiguous(meaning: InventoryMeaning, read: number): void {
      report(
        'warning',
        'ambiguous-number',
        meaning,
        'The mark in this number may separate thousands or decimals.',
        `Read as ${read}.`,
      );
    }

    function words<T>(
      meaning: InventoryMeaning,
      read: (cell: string) => { readonly known: readonly T[]; readonly unknown: readonly string[] },
      tell: (unknown: string) => { readonly code: string; readonly message: string; readonly done: string },
    ): readonly T[] | null {
      const cell = text(meaning);
      if (isNothing(cell)) return null;
      const { known, unknown } = read(cell);
      if (unknown.length > 0) {
        const { code, message, done } = tell(excerpt(unknown.join(', ')));
        report('warning', code, meaning, message, done);
      }
      return known.length === 0 ? null : known;
    }

    const sensorCell = text('sensor');
    const groupCell = text('group');
    const standsOnCell = text('standsOn');
    for (const [meaning, cell, what] of [
      ['sensor', sensorCell, 'sensor'],
      ['group', groupCell, 'system group'],
    ] as const) {
      if (cell !== '') continue;
      const hint =
        meaning === 'sensor'
          ? 'Write "none" for a group without sensors.'
          : 'Write "none" for a sensor that observes none.';
      report('error', `missing-${meaning}`, meaning, `The row names no ${what}.`, `Row left out. ${hint}`);
    }
    if (issues.length > 0) return { row: null, issues, periodAssumed };

    const groupFacts: GroupFacts = {
      kind: value(
        'groupKind',
        (cell) => (isNothing(cell) ? null : (readGroupKind(cell) ?? UNREADABLE)),
        'a kind of group: hosts, segment, cloud account, tenant or perimeter',
      ),
      platforms: words(
        'platform',
        (cell) => {
          const { platforms, unknown } = readPlatforms(cell);
          return { known: platforms, unknown };
        },
        (unknown) => ({
          code: 'unknown-platform',
          message: `ATT&CK knows no platform "${unknown}". It knows ${ATTACK_PLATFORM_NAMES.join(', ')}.`,
          done: 'Kept as written; no technique applies to it.',
        }),
      ),
      hosts: value('hosts', readCount, 'a number of hosts'),
      criticality: amount('criticality', 'a weight: a number that is not negative'),
      roles: words(
        'roles',
        (cell) => {
          const { roles, unknown } = readRoles(cell);
          return { known: roles, unknown };
        },
        (unknown) => ({
          code: 'unknown-role',
          message: `"${unknown}" is none of the roles that matter for events.`,
          done: 'Left out. Known: domain controller, certificate authority, AD FS, mail, DNS, web, DHCP.',
        }),
      ),
      parts: words(
        'parts',
        (cell) => {
          const { parts, unreadable } = readParts(cell);
          return { known: parts, unknown: unreadable };
        },
        (unknown) => ({
          code: 'unreadable-parts',
          message: `"${unknown}" is not a part with its share, as in "wave 1 = 60%; wave 2 = 40%".`,
          done: 'Left out.',
        }),
      ),
      notes: text('groupNotes') === '' ? null : text('groupNotes'),
    };

    const status = readRowStatus();
    const row: InventoryRow = {
      row: rowNumber,
      sensor: isExplicitNone(sensorCell)
        ? null
        : { name: readName(sensorCell), vendor: isNothing(text('vendor')) ? null : text('vendor') },
      group: isExplicitNone(groupCell) ? null : readName(groupCell),
      groupFacts,
      standsOn:
        standsOnCell === '' ? 'observed' : isExplicitNone(standsOnCell) ? null : { name: readName(standsOnCell) },
      share: value('share', (cell) => readShare(cell, mark), 'a share between 0 and 100 %'),
      part: text('part') === '' ? null : text('part'),
      partSize: value('partSize', (cell) => readShare(cell, mark), 'a share between 0 and 100 %'),
      events: raw('events'),
      status,
      cost: readRowCost(),
      owner: text('owner'),
      retentionDays: value(
        'retentionDays',
        (cell) => readDays(cell, header('retentionDays')?.unit ?? ''),
        'a number of days, as 90, "90d" or "1 year"',
      ),
      since: value('since', (cell) => readDate(cell, rowNumber), 'a date, as 2026-11-22'),
      until: value('until', (cell) => readDate(cell, rowNumber), 'a date, as 2026-11-22'),
      quality: readQuality(),
      notes: text('notes'),
      label: text('deployment'),
    };
    return { row, issues, periodAssumed };

    function readRowStatus(): DeploymentStatus {
      const cell = text('status');
      if (isNothing(cell)) return 'deployed';
      const known = readStatus(cell);
      if (known === null) {
        report(
          'warning',
          'unknown-status',
          'status',
          'This is none of deployed, planned and candidate.',
          'Read as candidate, which no coverage counts.',
        );
      }
      return known ?? 'candidate';
    }

    function readRowCost(): Cost | null {
      const column = header('cost');
      const context = {
        header: column?.header ?? '',
        headerUnit: column?.unit ?? '',
        currencyCell: text('currency'),
        perCell: text('costPer'),
        mark,
      };
      const read = value('cost', (cell) => readCost(cell, context), 'an amount of money');
      if (read === null) return null;
      if (read.ambiguous) reportAmbiguous('cost', read.cost.amount);
      periodAssumed = read.periodAssumed;
      return read.cost;
    }

    function readQuality(): DataQuality {
      const ratings = QUALITY_DIMENSIONS.map((dimension) => value(dimension, readRating, 'a rating from 0 to 5'));
      const [
        deviceCompleteness = null,
        dataFieldCompleteness = null,
        timeliness = null,
        consistency = null,
        retention = null,
      ] = ratings;
      return { deviceCompleteness, dataFieldCompleteness, timeliness, consistency, retention };
    }
  };
}
