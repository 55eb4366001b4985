/** Everything of a workspace in one file, docs/formats/workspace-file.md: JSON, gzipped by whoever stores it. */
import { makeSha256 } from '../domain/digest';
import { type IssueLog, makeIssueLog } from '../domain/issue-log';
import { failure, issue, type Result, success, WHOLE_FILE } from '../domain/result';
import { CONTENT_PARTS, type ContentPart, checkRecords } from '../domain/workspace/check-content';
import { isPlainObject } from '../domain/workspace/check-value';
import type { WorkspaceContent } from '../domain/workspace/content';
import { fromPlain, TooDeep, toPlain } from '../domain/workspace/plain-value';
import { parseJson } from './json-text';
import type { Probe } from './probe';

/** Bump when the shape of the file or of a record changes, and add the step from the version before. */
export const WORKSPACE_FORMAT = 1;

export interface WorkspaceFile {
  /** ISO 8601. */
  readonly at: string;
  /** Which of the workspaces it was. */
  readonly workspace: string;
  /** By the names of the database's tables. */
  readonly tables: Tables;
  /** The same of imported ATT&CK releases, which all workspaces share. */
  readonly releases: Tables;
  /** Choices of view, by name. */
  readonly preferences: Readonly<Record<string, unknown>>;
}

export type Tables = Readonly<Record<string, readonly unknown[]>>;

/** What was read, its content checked record by record. */
export interface WorkspaceReading extends Omit<WorkspaceFile, 'tables'> {
  readonly content: WorkspaceContent;
  /** Tables that are no content: receipts, remembered columns, and what this version does not know. */
  readonly otherTables: Tables;
  readonly counts: { readonly read: number; readonly rejected: number };
}

/** From one format to the next; a step is never changed once it was released. */
const STEPS: Readonly<
  Record<number, (content: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>>
> = {};

export function sniffWorkspaceFile({ text }: Probe): number {
  return text !== null && /^\s*\{\s*"vedette"\s*:\s*"workspace"/.test(text) ? 1 : 0;
}

export function writeWorkspaceFile(file: WorkspaceFile): string {
  const content = JSON.stringify(toPlain(file));
  // The head first: by it the file is recognised, and it can be read by eye.
  return `{"vedette":"workspace","format":${WORKSPACE_FORMAT},"sha256":"${hash(content)}","content":${content}}\n`;
}

/** @param log holds all that was found: the issues of the answer are the first of each kind */
export function readWorkspaceFile(text: string, log: IssueLog = makeIssueLog()): Result<WorkspaceReading> {
  const json = parseJson(text);
  if (!json.ok) return json;
  const head = json.value;
  if (!isPlainObject(head) || head['vedette'] !== 'workspace')
    return refuse('no-workspace', 'This is no backup of Vedette.');
  const { format } = head;
  if (typeof format !== 'number' || !Number.isInteger(format) || format < 1) {
    return refuse('workspace-format-missing', 'The backup does not say which version of the format it is in.');
  }
  if (format > WORKSPACE_FORMAT) {
    return refuse(
      'workspace-newer',
      `The backup is in version ${format} of the format; this Vedette reads up to ${WORKSPACE_FORMAT}.`,
      'Nothing was read. Open it in a Vedette that is as new as the one that made it.',
    );
  }
  if (!isPlainObject(head['content'])) return refuse('workspace-empty', 'The backup has no content.');
  if (hash(JSON.stringify(head['content'])) !== head['sha256']) {
    log.add(
      issue('warning', 'workspace-altered', WHOLE_FILE, 'The content is not what was written: its checksum differs.', {
        done: 'Every record was checked by itself; look at what the file holds before you restore it.',
      }),
    );
  }
  let content = head['content'];
  for (let version = format; version < WORKSPACE_FORMAT; version++) content = STEPS[version]?.(content) ?? content;
  try {
    return readContent(fromPlain(content) as Readonly<Record<string, unknown>>, log);
  } catch (error) {
    if (error instanceof TooDeep) return refuse('workspace-too-deep', `The backup is ${error.message}.`);
    throw error;
  }
}

function readContent(content: Readonly<Record<string, unknown>>, log: IssueLog): Result<WorkspaceReading> {
  const tables = readTables(content['tables'], 'tables', log);
  let rejected = 0;
  const part = <Item>(name: ContentPart): readonly Item[] => {
    const records = Object.hasOwn(tables, name) ? (tables[name] ?? []) : [];
    const checked = checkRecords<Item>(name, records, `tables.${name}`, log.add);
    rejected += checked.rejected;
    return checked.kept;
  };
  const known = new Set<string>(CONTENT_PARTS);
  const preferences = content['preferences'];
  return success(
    {
      at: typeof content['at'] === 'string' ? content['at'] : '',
      workspace: typeof content['workspace'] === 'string' ? content['workspace'] : 'own',
      content: {
        inventory: {
          groups: part('groups'),
          deployments: part('deployments'),
          customSensors: part('customSensors'),
          supporting: part('supporting'),
        },
        layers: part('layers'),
        rules: part('rules'),
        documents: part('documents'),
        scenarios: part('scenarios'),
        plans: part('plans'),
        weightLists: part('weightLists'),
        threatReports: part('threatReports'),
        huntSheets: part('huntSheets'),
        reportContents: part('reportContents'),
        watchlists: part('watchlists'),
        benignValues: part('benignValues'),
      },
      otherTables: Object.fromEntries(Object.entries(tables).filter(([name]) => !known.has(name))),
      releases: readTables(content['releases'], 'releases', log),
      preferences: isPlainObject(preferences) ? preferences : {},
      counts: { read: Object.values(tables).reduce((sum, records) => sum + records.length, 0), rejected },
    },
    log.list(),
  );
}

function readTables(value: unknown, path: string, log: IssueLog): Tables {
  if (value === undefined) return {};
  const entries = isPlainObject(value) ? Object.entries(value) : [];
  const tables = entries.filter((entry): entry is [string, readonly unknown[]] => Array.isArray(entry[1]));
  const wrong = isPlainObject(value)
    ? entries.filter(([, records]) => !Array.isArray(records)).map(([name]) => `${path}.${name}`)
    : [path];
  for (const name of wrong) {
    log.add(
      issue('error', 'table-wrong', { kind: 'path', path: name }, 'There should be a list of records.', {
        done: 'It is left out.',
      }),
    );
  }
  return Object.fromEntries(tables);
}

function hash(text: string): string {
  const digest = makeSha256();
  digest.update(new TextEncoder().encode(text));
  return digest.finish();
}

function refuse(code: string, message: string, done = 'Nothing was read.'): Result<never> {
  return failure(issue('error', code, WHOLE_FILE, message, { done }));
}
