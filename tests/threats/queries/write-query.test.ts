import { describe, expect, it } from 'vitest';
import { QUERY_LANGUAGES, type QueryLanguage, type QuerySubject } from '../../../src/domain/threats/hunt-queries';
import { findPlace, PLACES } from '../../../src/domain/threats/queries/find-place';
import { guessLanguages } from '../../../src/domain/threats/queries/guess-languages';
import { languagesFor, writeQuery } from '../../../src/domain/threats/queries/write-query';
import { HOSTILE_CODES, LIBRARY } from './subjects';

function subject(sensorId: string, logSource: string, ...codes: string[]): QuerySubject {
  return { sensorId, logSource, codes };
}

function textOf(
  asked: QuerySubject,
  language: QueryLanguage,
  from: string | null = null,
  to: string | null = null,
): string {
  return writeQuery(asked, language, { from, to, limit: 100 })?.text ?? '';
}

it('shows of an event what a hunter reads first, and of a mixture too wide for a table the usual', () => {
  const shown = (source: string, code: string, language: 'spl' | 'esql') =>
    textOf(subject(source === 'Sysmon' ? 'sysmon' : 'winevtx', `WinEventLog:${source}`, code), language)
      .split('\n')
      .find((line) => /^\| (?:table|KEEP)/.test(line));
  expect(shown('Security', '4663', 'spl')).toBe(
    '| table _time, host, EventCode, SubjectUserName, ObjectType, ObjectName, ProcessName, AccessMask',
  );
  expect(textOf(subject('winevtx', 'WinEventLog:Security', '4698'), 'kql-sentinel')).toContain(
    'SubjectUserName,\n    TaskName = extract("Name=\\"TaskName\\">([^<]*)<", 1, EventData),\n',
  );
  expect(shown('Sysmon', '22', 'esql')).toContain('process.executable, dns.question.name');
  expect(textOf(subject('sysmon', 'WinEventLog:Sysmon', '3'), 'kql-sentinel')).toContain('DestinationIp = extract(');
  expect(shown('Security', '1102', 'spl')).toBe('| table _time, host, EventCode, user, process, process_command_line');
});

