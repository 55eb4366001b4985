/** The day where the user is, `2026-11-25`: days of watchlists and systems are the analyst's, not Greenwich's. */
export function writeLocalDay(date: Date): string {
  const write = (part: number, digits: number) => String(part).padStart(digits, '0');
  return `${write(date.getFullYear(), 4)}-${write(date.getMonth() + 1, 2)}-${write(date.getDate(), 2)}`;
}
