import type { AppState } from './app-state';
import { createPreference } from './preferences';

/** Long after the first screen stands: nothing of the inbox is in its way. */
const AFTER_MS = 4000;

/** Whether anything was ever given to the inbox on this device: if not, none of it is loaded. */
const [hasInbox, setHasInbox] = createPreference<boolean>('inbox', false, (stored) => stored === true);

export function noteInbox(): void {
  if (!hasInbox()) setHasInbox(true);
}

/** Goes on with what an earlier visit left, and watches the folder again. */
export function resumeInbox(app: Pick<AppState, 'coverage' | 'workspace'>): void {
  if (!hasInbox()) return;
  setTimeout(() => void import('./inbox').then(({ openInbox }) => openInbox(app)), AFTER_MS);
}
