/** Suricata's EVE (https://docs.suricata.io/en/latest/output/eve/eve-json-format.html), every type of event. docs/formats/suricata-eve.md */
import type { Disposition } from '../../domain/history/fields';
import { DISPOSITION_FIELD } from '../../domain/history/fields';
import { isMap, numberOf, type PlainMap, textOf } from '../plain-data';
import { type FieldRule, isScalar, jsonOf, makeFieldTree, rulesOf } from './event-fields';
import type { EventWriter } from './event-writer';
import type { Dialect } from './json-dialect';

const FIELDS: Readonly<Record<string, FieldRule>> = {
  event_type: 'event.action',
  src_ip: 'source.ip',
  src_port: 'source.port',
  dest_ip: 'destination.ip',
  dest_port: 'destination.port',
  app_proto: 'network.protocol',
  community_id: 'network.community_id',
  in_iface: 'observer.ingress.interface.name',
  host: 'observer.hostname',
  xff: 'network.forwarded_ip',
  icmp_type: 'icmp.type',
  icmp_code: 'icmp.code',
  'flow.bytes_toserver': 'source.bytes',
  'flow.bytes_toclient': 'destination.bytes',
  'flow.pkts_toserver': 'source.packets',
  'flow.pkts_toclient': 'destination.packets',
  'flow.start': 'event.start',
  'flow.end': 'event.end',
  'netflow.bytes': 'network.bytes',
  'netflow.pkts': 'network.packets',
  'netflow.start': 'event.start',
  'netflow.end': 'event.end',
  'dns.type': 'dns.type',
  'dns.rrname': 'dns.question.name',
  'dns.rrtype': 'dns.question.type',
  'dns.rcode': 'dns.response_code',
  'dns.queries.rrname': 'dns.question.name',
  'dns.queries.rrtype': 'dns.question.type',
  'dns.query.rrname': 'dns.question.name',
  'dns.query.rrtype': 'dns.question.type',
  'dns.answers.rrname': 'dns.answers.name',
  'dns.answers.rrtype': 'dns.answers.type',
  'dns.answers.ttl': 'dns.answers.ttl',
  'http.hostname': 'url.domain',
  'http.http_user_agent': 'user_agent.original',
  'http.http_method': 'http.request.method',
  'http.http_refer': 'http.request.referrer',
  'http.http_content_type': 'http.response.mime_type',
  'http.status': 'http.response.status_code',
  'http.length': 'http.response.bytes',
  'http.protocol': 'http.version',
  'http.xff': 'network.forwarded_ip',
  'tls.sni': 'tls.client.server_name',
  'tls.issuerdn': 'tls.server.issuer',
  'tls.subject': 'tls.server.subject',
  'tls.serial': 'tls.server.x509.serial_number',
  'tls.version': 'tls.version',
  'tls.notbefore': 'tls.server.not_before',
  'tls.notafter': 'tls.server.not_after',
  'tls.ja3.hash': 'tls.client.ja3',
  'tls.ja3s.hash': 'tls.server.ja3s',
  'tls.ja4': 'tls.client.ja4',
  'quic.sni': 'tls.client.server_name',
  'quic.ja3.hash': 'tls.client.ja3',
  'quic.ja3s.hash': 'tls.server.ja3s',
  'quic.ja4': 'tls.client.ja4',
  'fileinfo.filename': 'file.path',
  'fileinfo.size': 'file.size',
  'fileinfo.md5': 'file.hash.md5',
  'fileinfo.sha1': 'file.hash.sha1',
  'fileinfo.sha256': 'file.hash.sha256',
  'files.filename': 'file.path',
  'files.sha256': 'file.hash.sha256',
  'files.md5': 'file.hash.md5',
  'files.sha1': 'file.hash.sha1',
  'smb.filename': 'file.path',
  'tftp.file': 'file.path',
  'alert.signature': 'rule.name',
  'alert.signature_id': 'rule.id',
  'alert.category': 'rule.category',
  'alert.severity': 'event.severity',
  'alert.rev': 'rule.version',
  'email.subject': 'email.subject',
  'email.attachment': 'email.attachments.file.name',
  'ssh.hassh.hash': 'ssh.client.hassh',
};

