import type { SealedSegment } from '../../src/domain/columns/column';
import { makeSegmentSink } from '../../src/domain/columns/segment-sink';
import { makeRandom } from '../make-random';

/** Windows events as a workstation's Sysmon and its Security and PowerShell logs write them, stored; the same for the same seed. */
export function makeEvents(count: number, seed: number): readonly SealedSegment[] {
  const random = makeRandom(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const whole = (below: number) => Math.floor(random() * below);
  const segments: SealedSegment[] = [];
  const sink = makeSegmentSink((segment) => segments.push(segment));
  const put = (field: string, value: string | number) => {
    const column = sink.column(field);
    if (typeof value === 'number') column.putNumber(value);
    else column.putText(value);
  };
  const hosts = Array.from({ length: 200 }, (_, at) => `ws${String(at).padStart(4, '0')}.example.test`);
  const images = Array.from({ length: 400 }, (_, at) => pick(FOLDERS) + pick(PROGRAMS).replace('#', String(at)));
  const guid = () => `{${whole(2 ** 31).toString(16)}-${whole(65_536).toString(16)}-${whole(2 ** 31).toString(16)}}`;
  const commandLine = (image: string) =>
    `"${image}" ${pick(ARGUMENTS)} ${whole(3) === 0 ? `C:\\Users\\user${whole(300)}\\AppData\\Local\\Temp\\${whole(1e9).toString(36)}.tmp` : pick(ARGUMENTS)} /pid:${whole(60_000)}`;

  const writers: Readonly<Record<string, () => void>> = {
    1: () => {
      const [image, parent] = [pick(images), pick(images)];
      put('process.executable', image);
      put('process.command_line', commandLine(image));
      put('process.parent.executable', parent);
      put('process.parent.command_line', commandLine(parent));
      put('process.pe.original_file_name', image.slice(image.lastIndexOf('\\') + 1));
      put('process.hash.sha256', whole(5000).toString(16).padStart(64, 'a'));
      put('process.pe.imphash', whole(5000).toString(16).padStart(32, 'b'));
      put('user.name', `user${whole(300)}`);
      put('user.domain', 'EXAMPLE');
      put('winlog.event_data.IntegrityLevel', pick(['Medium', 'High', 'System']));
    },
    3: () => {
      put('process.executable', pick(images));
      put('destination.ip', `203.0.${whole(256)}.${whole(256)}`);
      put('destination.port', pick([443, 80, 53, 445, 8080]));
      put('source.ip', `10.1.${whole(4)}.${whole(256)}`);
      put('source.port', 49_152 + whole(16_000));
      put('winlog.event_data.Initiated', pick(['true', 'false']));
    },
    7: () => {
      put('process.executable', pick(images));
      put('file.path', `C:\\Windows\\System32\\${pick(LIBRARIES)}${whole(900)}.dll`);
      put('file.hash.sha256', whole(20_000).toString(16).padStart(64, 'c'));
      put('file.code_signature.exists', pick(['true', 'true', 'true', 'false']));
    },
    10: () => {
      put('process.executable', pick(images));
      put('winlog.event_data.TargetImage', pick(images));
      put('winlog.event_data.GrantedAccess', pick(['0x1000', '0x1400', '0x1410', '0x1fffff', '0x40']));
      put(
        'winlog.event_data.CallTrace',
        `C:\\Windows\\SYSTEM32\\ntdll.dll+${whole(4000).toString(16)}|C:\\Windows\\System32\\KERNELBASE.dll+${whole(900).toString(16)}`,
      );
    },
    11: () => {
      put('process.executable', pick(images));
      put(
        'file.path',
        `C:\\Users\\user${whole(300)}\\AppData\\Local\\${pick(LIBRARIES)}\\${whole(1e9).toString(36)}.${pick(['tmp', 'exe', 'dll', 'docx', 'log'])}`,
      );
    },
    13: () => {
      put('process.executable', pick(images));
      put('registry.path', `HKLM\\SOFTWARE\\${pick(LIBRARIES)}\\${pick(LIBRARIES)}\\${whole(20_000)}`);
      put('registry.data.strings', pick(['DWORD (0x00000001)', '(Empty)', `C:\\${pick(LIBRARIES)}.exe`]));
      put('winlog.event_data.EventType', 'SetValue');
    },
    22: () => {
      put('process.executable', pick(images));
      put('dns.question.name', `${pick(LIBRARIES)}${whole(9000)}.example.com`);
    },
  };
  const security: Readonly<Record<string, () => void>> = {
    4688: () => {
      const image = pick(images);
      put('process.executable', image);
      put('process.command_line', commandLine(image));
      put('process.parent.executable', pick(images));
      put('user.name', `user${whole(300)}`);
    },
    4624: () => {
      put('user.name', `user${whole(300)}`);
      put('source.ip', `10.1.${whole(4)}.${whole(256)}`);
      put('winlog.event_data.LogonType', String(pick([2, 3, 5, 7, 10])));
    },
    5156: () => {
      put('process.executable', pick(images).toLowerCase());
      put('destination.ip', `203.0.${whole(256)}.${whole(256)}`);
      put('destination.port', pick([443, 80, 53]));
    },
  };
  const sysmonCodes = ['1', '3', '7', '7', '7', '10', '10', '10', '11', '13', '13', '13', '22'];
  const securityCodes = ['4688', '4624', '5156', '5156'];
  for (let at = 0; at < count; at++) {
    sink.begin(at + 1, at * 900, 880);
    put('@timestamp', Date.UTC(2026, 9, 1) + at * 250);
    put('host.name', pick(hosts));
    put('winlog.record_id', String(1e6 + at));
    const kind = whole(20);
    if (kind < 14) {
      const code = pick(sysmonCodes);
      put('event.code', code);
      put('winlog.channel', 'Microsoft-Windows-Sysmon/Operational');
      put('event.provider', 'Microsoft-Windows-Sysmon');
      put('event.dataset', 'windows.sysmon_operational');
      put('process.entity_id', guid());
      put('process.pid', whole(60_000));
      writers[code]?.();
    } else if (kind < 19) {
      const code = pick(securityCodes);
      put('event.code', code);
      put('winlog.channel', 'Security');
      put('event.provider', 'Microsoft-Windows-Security-Auditing');
      put('event.dataset', 'system.security');
      security[code]?.();
    } else {
      put('event.code', '4104');
      put('winlog.channel', 'Microsoft-Windows-PowerShell/Operational');
      put('event.provider', 'Microsoft-Windows-PowerShell');
      put('event.dataset', 'windows.powershell_operational');
      put(
        'powershell.file.script_block_text',
        `function f${whole(1e6)} { Get-ChildItem -Path C:\\${pick(LIBRARIES)} | Where-Object { $_.Length -gt ${whole(9000)} } }`,
      );
    }
  }
  sink.end();
  return segments;
}

const FOLDERS = [
  'C:\\Windows\\System32\\',
  'C:\\Program Files\\Vendor\\',
  'C:\\Users\\user1\\AppData\\Local\\',
  'C:\\Windows\\',
];
const PROGRAMS = [
  'tool#.exe',
  'svchost.exe',
  'cmd.exe',
  'powershell.exe',
  'agent#.exe',
  'rundll32.exe',
  'updater#.exe',
  'reg.exe',
];
const ARGUMENTS = [
  '/c dir',
  '-NoProfile -File a.ps1',
  '-k netsvcs -p',
  '--type=renderer --lang=en',
  '/silent',
  'query HKLM\\Software',
  '--update --quiet',
];
const LIBRARIES = [
  'kernel',
  'crypt',
  'media',
  'shell',
  'net',
  'ui',
  'sync',
  'store',
  'print',
  'font',
  'cache',
  'driver',
];

/** Rules in the shapes that published ones have: most about processes, each of a few lists of what paths and command lines hold. */
export function makeRules(count: number, seed: number): readonly string[] {
  const random = makeRandom(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const word = () => Math.floor(random() * 1e9).toString(36);
  const list = (least: number, make: () => string) =>
    Array.from({ length: least + Math.floor(random() * 8) }, () => `            - '${make()}'`).join('\n');
  const process = () => `    category: process_creation
    product: windows
detection:
    selection_img:
        - Image|endswith:
${list(1, () => `\\${pick(['rundll32', 'cmd', 'powershell', word(), word()])}.exe`)}
        - OriginalFileName: '${word()}.exe'
    selection_cli:
        CommandLine|contains:
${list(3, () => pick([` -${word()} `, `/${word()}`, `${word()}.ps1`, `HKLM\\${word()}`, `-File a.ps1`]))}
    selection_all:
        CommandLine|contains|all:
${list(2, () => pick([word(), 'dir', ' /c ']))}
    filter_main_parent:
        ParentImage|startswith: 'C:\\Program Files\\'
    condition: selection_img and 1 of selection_cli* and not 1 of filter_main_* or selection_all`;
  const shapes: readonly (() => string)[] = [
    process,
    process,
    process,
    process,
    process,
    () => `    category: image_load
    product: windows
detection:
    selection:
        ImageLoaded|endswith:
${list(3, () => `\\${word()}.dll`)}
    filter:
        Signed: 'true'
    condition: selection and not filter`,
    () => `    category: registry_set
    product: windows
detection:
    selection:
        TargetObject|contains:
${list(3, () => `\\${word()}\\`)}
        Details|contains: '${word()}'
    condition: selection`,
    () => `    category: process_access
    product: windows
detection:
    selection:
        TargetImage|endswith: '\\svchost.exe'
        GrantedAccess:
            - '0x1410'
            - '0x1fffff'
        CallTrace|contains: '${word()}'
    condition: selection`,
    () => `    category: ps_script
    product: windows
detection:
    selection:
        ScriptBlockText|contains:
${list(3, () => `Invoke-${word()}`)}
    condition: selection`,
    () => `    product: windows
    service: security
detection:
    selection:
        EventID: 4624
        LogonType: 10
        TargetUserName|re: '^adm[0-9]+${word().slice(0, 2)}$'
    condition: selection`,
  ];
  return Array.from(
    { length: count },
    (_, at) => `title: Made up ${at}\nlogsource:\n${(shapes[at % shapes.length] ?? process)()}\nlevel: high\n`,
  );
}
