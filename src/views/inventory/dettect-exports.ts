import { listDocuments } from '../../domain/dettect/documents';
import type { ForeignDocument } from '../../domain/workspace/content';

/** One export for each data source administration that was imported, or one for a new file. */
export function listDettectExports(documents: readonly Omit<ForeignDocument, 'text'>[]): readonly {
  readonly label: string;
  readonly hint: string;
  readonly documentId: string | undefined;
}[] {
  const label = 'DeTT&CT data sources (YAML)';
  const files = listDocuments(documents, 'dettect-data-sources');
  if (files.length === 0) {
    return [{ label, hint: 'A new data source administration of what is deployed.', documentId: undefined }];
  }
  return files.map(({ id, name }) => ({
    label: files.length === 1 ? label : `${label}: ${name}`,
    hint: `${name} with what was edited here; everything else in it stays.`,
    documentId: id,
  }));
}
