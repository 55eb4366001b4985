import type { AttackDomain } from '../attack/identifiers';
import type { ForeignDocument, WorkspaceContent } from '../workspace/content';

/** The kept files of DeTT&CT. */
export const DETTECT_FORMATS = [
  'dettect-data-sources',
  'dettect-techniques',
  'dettect-groups',
  'dettect-own-data-sources',
] as const;
export type DettectFormat = (typeof DETTECT_FORMATS)[number];

/**
 * A file takes the place of the one that was imported before when it goes by the same name: the one it states, else the
 * file's own. Of the table of own data sources there is one.
 */
export function makeDettectDocument(
  format: DettectFormat,
  fileName: string,
  text: string,
  identity: { readonly name: string; readonly domain: AttackDomain } | null,
): ForeignDocument {
  const key = identity === null ? [] : [identity.domain, identity.name.trim() || fileName];
  return { id: [format, ...key].join(' '), format, name: fileName, text };
}

/** The content with one document more, or changed; the same object when it is there to the letter. */
export function putDocument(content: WorkspaceContent, document: ForeignDocument): WorkspaceContent {
  const known = content.documents.find(({ id }) => id === document.id);
  if (known !== undefined && known.text === document.text && known.name === document.name) return content;
  const others = content.documents.filter((other) => other !== known);
  return { ...content, documents: [...others, document] };
}

export function listDocuments<Kept extends Pick<ForeignDocument, 'format'>>(
  documents: readonly Kept[],
  format: DettectFormat,
): readonly Kept[] {
  return documents.filter((document) => document.format === format);
}
