import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { CHECKED_TABLES } from '../../src/store/check-records';
import { CONTENT_TABLES, WorkspaceDatabase } from '../../src/store/workspace-database';

it('has a check for every table that a backup brings and that is no content', () => {
  const own = new Set<string>([...CONTENT_TABLES, 'changes', 'edits']);
  const others = new WorkspaceDatabase('own').tables.map(({ name }) => name).filter((name) => !own.has(name));
  expect([...CHECKED_TABLES].sort()).toEqual(others.sort());
});
