/** "0.8 s", "60 s", "5 min", "2.5 h", "3.1 days": measured, and so with its digits. */
export function formatPeriod(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 120) return `${digits(seconds)}\u00a0s`;
  if (seconds < 7200) return `${digits(seconds / 60)}\u00a0min`;
  return seconds < 172_800 ? `${digits(seconds / 3600)}\u00a0h` : `${digits(seconds / 86_400)}\u00a0days`;
}

function digits(value: number): string {
  return String(Number(value.toFixed(value < 10 ? 1 : 0)));
}
