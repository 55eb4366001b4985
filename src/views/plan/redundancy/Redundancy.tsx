export function Redundancy() {
  return <p>…</p>;
}
