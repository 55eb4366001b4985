/** A ZIP or tar archive of lists, tables, bundles and events; `.tar.gz` comes unfolded. */
import { gunzipSync } from 'fflate';
import { issue, WHOLE_FILE } from '../../domain/result';
import { strictestTlp } from '../../domain/threats/tlp';
import { type ArchiveEntry, listArchive } from '../archive-entries';
import { placeOf } from '../archive-limits';
import { findMemberReader, readMember } from './indicator-members';
import type { IndicatorContext, IndicatorFacts, IndicatorFormat, IndicatorReader } from './indicator-reader';
import { makeFacts } from './statement-taker';
import { makeWholeReader } from './whole-reader';

const LARGEST_FILE = 128 * 1024 * 1024;

export function makeIndicatorArchiveReader(
  context: IndicatorContext,
  formats: readonly IndicatorFormat[],
): IndicatorReader {
  return makeWholeReader((bytes) => readArchive(bytes, context, formats));
}

async function readArchive(
  bytes: Uint8Array,
  context: IndicatorContext,
  formats: readonly IndicatorFormat[],
): Promise<IndicatorFacts> {
  const listed = listArchive(bytes);
  if (!listed.ok) {
    for (const found of listed.issues) context.reject(found);
    return makeFacts(0);
  }
  for (const found of listed.issues) context.note(found);
  const others: string[] = [];
  const facts: IndicatorFacts[] = [];
  for (const entry of listed.value) {
    if (/(?:^|\/)(?:__MACOSX\/|\._|\.DS_Store$)/.test(entry.path)) continue;
    const content = readEntry(entry, context);
    if (content === null) continue;
    const make = findMemberReader(entry.path, content, formats);
    if (make === null) others.push(entry.path);
    else facts.push(await readMember(entry.path, content, make, context));
  }
  if (others.length > 0) {
    const message =
      others.length === 1
        ? 'A file in the archive is of no format of indicators.'
        : `${others.length} files in the archive are of no format of indicators.`;
    context.note(
      issue('note', 'archive-other-files', WHOLE_FILE, message, {
        found: others.slice(0, 10).join(', ').slice(0, 300),
        done: 'Left out.',
      }),
    );
  }
  const [only] = facts;
  const items = facts.reduce((sum, each) => sum + each.items, 0);
  if (facts.length === 1 && only !== undefined) return only;
  // Statements without a marking have that of their file, and only one is kept for all of them.
  return makeFacts(items, { marking: strictestTlp(facts.map(({ marking }) => marking)) });
}

function readEntry(entry: ArchiveEntry, context: IndicatorContext): Uint8Array | null {
  const read = entry.read(LARGEST_FILE);
  if (!read.ok) {
    for (const found of read.issues) context.reject(found);
    return null;
  }
  if (!/\.gz$/i.test(entry.path) || read.value[0] !== 0x1f || read.value[1] !== 0x8b) return read.value;
  try {
    const { length } = read.value;
    const view = new DataView(read.value.buffer, read.value.byteOffset, length);
    // The size it states last; one that lies fails when it is unfolded into that much.
    const size = view.getUint32(length - 4, true);
    if (size > LARGEST_FILE) throw new Error('too large');
    return gunzipSync(read.value, { out: new Uint8Array(size) });
  } catch {
    context.reject(
      issue('warning', 'archive-entry-damaged', placeOf(entry.path), 'This file cannot be unfolded.', {
        done: 'Left out.',
      }),
    );
    return null;
  }
}
