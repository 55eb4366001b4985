/** What records of Zeek say that is no single field of theirs: what became of the connection, whole URLs, addresses of mail. */
import type { RecordSink } from '../../domain/columns/record-sink';
import { DISPOSITION_FIELD, type Disposition } from '../../domain/history/fields';
import { ZEEK_STATES } from './dispositions';

export interface ZeekValues {
  has(name: string): boolean;
  /** `null`: not set. */
  textOf(name: string): string | null;
  /** Of a field, the same for all records of this kind; -1: no record had it so far. */
  placeOf(name: string): number;
  /** A short value as a number, for comparing without making a text; 0: not set. */
  codeAt(place: number): number;
  partsOf(name: string): readonly string[];
  /** Not set, or `0`. */
  isNothing(name: string): boolean;
}

export interface ZeekDerivations {
  /** Whether this field has its place here and nowhere else. */
  takes(name: string): boolean;
  put(values: ZeekValues): void;
}

type Put = (values: ZeekValues) => void;

const ENCODER = new TextEncoder();
const BYTES: Readonly<Record<Disposition, Uint8Array>> = {
  established: ENCODER.encode('established'),
  attempted: ENCODER.encode('attempted'),
  denied: ENCODER.encode('denied'),
  unknown: ENCODER.encode('unknown'),
};

const STATES = new Map([...ZEEK_STATES].map(([state, disposition]) => [codeOf(state), disposition]));

/** Fields by which a log shows that the other side answered. */
const ANSWERS: Readonly<Record<string, string>> = {
  dns: 'rcode',
  http: 'status_code',
  smtp: 'last_reply',
  ftp: 'reply_code',
  ssh: 'server',
  smb_files: 'action',
  smb_mapping: 'share_type',
  dce_rpc: 'operation',
  ntlm: 'success',
  kerberos: 'success',
};
/** Over UDP a question without an answer is an attempt; over TCP there was a connection before. */
const ASKED_ONLY: Readonly<Record<string, Disposition>> = { dns: 'attempted', kerberos: 'unknown' };

