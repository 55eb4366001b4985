import type { RuleRun } from '../../src/domain/detection/sigma/rule-run';
import type { SignalRows } from '../../src/domain/detection/signal';
import type { WorkspaceName } from '../../src/store/workspace-database';
import type { MatchedRecord, SearchProgress } from './history';

/** What the page may ask about rules over histories. Types only. */

export type RuleProgress = SearchProgress;

export interface RulesAsked {
  /** Ids of rules; `null`: all that are in service. */
  readonly rules: readonly string[] | null;
  /** Ids of histories; `null`: all. */
  readonly histories: readonly string[] | null;
}

export interface RuleWorker {
  /** Runs rules in as many workers as there are cores, and keeps the run. Stopped, it is what was found until then. */
  runRules(
    workspace: WorkspaceName,
    asked: RulesAsked,
    at: string,
    onProgress: (progress: RuleProgress) => void,
  ): Promise<RuleRun>;
  stopRules(): Promise<void>;
  /** Records by their rows; those that are gone are left out. */
  readRuleRecords(
    workspace: WorkspaceName,
    rows: readonly SignalRows[],
    limit: number,
  ): Promise<readonly MatchedRecord[]>;
  removeRuleRun(workspace: WorkspaceName, id: string): Promise<void>;
}
