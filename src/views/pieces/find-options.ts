interface Findable {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly group?: string | undefined;
  /** Found by, and not shown. */
  readonly terms?: string | undefined;
}

/** Options that hold every word typed, those whose label starts with the text first; else in the order given. */
export function findOptions<Option extends Findable>(options: readonly Option[], text: string): readonly Option[] {
  const words = fold(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return options;
  const start = words.join(' ');
  const hits = options.filter(({ label, hint, group, terms }) => {
    const all = fold(`${label} ${hint ?? ''} ${group ?? ''} ${terms ?? ''}`);
    return words.every((word) => all.includes(word));
  });
  const isAhead = (option: Option) => fold(option.label).startsWith(start);
  return [...hits.filter(isAhead), ...hits.filter((option) => !isAhead(option))];
}

/** Without case and accents. */
function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
