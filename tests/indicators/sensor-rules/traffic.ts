/** A capture of made-up traffic (https://datatracker.ietf.org/doc/draft-ietf-opsawg-pcap/): IPv4, checksums left at nothing. */

interface Ends {
  readonly from: readonly [address: string, port: number];
  readonly to: readonly [address: string, port: number];
}

const [SYN, ACK, PUSH] = [0x02, 0x10, 0x08];

export function makeCapture(packets: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(24);
  head.writeUInt32LE(0xa1b2c3d4, 0);
  head.writeUInt16LE(2, 4);
  head.writeUInt16LE(4, 6);
  head.writeUInt32LE(65_535, 16);
  // LINKTYPE_RAW
  head.writeUInt32LE(101, 20);
  const records = packets.map((packet, at) => {
    const record = Buffer.alloc(16);
    record.writeUInt32LE(1_764_000_000, 0);
    record.writeUInt32LE(at * 1000, 4);
    record.writeUInt32LE(packet.length, 8);
    record.writeUInt32LE(packet.length, 12);
    return Buffer.concat([record, packet]);
  });
  return Buffer.concat([head, ...records]);
}

export function askName(name: string, { from, to }: Ends): Buffer {
  const labels = name.split('.').map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)]));
  const query = Buffer.concat([
    Buffer.from([0, 7, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]),
    ...labels,
    Buffer.from([0, 0, 1, 0, 1]),
  ]);
  const udp = Buffer.alloc(8);
  udp.writeUInt16BE(from[1], 0);
  udp.writeUInt16BE(to[1], 2);
  udp.writeUInt16BE(8 + query.length, 4);
  return wrap(17, from[0], to[0], Buffer.concat([udp, query]));
}

/** A connection that asks once and is answered. */
export function exchange({ from, to }: Ends, request: string, response: string): readonly Buffer[] {
  const send = (isClient: boolean, sequence: number, acknowledged: number, flags: number, text: string) => {
    const [source, target] = isClient ? [from, to] : [to, from];
    const tcp = Buffer.alloc(20);
    tcp.writeUInt16BE(source[1], 0);
    tcp.writeUInt16BE(target[1], 2);
    tcp.writeUInt32BE(sequence, 4);
    tcp.writeUInt32BE(acknowledged, 8);
    tcp[12] = 0x50;
    tcp[13] = flags;
    tcp.writeUInt16BE(65_000, 14);
    return wrap(6, source[0], target[0], Buffer.concat([tcp, Buffer.from(text)]));
  };
  const [asked, answered] = [Buffer.byteLength(request), Buffer.byteLength(response)];
  return [
    send(true, 1000, 0, SYN, ''),
    send(false, 5000, 1001, SYN | ACK, ''),
    send(true, 1001, 5001, ACK, ''),
    send(true, 1001, 5001, ACK | PUSH, request),
    send(false, 5001, 1001 + asked, ACK | PUSH, response),
    send(true, 1001 + asked, 5001 + answered, ACK, ''),
  ];
}

function wrap(protocol: number, from: string, to: string, content: Buffer): Buffer {
  const ip = Buffer.alloc(20);
  ip[0] = 0x45;
  ip.writeUInt16BE(20 + content.length, 2);
  ip[8] = 64;
  ip[9] = protocol;
  for (const [at, address] of [from, to].entries())
    for (const [position, octet] of address.split('.').entries()) ip[12 + at * 4 + position] = Number(octet);
  return Buffer.concat([ip, content]);
}
