/** Rules of our own that use every construct on what Windows logs of an attack hold; each a title, a log source and a detection. */
const rule = (title: string, source: string, detection: string) => `title: ${title}
logsource: {product: windows, ${source}}
detection:
${detection.replace(/^/gm, '  ')}
`;

export const MADE_UP_RULES: readonly string[] = [
  rule(
    'equal to one of several',
    'category: process_creation',
    `
sel:
  Image:
    - C:\\Windows\\System32\\reg.exe
    - c:\\windows\\system32\\RUNDLL32.exe
condition: sel`,
  ),
  rule(
    'ends, starts and contains',
    'category: process_creation',
    `
sel:
  Image|endswith: ['\\reg.exe', '\\rundll32.exe']
  CommandLine|contains|all: ['svcVersion', ' /v ']
  ParentImage|startswith: 'C:\\Windows\\'
condition: sel`,
  ),
  rule(
    'list of maps',
    'category: process_access',
    `
sel:
  - GrantedAccess: '0x1410'
  - TargetImage|endswith: '\\lsass.exe'
    GrantedAccess|startswith: '0x1'
filter_main_svchost:
  SourceImage|endswith: '\\svchost.exe'
condition: sel and not 1 of filter_main_*`,
  ),
  rule(
    'wildcards and escapes',
    'category: image_load',
    `
sel:
  ImageLoaded: 'C:\\\\*\\System??\\\\*.dll'
other:
  Signed: true
condition: sel and other`,
  ),
  rule(
    'keywords',
    'service: security',
    `
words:
  - 'wardog'
  - 'comsvcs*MiniDump'
condition: words`,
  ),
  rule(
    'keywords, all of them',
    'service: sysmon',
    `
words:
  '|all': ['lsass', 'SYSTEM32', 'powershell.exe']
condition: words`,
  ),
  rule(
    'no value',
    'service: sysmon',
    `
sel:
  EventID: [7, 13]
none:
  Signature: null
  Details: ''
condition: sel and not none`,
  ),
  rule(
    'exists',
    'service: sysmon',
    `
sel: {TargetObject|exists: true, Details|exists: false}
condition: sel`,
  ),
  rule(
    'cased',
    'category: image_load',
    `
sel: {ImageLoaded|cased|contains: 'System32'}
condition: sel`,
  ),
  rule(
    'expressions',
    'category: registry_set',
    `
sel: {TargetObject|re|i: '^hk(lm|u)\\\\.*\\\\(services|environment)\\\\'}
condition: sel`,
  ),
  rule(
    'expressions with case',
    'category: registry_set',
    `
sel: {TargetObject|re: '^HKU\\\\S-1-5-[0-9-]+'}
condition: sel`,
  ),
  rule(
    'networks',
    'service: security',
    `
sel: {DestAddress|cidr: ['10.0.0.0/8', '168.63.0.0/16', '192.168.0.0/16']}
condition: sel`,
  ),
  rule(
    'numbers',
    'service: security',
    `
sel: {SourcePort|gt: 1024}
low: {DestPort|lte: 80}
condition: sel and not low`,
  ),
  rule(
    'another field',
    'category: process_access',
    `
sel: {SourceImage|fieldref: TargetImage}
condition: sel`,
  ),
  rule(
    'no other field',
    'category: process_access',
    `
sel: {SourceImage|fieldref|neq: TargetImage}
condition: sel`,
  ),
  rule(
    'not equal',
    'category: registry_event',
    `
sel: {EventType|neq: [SetValue, DeleteKey]}
condition: sel`,
  ),
  rule(
    'strokes',
    'category: process_creation',
    `
sel: {CommandLine|windash|contains: ' -v '}
condition: sel`,
  ),
  rule(
    'encoded',
    'category: process_creation',
    `
sel: {CommandLine|wide|base64offset|contains: 'IEX'}
other: {CommandLine|base64offset|contains: 'http'}
condition: 1 of them or sel`,
  ),
  rule(
    'precedence',
    'service: sysmon',
    `
a: {EventID: 11}
b: {Image|contains: powershell}
c: {EventID: 12}
_d: {EventID: 10}
condition: a or b and not c`,
  ),
  rule(
    'brackets',
    'service: sysmon',
    `
a: {EventID: 11}
b: {Image|contains: powershell}
c: {EventID: 12}
condition: (a or b) and not (c or not b)`,
  ),
  rule(
    'several conditions',
    'service: sysmon',
    `
a: {EventID: 11}
b: {EventID: 9}
condition: [a, b]`,
  ),
  rule(
    'time of day',
    'service: sysmon',
    `
a: {UtcTime|hour: [4, 7, 10, 11, 23]}
condition: a`,
  ),
  rule(
    'hashes',
    'category: image_load',
    `
a: {Hashes|contains: ['SHA256=F', 'MD5=0', 'IMPHASH=A']}
condition: a`,
  ),
  rule(
    'users',
    'category: process_creation',
    `
a: {User|endswith: '\\wardog', User|contains: 'WORKSTATION'}
condition: a`,
  ),
  rule(
    'everything of a product',
    'service: system',
    `
a: {EventID: 104}
condition: a`,
  ),
];