/** These are seen only where both sides spoke. */
const SPOKEN: ReadonlySet<unknown> = new Set(
  'http http2 tls fileinfo ssh smtp smb ftp ftp_data rdp krb5 dcerpc nfs mqtt pgsql ike quic websocket ldap doh2'.split(
    ' ',
  ),
);

/** Of what should be a single value. */
function writtenOf(value: unknown): string {
  return isScalar(value) ? String(value) : jsonOf(value);
}

export function makeSuricataDialect(out: EventWriter): Dialect {
  let current: PlainMap = {};
  const takeAnswer = (value: unknown, name: string) => {
    if (!isScalar(value)) {
      out.putField(name, jsonOf(value));
      return;
    }
    const text = String(value);
    out.addField('dns.answers.data', text);
    if (/^(?:\d{1,3}\.){3}\d{1,3}$|^[\da-f]{0,4}:[\da-f:.]{1,41}$/i.test(text)) out.addField('dns.resolved_ip', text);
  };
  const takeGrouped = (value: unknown) => {
    if (!isMap(value)) return;
    for (const list of Object.values(value))
      for (const each of Array.isArray(list) ? list : [list]) takeAnswer(each, 'dns.grouped');
  };
  const takeMailAddress = (field: string) => (value: unknown, name: string) => {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (typeof each === 'string') out.addField(field, plainMailbox(each), name);
    }
  };
  const tree = makeFieldTree(out, {
    ruleOf: rulesOf(FIELDS, {
      timestamp: (value, name) => {
        if (!out.putTime('@timestamp', value, name) && isScalar(value)) out.putField(name, value);
      },
      proto: (value, name) => out.putField('network.transport', writtenOf(value).toLowerCase(), name),
      'flow.age': (value, name) => out.putField('event.duration', numberOf(value) * 1000, name),
      'netflow.age': (value, name) => out.putField('event.duration', numberOf(value) * 1000, name),
      'dns.rdata': takeAnswer,
      'dns.answers.rdata': takeAnswer,
      'dns.grouped': takeGrouped,
      'tls.fingerprint': (value, name) => {
        const digest = writtenOf(value).replaceAll(':', '').toLowerCase();
        out.putField(/^[0-9a-f]{40}$/.test(digest) ? 'tls.server.hash.sha1' : name, digest, name);
      },
      'http.url': (value) => {
        if (isScalar(value)) putUrl(out, String(value), current);
      },
      'email.from': takeMailAddress('email.from.address'),
      'email.to': takeMailAddress('email.to.address'),
      'email.cc': takeMailAddress('email.cc.address'),
      'smtp.mail_from': takeMailAddress('email.from.address'),
      'smtp.rcpt_to': takeMailAddress('email.to.address'),
      direction: (value, name) =>
        out.putField(value === 'to_client' ? 'network.direction' : name, isScalar(value) ? value : null, name),
      // Counters of the engine, hundreds of them.
      stats: (value, name) => out.putField(name, jsonOf(value)),
    }),
  });

  return {
    id: 'suricata',
    keys: ['event_type'],
    fits: isSuricataEvent,
    read(event) {
      current = event;
      const isWhole = tree.put(event);
      out.putField('event.dataset', 'suricata.eve');
      out.putField(DISPOSITION_FIELD, dispositionOf(event));
      if (isFromServer(event) && !out.has('network.direction')) out.putField('network.direction', 'to_client');
      return isWhole;
    },
  };
}

export function isSuricataEvent(event: PlainMap): boolean {
  const { event_type: type, timestamp } = event;
  if (typeof type !== 'string' || typeof timestamp !== 'string') return false;
  return event['src_ip'] !== undefined || event['flow_id'] !== undefined || isMap(event[type]);
}

