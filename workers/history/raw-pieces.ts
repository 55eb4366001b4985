import type { OpenSegment } from '../../src/domain/columns/open-column';
import { PLACE_FIELDS } from '../../src/domain/history/fields';
import type { LineEncoding, LogMember } from './log-members';
import { MEMBER_FIELD } from './read-logs';

/** The bytes that the open segments were read from, so that the lines of records that match can be kept. */
export interface RawPieces {
  /** Nothing is copied: a piece must not change. */
  keep(member: Pick<LogMember, 'path' | 'encoding'>, bytes: Uint8Array, offset: number): void;
  /** Lines of a segment's records; `null` where the bytes are gone. */
  makeLineReader(segment: OpenSegment): (row: number) => string | null;
  /** What stands before the end of this segment is not needed any more. */
  forget(segment: OpenSegment): void;
}

/** Lines of several hundred bytes fill a segment's share of it; of longer ones, the first lines are not kept. */
const MOST_BYTES = 192 * 1024 * 1024;
const LONGEST_SHOWN = 64 * 1024;

interface Piece {
  readonly member: string;
  readonly encoding: LineEncoding;
  readonly bytes: Uint8Array;
  readonly offset: number;
}

export function makeRawPieces(limit = MOST_BYTES): RawPieces {
  const pieces: Piece[] = [];
  let total = 0;
  const dropFirst = () => {
    total -= pieces.shift()?.bytes.length ?? 0;
  };

  function read(member: string, offset: number, length: number): string | null {
    const wanted = new Uint8Array(Math.min(length, LONGEST_SHOWN));
    let filled = 0;
    let encoding: LineEncoding = 'utf-8';
    for (const piece of pieces) {
      if (piece.member !== member) continue;
      const start = offset + filled - piece.offset;
      if (start < 0 || start >= piece.bytes.length) continue;
      const part = piece.bytes.subarray(start, start + wanted.length - filled);
      wanted.set(part, filled);
      filled += part.length;
      encoding = piece.encoding;
      if (filled === wanted.length) break;
    }
    return filled === wanted.length ? new TextDecoder(encoding).decode(wanted) : null;
  }

  return {
    keep({ path, encoding }, bytes, offset) {
      pieces.push({ member: path, encoding, bytes, offset });
      total += bytes.length;
      while (total > limit && pieces.length > 1) dropFirst();
    },
    makeLineReader(segment) {
      const place = readPlaces(segment);
      return (row) => {
        const { member, offset, length } = place(row);
        return offset === null || length === null || length === 0 ? null : read(member, offset, length);
      };
    },
    forget(segment) {
      const { member, offset } = readPlaces(segment)(segment.rows - 1);
      if (offset === null) return;
      const last = pieces.findIndex((piece) => piece.member === member && piece.offset + piece.bytes.length > offset);
      for (let at = 0; at < last; at++) dropFirst();
    },
  };
}

function readPlaces(segment: OpenSegment) {
  const [, offsetField, lengthField] = PLACE_FIELDS;
  const [offset, length, member] = [offsetField, lengthField, MEMBER_FIELD].map((field) => segment.reader(field));
  return (row: number) => ({
    member: member?.textAt(row) ?? '',
    offset: offset?.numberAt(row) ?? null,
    length: length?.numberAt(row) ?? null,
  });
}
