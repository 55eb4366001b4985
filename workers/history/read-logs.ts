import type { RecordSink } from '../../src/domain/columns/record-sink';
import type { TimeSettings } from '../../src/domain/history/time-settings';
import type { IssueLog } from '../../src/domain/issue-log';
import { failure, type Issue, issue, type Place, type Result, success, WHOLE_FILE } from '../../src/domain/result';
import { isTar, isZip } from '../../src/formats/archive-head';
import { sniffHistory } from '../../src/formats/history/history-formats';
import type { HistoryFormat } from '../../src/formats/history/history-reader';
import { makeProbe } from '../../src/formats/probe';
import type { StoredContent } from '../../src/store/history-database';
import type { FileSource } from '../file-source';
import { hashBytes } from '../hash-bytes';
import { describeCut, KEPT_BEFORE_CUT } from './describe-cut';
import { type LogMember, visitLogs } from './log-members';

/** Which member of an archive a record is from. */
export const MEMBER_FIELD = 'log.file.path';

/** Members of an archive that are not read, or not to their end. */
const DAMAGED: ReadonlySet<string> = new Set(['archive-truncated', 'archive-entry-damaged', 'archive-unfolds-too-far']);

export interface LogSettings {
  readonly time: TimeSettings;
  /** As in `HistoryContext`. */
  readonly columns: readonly (string | null)[] | null;
  /** ISO 8601 of the file's last change. */
  readonly fileDate: string;
}

export interface KnownMember {
  /** The member of this very archive that has the same content; it counts if that is read. `null`: in a history. */
  readonly sameAs: string | null;
  readonly found: Issue;
}

export interface LogInput extends LogSettings {
  /** Of the file itself; of an archive each member says what it is. */
  readonly format: HistoryFormat | null;
  readonly sink: RecordSink;
  readonly log: IssueLog;
  /** Kept up to date while it is read. */
  readonly counts: LogCounts;
  /** A piece that is about to be read. @param offset of its first byte in the member's content */
  readonly onPiece?: (member: Pick<LogMember, 'path' | 'encoding'>, bytes: Uint8Array, offset: number) => void;
  /** A member that is read here, before its content is. */
  readonly onMember?: (member: Pick<LogMember, 'path' | 'start'>) => void;
  /** By path: members that are left out, as their records are here already. */
  readonly known?: ReadonlyMap<string, KnownMember>;
  /** After each piece; `false`: that is enough. */
  readonly afterPiece: () => Promise<boolean>;
}

export interface LogCounts {
  /** Records that were reported and not kept. */
  rejected: number;
  /** Bytes of content. */
  bytes: number;
  /** Ids. */
  readonly formats: Set<string>;
  readonly members: string[];
  /** Of an archive: contents that are no history. */
  left: number;
  /** Of an archive: members whose records are here already. */
  known: number;
  /** Of members that were read. */
  readonly contents: MemberContent[];
  /** Its content ended before its end: what stood before is read. */
  isCut: boolean;
}

export type MemberContent = Omit<StoredContent, 'history'>;

export function makeLogCounts(): LogCounts {
  return { rejected: 0, bytes: 0, formats: new Set(), members: [], left: 0, known: 0, contents: [], isCut: false };
}

/** Reads a file of logs, or each file in an archive of them, into one sink. */
export async function readLogs(source: FileSource, input: LogInput): Promise<Result<LogCounts>> {
  const { counts } = input;
  const isArchive = isTar(source.head) || isZip(source.head);
  const visited = await visitLogs(source, async (member) => {
    const format = isArchive
      ? sniffHistory(makeProbe(member.name.replace(/\.gz$/i, ''), member.head.length, member.head))
      : input.format;
    if (format !== null) {
      const known = input.known?.get(member.path);
      if (known === undefined || (known.sameAs !== null && !counts.members.includes(known.sameAs)))
        return readMember(member, format, input);
      counts.known++;
      input.log.add(known.found);
      return true;
    }
    if (isOfSystem(member.path)) return true;
    const cut = member.fault === null ? null : describeCut(member.fault);
    if (cut !== null) {
      // Too little of it came to tell what it is.
      counts.isCut = true;
      input.log.add(within(member, cut));
    } else if (member.fault !== null) {
      throw member.fault;
    } else {
      counts.left++;
      input.log.add(leaveOut(member));
    }
    return true;
  });
  if (!visited.ok) {
    if (counts.members.length + counts.known === 0) return visited;
    // Damaged from some place on: what stood before it is read.
    counts.isCut = true;
    for (const found of visited.issues) input.log.add({ ...found, done: KEPT_BEFORE_CUT });
  } else {
    if (visited.issues.some(({ code }) => DAMAGED.has(code))) counts.isCut = true;
    for (const found of visited.issues) input.log.add(found);
  }
  if (counts.members.length === 0)
    return failure(
      ...(counts.known > 0 ? [allKnown()] : []),
      ...input.log.list(),
      ...(counts.known > 0 ? [] : [nothingInIt()]),
    );
  return success(counts);
}

