import type { DocumentReferences } from '../src/domain/workspace/document-references';

/** How texts of other tools name techniques, by the id of their format: each format's own reader says it. */
export const DOCUMENT_REFERENCES: Readonly<Record<string, DocumentReferences>> = {};
