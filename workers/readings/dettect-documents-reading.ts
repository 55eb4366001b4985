import { makeDettectDocument, putDocument } from '../../src/domain/dettect/documents';
import { failure, type Issue, issue, type Result, success, WHOLE_FILE } from '../../src/domain/result';
import { type ForeignDocument, LONGEST_DOCUMENT, type WorkspaceContent } from '../../src/domain/workspace/content';
import { readDettectGroups } from '../../src/formats/dettect/dettect-groups';
import { listOwnDataSources, readOwnDataSources } from '../../src/formats/dettect/dettect-own-data-sources';
import { readDettectTechniques } from '../../src/formats/dettect/dettect-techniques';
import { decodeText } from '../../src/formats/text-decoding';
import type { ImportCounts } from '../../src/store/import-receipt';
import type { ImportDetail } from '../contract/imports';
import { type FileSource, readWhole } from '../file-source';
import { countByCode, countOf, MEBIBYTE, type Reader, type Reading, type ReadingContext } from './reading';

const LARGEST_DOCUMENT = 8 * MEBIBYTE;
const SHOWN = 50;

/** What an analyst states is kept as it is: no part of it becomes telemetry. */
export const readTechniques: Reader = (source, context) =>
  keep(source, context, (text) => {
    const read = readDettectTechniques(text);
    if (!read.ok) return read;
    const { administration, counts } = read.value;
    const { techniques } = administration;
    const detected = techniques.filter(({ detection }) => detection.some(({ score }) => (score ?? -1) > 0));
    const seen = techniques.filter(({ visibility }) => visibility.some(({ score }) => (score ?? 0) > 0));
    return success(
      {
        document: makeDettectDocument('dettect-techniques', source.name, text, administration),
        counts: { unit: 'techniques', ...counts },
        brought: [
          `Statements on ${countOf(techniques.length, 'technique')[0] ?? 'no technique'}`,
          ...countOf(
            detected.length,
            'technique with a detection score above 0',
            'techniques with a detection score above 0',
          ),
          ...countOf(
            seen.length,
            'technique with a visibility score above 0',
            'techniques with a visibility score above 0',
          ),
        ],
        detail: { kind: 'dettect-techniques', techniques: techniques.slice(0, SHOWN) },
      },
      read.issues,
    );
  });

export const readGroups: Reader = (source, context) =>
  keep(source, context, (text) => {
    const read = readDettectGroups(text);
    if (!read.ok) return read;
    const { administration, counts } = read.value;
    const techniques = new Set(administration.groups.flatMap((group) => group.techniques.map(({ id }) => id)));
    // These files state no name of their own.
    const identity = { name: '', domain: administration.domain };
    return success(
      {
        document: makeDettectDocument('dettect-groups', source.name, text, identity),
        counts: { unit: 'groups', ...counts },
        brought: [
          ...countOf(administration.groups.length, 'group'),
          ...countOf(techniques.size, 'technique they use', 'techniques they use'),
        ],
        detail: { kind: 'dettect-groups', groups: administration.groups.slice(0, SHOWN) },
      },
      read.issues,
    );
  });

export const readOwnTable: Reader = (source, context) =>
  keep(source, context, (text) => {
    const read = readOwnDataSources(text);
    if (!read.ok) return read;
    const { table, counts } = read.value;
    return success(
      {
        document: makeDettectDocument('dettect-own-data-sources', source.name, text, null),
        counts: { unit: 'techniques', ...counts },
        brought: [
          ...countOf(listOwnDataSources(table).length, 'data source of DeTT&CT’s own', 'data sources of DeTT&CT’s own'),
          ...countOf(table.size, 'technique they are linked to', 'techniques they are linked to'),
        ],
        detail: { kind: 'dettect-own-data-sources' },
      },
      read.issues,
    );
  });

interface KeptDocument {
  readonly document: ForeignDocument;
  readonly counts: ImportCounts;
  readonly brought: readonly string[];
  readonly detail: ImportDetail;
}

async function keep(
  source: FileSource,
  context: ReadingContext,
  read: (text: string) => Result<KeptDocument>,
): Promise<Result<Reading>> {
  const bytes = await readWhole(source, LARGEST_DOCUMENT, 'a DeTT&CT file');
  if (!bytes.ok) return bytes;
  const text = decodeText(bytes.value);
  if (!text.ok) return text;
  // What is kept must come back out of a backup.
  if (text.value.length > LONGEST_DOCUMENT) {
    const message = 'This file is longer than any of its kind: the limit is 4 MiB.';
    return failure(issue('error', 'document-too-long', WHOLE_FILE, message, { done: 'Nothing was read.' }));
  }
  const result = read(text.value);
  if (!result.ok) return result;
  const { document, counts, brought, detail } = result.value;
  const put = (content: WorkspaceContent) => putDocument(content, document);
  const content = await context.content();
  const issues: readonly Issue[] = [...text.issues, ...result.issues];
  const reading: Reading = {
    counts,
    brought: put(content) === content ? [...brought, 'Nothing new: this file is here already'] : brought,
    issueCounts: countByCode(issues),
    detail,
    effect: { kind: 'step', label: `Import ${source.name}`, step: { of: 'content', run: put } },
  };
  return success(reading, issues);
}
