import type { PastedCells } from '../../domain/pasted-cells';

/** A field that pasted cells can be filled into. */
export interface PasteField<Item> {
  readonly id: string;
  readonly label: string;
  /** What the text does to a record; `null`: it cannot be read. */
  read(text: string): ((item: Item) => Item) | null;
}

export interface PastePlan<Item> {
  /** Id of a record → what is done to it. */
  readonly edits: ReadonlyMap<string, (item: Item) => Item>;
  /** Records whose cells are all empty, or for which nothing was pasted: they stay as they are. */
  readonly untouched: number;
  /** Pasted rows beyond the last record. */
  readonly unused: number;
  readonly unreadable: readonly { readonly name: string; readonly field: string; readonly text: string }[];
}

export interface PasteTarget {
  readonly id: string;
  readonly name: string;
}

/** One cell for all, or row by row. */
export function planPaste<Item>(
  cells: PastedCells,
  targets: readonly PasteTarget[],
  /** Per pasted column; `null`: not used. */
  fields: readonly (PasteField<Item> | null)[],
): PastePlan<Item> {
  const isForAll = cells.length === 1;
  const edits = new Map<string, (item: Item) => Item>();
  const unreadable: { name: string; field: string; text: string }[] = [];
  for (const [at, { id, name }] of targets.entries()) {
    const row = cells[isForAll ? 0 : at] ?? [];
    const steps = fields.flatMap((field, column) => {
      const text = row[column]?.trim() ?? '';
      if (field === null || text === '') return [];
      const step = field.read(text);
      if (step === null) unreadable.push({ name, field: field.label, text });
      return step === null ? [] : [step];
    });
    if (steps.length > 0) edits.set(id, (item) => steps.reduce((changed, step) => step(changed), item));
  }
  const unreadableNames = new Set(unreadable.map(({ name }) => name));
  return {
    edits,
    untouched: Math.max(0, targets.length - edits.size - unreadableNames.size),
    unused: isForAll ? 0 : Math.max(0, cells.length - targets.length),
    unreadable,
  };
}

/** The field each pasted column is meant for, where its first cell says so; then that row is no value. */
export function findPasteHeader<Item>(
  [first = []]: PastedCells,
  fields: readonly PasteField<Item>[],
): readonly (PasteField<Item> | null)[] | null {
  const found = first.map((cell) => fields.find(({ label }) => fold(label) === fold(cell)) ?? null);
  return found.some((field) => field !== null) ? found : null;
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
