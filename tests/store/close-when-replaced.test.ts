import 'fake-indexeddb/auto';
import { expect, it, vi } from 'vitest';
import { WorkspaceDatabase } from '../../src/store/workspace-database';

it('makes way without a word for a connection that deletes the database', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const kept = new WorkspaceDatabase('own');
  await kept.open();
  await new WorkspaceDatabase('own').delete();
  expect(kept.isOpen()).toBe(false);
  expect(warn).not.toHaveBeenCalled();
  warn.mockRestore();
});
