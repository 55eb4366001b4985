import type { FileSource } from '../file-source';
import { type LogMember, visitLogs } from './log-members';

/** Where a line is wanted from: a span of one content. */
export interface WantedLine {
  /** Empty: the file itself. */
  readonly member: string;
  readonly offset: number;
  readonly length: number;
  take(line: string): void;
}

/** A record that is longer is not shown whole. */
const LONGEST_SHOWN = 64 * 1024;

/**
 * Reads the spans that are wanted of a file of logs, or of the files in an archive, on one way through.
 * @returns how many were there
 */
export async function readSourceLines(source: FileSource, wanted: readonly WantedLine[]): Promise<number> {
  const byMember = new Map<string, WantedLine[]>();
  for (const line of wanted) {
    const lines = byMember.get(line.member);
    if (lines === undefined) byMember.set(line.member, [line]);
    else lines.push(line);
  }
  let found = 0;
  let left = byMember.size;
  await visitLogs(source, async (member) => {
    const lines = byMember.get(member.path);
    if (lines === undefined) return left > 0;
    left--;
    lines.sort((one, other) => one.offset - other.offset);
    found += await readSpans(member, lines);
    return left > 0;
  });
  return found;
}

/** @param lines by offset */
async function readSpans(
  { stream: open, skipped, encoding }: LogMember,
  lines: readonly WantedLine[],
): Promise<number> {
  const decoder = new TextDecoder(encoding);
  const stream = open();
  const begun: { readonly line: WantedLine; readonly bytes: Uint8Array; filled: number }[] = [];
  let next = 0;
  let found = 0;
  let offset = skipped;
  for await (const piece of stream) {
    const end = offset + piece.length;
    for (let line = lines[next]; line !== undefined && line.offset < end; line = lines[++next])
      begun.push({ line, bytes: new Uint8Array(Math.min(line.length, LONGEST_SHOWN)), filled: 0 });
    for (let at = begun.length - 1; at >= 0; at--) {
      const part = begun[at];
      if (part === undefined) continue;
      const start = part.line.offset + part.filled - offset;
      const bytes = piece.subarray(start, start + part.bytes.length - part.filled);
      part.bytes.set(bytes, part.filled);
      part.filled += bytes.length;
      if (part.filled < part.bytes.length) continue;
      part.line.take(decoder.decode(part.bytes));
      found++;
      begun.splice(at, 1);
    }
    offset = end;
    if (next >= lines.length && begun.length === 0) break;
  }
  await stream.return(undefined);
  return found;
}