const TAKEN: Readonly<Record<string, readonly string[]>> = {
  smtp: ['from', 'to', 'cc', 'rcptto'],
  files: ['tx_hosts', 'rx_hosts'],
  smb_files: ['name'],
};
const ADDRESS = /<?([^\s<>,;"']{1,200}@[^\s<>,;"']{1,200}?)>?$/;
const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;
const IPV6 = /^(?=.{0,40}:.{0,40}:)[0-9a-f:.]{2,45}$/i;

export function derivationsOf(path: string, sink: RecordSink): ZeekDerivations {
  const taken = Object.hasOwn(TAKEN, path) ? (TAKEN[path] ?? []) : [];
  const puts = [
    disposing(path, sink),
    ...(path === 'conn' ? [directing(sink)] : []),
    ...(EXTRAS.get(path)?.(sink) ?? []),
  ];
  return {
    takes: (name) => taken.includes(name),
    put(values) {
      for (const put of puts) put(values);
    },
  };
}

function disposing(path: string, sink: RecordSink): Put {
  const column = sink.column(DISPOSITION_FIELD);
  if (path === 'conn') {
    const stateOf = codesOf('conn_state');
    return (values) => {
      const bytes = BYTES[dispositionOf(values, stateOf(values))];
      column.putBytes(bytes, 0, bytes.length);
    };
  }
  if (path === 'ssl') {
    return (values) => {
      const established = values.textOf('established');
      if (established !== null) column.putText(/^(?:T|true)$/.test(established) ? 'established' : 'unknown');
    };
  }
  const answer = Object.hasOwn(ANSWERS, path) ? ANSWERS[path] : undefined;
  if (answer === undefined) return () => undefined;
  const otherwise = Object.hasOwn(ASKED_ONLY, path) ? ASKED_ONLY[path] : undefined;
  return (values) => {
    column.putText(values.has(answer) || values.has(`${answer}_name`) ? 'established' : (otherwise ?? 'unknown'));
  };
}

const [OUTBOUND, INBOUND, INTERNAL, EXTERNAL] = (['outbound', 'inbound', 'internal', 'external'] as const).map((each) =>
  ENCODER.encode(each),
);
const [YES, YES_JSON, NO, NO_JSON] = ['T', 'true', 'F', 'false'].map(codeOf);

/** Which way, by Zeek's `Site::local_nets`; it leaves both unset where it does not know them. */
function directing(sink: RecordSink): Put {
  const column = sink.column('network.direction');
  const isFromInside = codesOf('local_orig');
  const isToInside = codesOf('local_resp');
  return (values) => {
    const from = isFromInside(values);
    if (from === 0) return;
    const to = isToInside(values);
    const fromInside = from === YES || from === YES_JSON;
    const toInside = to === YES || to === YES_JSON;
    if (!(fromInside || from === NO || from === NO_JSON) || !(toInside || to === NO || to === NO_JSON)) return;
    const bytes = fromInside ? (toInside ? INTERNAL : OUTBOUND) : toInside ? INBOUND : EXTERNAL;
    if (bytes !== undefined) column.putBytes(bytes, 0, bytes.length);
  };
}

/** A connection that was joined in its middle (OTH), or of which one side is missing, is one where both sides sent data. */
function dispositionOf(values: ZeekValues, state: number): Disposition {
  const known = STATES.get(state);
  if (known !== undefined) return known;
  return values.isNothing('orig_bytes') || values.isNothing('resp_bytes') ? 'unknown' : 'established';
}

const EXTRAS: ReadonlyMap<string, (sink: RecordSink) => readonly Put[]> = new Map<
  string,
  (sink: RecordSink) => readonly Put[]
>([
  ['http', (sink) => [puttingUrl(sink), puttingProxied(sink)]],
  ['dns', (sink) => [puttingResolved(sink)]],
  ['smtp', (sink) => [puttingMail(sink)]],
  ['files', (sink) => [puttingHosts(sink)]],
  ['smb_files', (sink) => [puttingPath(sink)]],
  ['x509', (sink) => [puttingFingerprint(sink)]],
  ['ssl', (sink) => [puttingChain(sink)]],
]);

/** `uri` is absolute where a proxy was asked. */
function puttingUrl(sink: RecordSink): Put {
  const full = sink.column('url.full');
  const original = sink.column('url.original');
  return (values) => {
    const uri = values.textOf('uri');
    if (uri === null) return;
    const host = values.textOf('host');
    if (/^[a-z][a-z0-9+.-]{1,15}:\/\//i.test(uri)) full.putText(uri);
    else if (host === null || values.textOf('method') === 'CONNECT' || !uri.startsWith('/')) original.putText(uri);
    else {
      const port = values.textOf('id.resp_p') ?? values.textOf('id_resp_p');
      const named = host.includes(':') && !IPV6.test(host);
      const authority = IPV6.test(host) ? `[${host}]` : host;
      full.putText(`http://${authority}${named || port === null || port === '80' ? '' : `:${port}`}${uri}`);
    }
  };
}

/** `X-FORWARDED-FOR -> 192.0.2.7`: the first address. */
function puttingProxied(sink: RecordSink): Put {
  const forwarded = sink.column('network.forwarded_ip', 'address');
  return (values) => {
    if (!values.has('proxied')) return;
    for (const part of values.partsOf('proxied')) {
      const address = part
        .slice(0, 400)
        .split(/->|,/)
        .map((piece) => piece.trim())
        .find((piece) => IPV4.test(piece) || IPV6.test(piece));
      if (address !== undefined) {
        forwarded.putText(address);
        return;
      }
    }
  };
}

function puttingResolved(sink: RecordSink): Put {
  const resolved = sink.column('dns.resolved_ip', 'list');
  return (values) => {
    if (!values.has('answers')) return;
    const addresses = values.partsOf('answers').filter((answer) => IPV4.test(answer) || IPV6.test(answer));
    if (addresses.length > 0) resolved.putText(addresses.join('\n'));
  };
}

/** Names beside addresses stay in the source line; receivers are those of the envelope and of the header together. */
function puttingMail(sink: RecordSink): Put {
  const from = sink.column('email.from.address');
  const to = sink.column('email.to.address', 'list');
  const cc = sink.column('email.cc.address', 'list');
  const plain = (part: string) => ADDRESS.exec(part.trim().slice(-402))?.[1] ?? part.trim();
  const addresses = (values: ZeekValues, name: string) =>
    values
      .partsOf(name)
      .flatMap((part) => part.slice(0, 10_000).split(/[,\n]/).map(plain))
      .filter((part) => part !== '');
  return (values) => {
    const sender = values.textOf('from');
    if (sender !== null) from.putText(plain(sender));
    const receivers = new Set([...addresses(values, 'rcptto'), ...addresses(values, 'to')]);
    if (receivers.size > 0) to.putText([...receivers].join('\n'));
    const copies = new Set(addresses(values, 'cc'));
    if (copies.size > 0) cc.putText([...copies].join('\n'));
  };
}

/** Who sent and who received a file is told by `is_orig`: the source is who opened the connection, as everywhere. */
function puttingHosts(sink: RecordSink): Put {
  const source = sink.column('source.ip', 'address');
  const destination = sink.column('destination.ip', 'address');
  const sent = sink.column('zeek.files.tx_hosts');
  const received = sink.column('zeek.files.rx_hosts');
  return (values) => {
    const senders = values.partsOf('tx_hosts');
    const receivers = values.partsOf('rx_hosts');
    if (senders.length === 0 && receivers.length === 0) return;
    const isKnown = values.has('id.orig_h') || values.has('id_orig_h');
    if (senders.length > 1 || isKnown) sent.putText(senders.join(','));
    if (receivers.length > 1 || isKnown) received.putText(receivers.join(','));
    if (isKnown) return;
    const byOriginator = /^(?:T|true)$/.test(values.textOf('is_orig') ?? '');
    const [opener, answerer] = byOriginator ? [senders[0], receivers[0]] : [receivers[0], senders[0]];
    if (opener !== undefined) source.putText(opener);
    if (answerer !== undefined) destination.putText(answerer);
  };
}

function puttingPath(sink: RecordSink): Put {
  const path = sink.column('file.path');
  const file = sink.column('file.name');
  return (values) => {
    const name = values.textOf('name');
    if (name === null) return;
    path.putText(name);
    const last = name.slice(Math.max(name.lastIndexOf('\\'), name.lastIndexOf('/')) + 1);
    if (last !== '') file.putText(last);
  };
}

const HASH_FIELDS: ReadonlyMap<number, string> = new Map([
  [32, 'md5'],
  [40, 'sha1'],
  [64, 'sha256'],
]);

function puttingFingerprint(sink: RecordSink): Put {
  const columns = new Map([...HASH_FIELDS].map(([length, name]) => [length, sink.column(`file.hash.${name}`)]));
  return (values) => {
    const print = values.textOf('fingerprint');
    if (print !== null) columns.get(print.length)?.putText(print);
  };
}

/** The server's own certificate is the first of its chain. */
function puttingChain(sink: RecordSink): Put {
  const columns = new Map([...HASH_FIELDS].map(([length, name]) => [length, sink.column(`tls.server.hash.${name}`)]));
  return (values) => {
    const [first] = values.partsOf('cert_chain_fps');
    if (first !== undefined && !values.has('resp_certificate_sha1')) columns.get(first.length)?.putText(first);
  };
}

/** Its place is looked up once, not for every record. */
function codesOf(name: string): (values: ZeekValues) => number {
  let place = -1;
  return (values) => {
    if (place < 0) place = values.placeOf(name);
    return values.codeAt(place);
  };
}

function codeOf(state: string): number {
  let code = 0;
  for (let at = 0; at < state.length; at++) code = code * 128 + state.charCodeAt(at);
  return code;
}
