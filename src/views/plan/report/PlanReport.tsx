export function PlanReport() {
  return <p>…</p>;
}
