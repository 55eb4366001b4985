/**
 * OSSEM Detection Model, "ATT&CK events mapping" (https://github.com/OTRF/OSSEM-DM, `use-cases/mitre_attack`): a row for
 * each event that shows a relationship, and the data component that the relationship is part of. Its columns changed
 * over the years: `docs/formats/ossem-csv.md`.
 */
import type { DataComponentId } from '../domain/attack/identifiers';
import { excerpt, failure, type Issue, issue, type Place, type Result, success, WHOLE_FILE } from '../domain/result';
import { makeDelimitedReader } from './delimited-text';
import { makeSensorCollector, makeUnlistedLog, type OwnSensorDraft } from './own-sensor';

export interface OssemReading {
  readonly drafts: readonly OwnSensorDraft[];
  readonly counts: {
    readonly rows: number;
    readonly kept: number;
    readonly repeated: number;
    readonly leftOut: number;
  };
}

interface Columns {
  readonly source: number;
  readonly component: number;
  readonly event: number;
  readonly provider: number;
  readonly channel: number;
  readonly platform: number;
  readonly filter: number;
  readonly width: number;
}

const NOT_SAID = /^(?:na|n\/a|none|-|null|nan)?$/i;
/** As ATT&CK writes them. */
const PLATFORMS: Readonly<Record<string, string>> = {
  windows: 'Windows',
  linux: 'Linux',
  macos: 'macOS',
  aws: 'IaaS',
  azure: 'IaaS',
  gcp: 'IaaS',
};

export function sniffOssemCsv(head: string): boolean {
  return findHeader(head) !== null;
}

export function readOssemCsv(
  text: string,
  resolve: (source: string, component: string) => DataComponentId,
): Result<OssemReading> {
  const reader = makeDelimitedReader({ isHeader: (cells) => readHeader(cells) !== null });
  const [first, ...rows] = [...reader.push(text), ...reader.end()].filter(({ blank }) => !blank);
  const columns = first === undefined ? null : readHeader(first.cells);
  if (columns === null) {
    return failure(
      issue('error', 'ossem-header-missing', WHOLE_FILE, 'This is not an OSSEM event mapping: no columns are named.', {
        done: 'Nothing was read. Expected Data Source, Component, EventID and Log Provider or Log Source.',
      }),
    );
  }
  const sensors = makeSensorCollector();
  const channels = new Map<string, string>();
  const unlisted = makeUnlistedLog('ossem-pair-not-in-attack');
  const issues: Issue[] = [];
  const counts = { rows: rows.length, kept: 0, repeated: 0, leftOut: 0 };
  for (const { line, cells, problem } of rows) {
    const place: Place = { kind: 'line', line };
    const cell = (column: number) => clean(cells[column]);
    const [source, component, event, provider] = [
      columns.source,
      columns.component,
      columns.event,
      columns.provider,
    ].map(cell);
    const missing =
      problem === 'unclosed-quote'
        ? 'A quote that opens in this row is not closed.'
        : cells.slice(columns.width).some((extra) => extra.trim() !== '')
          ? 'The row has more fields than there are columns: a comma may stand outside quotes.'
          : [source, component, event, provider].some((part) => NOT_SAID.test(part ?? ''))
            ? 'The row lacks data source, component, event or log provider.'
            : null;
    if (missing !== null || !source || !component || !event || !provider) {
      issues.push(
        issue('warning', 'ossem-row-incomplete', place, missing ?? '', {
          found: excerpt(cells.join(', ')),
          done: 'Row left out.',
        }),
      );
      counts.leftOut++;
      continue;
    }
    const platform = cell(columns.platform);
    const key = `${provider}\n${platform.toLowerCase()}`;
    if (!channels.has(key) || channels.get(key) === '') channels.set(key, cell(columns.channel));
    const id = resolve(source, component);
    unlisted.see(id, place);
    const named = nameEvent(event, cell(columns.filter));
    if (sensors.add(key, named.id, id, named.code)) counts.kept++;
    else counts.repeated++;
  }
  if (counts.kept === 0) {
    return failure(
      issue('error', 'ossem-no-events', WHOLE_FILE, 'No row names an event.', { done: 'Nothing was read.' }),
      ...issues,
    );
  }
  if (counts.repeated > 0) {
    const message = `${counts.repeated} rows say of an event what an earlier row says: OSSEM has a row for each relationship.`;
    issues.push(issue('note', 'ossem-rows-repeat', WHOLE_FILE, message, { done: 'Each mapping counts once.' }));
  }
  const drafts = sensors.drafts((key) => {
    const [name = '', platform = ''] = key.split('\n');
    const attackPlatform = PLATFORMS[platform];
    const several = [...channels.keys()].filter((other) => other.startsWith(`${name}\n`)).length > 1;
    return {
      name: `${name}${several && platform !== '' ? ` on ${platform}` : ''} (OSSEM)`,
      provider: { name, channel: channels.get(key) ?? '', platform },
      platforms: attackPlatform === undefined ? [] : [attackPlatform],
      isPart: false,
    };
  });
  return success({ drafts, counts }, [...issues, ...unlisted.issues()]);
}

/**
 * A table of a product holds events of many kinds, which its filter tells apart: `DeviceEvents/OpenProcessApiCall`. Of
 * Windows' events the number is the event, whatever the filter says.
 */
function nameEvent(event: string, filter: string): { readonly id: string; readonly code?: string } {
  const [, field, value] = /'(ActionType|eventName|event_simpleName|EventName)'\s*:\s*'([^']+)'/.exec(filter) ?? [];
  if (value === undefined || /^\d+$/.test(event)) return { id: event };
  // ATT&CK's channels name tables of Defender, and actions of the others.
  return { id: `${event}/${value}`, code: field === 'ActionType' ? event : value };
}

function findHeader(head: string): Columns | null {
  const reader = makeDelimitedReader({ isHeader: (cells) => readHeader(cells) !== null });
  const first = [...reader.push(head), ...reader.end()].find(({ blank }) => !blank);
  return first === undefined ? null : readHeader(first.cells);
}

function readHeader(cells: readonly string[]): Columns | null {
  const names = cells.map((name) =>
    clean(name)
      .toLowerCase()
      .replace(/[^a-z]/g, ''),
  );
  const find = (...wanted: readonly string[]) => wanted.map((name) => names.indexOf(name)).find((at) => at >= 0) ?? -1;
  const columns = {
    source: find('datasource', 'attackdatasource'),
    component: find('component', 'datacomponent'),
    event: find('eventid'),
    provider: find('logprovider', 'logsource', 'provider'),
    channel: find('logchannel', 'channel'),
    platform: find('eventplatform', 'platform'),
    filter: find('filterinlog', 'filter'),
    width: cells.length,
  };
  const { source, component, event, provider } = columns;
  return Math.min(source, component, event, provider) < 0 || names.indexOf('relationship') < 0 ? null : columns;
}

function clean(cell: string | undefined): string {
  return (cell ?? '').replace(/[\s\uFEFF]+/g, ' ').trim();
}
