/** Holds the place until the shell is written. */
export function App() {
  return (
    <main>
      <h1>Vedette</h1>
    </main>
  );
}
