import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../../src/domain/indicators/stix-pattern/compile-pattern';
import { type MadeEvent, makeReaders } from './made-columns';

const EVENTS: readonly MadeEvent[] = [
  /* 0 */ {
    '@timestamp': Date.UTC(2026, 0, 1),
    'source.ip': '10.0.0.5',
    'destination.ip': '192.0.2.10',
    'source.port': 50000,
    'destination.port': 443,
    'network.transport': 'tcp',
    'network.protocol': 'ssl',
    'tls.client.server_name': 'Evil.Example.',
    'destination.as.number': 64496,
    'tls.server.x509.serial_number': '4C0B1D',
    'tls.server.x509.issuer.distinguished_name': 'CN=WEBMAIL',
  },
  /* 1 */ {
    'source.ip': '2001:db8::1',
    'destination.ip': '2001:db8:dead:beef::7',
    'destination.port': 53,
    'dns.question.name': 'www.evil.example',
    'dns.answers.data': ['alias.example', '198.51.100.1', '2001:db8::9'],
    'dns.resolved_ip': ['198.51.100.1', '2001:db8::9'],
    'network.transport': 'udp',
  },
  /* 2 */ {
    'process.name': 'cmd.exe',
    'process.executable': 'C:\\Windows\\System32\\cmd.exe',
    'process.command_line': 'cmd.exe /c "whoami" && 100%_done',
    'process.pid': 4242,
    'process.hash.md5': 'CEAD3F77F6CDA6EC00F57D76C9A6879F',
    'process.parent.name': 'WINWORD.EXE',
    'process.parent.command_line': 'winword.exe /n invoice.docm',
    'user.name': 'Peter',
    'user.id': 'S-1-5-21-1',
  },
  /* 3 */ {
    'file.path': '/tmp/.x/Payload',
    'file.size': '1280',
    'file.hash.sha256': 'aec070645fe53ee3b3763059376134f058cc337247c978add178b6ccdfb0019f',
  },
  /* 4 */ {
    'registry.path': 'HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Run\\Updater',
    'registry.value': 'Updater',
    'registry.data.strings': 'C:\\x.exe',
  },
  /* 5 */ { 'registry.path': 'HKEY_LOCAL_MACHINE\\Software\\CryptoLocker' },
  /* 6 */ {
    'url.full': 'http://evil.example:80/a?b=1',
    'url.domain': 'evil.example',
    'http.request.method': 'GET',
    'user_agent.original': 'curl/8.0',
    'destination.ip': '192.0.2.10',
  },
  /* 7 */ {
    'email.from.address': 'JDoe@Example.com',
    'email.to.address': ['a@b.example', 'c@d.example'],
    'email.subject': 'Conference Info',
  },
  /* 8 */ {},
  // Another sensor's way: the key, and the value beside it.
  /* 9 */ { 'registry.path': 'HKEY_LOCAL_MACHINE\\Software\\Other\\Run', 'registry.value': 'Updater' },
];

function find(pattern: string): readonly number[] {
  const compiled = compilePattern(pattern);
  if (!compiled.ok) throw new Error(compiled.issues.map(({ message }) => message).join(' '));
  const [observation] = compiled.value.observations;
  return [...(observation?.findRows(makeReaders(EVENTS), EVENTS.length) ?? [])];
}

