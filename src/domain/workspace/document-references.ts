import type { AttackDomain } from '../attack/identifiers';
import type { ForeignDocument, WorkspaceContent } from './content';
import type { Moves, Reference, ReferenceKind } from './technique-references';

/** How one foreign format names techniques in its text, for formats whose files are kept to the letter. */
export interface DocumentReferences {
  /** Techniques as the text writes them; a text that cannot be read names none. */
  list(text: string): readonly { readonly id: string; readonly domain: AttackDomain | null }[];
  /**
   * The same text with other ids; what stands beside them stays as it is. Two entries that come to have one id are the
   * format's to bring together, without losing what either says.
   * @param move the new id; the same where it stays; `null`: the entry is to go
   */
  rewrite(text: string, move: (id: string, domain: AttackDomain | null) => string | null): string;
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
  let isChanged = false;
  const documents = content.documents.map((document) => {
    const where = nameDocument(document);
    const text = formatOf(document)?.rewrite(document.text, (id, domain) => {
      const settled = moves.settle('technique', id, domain);
      if (settled.to === 'other') moves.tell({ kind: 'moved', where, what: `${id} → ${settled.id}` });
      if (settled.to === 'nothing') moves.tell({ kind: 'dropped', where, what: id });
      if (settled.to === 'note') moves.tell({ kind: 'kept', where, what: `${id}: ${settled.words}` });
      return settled.to === 'other' ? settled.id : settled.to === 'nothing' ? null : id;
    });
    if (text === undefined || text === document.text) return document;
    isChanged = true;
    return { ...document, text };
  });
  return isChanged ? { ...content, documents } : content;
}

function nameDocument({ name }: ForeignDocument): string {
  return `file “${name}”`;
}
