import { createSignal, createUniqueId } from 'solid-js';
import { formatCounted } from '../../domain/format';
import { useApp } from '../../state/app-state';
import { fetchLines } from '../../state/history';
import { Fold } from '../pieces/Fold';

/** Source lines are not kept, but for what was found during import: the file itself has them, and is offered again. */
export function FetchLines(props: { readonly search: string; readonly onFetched?: () => void }) {
  const app = useApp();
  const id = createUniqueId();
  const [said, setSaid] = createSignal('');
  const [isBusy, setBusy] = createSignal(false);

  async function fetchFrom(files: readonly File[]): Promise<void> {
    setBusy(true);
    for (const file of files) {
      setSaid(`Reading ${file.name}…`);
      try {
        const result = await fetchLines(app, props.search, file);
        const [found] = result.issues;
        const why = found === undefined ? '' : [found.message, found.done].join(' ');
        if (!result.ok) setSaid(`${file.name}: ${why || 'it could not be read.'}`);
        else if (result.value === 0) setSaid(`${file.name}: ${why || 'no line was missing from it.'}`);
        else setSaid(`${formatCounted(result.value, 'line')} fetched from ${file.name}. ${why}`);
      } catch (error) {
        setSaid(`${file.name} could not be read: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    setBusy(false);
    props.onFetched?.();
  }

  return (
    <Fold summary="Fetch source lines: offer the file again" kind="quiet">
      <p class="history-note">
        Every stored field is kept, and where its line stands. The line itself is fetched from the file that the
        histories came from; it is known by its SHA-256, whatever it is called now.
      </p>
      <input
        id={id}
        type="file"
        multiple
        disabled={isBusy()}
        aria-label="Files to fetch source lines from"
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = '';
          void fetchFrom(files);
        }}
      />
      <p role="status">{said()}</p>
    </Fold>
  );
}
