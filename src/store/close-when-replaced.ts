import type Dexie from 'dexie';

/** Makes way for another connection that deletes or upgrades the database. Dexie would do so, too, with a warning. */
export function closeWhenReplaced(db: Dexie): void {
  db.on('versionchange', () => {
    db.close({ disableAutoOpen: false });
    return false;
  });
}
