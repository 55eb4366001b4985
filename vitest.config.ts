import solid from 'vite-plugin-solid';
import { defineConfig } from 'vitest/config';

// Of its own, so that the app's service worker and packing stay out of unit tests.
export default defineConfig({
  plugins: [solid()],
  test: {
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    // Said outright: vite-plugin-solid would choose jsdom. Tests that need a document ask for it in their first line.
    environment: 'node',
    setupFiles: ['tests/same-random-cases.ts'],
    // Of a machine with other work on it: a test that hangs takes longer than this.
    testTimeout: 30_000,
    reporters: ['default', ['json', { outputFile: 'test-results/unit.json' }]],
  },
});
