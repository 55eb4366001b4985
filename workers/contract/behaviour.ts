import type { AlertVerdict } from '../../src/domain/detection/alerts/alert';
import type { DetectionRequest, DetectionRun } from '../../src/domain/detection/detection-run';
import type { MatchedRecord } from '../../src/domain/history/matched-record';
import type { Result } from '../../src/domain/result';
import type { WorkspaceName } from '../../src/store/workspace-database';

/** What the page may ask about behaviour and alerts. Types only: importing this file loads no code. */

export interface DetectionProgress {
  /** What is done now, in words. */
  readonly step: string;
  readonly done: number;
  readonly total: number;
}

export interface SignalRecords {
  readonly rows: readonly MatchedRecord[];
  /** Rows of segments that are not kept any more. */
  readonly gone: number;
}

export interface BehaviourWorker {
  /** Reads the histories, finds behaviours, gathers all signals into alerts, and keeps them. @param at ISO 8601 */
  runDetection(
    workspace: WorkspaceName,
    request: DetectionRequest,
    at: string,
    onProgress: (progress: DetectionProgress) => void,
  ): Promise<Result<DetectionRun>>;
  /** Nothing of the run is kept then. */
  stopDetection(): Promise<void>;
  /** The records that a signal rests on, as many as are kept of it. */
  readSignalRecords(workspace: WorkspaceName, signal: string): Promise<SignalRecords>;
  decide(workspace: WorkspaceName, verdict: AlertVerdict): Promise<void>;
  undecide(workspace: WorkspaceName, alert: string): Promise<void>;
}
