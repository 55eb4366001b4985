import { constants, crc32, gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeCrc32 } from '../../src/formats/crc32';
import { DamagedContent, gunzip } from '../../src/formats/gunzip';
import { unpack } from '../../src/formats/unpack';

/** Held against zlib, whose `Z_SYNC_FLUSH` gives all that a cut input holds, as zcat does. */

async function* slices(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function collect(stream: AsyncIterable<Uint8Array>) {
  const pieces: Uint8Array[] = [];
  let fault: unknown = null;
  try {
    for await (const piece of stream) pieces.push(piece);
  } catch (error) {
    fault = error;
  }
  const bytes = Buffer.concat(pieces);
  return { bytes, fault: fault instanceof DamagedContent ? fault.kind : fault };
}

/** Buffers as text compare in no time, and as lists of numbers in seconds. */
const textOf = async (read: ReturnType<typeof collect>) => {
  const { bytes, fault } = await read;
  return { text: bytes.toString('latin1'), fault };
};

const zcat = (bytes: Uint8Array) => gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH });

/** Lines as a log has them: seeded, so that a failure is seen again. */
function makeLines(count: number): Buffer {
  let seed = 7;
  const next = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed;
  };
  const lines = Array.from(
    { length: count },
    (_, at) => `${1_700_000_000 + at}\t10.0.${next() % 256}.${next() % 256}\tGET /a/${next()}?b=${next() % 17}\n`,
  );
  return Buffer.from(lines.join(''));
}

const LOG = makeLines(6000);
const TEXT = LOG.toString('latin1');

describe('a gzip', () => {
  it('unfolds as zlib does it: every level and strategy, whatever pieces it comes in', async () => {
    for (const level of [0, 1, 6, 9])
      for (const strategy of [
        constants.Z_DEFAULT_STRATEGY,
        constants.Z_HUFFMAN_ONLY,
        constants.Z_RLE,
        constants.Z_FIXED,
      ])
        for (const size of [13, 4096, 1 << 20]) {
          const { bytes, fault } = await collect(gunzip(slices(gzipSync(LOG, { level, strategy }), size)));
          expect([level, strategy, size, fault, bytes.equals(LOG)]).toEqual([level, strategy, size, null, true]);
        }
  });

  it('of any bytes, also one at a time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), fc.integer({ min: 1, max: 20 }), async (content, size) => {
        const { bytes, fault } = await collect(gunzip(slices(gzipSync(content), size)));
        expect([fault, bytes.equals(content)]).toEqual([null, true]);
      }),
      { numRuns: 100 },
    );
  });

  it('cut off anywhere gives all that zlib gives, and says that it is cut', async () => {
    const packed = gzipSync(LOG);
    for (let at = 1; at < 60; at++) {
      const cut = packed.subarray(0, Math.floor((packed.length * at) / 60));
      const { bytes, fault } = await collect(gunzip(slices(cut, 5000)));
      expect([at, fault, bytes.equals(zcat(cut))]).toEqual([at, 'cut', true]);
    }
    for (const length of [1, 2, 5, 9, packed.length - 8, packed.length - 1])
      expect((await collect(gunzip(slices(packed.subarray(0, length), 100)))).fault).toBe('cut');
  });

  it('with a bit that is wrong gives all that stands before it, and says that it is damaged', async () => {
    const packed = gzipSync(LOG);
    for (let at = 20; at < packed.length - 8; at += 997) {
      const flipped = Uint8Array.from(packed);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
      const { bytes, fault } = await collect(gunzip(slices(flipped, 5000)));
      const before = zcat(packed.subarray(0, at));
      expect(['damaged', 'checksum', 'cut', 'more']).toContain(fault);
      expect([at, bytes.subarray(0, before.length).equals(before)]).toEqual([at, true]);
    }
  });

  it('of several is all of them; zeroes behind are none, and anything else is said', async () => {
    const [one, two] = [gzipSync(LOG), gzipSync('second\n')];
    const both = `${TEXT}second\n`;
    const read = (...parts: readonly Uint8Array[]) => textOf(collect(gunzip(slices(Buffer.concat(parts), 777))));
    expect(await read(one, two)).toEqual({ text: both, fault: null });
    expect(await read(one, two, Buffer.alloc(2000))).toEqual({ text: both, fault: null });
    expect(await read(one, two, Buffer.from('junk'))).toEqual({ text: both, fault: 'more' });
    expect(await read(one, two.subarray(0, -3))).toEqual({ text: both, fault: 'cut' });
  });

  it('with a name, a comment and further fields in its head is read', async () => {
    const packed = gzipSync('content');
    const head = Uint8Array.from(packed.subarray(0, 10));
    head[3] = 2 + 4 + 8 + 16;
    const further = [3, 0, 1, 2, 3, ...Buffer.from('a.log\0a comment\0'), 0, 0];
    const whole = Buffer.concat([head, Uint8Array.from(further), packed.subarray(10)]);
    for (const size of [1, 7, 1000])
      expect(await collect(gunzip(slices(whole, size)))).toEqual({ bytes: Buffer.from('content'), fault: null });
  });
});

describe('what the browser unfolds', () => {
  it('goes on where the browser gives up: nothing is lost, nothing comes twice', async () => {
    const packed = gzipSync(LOG);
    let opened = 0;
    const open = (bytes: Uint8Array) => () => {
      opened++;
      return slices(bytes, 8000);
    };
    expect(await textOf(collect(unpack('gzip', open(packed))))).toEqual({ text: TEXT, fault: null });
    expect(opened).toBe(1);
    for (const part of [0.2, 2 / 3, 0.99]) {
      const cut = packed.subarray(0, packed.length * part);
      expect(await textOf(collect(unpack('gzip', open(cut))))).toEqual({
        text: zcat(cut).toString('latin1'),
        fault: 'cut',
      });
    }
    expect(await textOf(collect(unpack('gzip', open(Buffer.concat([packed, packed])))))).toEqual({
      text: TEXT + TEXT,
      fault: null,
    });
  });

  it('throws what reading throws', async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield gzipSync(LOG).subarray(0, 5000);
      throw new DOMException('gone', 'NotReadableError');
    }
    expect(await collect(unpack('gzip', failing))).toMatchObject({ fault: { name: 'NotReadableError' } });
  });
});

describe('its checksum', () => {
  it('is the one of zlib', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 50 }), { maxLength: 5 }), (pieces) => {
        const sum = makeCrc32();
        for (const piece of pieces) sum.update(piece);
        expect(sum.value()).toBe(crc32(Buffer.concat(pieces)));
      }),
    );
  });
});
