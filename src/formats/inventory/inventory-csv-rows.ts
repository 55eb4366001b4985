/** One row of an inventory: its cells as facts, and what could not be read. Nothing is decided across rows here. */
import type { Issue } from '../../domain/result';
import type { DataQuality, QualityDimension } from '../../domain/sensors/data-quality';
import type { Cost, DeploymentStatus, GroupKind, GroupPart } from '../../domain/sensors/inventory';
import type { Role } from '../../domain/sensors/sensor';
import { isTotalWord, readYesNo } from '../yes-no-words';
import { makeCellsReader, type RowCells } from './inventory-csv-cells';
import type { MappedHeader } from './inventory-csv-columns';
import { readCost } from './inventory-csv-cost';
import { type DateText, readDate } from './inventory-csv-dates';
import { ATTACK_PLATFORM_NAMES, readGroupKind, readParts, readPlatforms, readRoles } from './inventory-csv-groups';
import {
  type DecimalMark,
  isNothing,
  readCount,
  readDays,
  readRating,
  readShare,
  readShareWord,
  readStatus,
  type ShareText,
  UNREADABLE,
} from './inventory-csv-values';

/** What a row says of its group; `null` where it says nothing. */
export interface GroupFacts {
  readonly kind: GroupKind | null;
  readonly platforms: readonly string[] | null;
  readonly hosts: number | null;
  readonly criticality: number | null;
  readonly roles: readonly Role[] | null;
  readonly site: string | null;
  readonly parts: readonly GroupPart[] | null;
  readonly notes: string | null;
}

export interface InventoryRow {
  readonly row: number;
  /** `null`: the row says that no sensor looks at its group. */
  readonly sensor: { readonly name: string; readonly vendor: string | null } | null;
  readonly version: string;
  /** `null`: the sensor observes no group. */
  readonly group: string | null;
  readonly groupFacts: GroupFacts;
  /** A group, `observed` (the default) or nowhere in particular (`null`). */
  readonly standsOn: { readonly name: string } | 'observed' | null;
  readonly share: ShareText | null;
  readonly part: string | null;
  readonly partSize: ShareText | null;
  /** As written: what it means depends on the sensor. Empty: not stated. */
  readonly events: string;
  /** `null`: not stated. */
  readonly status: DeploymentStatus | null;
  readonly cost: Cost | null;
  readonly owner: string;
  readonly logDestination: string;
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
  if (cell === '') return false;
  return isNothing(cell) || /^\(?(?:none|no sensor|nothing|keine[rs]?|kein sensor|aucun|ninguno)\)?$/i.test(cell);
}

/** A name cell that is not taken for a name: none, or a sum. */
export function isNoName(cell: string): boolean {
  return isExplicitNone(cell) || isTotalWord(cell);
}

