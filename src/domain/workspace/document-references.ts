import type { AttackDomain } from '../attack/identifiers';
import type { ForeignDocument, WorkspaceContent } from './content';
import { mapSame } from './record-references';
import type { Moves, Reference, ReferenceKind } from './reference-kind';

/** How one foreign format names techniques in its text, for formats whose files are kept to the letter. */
export interface DocumentReferences {
  /** Techniques as the text writes them; a text that cannot be read names none. */
  list(text: string): readonly { readonly id: string; readonly domain: AttackDomain | null }[];
  /**
   * The same text with other ids; what stands beside them stays as it is. Two entries that come to have one id are the
   * format's to bring together, without losing what either says.
   * @param moves old id → new id; an id that is not in it stays
   */
  rewrite(text: string, moves: ReadonlyMap<string, string>): string;
}

export function makeDocumentReferences(formats: Readonly<Record<string, DocumentReferences>>): ReferenceKind {
  const formatOf = ({ format }: ForeignDocument) => (Object.hasOwn(formats, format) ? formats[format] : undefined);
  return {
    id: 'documents',
    name: 'files of other tools',
    list: ({ documents }) =>
      documents.flatMap((document) =>
        (formatOf(document)?.list(document.text) ?? []).map(
          ({ id, domain }): Reference => ({
            kind: 'technique',
            id,
            domain,
            movesFrom: null,
            where: nameDocument(document),
            isNoted: false,
          }),
        ),
      ),
    rewrite: (content, moves) => rewriteDocuments(content, moves, formatOf),
  };
}

function rewriteDocuments(
  content: WorkspaceContent,
  moves: Moves,
  formatOf: (document: ForeignDocument) => DocumentReferences | undefined,
): WorkspaceContent {
  const documents = mapSame(content.documents, (document) => {
    const format = formatOf(document);
    if (format === undefined) return document;
    const where = nameDocument(document);
    const ids = new Map<string, string>();
    for (const { id, domain } of format.list(document.text)) {
      const settled = moves.settle('technique', id, domain);
      if (settled.to === 'same' || ids.has(id)) continue;
      if (settled.to === 'other') {
        ids.set(id, settled.id);
        moves.tell({ kind: 'moved', where, what: `${id} → ${settled.id}` });
        // Another tool's file is not thinned out behind its back.
      } else moves.tell({ kind: 'kept', where, what: settled.to === 'note' ? `${id}: ${settled.words}` : id });
    }
    const text = ids.size === 0 ? document.text : format.rewrite(document.text, ids);
    return text === document.text ? document : { ...document, text };
  });
  return documents === content.documents ? content : { ...content, documents };
}

function nameDocument({ name }: ForeignDocument): string {
  return `file “${name}”`;
}
