import { countLogged, makeIssueLog } from '../../src/domain/issue-log';
import { type Issue, issue, success } from '../../src/domain/result';
import type { ContentPart } from '../../src/domain/workspace/check-content';
import { DEFAULT_RESTORE, type PartPlan, planRestore, type RestoreChoice } from '../../src/domain/workspace/restore';
import { decodeText } from '../../src/formats/text-decoding';
import { readWorkspaceFile, type Tables } from '../../src/formats/workspace-file';
import { addIndicators, checkIndicators, INDICATOR_TABLES } from '../../src/store/indicator-backup';
import {
  addRecords,
  addReleases,
  checkDump,
  checkReleases,
  findNewReleases,
  listUnknownTables,
} from '../../src/store/workspace-backup';
import { isShipped } from '../catalogs';
import { withHistories } from '../databases';
import { readWhole } from '../file-source';
import { countOf, MEBIBYTE, type Reader } from './reading';

/** As JSON, unpacked; a page on a tablet has about a gigabyte. */
const LARGEST_BACKUP = 192 * MEBIBYTE;
const SHOWN_NAMES = 20;

const PART_WORDS: Readonly<Record<ContentPart, readonly [one: string, many: string]>> = {
  groups: ['system group', 'system groups'],
  deployments: ['deployment', 'deployments'],
  customSensors: ['sensor of your own', 'sensors of your own'],
  supporting: ['supporting mark', 'supporting marks'],
  layers: ['layer', 'layers'],
  rules: ['rule', 'rules'],
  documents: ['file of another tool', 'files of other tools'],
  scenarios: ['scenario', 'scenarios'],
  plans: ['plan', 'plans'],
  weightLists: ['list of weights', 'lists of weights'],
  threatReports: ['threat report', 'threat reports'],
  huntSheets: ['hunt sheet', 'hunt sheets'],
  reportContents: ['text of a report', 'texts of reports'],
  watchlists: ['watchlist', 'watchlists'],
  benignValues: ['benign value', 'benign values'],
};

/** Tables beside the content: added where they are not here yet, whatever was chosen. */
const BESIDE = {
  receipts: ['import receipt', 'import receipts'],
  columns: ['remembered kind of table', 'remembered kinds of tables'],
  products: ['remembered product', 'remembered products'],
  indicatorCollections: ['collection of indicators', 'collections of indicators'],
  warninglists: ['warninglist', 'warninglists'],
} as const;
type Beside = keyof typeof BESIDE;

