import type { DocumentReferences } from '../src/domain/workspace/document-references';
import { listTechniqueIds, rewriteTechniqueIds } from '../src/formats/dettect/dettect-technique-ids';

/** Its files state one domain for all; an id says by itself which it is of. */
const DETTECT: DocumentReferences = {
  list: (text) => listTechniqueIds(text).map((id) => ({ id, domain: null })),
  rewrite: rewriteTechniqueIds,
};

/** How texts of other tools name techniques, by the id of their format: each format's own reader says it. */
export const DOCUMENT_REFERENCES: Readonly<Record<string, DocumentReferences>> = {
  'dettect-data-sources': DETTECT,
  'dettect-techniques': DETTECT,
  'dettect-groups': DETTECT,
};
