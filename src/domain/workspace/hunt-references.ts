import type { HuntEntry, HuntSheet } from '../threats/hunt-sheet';
import { listTechniques, moveTechniques, type NamedTechniques } from './move-techniques';
import { mapSame } from './record-references';
import type { ReferenceKind } from './reference-kind';

/** What was ticked off and written on hunt sheets: by technique, or by technique and sensor (`T1059.001 sysmon`). */
export const HUNT_REFERENCES: ReferenceKind = {
  id: 'hunts',
  name: 'hunt sheets',
  list: ({ huntSheets }) =>
    huntSheets.flatMap((sheet) => listTechniques(sheet.entries, ENTRIES.idOf, nameSheet(sheet), null)),
  rewrite(content, moves) {
    const huntSheets = mapSame(content.huntSheets, (sheet) => {
      const entries = moveTechniques(sheet.entries, ENTRIES, nameSheet(sheet), null, moves);
      return entries === sheet.entries ? sheet : { ...sheet, entries };
    });
    return huntSheets === content.huntSheets ? content : { ...content, huntSheets };
  },
};

/** Of two that become one, what was looked at last stands. */
const ENTRIES: NamedTechniques<HuntEntry> = {
  idOf: ({ key }) => key.split(' ')[0] ?? key,
  withId: (entry, id) => ({ ...entry, key: [id, ...entry.key.split(' ').slice(1)].join(' ') }),
  keyOf: ({ key }) => key,
  outdoes: (entry, before) => entry.at > before.at,
  two: 'two entries',
};

function nameSheet({ title, id }: HuntSheet): string {
  return `hunt sheet “${title === '' ? id : title}”`;
}
