export function BestPlan() {
  return <p>…</p>;
}
