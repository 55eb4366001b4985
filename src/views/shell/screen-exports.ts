import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js';

/** One entry of the export menu. */
export interface ExportEntry {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly disabled?: boolean | undefined;
  /** Writes the file; what comes back is a sentence about what went wrong, or `null`. As `app.exportFile` does. */
  readonly run: () => Promise<string | null>;
}

const [screenExports, setScreenExports] = createSignal<readonly ExportEntry[]>([]);

/** What the screen in sight can give. */
export { screenExports };

/** To be called by a screen: its entries stand in the export menu as long as the screen is there. */
export function createScreenExports(entries: Accessor<readonly ExportEntry[]>): void {
  createEffect(() => setScreenExports(entries()));
  onCleanup(() => setScreenExports([]));
}
