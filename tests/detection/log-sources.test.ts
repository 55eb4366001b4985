import { describe, expect, it } from 'vitest';
import { classOf, isKnownSource, meansRecords, type RecordOrigin } from '../../src/domain/detection/sigma/log-sources';
import { placesOfField } from '../../src/domain/history/rule-fields';
import { runOver, type StoredFields } from './made-up-records';

const origin = (of: Partial<RecordOrigin>): RecordOrigin => ({
  dataset: '',
  provider: '',
  channel: '',
  code: '',
  program: '',
  ...of,
});
const source = (words: string) => {
  const [product = '', category = '', service = ''] = words.split('/');
  return { product, category, service };
};
const sysmon = (code: string) => origin({ channel: 'Microsoft-Windows-Sysmon/Operational', code });

describe('log sources', () => {
  it.each([
    ['windows/process_creation/', sysmon('1')],
    [
      'windows/process_creation/',
      origin({ channel: 'Security', provider: 'Microsoft-Windows-Security-Auditing', code: '4688' }),
    ],
    ['windows/registry_event/', sysmon('13')],
    ['windows/registry_set/sysmon', sysmon('13')],
    ['windows/file_delete/', sysmon('26')],
    ['windows//sysmon', sysmon('7')],
    ['windows//', origin({ channel: 'Anything/Else', code: '1' })],
    ['windows//security', origin({ channel: 'Sec', code: '4624' })],
    ['windows//security', origin({ dataset: 'system.security', code: '4624' })],
    ['windows/ps_script/', origin({ channel: 'PowerShellCore/Operational', code: '4104' })],
    ['windows/ps_classic_start/', origin({ channel: 'Windows PowerShell', code: '400' })],
    ['windows//windefend', origin({ channel: 'Microsoft-Windows-Windows Defender/Operational', code: '1116' })],
    [
      'linux/process_creation/',
      origin({ dataset: 'sysmon_linux.log', channel: 'Linux-Sysmon/Operational', code: '1' }),
    ],
    ['linux//auditd', origin({ dataset: 'auditd.log' })],
    ['linux//sshd', origin({ dataset: 'syslog', program: 'sshd' })],
    ['linux//auth', origin({ dataset: 'syslog', program: 'sudo' })],
    ['linux//cron', origin({ dataset: 'syslog', program: 'CRON' })],
    ['aws//cloudtrail', origin({ dataset: 'aws.cloudtrail' })],
    ['azure//signinlogs', origin({ dataset: 'azure.signinlogs' })],
    ['gcp//gcp.audit', origin({ dataset: 'gcp.audit' })],
    ['m365//threat_management', origin({ dataset: 'o365.audit' })],
    ['okta//okta', origin({ dataset: 'okta.system' })],
    ['zeek//dce_rpc', origin({ dataset: 'zeek.dce_rpc' })],
    ['/dns/', origin({ dataset: 'zeek.dns' })],
    ['/webserver/', origin({ dataset: 'web.access' })],
    ['/proxy/', origin({ dataset: 'squid.access' })],
    ['/firewall/', origin({ dataset: 'panw.traffic' })],
    ['github//audit', origin({ dataset: 'github.audit' })],
  ])('%s is for %o', (words, of) => {
    expect(meansRecords(source(words), classOf(of))).toBe(true);
    expect(isKnownSource(source(words))).toBe(true);
  });

  it.each([
    ['windows/process_creation/', sysmon('5')],
    ['windows/process_creation/', origin({ channel: 'System', code: '1' })],
    ['windows//security', sysmon('1')],
    ['linux/process_creation/', sysmon('1')],
    ['windows/process_creation/', origin({ channel: 'Linux-Sysmon/Operational', code: '1' })],
    ['linux//sshd', origin({ dataset: 'syslog', program: 'sudo' })],
    ['zeek//http', origin({ dataset: 'zeek.dns' })],
    ['aws//cloudtrail', origin({ dataset: 'azure.signinlogs' })],
    ['/antivirus/', origin({ channel: 'System', code: '1' })],
  ])('%s is not for %o', (words, of) => {
    expect(meansRecords(source(words), classOf(of))).toBe(false);
  });

  it('says of which categories no record is known', () => {
    expect([isKnownSource(source('/antivirus/')), isKnownSource(source('x/made_up/'))]).toEqual([false, false]);
  });

  it('knows fields by the names of their logs', () => {
    const first = (name: string, ...profile: Parameters<typeof placesOfField>[1][]) =>
      profile.map((each) => placesOfField(name, each).columns.at(-1));
    expect(first('id.orig_h', { family: 'zeek', path: 'conn' })).toEqual(['source.ip']);
    expect(first('c-uri', { family: 'web' })).toEqual(['url.path']);
    expect(first('sourceIPAddress', { family: 'cloud' })).toEqual(['source.ip']);
    expect(first('USERAGENT', { family: 'cloud' })).toEqual(['user_agent.original']);
    expect(first('a0', { family: 'auditd' })).toEqual(['a0']);
    const sysmonOf = (code: string) => ({ family: 'windows', source: 'sysmon', code }) as const;
    expect(placesOfField('Image', sysmonOf('10')).columns).not.toContain('process.executable');
    expect(placesOfField('SourceImage', sysmonOf('10')).columns).toContain('process.executable');
    expect(placesOfField('SourceImage', sysmonOf('1')).columns).not.toContain('process.executable');
  });

  it('keeps hostile origins within bounds', () => {
    const records = Array.from(
      { length: 30_000 },
      (_, at): StoredFields => ({
        'event.dataset': `d${at % 300}.s${at}`,
        'winlog.channel': `c${at}`,
        'event.provider': `p${at}`,
        'event.code': String(at),
        'process.command_line': 'x',
      }),
    );
    const begun = performance.now();
    const text =
      'title: T\nlogsource: {product: windows}\ndetection:\n  s: {process.command_line: x}\n  condition: s\n';
    const [result] = runOver([text], records);
    expect(result?.matched).toBe(30_000);
    expect(performance.now() - begun).toBeLessThan(4000);
  });
});
