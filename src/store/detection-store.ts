import type { Alert, AlertVerdict } from '../domain/detection/alerts/alert';
import type { DetectionRun } from '../domain/detection/detection-run';
import type { Signal } from '../domain/detection/signal';
import type { HistoryDatabase } from './history-database';

/** Runs whose figures are kept. */
const MOST_RUNS = 50;
/** Signals that are kept beside those of alerts: the surest. */
const MOST_OTHER_SIGNALS = 5000;

/** A run with its signals and alerts, in place of those of the run before; decisions stay. */
export function keepDetectionRun(
  db: HistoryDatabase,
  run: DetectionRun,
  alerts: readonly Alert[],
  signals: readonly Signal[],
): Promise<void> {
  const inAlerts = new Set(alerts.flatMap(({ evidence }) => evidence.flatMap((each) => each.signals)));
  const others = signals
    .filter(({ id }) => !inAlerts.has(id))
    .sort((one, other) => other.score - one.score)
    .slice(0, MOST_OTHER_SIGNALS);
  const kept = [...signals.filter(({ id }) => inAlerts.has(id)), ...others];
  return db.transaction('rw', [db.detectionRuns, db.signals, db.signalRecords, db.alerts], async () => {
    await Promise.all([db.signals.clear(), db.signalRecords.clear(), db.alerts.clear()]);
    await db.signals.bulkPut(kept.map(({ records: _, ...signal }) => signal));
    await db.signalRecords.bulkPut(kept.map(({ id, records }) => ({ id, records })));
    await db.alerts.bulkPut([...alerts]);
    await db.detectionRuns.put(run);
    const old = (await db.detectionRuns.orderBy('at').reverse().primaryKeys()).slice(MOST_RUNS);
    await db.detectionRuns.bulkDelete(old);
  });
}

/** From now on it is applied to every run; the alert shows it at once. */
export function keepVerdict(db: HistoryDatabase, verdict: AlertVerdict): Promise<void> {
  return db.transaction('rw', [db.verdicts, db.alerts], async () => {
    await db.verdicts.put({ ...verdict, id: `${verdict.alert}~${verdict.at}` });
    await db.alerts.update(verdict.alert, { verdict });
  });
}

/** All that was decided about an alert. */
export function removeVerdicts(db: HistoryDatabase, alert: string): Promise<void> {
  return db.transaction('rw', [db.verdicts, db.alerts], async () => {
    await db.verdicts.where('alert').equals(alert).delete();
    await db.alerts.update(alert, { verdict: null });
  });
}
