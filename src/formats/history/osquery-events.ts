/** Results of osquery (https://osquery.readthedocs.io/en/stable/deployment/logging/): one row, one record. docs/formats/osquery.md */
import { isMap, type PlainMap } from '../plain-data';
import { type FieldRule, isScalar, makeFieldTree, rulesOf } from './event-fields';
import type { EventWriter } from './event-writer';
import type { Dialect } from './json-dialect';

const FIELDS: Readonly<Record<string, FieldRule>> = {
  action: 'event.action',
  name: 'osquery.result.name',
  hostIdentifier: 'host.name',
  host_identifier: 'host.name',
  hostname: 'host.name',
  'decorations.hostname': 'host.name',
  'decorations.host_uuid': 'host.id',
  'decorations.username': 'user.name',
  message: 'message',
  'columns.md5': 'file.hash.md5',
  'columns.sha1': 'file.hash.sha1',
  'columns.sha256': 'file.hash.sha256',
  'columns.cmdline': 'process.command_line',
  'columns.cwd': 'process.working_directory',
  'columns.pid': 'process.pid',
  'columns.parent': 'process.parent.pid',
  'columns.ppid': 'process.parent.pid',
  'columns.local_address': 'source.ip',
  'columns.local_port': 'source.port',
  'columns.remote_address': 'destination.ip',
  'columns.remote_port': 'destination.port',
  'columns.target_path': 'file.path',
  'columns.username': 'user.name',
  'columns.user': 'user.name',
  'columns.uid': 'user.id',
  'columns.url': 'url.original',
  'columns.key': 'registry.path',
};

/** A path beside these is that of a program that runs; elsewhere it is a file's. */
const OF_PROCESS = ['pid', 'cmdline', 'parent', 'ppid'];

export function makeOsqueryDialect(out: EventWriter): Dialect {
  let ofProcess = false;
  const tree = makeFieldTree(out, {
    ruleOf: rulesOf(FIELDS, {
      unixTime: takeTime,
      calendarTime: (value, name) => {
        if (!out.has('@timestamp')) takeTime(value, name);
        else if (isScalar(value)) out.putField(name, value);
      },
      'columns.path': (value, name) => {
        if (isScalar(value)) out.putField(ofProcess ? 'process.executable' : 'file.path', value, name);
      },
      'columns.name': (value, name) => {
        if (isScalar(value)) out.putField(ofProcess ? 'process.name' : name, value, name);
      },
    }),
  });

  function takeTime(value: unknown, name: string): void {
    if (!isScalar(value)) return;
    const isNumber = typeof value === 'string' && /^\d{1,12}$/.test(value);
    if (isNumber && Number(value) === 0) out.putField(name, value);
    else if (!out.putTime('@timestamp', isNumber ? Number(value) : value, name)) out.putField(name, value);
  }

  return {
    id: 'osquery',
    keys: ['unixTime', 'calendarTime'],
    fits: isOsqueryEvent,
    read(event) {
      // The moment of epoch first: the one in words may have no zone.
      takeTime(event['unixTime'], 'unixTime');
      const { columns } = event;
      ofProcess = isMap(columns) && OF_PROCESS.some((key) => columns[key] !== undefined);
      const isWhole = tree.put(event);
      out.putField(
        'event.dataset',
        event['severity'] !== undefined && columns === undefined ? 'osquery.status' : 'osquery.result',
      );
      return isWhole;
    },
  };
}

export function isOsqueryEvent(event: PlainMap): boolean {
  const isTimed = event['unixTime'] !== undefined || event['calendarTime'] !== undefined;
  if (!isTimed) return false;
  if (isMap(event['columns']) || Array.isArray(event['snapshot']) || isMap(event['diffResults'])) return true;
  return event['severity'] !== undefined && event['filename'] !== undefined;
}

/** The rows of a result: those of a snapshot or a batch each as an event of its own. */
export function splitOsquery(event: PlainMap): readonly PlainMap[] {
  const { snapshot, diffResults, ...rest } = event;
  const rows: PlainMap[] = [];
  const take = (list: unknown, action: string) => {
    if (Array.isArray(list)) for (const columns of list) rows.push({ ...rest, action, columns });
  };
  take(snapshot, 'snapshot');
  if (isMap(diffResults)) {
    take(diffResults['added'], 'added');
    take(diffResults['removed'], 'removed');
  }
  return rows.length === 0 ? [event] : rows;
}