async function readMember(
  member: LogMember,
  format: HistoryFormat,
  { sink, log, counts, time, columns, fileDate, onMember, onPiece, afterPiece }: LogInput,
): Promise<boolean> {
  counts.formats.add(format.id);
  counts.members.push(member.path);
  if (member.isTranscoded) log.add(transcoded(member));
  onMember?.(member);
  const reader = format.make({
    sink: markMember(sink, member),
    time,
    columns,
    fileDate,
    reject(found) {
      counts.rejected++;
      log.add(within(member, found));
    },
    note: (found) => log.add(within(member, found)),
  });
  let offset = member.skipped;
  try {
    for await (const piece of member.stream()) {
      onPiece?.(member, piece, offset);
      reader.push(piece);
      offset += piece.length;
      counts.bytes += piece.length;
      if (!(await afterPiece())) return false;
    }
    counts.contents.push(await describeContent(member, true));
  } catch (error) {
    const cut = describeCut(error);
    if (cut === null) throw error;
    log.add(within(member, cut));
    counts.isCut = true;
    counts.contents.push(await describeContent(member, false));
  }
  reader.end();
  return afterPiece();
}

async function describeContent({ path, start, hash }: LogMember, isWhole: boolean): Promise<MemberContent> {
  return { member: path, size: hash.size, head: await hashBytes(start), hash: isWhole ? await hash.finish() : '' };
}

/** Places of the content, and of an archive the name of its member. */
function markMember(sink: RecordSink, { path, skipped }: LogMember): RecordSink {
  if (path === '' && skipped === 0) return sink;
  const member = path === '' ? null : sink.column(MEMBER_FIELD, 'text');
  return {
    begin(line, offset, length) {
      sink.begin(line, offset + skipped, length);
      member?.putText(path);
    },
    column: (field, kind) => sink.column(field, kind),
    drop: () => sink.drop(),
    get count() {
      return sink.count;
    },
  };
}

function within({ path }: LogMember, found: Issue): Issue {
  if (path === '') return found;
  return { ...found, place: { kind: 'path', path: `${path}${wordsOf(found.place)}` } };
}

function wordsOf(place: Place): string {
  switch (place.kind) {
    case 'file':
      return '';
    case 'row':
      return `, row ${place.row}`;
    case 'line':
      return `, line ${place.line}`;
    case 'path':
      return `, ${place.path}`;
  }
}

/** What systems put into archives beside the files. */
function isOfSystem(path: string): boolean {
  return /(?:^|\/)(?:__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$)/.test(path);
}

function leaveOut({ path }: LogMember): Issue {
  return issue(
    'warning',
    'member-no-history',
    { kind: 'path', path },
    'This file in the archive is no log that is read.',
    {
      done: 'Left out.',
    },
  );
}

function transcoded({ path }: LogMember): Issue {
  return issue(
    'note',
    'log-transcoded',
    path === '' ? WHOLE_FILE : { kind: 'path', path },
    'The log is UTF-16 without a byte order mark.',
    {
      done: 'Read as UTF-8: places in bytes are those of the text that was read.',
    },
  );
}

function allKnown(): Issue {
  return issue('error', 'history-known', WHOLE_FILE, 'All its records are here already: they would count twice.', {
    done: 'Nothing was stored.',
  });
}

function nothingInIt(): Issue {
  return issue('error', 'archive-no-history', WHOLE_FILE, 'The archive holds no log that is read here.', {
    done: 'Nothing was read. Unpack it and import the files in it.',
  });
}
