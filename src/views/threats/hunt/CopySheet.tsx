import { createSignal } from 'solid-js';
import type { QueryLanguage } from '../../../domain/threats/hunt-queries';
import { useApp } from '../../../state/app-state';
import { saveFile } from '../../../state/save-file';
import { type ThreatRef, writeThreat } from '../../../state/threats';
import { Button } from '../../pieces/Button';
import { report } from '../../shell/app-notice';

/** The whole sheet as text, for a wiki or a ticket. */
export function CopySheet(props: { readonly threatRef: ThreatRef; readonly languages: readonly QueryLanguage[] }) {
  const app = useApp();
  const [isCopied, setCopied] = createSignal(false);

  async function copy(): Promise<void> {
    const written = await writeThreat(app, [props.threatRef], 'hunt-sheet-markdown', props.languages);
    if (!written.ok) return report(`The hunt sheet was not copied. ${written.issues[0]?.message ?? ''}`);
    try {
      if (!('text' in written.value)) throw new TypeError('the sheet is not text');
      await navigator.clipboard.writeText(written.value.text);
      setCopied(true);
    } catch {
      // Over plain HTTP there is no clipboard: a file is as good.
      saveFile(written.value);
    }
  }

  return <Button onClick={() => void copy()}>{isCopied() ? 'Copied' : 'Copy as Markdown'}</Button>;
}
