import type { Issue } from '../../src/domain/result';
import type { FileSource } from '../file-source';
import { describeCut } from './describe-cut';
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
export const LONGEST_SHOWN = 64 * 1024;

/**
 * Reads the spans that are wanted of a file of logs, or of the files in an archive, on one way through.
 * @returns how many were there, and where the file is damaged: what stands before that is given
 */
export async function readSourceLines(
  source: FileSource,
  wanted: readonly WantedLine[],
): Promise<{ readonly found: number; readonly issues: readonly Issue[] }> {
  const byMember = new Map<string, WantedLine[]>();
  for (const line of wanted) {
    const lines = byMember.get(line.member);
    if (lines === undefined) byMember.set(line.member, [line]);
    else lines.push(line);
  }
  let found = 0;
  let left = byMember.size;
  const issues: Issue[] = [];
  const visited = await visitLogs(source, async (member) => {
    const lines = byMember.get(member.path);
    if (lines === undefined) return left > 0;
    left--;
    lines.sort((one, other) => one.offset - other.offset);
    try {
      await readSpans(member, lines, () => found++);
    } catch (error) {
      const cut = describeCut(error, 'Lines that stand before it were fetched.');
      if (cut === null) throw error;
      issues.push(cut);
    }
    return left > 0;
  });
  return { found, issues: [...issues, ...visited.issues] };
}

/** @param lines by offset */
async function readSpans(
  { stream: open, skipped, encoding }: LogMember,
  lines: readonly WantedLine[],
  onFound: () => void,
): Promise<void> {
  const decoder = new TextDecoder(encoding);
  const stream = open();
  const begun: { readonly line: WantedLine; readonly bytes: Uint8Array; filled: number }[] = [];
  let next = 0;
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
      onFound();
      begun.splice(at, 1);
    }
    offset = end;
    if (next >= lines.length && begun.length === 0) break;
  }
  await stream.return(undefined);
}
