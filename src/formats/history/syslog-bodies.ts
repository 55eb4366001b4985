/** What the messages of well-known programs say: sign-ins, packets at a filter, questions to a name server, mail, commands. */
import type { Disposition } from '../../domain/history/fields';
import { makeAsaReader } from './cisco-asa';
import { dispositionOfAction } from './dispositions';
import { readPairs } from './key-values';
import { isAddress } from './line-log';
import { transportOf } from './row-writer';

export interface SyslogBody {
  readonly values: readonly (readonly [field: string, value: string])[];
  readonly disposition: Disposition | null;
}

/** Somebody comes to the host that says it; docs/matching.md, direction. */
const INGRESS = ['network.direction', 'ingress'] as const;
const IP = String.raw`([0-9a-fA-F:.]{3,45}|[\w.-]{1,255})`;
const SSH_USER = new RegExp(
  String.raw`^(Accepted|Failed|Postponed) ([\w/-]{1,40}) for (?:invalid user )?(.{0,100}?) from ${IP} port (\d{1,5})`,
);
/** Other lines of sshd name who was there, in older versions without a port. */
const SSH_OTHER =
  /\b(?:from|by|user \S{0,100}) (\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}:[0-9a-f:.]{2,45}?)(?::(?= )|(?= |$))(?: port (\d{1,5}))?/;
/** Snort's and Suricata's short alerts. */
const ALERT =
  /\[\d{1,10}:(\d{1,10}):\d{1,10}\] (.{1,300}?) \[.{0,200}\{([\w-]{1,12})\} ([0-9a-fA-F.:]{3,45}?)(?::(\d{1,5}))? -> ([0-9a-fA-F.:]{3,45}?)(?::(\d{1,5}))?$/;
const QUERY = new RegExp(
  String.raw`client (?:@0x[0-9a-f]{1,16} )?${IP}#(\d{1,5}).{0,300}? query: (\S{1,255}) IN (\w{1,12})`,
);
const DNSMASQ = /^(?:\d+ \S+ )?query\[(\w{1,12})\] (\S{1,255}) from ([0-9a-fA-F:.]{3,45})/;
const DNSMASQ_REPLY = /^(?:\d+ \S+ )?(?:reply|cached) (\S{1,255}) is ([0-9a-fA-F:.]{3,45})$/;
const DHCP = /^DHCP(?:ACK|REQUEST|OFFER|DISCOVER|RELEASE|INFORM)\b/;
const SUDO =
  /^\s*(\S{1,100}) : (.{0,300}?)TTY=(\S{1,60}) ; PWD=(.{1,1000}?) ; USER=(\S{1,100}) ; (?:.{0,200}; )?COMMAND=(.*)$/;
const CRON = /^\((\S{1,100})\) CMD \((.*)\)$/;
const PACKET = /\bSRC=[0-9a-fA-F:.]{2,45} DST=[0-9a-fA-F:.]{2,45} /;
const ASA = /%(?:ASA|FTD|PIX|FWSM)-(?:\w{1,20}-)?(\d)-(\d{6}): ?(.*)$/;
const REPEATED = /^message repeated (\d+) times: \[ ?(.*?)\]?$/;
const FOUR = /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.]*\.\d)(?!\w)/g;
const SIX = /(?<![\w:.])(?=[0-9a-f]{0,4}:[0-9a-f]{0,4}:)[0-9a-f:]{3,39}(?![\w:])/gi;
const MOST_ADDRESSES = 20;

export function makeBodyReader(): (program: string, message: string) => SyslogBody {
  const readAsa = makeAsaReader();
  const read = (program: string, message: string): SyslogBody | null => {
    const asa = ASA.exec(message);
    if (asa !== null) {
      const [, level = '', code = '', text = ''] = asa;
      const found = readAsa(code, text);
      const values = [
        ['event.code', code],
        ['event.severity', level],
        ['observer.vendor', 'Cisco'],
        ...(found?.values ?? []),
      ] as const;
      return { values, disposition: found?.disposition ?? null };
    }
    if (PACKET.test(message)) return readPacket(message);
    if (program === 'filterlog') return readFilterlog(message);
    if (/^sshd/.test(program)) return readSsh(message) ?? readCommands(program, message);
    return readAlert(message) ?? readNames(message) ?? readCommands(program, message) ?? readMail(program, message);
  };
  return (program, message) => {
    const repeated = REPEATED.exec(message);
    const text = repeated?.[2] ?? message;
    const body = read(program, text.slice(0, 8000));
    const count = repeated === null ? [] : [['labels.event_count', repeated[1] ?? ''] as const];
    const values = [...count, ...(body?.values ?? [])];
    const named = values.some(([field, value]) => value !== '' && /\.ip$/.test(field));
    const others = named ? [] : addressesIn(text);
    return {
      values: others.length > 0 ? [...values, ['related.ip', others.join('\n')]] : values,
      disposition: body?.disposition ?? null,
    };
  };
}