/** `Name <box@host>`, `<box@host>`: what is in the brackets. */
function plainMailbox(text: string): string {
  const open = text.lastIndexOf('<');
  const close = text.indexOf('>', open);
  return open >= 0 && close > open + 1 ? text.slice(open + 1, close) : text.trim();
}

/** The whole URL where host and path make one; it is absolute where a proxy was asked. */
function putUrl(out: EventWriter, url: string, event: PlainMap): void {
  const host = fieldOf(event['http'], 'hostname');
  if (/^[a-z][a-z0-9+.-]{1,15}:\/\//i.test(url)) out.putField('url.full', url);
  else if (typeof host !== 'string' || host === '' || !url.startsWith('/')) out.putField('url.original', url);
  else {
    const own = fieldOf(event['http'], 'http_port') ?? event['dest_port'];
    const isV6 = /^[\da-f]*:[\da-f:.]+$/i.test(host);
    const hasPort = !isV6 && host.includes(':');
    const port = hasPort || own === undefined || own === 80 ? '' : `:${String(own)}`;
    out.putField('url.full', `http://${isV6 ? `[${host}]` : host}${port}${url}`);
  }
}

/** docs/history.md: what became of the connection, as far as this event tells. */
function dispositionOf(event: PlainMap): Disposition {
  const { event_type: type, alert, verdict, flow, tcp, dns, proto } = event;
  if (
    type === 'drop' ||
    fieldOf(alert, 'action') === 'blocked' ||
    /^(?:drop|reject)$/.test(textOf(fieldOf(verdict, 'action')))
  ) {
    return 'denied';
  }
  if (SPOKEN.has(type)) return 'established';
  if (type === 'dns') return /^(?:answer|response)$/.test(textOf(fieldOf(dns, 'type'))) ? 'established' : 'unknown';
  if (type !== 'flow') {
    // An alert counts the packets so far: a handshake takes two and one.
    const isAnswered = numberOf(fieldOf(flow, 'pkts_toserver')) >= 3 && numberOf(fieldOf(flow, 'pkts_toclient')) >= 2;
    return isAnswered && textOf(proto).toUpperCase() === 'TCP' ? 'established' : 'unknown';
  }
  if (fieldOf(flow, 'action') === 'drop') return 'denied';
  const answered = numberOf(fieldOf(flow, 'pkts_toclient'));
  if (answered === 0) return 'attempted';
  const state = fieldOf(flow, 'state');
  if (textOf(proto).toUpperCase() === 'TCP') {
    const flags = Number.parseInt(textOf(fieldOf(tcp, 'tcp_flags_tc')), 16);
    // SYN and ACK from the server; a reset alone is a refusal.
    if (!Number.isNaN(flags)) return (flags & 0x12) === 0x12 || (flags & 0x08) !== 0 ? 'established' : 'attempted';
    if (state === 'new') return 'attempted';
  } else if (state === 'new') return 'attempted';
  return state === 'established' || state === 'closed' || state === 'bypassed' || answered > 0
    ? 'established'
    : 'unknown';
}

/** Whether what is written as the source is the server, whose packet or file it was; who asked is then the destination. */
function isFromServer(event: PlainMap): boolean {
  const { event_type: type, direction, flow, dns, http, src_ip: source, dest_ip: destination, src_port: port } = event;
  if (direction !== undefined) return direction === 'to_client';
  const client = fieldOf(flow, 'src_ip');
  if (typeof client === 'string' && source !== destination) return client === destination;
  if (type === 'dns') return port === 53 && /^(?:answer|response)$/.test(textOf(fieldOf(dns, 'type')));
  // A request to get has no file of its own.
  return type === 'fileinfo' && fieldOf(http, 'http_method') === 'GET';
}

function fieldOf(value: unknown, key: string): unknown {
  return isMap(value) ? value[key] : undefined;
}
