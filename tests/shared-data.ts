import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'vitest';

/** Official ATT&CK releases, SMAP and samples of real files: beside the project, not part of it. */
export const SHARED = join(import.meta.dirname, '..', '..', 'shared');
export const HAS_SHARED = existsSync(SHARED);

/** Tests that read real files. Where those are missing, the suite is reported as skipped, with the reason in its name. */
export function describeWithShared(name: string, define: () => void): void {
  if (HAS_SHARED) {
    describe(name, () => define());
  } else {
    describe(`${name} (skipped: ../shared is missing)`, () => {
      it.skip('needs ../shared', () => {});
    });
  }
}
