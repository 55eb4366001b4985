import { describe, expect, it } from 'vitest';
import { parseChannelCodes } from '../../src/domain/attack/channel-codes';

describe('codes in a channel', () => {
  it.each([
    ['WinEventLog:Security', 'EventCode=4688', ['4688']],
    ['WinEventLog:Security', 'EventCode=4663, 4670, 4656', ['4663', '4670', '4656']],
    ['WinEventLog:Sysmon', 'EventCode=3, 22', ['3', '22']],
    ['AWS:CloudTrail', 'GetObject, CopyObject', ['GetObject', 'CopyObject']],
    ['AWS:CloudTrail', 'sts:GetFederationToken', ['GetFederationToken']],
    ['m365:unified', 'Set-ADUser OR Set-ADAccountControl', ['Set-ADUser', 'Set-ADAccountControl']],
    ['auditd:SYSCALL', 'execve', ['execve']],
    ['auditd:SYSCALL', 'open,read', ['open', 'read']],
    ['auditd:SYSCALL', 'execve: Somebody runs something, somewhere', ['execve']],
    ['macos:osquery', 'process_events/socket_events', ['process_events', 'socket_events']],
    ['NSM:Flow', 'conn.log + ssl.log', ['conn.log', 'ssl.log']],
    ['ETW:Token', 'api_call: DuplicateTokenEx, SetThreadToken', ['DuplicateTokenEx', 'SetThreadToken']],
  ])('%s: %s', (source, channel, codes) => {
    expect(parseChannelCodes(source, channel)).toEqual(codes);
  });

  it.each([
    ['macos:unifiedlog', 'None'],
    ['macos:unifiedlog', ''],
    ['macos:unifiedlog', 'process'],
    ['macos:unifiedlog', 'process::exec'],
    ['NSM:Flow', 'Outbound connection after a script'],
    ['azure:signinlogs', 'Sign-in logs'],
    ['auditd:SYSCALL', 'execve of network tools'],
  ])('%s: “%s” is prose', (source, channel) => {
    expect(parseChannelCodes(source, channel)).toEqual([]);
  });
});
