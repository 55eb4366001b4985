import { gzipSync, zipSync } from 'fflate';

/** Zeek's conn.log, and files and archives of it. */

const HEADER = [
  '#separator \\x09',
  '#set_separator\t,',
  '#empty_field\t(empty)',
  '#unset_field\t-',
  '#path\tconn',
  '#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tconn_state',
  '#types\ttime\tstring\taddr\tport\taddr\tport\tenum\tstring',
];

export interface MadeConnection {
  /** Seconds since 1970. */
  readonly at: number;
  readonly from: string;
  readonly to: string;
  readonly port?: number;
  readonly state?: string;
}

export function makeConnLine({ at, from, to, port = 443, state = 'SF' }: MadeConnection): string {
  return `${at}.000000\tC${at}\t${from}\t50000\t${to}\t${port}\ttcp\t${state}`;
}

export function makeConnLog(connections: readonly MadeConnection[]): string {
  return `${[...HEADER, ...connections.map(makeConnLine)].join('\n')}\n`;
}

/** Connections of ten hosts to as many servers as there are, one each second. */
export function makeConnections(count: number, at = 1_700_000_000): MadeConnection[] {
  return Array.from({ length: count }, (_, index) => ({
    at: at + index,
    from: `10.0.0.${index % 10}`,
    to: `198.51.${Math.floor(index / 250) % 250}.${index % 250}`,
    state: index % 7 === 0 ? 'S0' : 'SF',
  }));
}

export function makeFile(name: string, content: string | Uint8Array): File {
  return new File([content as BlobPart], name, { lastModified: Date.UTC(2026, 10, 24) });
}

export function makeUtf16(text: string): Uint8Array {
  const bytes = new Uint8Array(2 + text.length * 2);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xfeff, true);
  for (let at = 0; at < text.length; at++) view.setUint16(2 + at * 2, text.charCodeAt(at), true);
  return bytes;
}

export function gzip(content: string | Uint8Array): Uint8Array {
  return gzipSync(typeof content === 'string' ? new TextEncoder().encode(content) : content);
}

export type MadeFiles = Readonly<Record<string, string | Uint8Array>>;

export function makeZipOf(files: MadeFiles): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, content]) => [name, bytesOf(content)])));
}

export function makeTarOf(files: MadeFiles): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (const [name, content] of Object.entries(files)) {
    const bytes = bytesOf(content);
    const head = new Uint8Array(512);
    const put = (at: number, text: string) => head.set(new TextEncoder().encode(text), at);
    put(0, name);
    put(100, '0000644\0');
    put(124, `${bytes.length.toString(8).padStart(11, '0')}\0`);
    put(156, '0');
    put(257, 'ustar\0');
    const body = new Uint8Array(Math.ceil(bytes.length / 512) * 512);
    body.set(bytes);
    blocks.push(head, body);
  }
  blocks.push(new Uint8Array(1024));
  const whole = new Uint8Array(blocks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const block of blocks) {
    whole.set(block, at);
    at += block.length;
  }
  return whole;
}

function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}
