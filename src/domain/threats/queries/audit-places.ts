import { readAuditCode } from './audit-codes';
import type { QueryPlace } from './query-place';
import { SYSLOG_COLUMNS } from './syslog-places';

/** Record types that a log source of ATT&CK is about, when no code says which. */
const AUDIT_RECORDS: Readonly<Record<string, readonly string[]>> = {
  'auditd:SYSCALL': ['SYSCALL'],
  'auditd:EXECVE': ['EXECVE'],
  'auditd:PATH': ['PATH'],
  'auditd:PROCTITLE': ['PROCTITLE'],
  'auditd:CONFIG_CHANGE': ['CONFIG_CHANGE'],
  'auditd:USER_LOGIN': ['USER_LOGIN'],
  'auditd:USER_CMD': ['USER_CMD'],
  'auditd:AUTH': ['USER_AUTH', 'USER_ACCT', 'CRED_ACQ'],
  'auditd:DAEMON': ['DAEMON_START', 'DAEMON_END', 'DAEMON_ABORT', 'DAEMON_CONFIG'],
  'auditd:MMAP': ['MMAP'],
  'auditd:FILE': ['PATH'],
  'auditd:FS': ['PATH'],
  'auditd:file-events': ['PATH'],
  'auditd:memprotect': ['MMAP'],
};

/** One place per log source, and one for what the sensor records beside them. */
export const AUDIT_PLACES: readonly QueryPlace[] = listPlaces();

function listPlaces(): QueryPlace[] {
  const rows: [readonly string[], readonly string[]][] = Object.entries(AUDIT_RECORDS).map(([name, records]) => [
    [name],
    records,
  ]);
  rows.push([[], []]);
  return rows.map(([logSources, records]) => {
    const quoted = records.map((record) => `"${record}"`).join(', ');
    const lowered = quoted.toLowerCase();
    const isAny = records.length === 0;
    const place: QueryPlace = {
      sensors: ['auditd'],
      logSources,
      readCode: readAuditCode,
      asks: {
        spl: {
          from: '(sourcetype="auditd" OR sourcetype="linux:audit" OR sourcetype="linux_audit")',
          ...(isAny ? {} : { whenWhole: `type IN (${quoted})` }),
          fields: ['type', 'SYSCALL'],
          columns: ['host', 'type', 'SYSCALL', 'AUID', 'exe', 'comm', 'proctitle', 'key'],
          note: 'SYSCALL needs log_format = ENRICHED in auditd.conf; the add-on that reads auditd through ausearch calls it syscall.',
        },
        'kql-sentinel': {
          from: 'Syslog',
          where: 'SyslogMessage contains "type="',
          ...(isAny ? {} : { whenWhole: `extract("type=([A-Z_]+)", 1, SyslogMessage) in (${quoted})` }),
          fields: ['extract("type=([A-Z_]+)", 1, SyslogMessage)', 'extract("SYSCALL=([a-z0-9_]+)", 1, SyslogMessage)'],
          columns: SYSLOG_COLUMNS,
          note: 'For records that the syslog plugin of the audit dispatcher sends on; names of system calls need log_format = ENRICHED.',
        },
        esql: {
          from: 'logs-auditd_manager.auditd-*,auditbeat-*',
          ...(isAny ? {} : { whenWhole: `auditd.message_type IN (${lowered})` }),
          fields: ['auditd.message_type', 'auditd.data.syscall'],
          letterCase: 'lower',
          columns: [
            '@timestamp',
            'host.name',
            'user.name',
            'auditd.message_type',
            'process.executable',
            'process.title',
          ],
          note: 'The integration joins the records of one event: it has the type of the first.',
        },
        eql: {
          from: 'logs-auditd_manager.auditd-*,auditbeat-*',
          ...(isAny ? {} : { whenWhole: `auditd.message_type in (${lowered})` }),
          fields: ['auditd.message_type', 'auditd.data.syscall'],
          letterCase: 'lower',
          columns: [],
        },
        sigma: { product: 'linux', service: 'auditd', fields: ['type', 'SYSCALL'] },
        ausearch: { records },
      },
    };
    return place;
  });
}
