/** CI says one thing of one state of the code: there the random cases are the same each time. Elsewhere each run tries others. */
if (process.env['CI'] !== undefined) {
  const { default: fc } = await import('fast-check');
  fc.configureGlobal({ seed: 20261125 });
}