describe('an observation finds the events that', () => {
  it.each([
    ["[ipv4-addr:value = '192.0.2.10']", [0, 6]],
    ["[ipv4-addr:value = '198.51.100.1/32']", [1]],
    ["[ipv4-addr:value = '192.0.2.0/24']", [0, 6]],
    ["[ipv4-addr:value ISSUBSET '192.0.2.7/24']", [0, 6]],
    ["[ipv4-addr:value NOT ISSUBSET '192.0.2.0/24']", [0, 1]],
    ["[ipv4-addr:value ISSUPERSET '192.0.2.10/32']", [0, 6]],
    ["[ipv4-addr:value ISSUPERSET '192.0.2.0/24']", []],
    ["[ipv6-addr:value = '2001:DB8:0::1']", [1]],
    ["[ipv6-addr:value ISSUBSET '2001:0db8:dead:beef:0000:0000:0000:0000/64']", [1]],
    // An event without an IPv6 address has none that is not this one.
    ["[ipv6-addr:value != '2001:db8::1']", [1]],
    // One address is not two, and one object is not the other.
    ["[ipv4-addr:value = '10.0.0.5' AND ipv4-addr:value = '192.0.2.10']", []],
    ["[ipv4-addr:value ISSUBSET '192.0.2.0/24' AND ipv4-addr:value != '192.0.2.10']", []],
    ["[ipv4-addr:value = '192.0.2.10' AND ipv4-addr:belongs_to_refs[*].number = 64496]", [0]],
    ["[ipv4-addr:value = '10.0.0.5' AND ipv4-addr:belongs_to_refs[*].number = 64496]", []],
    ["[ipv4-addr:value = '198.51.100.1' AND ipv4-addr:value LIKE '198%']", [1]],
    ["[ipv4-addr:value LIKE '198%' AND ipv4-addr:value LIKE '%.9']", []],
    ["[domain-name:value = 'EVIL.example']", [0, 6]],
    ["[domain-name:value LIKE '%.evil.example']", [1]],
    ["[domain-name:value LIKE '%EVIL.example']", [0, 1, 6]],
    ["[domain-name:value = 'alias.example']", [1]],
    ["[domain-name:value = '198.51.100.1']", []],
    ["[domain-name:value = 'www.evil.example' AND domain-name:resolves_to_refs[*].value = '198.51.100.1/32']", [1]],
    ["[domain-name:value MATCHES '^(www\\\\.)?evil\\\\.']", [0, 1, 6]],
    ["[network-traffic:dst_ref.type = 'domain-name' AND network-traffic:dst_ref.value = 'evil.example']", [0, 6]],
    ["[network-traffic:dst_ref.type = 'ipv4-addr' AND network-traffic:dst_ref.value = 'evil.example']", []],
    ["[network-traffic:dst_ref.value = '192.0.2.10' AND network-traffic:dst_port = 443]", [0]],
    ["[network-traffic:protocols[*] = 'TCP' AND network-traffic:protocols[*] = 'ssl']", [0]],
    ['[network-traffic:dst_port IN (53, 80)]', [1]],
    ['[network-traffic:dst_port NOT IN (53, 80)]', [0]],
    ['[network-traffic:dst_port > 53 AND network-traffic:src_port <= 5.0e4]'.replace('5.0e4', '50000.0'), [0]],
    ["[network-traffic:start < t'2026-01-01T00:00:00.001Z']", [0]],
    ["[network-traffic:start = '2026-01-01T00:00:00Z']", [0]],
    ["[network-traffic:extensions.'http-request-ext'.request_header.'User-Agent' = 'curl/8.0']", [6]],
    ["[network-traffic:extensions.'http-request-ext'.request_value = '/a?b=1']", [6]],
    ["[url:value = 'HTTP://Evil.example/a?b=1']", [6]],
    ["[url:value = 'http://evil.example/a']", []],
    ["[process:name = 'CMD.EXE' AND process:parent_ref.name = 'winword.exe']", [2]],
    ["[process:binary_ref.name = 'cmd.exe']", [2]],
    ["[process:command_line LIKE '%100%']", [2]],
    ["[process:command_line LIKE '%WHOAMI%']", []],
    ["[process:command_line MATCHES 'who.mi']", [2]],
    ['[process:pid = 4242]', [2]],
    ["[file:hashes.MD5 = 'cead3f77f6cda6ec00f57d76c9a6879f']", [2]],
    ["[file:hashes[*] = 'cead3f77f6cda6ec00f57d76c9a6879f']", [2]],
    [
      "[file:hashes.'SHA-256' = 'AEC070645FE53EE3B3763059376134F058CC337247C978ADD178B6CCDFB0019F' AND file:size = 1280]",
      [3],
    ],
    ["[file:name = 'Payload' AND file:parent_directory_ref.path = '/tmp/.x']", [3]],
    ["[file:name = 'payload']", []],
    ["[file:name = 'cmd.exe' AND file:parent_directory_ref.path = 'c:\\\\windows\\\\system32']", [2]],
    ["[directory:path = '/tmp/.x/']", [3]],
    ["[windows-registry-key:key = 'hklm\\\\software\\\\microsoft\\\\windows\\\\currentversion\\\\run']", [4]],
    [
      "[windows-registry-key:key LIKE 'HKLM\\\\Software\\\\%' AND windows-registry-key:values[*].name = 'updater']",
      [4, 9],
    ],
    ["[windows-registry-key:key = 'HKLM\\\\Software\\\\Other\\\\Run']", [9]],
    ["[windows-registry-key:key = 'HKLM\\\\Software\\\\Other']", []],
    ["[windows-registry-key:values[*].name = 'UPDATER']", [4, 9]],
    ["[win-registry-key:key = 'HKLM\\\\Software\\\\CryptoLocker']", [5]],
    ["[email-addr:value = 'c@d.example']", [7]],
    ["[email-message:from_ref.value = 'jdoe@example.com' AND email-message:subject = 'Conference Info']", [7]],
    ["[email-message:to_refs[*].value = 'a@b.example' AND email-message:to_refs[*].value = 'c@d.example']", [7]],
    ["[email-addr:value = 'a@b.example' AND email-addr:value != 'a@b.example']", []],
    ["[user-account:account_login = 'Peter' AND user-account:user_id LIKE 'S-1-5-_1-1']", [2]],
    ["[x509-certificate:issuer = 'CN=WEBMAIL' AND x509-certificate:serial_number = '4c:0b:1d']", [0]],
    ['[EXISTS file:size]', [3]],
    ['[NOT EXISTS file:size AND EXISTS file:name]', [2]],
    ['[NOT EXISTS file:size]', [2]],
    ['[file:name IN () OR process:pid = 4242]', [2]],
    ['[file:name NOT IN ()]', [2, 3]],
    ["[(process:name = 'cmd.exe' OR process:name = 'x') AND process:pid > 4000 OR url:value LIKE '%']", [2, 6]],
    ["[process:command_line = b'Y21k']", []],
    ["[user-account:account_login = h'5065746572']", [2]],
  ] as const)('%s', (pattern, rows) => expect(find(pattern)).toEqual(rows));
});

