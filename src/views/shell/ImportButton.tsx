import FileInput from 'lucide-solid/icons/file-input';
import { useApp } from '../../state/app-state';
import { bundleRuleFiles } from '../../state/bundle-files';
import '../pieces/Button.css';
import './ImportButton.css';

const INPUT_ID = 'import-files';

/** The one door in, on every screen. Formats are recognised by content, so any file may be chosen. */
export function ImportButton() {
  const { imports } = useApp();
  return (
    <label class="button import-button" title="Import files: choose them here, drop them anywhere, or paste a table">
      <FileInput size={16} aria-hidden="true" />
      <span class="import-button-text" aria-hidden="true">
        Import <span class="import-button-more">files</span>
      </span>
      <input
        id={INPUT_ID}
        class="visually-hidden"
        type="file"
        multiple
        aria-label="Import files"
        onClick={imports.prepare}
        onChange={(event) => {
          const chosen = [...(event.currentTarget.files ?? [])].map((file) => ({ file, path: file.name }));
          void bundleRuleFiles(chosen).then(imports.add);
          // The same file may be chosen again after it was mended.
          event.currentTarget.value = '';
        }}
      />
    </label>
  );
}

/** Opens the same door from elsewhere: an empty state, the start screen. */
export function chooseFiles(): void {
  document.getElementById(INPUT_ID)?.click();
}

/** @param whenChosen called once, unless the choice is given up */
export function chooseFilesThen(whenChosen: () => void): void {
  const input = document.getElementById(INPUT_ID);
  const over = new AbortController();
  const { signal } = over;
  input?.addEventListener('cancel', () => over.abort(), { signal });
  input?.addEventListener(
    'change',
    () => {
      over.abort();
      whenChosen();
    },
    { signal },
  );
  chooseFiles();
}
