/** `13.1` before `18`; below 0, 0 or above. What is no number (`unknown`) counts as the oldest. */
export function compareReleases(a: string, b: string): number {
  const [first, second] = [numbersOf(a), numbersOf(b)];
  return first[0] - second[0] || first[1] - second[1];
}

/** `13` and `13.1` are the same techniques: minor releases correct texts and links. */
export function isSameMajor(a: string, b: string): boolean {
  return numbersOf(a)[0] === numbersOf(b)[0];
}

function numbersOf(release: string): readonly [number, number] {
  const [, major, minor] = /^\s*v?(\d{1,3})(?:\.(\d{1,3}))?/.exec(release) ?? [];
  return [Number(major ?? -1), Number(minor ?? 0)];
}