export const readWorkspace: Reader = async (source, { content, choices, workspace }) => {
  const bytes = await readWhole(source, LARGEST_BACKUP, 'a backup');
  if (!bytes.ok) return bytes;
  const text = decodeText(bytes.value);
  if (!text.ok) return text;
  const log = makeIssueLog();
  const result = readWorkspaceFile(text.value, log);
  if (!result.ok) return result;
  const file = result.value;
  const choice = choices.restore ?? DEFAULT_RESTORE;
  const { parts } = planRestore(await content(), file.content, choice);
  const isIndicators = (name: string) => (INDICATOR_TABLES as readonly string[]).includes(name);
  const tablesWhere = (fits: (name: string) => boolean): Tables =>
    Object.fromEntries(Object.entries(file.otherTables).filter(([name]) => fits(name)));
  const others = checkDump(
    tablesWhere((name) => !isIndicators(name)),
    log.add,
  );
  const indicators = checkIndicators(tablesWhere(isIndicators), log.add);
  const checkedReleases = checkReleases(file.releases, log.add);
  const releases = withoutShipped(checkedReleases.tables);
  const newReleases = await findNewReleases(releases);
  const unknown = listUnknownTables(others.tables, {});
  const unknownReleases = listUnknownTables({}, file.releases);
  for (const table of [...unknown, ...unknownReleases]) log.add(describeUnknown(table));
  // Of releases only what is left out is counted: packed, they are no records of the analyst's.
  const outOfReleases = checkedReleases.rejected + sumRecords(unknownReleases);
  const reported = file.counts.rejected + others.rejected + indicators.rejected + sumRecords(unknown) + outOfReleases;
  const read = file.counts.read + outOfReleases;
  const beside = (Object.keys(BESIDE) as Beside[]).map((table) => ({
    table,
    inFile: lengthOf({ ...others.tables, ...indicators.tables }, table),
  }));
  return success(
    {
      counts: { unit: 'records', read, kept: read - reported, reported },
      brought: [
        ...parts.flatMap((part) => describePart(part, choice)),
        ...beside.flatMap(({ table, inFile }) => countOf(inFile, BESIDE[table][0], BESIDE[table][1])),
        ...listReleases(checkedReleases.tables).map((id) => `ATT&CK ${id.replace('@', ' ')}`),
      ],
      issueCounts: countLogged(log),
      detail: {
        kind: 'workspace',
        madeAt: file.at,
        isDemonstration: file.workspace === 'demonstration',
        choice,
        parts: parts.map(({ conflicts, ...part }) => ({
          ...part,
          conflicts: conflicts.length,
          conflictNames: conflicts.slice(0, SHOWN_NAMES),
        })),
        beside,
        releases: listReleases(checkedReleases.tables).map((id) => ({ id, isHere: !newReleases.has(id) })),
        preferences: choice.mode === 'replace' ? file.preferences : {},
      },
      effect: {
        kind: 'step',
        label: choice.mode === 'replace' ? 'Restore a backup' : 'Add a backup',
        step: { of: 'content', run: (current) => planRestore(current, file.content, choice).content },
        alongside: (db) => addRecords(db, others.tables),
        releases: async () => {
          await addReleases(releases);
          await withHistories(workspace, (db) => addIndicators(db, indicators.tables));
        },
      },
    },
    log.list(),
  );
};

/** Replacing brings what the file holds; adding brings what is not here. */
function describePart(
  { part, inFile, added, same, conflicts }: PartPlan,
  { mode, conflicts: wins }: RestoreChoice,
): string[] {
  const [one, many] = PART_WORDS[part];
  if (mode === 'replace') return countOf(inFile, one, many);
  return [
    ...countOf(added, `new ${one}`, `new ${many}`),
    ...countOf(same, `${one} known already`, `${many} known already`),
    ...(wins === 'here'
      ? countOf(
          conflicts.length,
          `${one} that differs, kept as it is here`,
          `${many} that differ, kept as they are here`,
        )
      : countOf(conflicts.length, `${one} as the file has it`, `${many} as the file has them`)),
  ];
}

function describeUnknown({ name, records }: { readonly name: string; readonly records: number }): Issue {
  return issue(
    'warning',
    'table-unknown',
    { kind: 'path', path: name },
    `This version of Vedette does not know what ${name} is.`,
    {
      found: `${records} ${records === 1 ? 'record' : 'records'}`,
      done: 'They stay in the file and are not restored. Keep the file until a newer version is here.',
    },
  );
}

function sumRecords(tables: readonly { readonly records: number }[]): number {
  return tables.reduce((sum, { records }) => sum + records, 0);
}

function lengthOf(tables: Tables, name: string): number {
  return Object.hasOwn(tables, name) ? (tables[name]?.length ?? 0) : 0;
}

/** Whatever there is of each: catalog, prose, threats. */
function listReleases(tables: Tables): readonly string[] {
  const ids = Object.values(tables)
    .flat()
    .map((record) => ((record ?? {}) as { readonly id?: unknown }).id);
  return [...new Set(ids)].filter((id) => typeof id === 'string');
}

/** The catalog of a release that comes with the app by now would only stand beside it. */
function withoutShipped(tables: Tables): Tables {
  const { catalogs } = tables;
  if (catalogs === undefined) return tables;
  return {
    ...tables,
    catalogs: catalogs.filter((record) => !isShipped(String((record as { readonly id?: unknown } | null)?.id))),
  };
}
