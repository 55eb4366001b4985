/** How a layer among several is called by its place: "a", "b" …, behind "z" "#27". */
export function letterOf(position: number): string {
  return position < 26 ? String.fromCharCode(97 + position) : `#${position + 1}`;
}