/** `code line:column message`, of a pattern that is refused or of what is left out. */
function issuesOf(pattern: string): readonly string[] {
  const { ok, issues } = compilePattern(pattern);
  return issues.map(({ code, place, message, severity }) => {
    const at = place.kind === 'line' ? `${place.line}:${place.column}` : '';
    return `${ok ? 'kept' : 'refused'} ${severity} ${code} ${at} ${message}`;
  });
}

describe('what logs cannot answer', () => {
  it.each([
    [
      "[mutex:name = 'x']",
      'refused error pattern-unsupported 1:2 Logs that are read here say nothing of mutex objects.',
    ],
    [
      "[file:magic_number_hex = h'ffd8']",
      'refused error pattern-unsupported 1:2 Logs that are read here say nothing of file:magic_number_hex.',
    ],
    [
      "[network-traffic:protocols[0] = 'tcp']",
      'refused error pattern-unsupported 1:2 Events keep no order of a list: network-traffic:protocols[0] counts places in one.',
    ],
    [
      "[process:pid = '4']",
      'refused error pattern-unsupported 1:2 process:pid is a number, and is compared with a text.',
    ],
    ['[file:name = 4]', 'refused error pattern-unsupported 1:2 file:name is text, and is compared with a number.'],
    [
      "[process:pid LIKE '4%']",
      'refused error pattern-unsupported 1:2 process:pid is a number, which LIKE does not compare.',
    ],
    [
      "[ipv4-addr:value ISSUBSET 'x']",
      'refused error pattern-unsupported 1:2 ISSUBSET of ipv4-addr:value: this is no address and no network.',
    ],
    [
      '[file:size = 1 AND process:pid = 1]',
      'refused error pattern-object-types 1:2 AND in one observation asks one object for everything; no object is file and process at once.',
    ],
    [
      "[file:name = 'a'] AND [mutex:name = 'x']",
      'refused error pattern-unsupported 1:24 Logs that are read here say nothing of mutex objects.',
    ],
    [
      "[file:name = 'a' OR\n mutex:name = 'x']",
      'kept warning pattern-unsupported 2:2 Logs that are read here say nothing of mutex objects.',
    ],
    [
      "[file:name = 'a'] OR [mutex:name = 'x']",
      'kept warning pattern-unsupported 1:23 Logs that are read here say nothing of mutex objects.',
    ],
  ])('%s', (pattern, expected) => expect(issuesOf(pattern)).toEqual([expected]));

  it('names regular expressions that are not run', () => {
    expect(issuesOf("[file:name MATCHES '(a)\\\\1']")[0]).toContain('MATCHES of file:name:');
  });

  it('refuses what cannot be read', () => expect(compilePattern('[a:b =').ok).toBe(false));
});