/** Of messages that nothing is known about, so that a search for an address finds them. */
function addressesIn(text: string): string[] {
  const short = text.slice(0, 8000);
  const four = [...short.matchAll(FOUR)]
    .map(([found]) => found)
    .filter((found) => found.split('.').every((part) => Number(part) < 256));
  const six = [...short.matchAll(SIX)]
    .map(([found]) => found)
    .filter(
      (found) =>
        isAddress(found) &&
        !/^\d\d:\d\d:\d\d$/.test(found) &&
        /[^:0-9]|::/.test(found) &&
        found.split(':').length !== 6,
    );
  return [...new Set([...four, ...six])].slice(0, MOST_ADDRESSES);
}

function readSsh(message: string): SyslogBody | null {
  const user = SSH_USER.exec(message);
  if (user !== null) {
    const [, verb = '', method = '', name = '', address = '', port = ''] = user;
    return {
      disposition: verb === 'Accepted' ? 'established' : verb === 'Failed' ? 'denied' : 'unknown',
      values: [
        ['event.action', `${verb} ${method}`],
        ['event.outcome', verb === 'Accepted' ? 'success' : verb === 'Failed' ? 'failure' : ''],
        ['user.name', name],
        ['source.ip', address],
        ['source.port', port],
        INGRESS,
      ],
    };
  }
  const other = SSH_OTHER.exec(message);
  if (other === null) return null;
  const [, address = '', port = ''] = other;
  const name = /\b(?:[Ii]nvalid user|authenticating user|from user|by user) (\S{1,100}) /.exec(message)?.[1] ?? '';
  return {
    disposition: /^Invalid user|\[preauth\]|^Connection (?:closed|reset)/.test(message) ? 'denied' : 'unknown',
    values: [
      ['event.outcome', /^Invalid user|\[preauth\]/.test(message) ? 'failure' : ''],
      ['user.name', isAddress(name) ? '' : name],
      ['source.ip', address],
      ['source.port', port],
      INGRESS,
    ],
  };
}

/** The kernel's packet filter; what was done stands in the prefix that the rule was given. */
function readPacket(message: string): SyslogBody {
  const pairs = new Map(readPairs(message));
  const prefix = message.slice(0, message.search(/\bIN=/)).replace(/^\[\s*\d+\.\d+\]\s*/, '');
  const action =
    /\b(block|drop(?:ped)?|reject(?:ed)?|den(?:y|ied)|accept(?:ed)?|allow(?:ed)?|audit|limit)\b/i.exec(
      prefix.replace(/[_-]/g, ' '),
    )?.[1] ?? '';
  return {
    disposition: dispositionOfAction(/^limit$/i.test(action) ? 'block' : action),
    values: [
      ['rule.name', prefix.replace(/[[\]:]/g, ' ').trim()],
      ['event.action', action.toLowerCase()],
      ['observer.ingress.interface.name', pairs.get('IN') ?? ''],
      ['observer.egress.interface.name', pairs.get('OUT') ?? ''],
      ['source.ip', pairs.get('SRC') ?? ''],
      ['destination.ip', pairs.get('DST') ?? ''],
      ['source.port', pairs.get('SPT') ?? ''],
      ['destination.port', pairs.get('DPT') ?? ''],
      ['network.transport', transportOf(pairs.get('PROTO') ?? '')],
      ['network.bytes', pairs.get('LEN') ?? ''],
    ],
  };
}

/** https://docs.netgate.com/pfsense/en/latest/monitoring/logs/raw-filter-format.html */
function readFilterlog(message: string): SyslogBody | null {
  const cells = message.trim().split(',');
  const isFour = cells[8] === '4';
  const first = isFour ? 18 : 15;
  if ((!isFour && cells[8] !== '6') || cells.length <= first + 1) return null;
  const transport = transportOf(cells[isFour ? 16 : 12] ?? '');
  const hasPorts = transport === 'tcp' || transport === 'udp';
  return {
    disposition: dispositionOfAction(cells[6] ?? ''),
    values: [
      ['rule.id', cells[3] ?? ''],
      ['observer.ingress.interface.name', cells[4] ?? ''],
      ['event.action', cells[6] ?? ''],
      ['network.direction', cells[7] ?? ''],
      ['network.transport', transport],
      ['network.bytes', cells[isFour ? 17 : 14] ?? ''],
      ['source.ip', cells[first] ?? ''],
      ['destination.ip', cells[first + 1] ?? ''],
      ['source.port', hasPorts ? (cells[first + 2] ?? '') : ''],
      ['destination.port', hasPorts ? (cells[first + 3] ?? '') : ''],
    ],
  };
}

function readAlert(message: string): SyslogBody | null {
  const found = ALERT.exec(message);
  if (found === null) return null;
  const [, id = '', name = '', transport = '', source = '', sourcePort = '', destination = '', destinationPort = ''] =
    found;
  return {
    disposition: /\[[Dd]rop\]/.test(message) ? 'denied' : 'unknown',
    values: [
      ['rule.id', id],
      ['rule.name', name],
      ['network.transport', transportOf(transport)],
      ['source.ip', source],
      ['source.port', sourcePort],
      ['destination.ip', destination],
      ['destination.port', destinationPort],
    ],
  };
}

