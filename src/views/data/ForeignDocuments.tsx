import { For, Show } from 'solid-js';
import { formatBytes } from '../../domain/format';
import type { DocumentSummary } from '../../domain/workspace/content';
import { useApp } from '../../state/app-state';
import { saveFile } from '../../state/save-file';
import { Button } from '../pieces/Button';
import { DataSection } from './DataSection';

const FORMAT_WORDS: Readonly<Record<string, string>> = {
  'dettect-data-sources': 'DeTT&CT data sources',
  'dettect-techniques': 'DeTT&CT techniques',
  'dettect-groups': 'DeTT&CT groups',
  'dettect-own-data-sources': 'DeTT&CT’s own data sources',
};

/** Files of other tools that hold more than is read of them, and are kept whole. */
export function ForeignDocuments() {
  const { workspace } = useApp();
  const documents = () => [...(workspace.documents() ?? [])].sort((a, b) => (a.name < b.name ? -1 : 1));
  const remove = ({ id, name }: DocumentSummary) => void workspace.removeKept(`Remove ${name}`, 'documents', [id]);
  async function save({ id, name }: DocumentSummary): Promise<void> {
    const text = await workspace.readText('documents', id);
    if (text !== null) saveFile({ name, mediaType: 'application/octet-stream', text });
  }
  return (
    <Show when={documents().length > 0}>
      <DataSection
        title="Files of other tools"
        about="Kept whole, so that what has no place here is not lost; an upgrade to another ATT&CK release brings the technique ids in them up to date. Data sources are written back with your edits from the inventory’s Export menu."
      >
        <ul class="data-documents">
          <For each={documents()}>
            {(document) => (
              <li class="data-documents-row">
                <span class="data-documents-name">{document.name}</span>
                <span class="data-quiet">
                  {FORMAT_WORDS[document.format] ?? document.format}, {formatBytes(document.bytes)}
                </span>
                <Button kind="quiet" label={`Save ${document.name}`} onClick={() => void save(document)}>
                  Save
                </Button>
                <Button kind="quiet" label={`Remove ${document.name}`} onClick={() => remove(document)}>
                  Remove
                </Button>
              </li>
            )}
          </For>
        </ul>
      </DataSection>
    </Show>
  );
}
