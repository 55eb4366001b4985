import {
  type Accessor,
  createEffect,
  createMemo,
  createSignal,
  getOwner,
  on,
  onCleanup,
  runWithOwner,
  untrack,
} from 'solid-js';
import demonstrationUrl from '../../data/demonstration/estate.json?url';
import demonstrationReportsUrl from '../../data/demonstration/reports.json?url';
import type { RuleSummary } from '../domain/coverage/rule';
import { EMPTY_INVENTORY, type Inventory } from '../domain/sensors/inventory';
import {
  type DocumentSummary,
  EMPTY_CONTENT,
  type PlanningRecords,
  type ThreatRecords,
  type WatchRecords,
  type WorkspaceContent,
} from '../domain/workspace/content';
import { change, type KeptTable, resetContent, type Step } from '../store/change-content';
import { describeHistory, type Reversal } from '../store/change-log';
import { readPlanning, readThreats, readWatch } from '../store/content-store';
import type { ImportReceipt } from '../store/import-receipt';
import { makeInventoryReader } from '../store/inventory-reader';
import { WORKSPACES, WorkspaceDatabase, type WorkspaceName } from '../store/workspace-database';
import { createLiveQuery } from './live-query';
import { suggestPersistence } from './persistence';
import { createPreference, oneOf } from './preferences';
import { describeProblem, type Problem, type Task, UnreachableError } from './problem';
import { createSummaries } from './summaries';
import { coverageWorker, workspaceWorker } from './workers';

export interface Workspace {
  readonly name: Accessor<WorkspaceName>;
  /**
   * `undefined` until the database has answered for the first time. Records that a change leaves alone stay the same
   * objects.
   */
  readonly inventory: Accessor<Inventory | undefined>;
  /** How many layers there are; `undefined` until the database has answered for the first time. */
  readonly layerCount: Accessor<number | undefined>;
  /** A new object after every change to the kept files: of what they say, the worker is asked. */
  readonly documentsSeen: Accessor<{ readonly count: number } | undefined>;
  /** How many rules there are; `undefined` until the database has answered for the first time. */
  readonly ruleCount: Accessor<number | undefined>;
  /** Without their texts, which are tens of megabytes. `undefined` until known; asked for once somebody reads them. */
  readonly rules: Accessor<readonly RuleSummary[] | undefined>;
  readonly documents: Accessor<readonly DocumentSummary[] | undefined>;
  /** Scenarios, plan and weights; read once somebody asks. `undefined` until known. */
  readonly planning: Accessor<PlanningRecords | undefined>;
  /** Reports and hunt sheets; read once somebody asks. `undefined` until known. */
  readonly threats: Accessor<ThreatRecords | undefined>;
  /** Watchlists and benign values; read once somebody asks. `undefined` until known. */
  readonly watch: Accessor<WatchRecords | undefined>;
  /** The text of one rule or kept file; `null` when it is gone or cannot be read, and `problem` tells of the latter. */
  readText(table: KeptTable, id: string): Promise<string | null>;
  /** Newest first. */
  readonly receipts: Accessor<readonly ImportReceipt[]>;
  /** Labels of what undo and redo would take back or repeat; `null`: nothing. */
  readonly history: Accessor<{ readonly undo: string | null; readonly redo: string | null }>;
  /** The database cannot be read: `inventory` will not come. */
  readonly isUnreadable: Accessor<boolean>;
  /** What could not be read or saved last, until it is dismissed; `null` while all is well. */
  readonly problem: Accessor<Problem | null>;
  dismissProblem(): void;
  /**
   * One undoable step: a pure function from the inventory as it is to the inventory as it shall be.
   * @returns whether it was saved, as do the others below; `problem` tells why not
   */
  change(label: string, step: (inventory: Inventory) => Inventory): Promise<boolean>;
  /** The same for what planning keeps. */
  changePlanning(label: string, step: (planning: PlanningRecords) => PlanningRecords): Promise<boolean>;
  /** The same for what is kept about threats. */
  changeThreats(label: string, step: (threats: ThreatRecords) => ThreatRecords): Promise<boolean>;
  /** The same for watchlists and benign values. */
  changeWatch(label: string, step: (watch: WatchRecords) => WatchRecords): Promise<boolean>;
  /** One undoable step as well, made by a worker: what undo keeps of it has the texts. */
  removeKept(label: string, table: KeptTable, ids: readonly string[]): Promise<boolean>;
  undo(): Promise<boolean>;
  redo(): Promise<boolean>;
  takeBack(receipt: ImportReceipt): Promise<Reversal | null>;
  openDemonstration(): Promise<boolean>;
  /** Deletes the demonstration and goes back to the own workspace. */
  removeDemonstration(): Promise<boolean>;
  openOwn(): void;
}

