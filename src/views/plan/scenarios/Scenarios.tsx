export function Scenarios() {
  return <p>…</p>;
}
