export function NextBest() {
  return <p>…</p>;
}