export function createWorkspace(): Workspace {
  const [name, setName] = createPreference<WorkspaceName>('workspace', 'own', oneOf(WORKSPACES));
  const database = createMemo<WorkspaceDatabase>((previous) => {
    previous?.close();
    return new WorkspaceDatabase(name());
  });
  onCleanup(() => database().close());

  const [problem, setProblem] = createSignal<Problem | null>(null);
  const [isUnreadable, setUnreadable] = createSignal(false);
  const failToRead = (error: unknown) => setProblem(describeProblem({ kind: 'read' }, error));
  const inventory = createLiveQuery(database, makeInventoryReader(), (error) => {
    setUnreadable(true);
    failToRead(error);
  });
  const layerCount = createLiveQuery(database, (db) => db.layers.count(), failToRead);
  // As an object: a record that was replaced leaves the number as it was, and is a change.
  const documentsSeen = createLiveQuery(database, async (db) => ({ count: await db.documents.count() }), failToRead);
  const rulesSeen = createLiveQuery(database, async (db) => ({ count: await db.rules.count() }), failToRead);
  const rules = createWhenAsked(() =>
    createSummaries(rulesSeen, () => coverageWorker.run((api) => api.listRules(name())), failToRead),
  );
  const documents = createWhenAsked(() =>
    createSummaries(documentsSeen, () => coverageWorker.run((api) => api.listDocuments(name())), failToRead),
  );
  const planning = createWhenAsked(() => createLiveQuery(database, readPlanning, failToRead));
  const threats = createWhenAsked(() => createLiveQuery(database, readThreats, failToRead));
  const watched = createWhenAsked(() => createLiveQuery(database, readWatch, failToRead));
  const receipts = createLiveQuery(database, (db) => db.receipts.orderBy('at').reverse().toArray(), failToRead);
  const history = createLiveQuery(database, describeHistory, failToRead);
  createEffect(on(inventory, (known) => known !== undefined && setUnreadable(false)));

  /** A failure is told, not thrown: whoever saves by leaving a field waits for no answer. */
  async function attempt(task: Task, work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      setProblem(describeProblem(task, error));
      return false;
    }
  }

  function makeChange(label: string, step: Step): Promise<boolean> {
    return attempt({ kind: 'save', label }, async () => {
      const sequence = await change(database(), label, step, new Date().toISOString());
      if (sequence !== null) suggestPersistence();
    });
  }

  return {
    name,
    inventory,
    layerCount,
    documentsSeen,
    ruleCount: () => rulesSeen()?.count,
    rules,
    documents,
    planning,
    threats,
    watch: watched,
    async readText(table, id) {
      try {
        const record: { readonly text: string } | undefined = await database().table(table).get(id);
        return record?.text ?? null;
      } catch (error) {
        failToRead(error);
        return null;
      }
    },
    receipts: () => receipts() ?? [],
    history: () => history() ?? { undo: null, redo: null },
    isUnreadable,
    problem,
    dismissProblem: () => setProblem(null),
    change: (label, step) => makeChange(label, { of: 'inventory', run: step }),
    changePlanning: (label, step) => makeChange(label, { of: 'planning', run: step }),
    changeThreats: (label, step) => makeChange(label, { of: 'threats', run: step }),
    changeWatch: (label, step) => makeChange(label, { of: 'watch', run: step }),
    removeKept: (label, table, ids) =>
      attempt({ kind: 'save', label }, () =>
        coverageWorker.run((api) => api.removeKept(name(), table, ids, label, new Date().toISOString())),
      ),
    // By a worker: a change may be an import of many thousand records, and reading and writing them takes seconds.
    undo: () =>
      attempt({ kind: 'undo', label: history()?.undo ?? '' }, () => workspaceWorker.run((api) => api.undo(name()))),
    redo: () =>
      attempt({ kind: 'redo', label: history()?.redo ?? '' }, () => workspaceWorker.run((api) => api.redo(name()))),
    takeBack: (receipt) => workspaceWorker.run((api) => api.takeBack(name(), receipt.id, new Date().toISOString())),
    openDemonstration: () =>
      attempt({ kind: 'open-demonstration' }, async () => {
        const estate = await fetchDemonstration();
        const db = new WorkspaceDatabase('demonstration');
        try {
          await resetContent(db, estate);
        } finally {
          db.close();
        }
        setName('demonstration');
      }),
    removeDemonstration: () =>
      attempt({ kind: 'remove-demonstration' }, async () => {
        setName('own');
        await new WorkspaceDatabase('demonstration').delete();
        // Loaded here alone: whoever only looks at coverage has no histories.
        const { HistoryDatabase } = await import('../store/history-database');
        await new HistoryDatabase('demonstration').delete();
      }),
    openOwn: () => setName('own'),
  };
}

async function fetchDemonstration(): Promise<WorkspaceContent> {
  const [inventory, reports] = await Promise.all([demonstrationUrl, demonstrationReportsUrl].map(fetchJson));
  return { ...EMPTY_CONTENT, inventory: { ...EMPTY_INVENTORY, ...inventory }, ...reports };
}

async function fetchJson(url: string): Promise<object> {
  const answer = await fetch(url).catch((error: unknown) => {
    throw new UnreachableError(String(error));
  });
  if (!answer.ok) throw new UnreachableError(`HTTP ${answer.status}`);
  return answer.json();
}

/** Made when it is first read, and then for as long as the page lives. */
function createWhenAsked<Value>(create: () => Accessor<Value>): Accessor<Value> {
  const owner = getOwner();
  let made: Accessor<Value> | null | undefined = null;
  return () => {
    made ??= runWithOwner(owner, () => untrack(create));
    return (made as Accessor<Value>)();
  };
}