function readNames(message: string): SyslogBody | null {
  const query = QUERY.exec(message);
  if (query !== null) {
    const [, address = '', port = '', name = '', type = ''] = query;
    const values = [
      ['source.ip', address],
      ['source.port', port],
      ['dns.question.name', name],
      ['dns.question.type', type],
    ] as const;
    return { values, disposition: 'unknown' };
  }
  const asked = DNSMASQ.exec(message);
  if (asked !== null) {
    const [, type = '', name = '', address = ''] = asked;
    return {
      values: [
        ['source.ip', address],
        ['dns.question.name', name],
        ['dns.question.type', type],
      ],
      disposition: 'unknown',
    };
  }
  const reply = DNSMASQ_REPLY.exec(message);
  if (reply !== null)
    return {
      values: [
        ['dns.question.name', reply[1] ?? ''],
        ['dns.resolved_ip', reply[2] ?? ''],
      ],
      disposition: 'established',
    };
  if (!DHCP.test(message)) return null;
  const address = /\b(?:on|for|of) (\d{1,3}(?:\.\d{1,3}){3})/.exec(message)?.[1] ?? '';
  const mac = /\b([0-9a-f]{2}(?::[0-9a-f]{2}){5})\b/i.exec(message)?.[1] ?? '';
  const host = /\(([\w.-]{1,255})\) via/.exec(message)?.[1] ?? '';
  return {
    values: [
      ['client.ip', address],
      ['source.mac', mac],
      ['host.hostname', host],
    ],
    disposition: null,
  };
}

function readCommands(program: string, message: string): SyslogBody | null {
  const sudo = SUDO.exec(message);
  if (sudo !== null) {
    const [, user = '', note = '', , directory = '', target = '', command = ''] = sudo;
    const isRefused = /not allowed|incorrect password|NOT in sudoers|a password is required/i.test(note);
    return {
      disposition: null,
      values: [
        ['user.name', user],
        ['user.effective.name', target],
        ['process.working_directory', directory],
        ['process.command_line', command],
        ['event.outcome', isRefused ? 'failure' : 'success'],
      ],
    };
  }
  const cron = CRON.exec(message);
  if (cron !== null)
    return {
      values: [
        ['user.name', cron[1] ?? ''],
        ['process.command_line', cron[2] ?? ''],
      ],
      disposition: null,
    };
  const session = /^(?:pam_unix\([\w.:-]{1,60}\): )?session (opened|closed) for user ([^\s(]{1,100})/.exec(message);
  if (session !== null)
    return {
      values: [
        ['user.name', session[2] ?? ''],
        ['event.action', `session ${session[1]}`],
      ],
      disposition: null,
    };
  const failed = /\brhost=(\S{1,255})(?:\s+user=(\S{1,100}))?/.exec(message);
  if (failed === null || program === '') return null;
  return {
    values: [['source.ip', failed[1] ?? ''], ['user.name', failed[2] ?? ''], ['event.outcome', 'failure'], INGRESS],
    disposition: 'denied',
  };
}

function readMail(program: string, message: string): SyslogBody | null {
  if (!/^postfix|^sendmail|^sm-mta|^exim/.test(program)) return null;
  const from = /\bfrom=<([^>]{0,320})>/.exec(message)?.[1] ?? '';
  const to = /\bto=<([^>]{1,320})>/.exec(message)?.[1] ?? '';
  const client = /\bclient=([^[\s,]{1,255})\[([0-9a-fA-F:.]{3,45})\]/.exec(message);
  const relay = /\brelay=([^[\s,]{1,255})\[([0-9a-fA-F:.]{3,45})\]/.exec(message);
  const rejected = /\breject: RCPT from ([^[\s]{1,255})\[([0-9a-fA-F:.]{3,45})\]/.exec(message);
  const status = /\bstatus=(\w{1,20})/.exec(message)?.[1] ?? '';
  return {
    disposition: rejected !== null ? 'denied' : status === 'sent' || client !== null ? 'established' : null,
    values: [
      ['email.from.address', from],
      ['email.to.address', to],
      ['email.message_id', /\bmessage-id=<?([^>\s]{1,500})/.exec(message)?.[1] ?? ''],
      ['source.ip', client?.[2] ?? rejected?.[2] ?? ''],
      ['source.domain', (client?.[1] ?? rejected?.[1] ?? '').replace(/^unknown$/, '')],
      ['destination.ip', relay?.[2] ?? ''],
      ['network.direction', client !== null || rejected !== null ? 'ingress' : relay !== null ? 'egress' : ''],
      ['destination.domain', relay?.[1] ?? ''],
      ['event.outcome', status],
    ],
  };
}
