import type { RuleFindings } from '../../src/domain/detection/sigma/evaluate-segment';
import type { RulePlan } from '../../src/domain/detection/sigma/rule-plan';
import type { WorkspaceName } from '../../src/store/workspace-database';

/** What the parts of a run of rules are told and answer. A part is a worker, or the same code in this thread. */
export interface RulePart {
  prepare(workspace: WorkspaceName, plan: RulePlan): Promise<void>;
  /** @param segment its id @returns `null`: the segment is gone */
  run(segment: string): Promise<readonly RuleFindings[] | null>;
  finish(): Promise<void>;
}