describe('a query', () => {
  it('asks for an event by its code, whatever its id adds to it', () => {
    expect(textOf(subject('winevtx', 'WinEventLog:WinRM', 'winrm/6'), 'spl')).toContain('EventCode=6 ');
    expect(textOf(subject('m365-unified-audit', 'm365:unified', 'UserLoggedIn/success'), 'spl')).toContain(
      'Operation="UserLoggedIn"',
    );
    expect(textOf(subject('cloudtrail', 'AWS:CloudTrail', 'sts:AssumeRole'), 'athena')).toContain(
      "eventname = 'AssumeRole'",
    );
    expect(textOf(subject('google-workspace', 'saas:googledrive', 'drive/view'), 'esql')).toContain(
      'event.action == "view"',
    );
  });

  it('asks for the log source as a whole when no code is given', () => {
    expect(textOf(subject('winevtx', 'WinEventLog:Security'), 'kql-sentinel')).toBe(
      [
        'SecurityEvent',
        '| where TimeGenerated > ago(24h)',
        '| project TimeGenerated, Computer, EventID, Activity, Account, NewProcessName, CommandLine, IpAddress',
        '| sort by TimeGenerated desc',
        '| take 100',
      ].join('\n'),
    );
    expect(textOf(subject('auditd', 'auditd:EXECVE'), 'ausearch')).toBe('ausearch -ts yesterday -te now -m EXECVE -i');
    expect(writeQuery(subject('winevtx', 'WinEventLog:Security'), 'sigma')).toBeNull();
  });

  it('says what it does not ask for', () => {
    const query = writeQuery(subject('auditd', 'auditd:SYSCALL', 'execve', 'setifflags'), 'ausearch');
    expect(query?.text).toBe('ausearch -ts yesterday -te now -sc execve -i');
    expect(query?.note).toContain('setifflags');
    expect(writeQuery(subject('auditd', 'auditd:SYSCALL', 'setifflags'), 'ausearch')).toBeNull();
  });

  it('has the time that is asked for in the words of its language', () => {
    const [from, to] = ['2026-11-20T10:00:00+02:00', '2026-11-21T00:00:00Z'];
    const cloud = subject('cloudtrail', 'AWS:CloudTrail', 'AssumeRole');
    expect(textOf(cloud, 'spl', from, to)).toContain('earliest=1795161600 latest=1795219200');
    expect(textOf(cloud, 'kql-sentinel', from, to)).toContain(
      'between (datetime(2026-11-20T08:00:00Z) .. datetime(2026-11-21T00:00:00Z))',
    );
    expect(textOf(cloud, 'esql', from, to)).toContain('@timestamp >= "2026-11-20T08:00:00Z" AND');
    expect(textOf(cloud, 'cloudtrail-lookup', from, to)).toContain(
      '--start-time 2026-11-20T08:00:00Z --end-time 2026-11-21T00:00:00Z',
    );
    expect(textOf(subject('auditd', 'auditd:EXECVE'), 'ausearch', from, to)).toContain(
      '-ts 11/20/2026 08:00:00 -te 11/21/2026 00:00:00',
    );
    expect(textOf(cloud, 'spl', 'yesterday', "'; x")).toContain('earliest=-24h');
    expect(textOf(cloud, 'spl', to, from)).toContain('earliest=1795161600 latest=1795219200');
  });

  it('bears a limit that is none', () => {
    const asked = subject('cloudtrail', 'AWS:CloudTrail');
    for (const [limit, rows] of [
      [Number.NaN, 10_000],
      [-5, 1],
      [1e9, 10_000],
      [7.9, 7],
    ]) {
      expect(writeQuery(asked, 'athena', { from: null, to: null, limit: limit ?? 0 })?.text).toMatch(
        new RegExp(`LIMIT ${rows}$`),
      );
    }
  });

  it('is the same for every letter case of a log source', () => {
    expect(textOf(subject('sysmon', 'wineventlog:sysmon ', '1'), 'spl')).toBe(
      textOf(subject('sysmon', 'WinEventLog:Sysmon', '1'), 'spl'),
    );
  });

  it('of PowerShell in Sigma names the log that has the event', () => {
    const sigma = (...codes: string[]) =>
      textOf(subject('powershell-logging', 'WinEventLog:PowerShell', ...codes), 'sigma');
    expect(sigma('4104')).toContain('service: powershell\n');
    expect(sigma('400')).toContain('service: powershell-classic\n');
    expect(sigma('400', '4104')).not.toContain('service:');
  });

  it('holds no control character, whatever the code', () => {
    for (const place of PLACES) {
      for (const sensorId of place.sensors) {
        for (const language of QUERY_LANGUAGES) {
          const query = writeQuery({ sensorId, logSource: place.logSources[0] ?? '', codes: HOSTILE_CODES }, language);
          expect(/[^\P{C}\n]/u.test(`${query?.text ?? ''}${query?.note ?? ''}`), `${sensorId} ${language}`).toBe(false);
          expect((query?.note ?? '').length).toBeLessThan(1000);
        }
      }
    }
  });
});

describe('the place of a subject', () => {
  it('names sensors and log sources that the library has', () => {
    const known = new Set(LIBRARY.map(({ id }) => id));
    expect(PLACES.flatMap(({ sensors }) => sensors).filter((id) => !known.has(id))).toEqual([]);
  });

  it('is that of its sensor, though several record the log source', () => {
    expect(languagesFor(subject('zeek', 'NSM:Flow', 'conn.log'))).toContain('zeek');
    expect(languagesFor(subject('suricata', 'NSM:Flow', 'flow'))).not.toContain('zeek');
    expect(languagesFor(subject('network-detection', 'NSM:Flow', 'conn.log'))).toEqual([]);
  });

  it('is found for a sensor of the user’s own by a log source that one product writes', () => {
    expect(findPlace(subject('user:1', 'WinEventLog:Security', '4688'))?.sensors).toEqual(['winevtx']);
    expect(findPlace(subject('user:1', 'EDR:Telemetry', 'x'))).toBeNull();
    expect(findPlace(subject('user:1', 'NSM:Flow', 'dns.log'))?.sensors).toEqual(['zeek']);
    expect(findPlace(subject('user:1', 'my own log', 'x'))).toBeNull();
  });
});

describe('languages of a place of logs', () => {
  it.each([
    ['Splunk Cloud', ['spl']],
    ['Microsoft Sentinel', ['kql-sentinel']],
    ['Azure Log Analytics workspace', ['kql-sentinel']],
    ['ELK', ['esql', 'eql']],
    ['QRadar', ['sigma']],
    ['S3 bucket, then Splunk', ['athena', 'spl']],
    ['Splunk and Sentinel', ['spl', 'kql-sentinel']],
    ['Defender XDR', ['kql-defender']],
    ['', []],
    ['a drawer in the cellar', []],
  ])('%s', (text, languages) => {
    expect(guessLanguages(text)).toEqual(languages);
  });
});