/** A name as `writeName` wrote it: an apostrophe keeps a group called "none" from meaning none. */
function readName(cell: string): string {
  const bare = cell.replace(/^'+/, '');
  return bare !== cell && isNoName(bare) ? cell.slice(1) : cell;
}

/** Text as written; `n/a` and the like say nothing. */
function readPlain(cell: string): string {
  return isNothing(cell) ? '' : cell;
}

export interface RowRules {
  /** The group of a row where no column names it; `null`: a column does. */
  readonly group: ((cells: RowCells) => string) | null;
  /** A row without a sensor is a host without one, or names sensors in its header; otherwise it is left out. */
  readonly mayLackSensor: boolean;
}

/** Of a host: no product is installed. */
export const NOT_INSTALLED =
  /^(?:missing|not installed|not present|no agent|nicht installiert|fehlt|absent|no instalado|non installé|non installato|niet geïnstalleerd|não instalado|не установлен|未安装)$/i;

export function makeRowReader(columns: readonly MappedHeader[], mark: DecimalMark, rules: RowRules) {
  const readCells = makeCellsReader(columns, mark);

  return (row: number, fields: readonly string[]): RowReading => {
    const cells = readCells(row, fields);
    const { issues, text, value } = cells;
    const [sensor, standsOn, vendor] = [text('sensor'), text('standsOn'), text('vendor')];
    const group = rules.group?.(cells) ?? text('group');
    if (sensor === '' && !rules.mayLackSensor) {
      const done = 'Row left out. Write "none" for a group without sensors.';
      cells.report('error', 'missing-sensor', 'sensor', 'The row names no sensor.', done);
    }
    if (group === '') {
      const done = 'Row left out. Write "none" for a sensor that observes none.';
      cells.report('error', 'missing-group', 'group', 'The row names no system group.', done);
    }
    if (issues.length > 0) return { row: null, issues, periodAssumed: false };
    const cost = readRowCost(cells);
    const daysUnit = cells.header('retentionDays')?.unit ?? '';
    const share = (cell: string) => readShare(cell, mark);
    const part = text('part');
    reportShareWord(cells, part === '' ? 'group' : 'part');
    // What an empty share counts as (coverage model, "Share").
    const wholeInstead = `Left empty: taken as the whole ${part === '' ? 'group' : 'part'}, unless device completeness or your estate says otherwise.`;
    const date = (cell: string) => readDate(cell, row);
    return {
      row: {
        row,
        sensor:
          isExplicitNone(sensor) ||
          (rules.mayLackSensor && (sensor === '' || readYesNo(sensor) === 'no' || NOT_INSTALLED.test(sensor)))
            ? null
            : { name: readName(sensor), vendor: isNothing(vendor) ? null : vendor },
        version: readPlain(text('version')),
        group: rules.group === null && isExplicitNone(group) ? null : readName(group),
        groupFacts: readGroupFacts(cells),
        standsOn: standsOn === '' ? 'observed' : isExplicitNone(standsOn) ? null : { name: readName(standsOn) },
        share: value('share', share, 'a share between 0 and 100 %', wholeInstead),
        part: part === '' ? null : part,
        partSize: value('partSize', share, 'a share between 0 and 100 %'),
        events: isNothing(text('events')) ? '' : text('events'),
        status: readRowStatus(cells),
        cost: cost?.cost ?? null,
        owner: text('owner'),
        logDestination: readPlain(text('logDestination')),
        retentionDays: value(
          'retentionDays',
          (cell) => readDays(cell, daysUnit),
          'a number of days, as 90, "90d" or "1 year"',
        ),
        since: value('since', date, 'a date, as 2026-11-22'),
        until: value('until', date, 'a date, as 2026-11-22'),
        quality: readQuality(cells),
        notes: text('notes'),
        label: text('deployment'),
      },
      issues,
      periodAssumed: cost?.periodAssumed ?? false,
    };
  };
}

function readGroupFacts(cells: RowCells): GroupFacts {
  const notes = cells.text('groupNotes');
  const site = readPlain(cells.text('site'));
  return {
    kind: cells.value(
      'groupKind',
      (cell) => (isNothing(cell) ? null : (readGroupKind(cell) ?? UNREADABLE)),
      'a kind of group: hosts, segment, cloud account, tenant or perimeter',
    ),
    platforms: cells.words(
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
    hosts: cells.value('hosts', readCount, 'a number of hosts'),
    criticality: cells.amount('criticality', 'a weight: a number that is not negative'),
    roles: cells.words(
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
    site: site === '' ? null : site,
    parts: cells.words(
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
    notes: notes === '' ? null : notes,
  };
}

/** "yes" says that the sensor is there, not on how many hosts: the analyst should see what was made of it. */
function reportShareWord(cells: RowCells, whole: 'group' | 'part'): void {
  const word = readShareWord(cells.text('share'));
  if (word === null) return;
  const done =
    word === 'yes'
      ? `Taken for all hosts of the ${whole}: 100 %.`
      : `Taken for none of the ${whole}'s hosts: 0 %, and unless a status says otherwise, not deployed.`;
  cells.report('note', 'share-by-word', 'share', 'A word stands where a share was expected.', done);
}

function readRowStatus(cells: RowCells): DeploymentStatus | null {
  const cell = cells.text('status');
  // A sensor that is on no host of the group is not deployed there.
  if (isNothing(cell)) return readShareWord(cells.text('share')) === 'no' ? 'candidate' : null;
  const known = readStatus(cell);
  if (known !== null) return known;
  const message = 'This is none of deployed, planned and candidate.';
  cells.report('warning', 'unknown-status', 'status', message, 'Read as candidate, which does not count as deployed.');
  return 'candidate';
}

function readRowCost(cells: RowCells): { readonly cost: Cost; readonly periodAssumed: boolean } | null {
  const column = cells.header('cost');
  const context = {
    header: column?.header ?? '',
    headerUnit: column?.unit ?? '',
    currencyCell: cells.text('currency'),
    perCell: cells.text('costPer'),
    mark: cells.mark,
  };
  const read = cells.value('cost', (cell) => readCost(cell, context), 'an amount of money');
  if (read?.ambiguous) cells.reportAmbiguousNumber('cost', read.cost.amount);
  return read;
}

function readQuality(cells: RowCells): DataQuality {
  const rate = (dimension: QualityDimension) => cells.value(dimension, readRating, 'a rating from 0 to 5');
  return {
    deviceCompleteness: rate('deviceCompleteness'),
    dataFieldCompleteness: rate('dataFieldCompleteness'),
    timeliness: rate('timeliness'),
    consistency: rate('consistency'),
    retention: rate('retention'),
  };
}
