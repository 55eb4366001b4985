import { formatCount, formatCounted, formatDuration, formatPercent } from '../../format';
import { formatMoment } from '../../history/moments';
import type { Signal } from '../signal';
import {
  ALERT_SETTINGS,
  type Alert,
  type AlertSettings,
  type AlertVerdict,
  type Distillation,
  type Evidence,
} from './alert';
import { confidenceOf, groupEvidence } from './group-evidence';

export interface Gathering {
  /** Of whatever makers, in any order; the same id twice is the same signal. */
  readonly signals: readonly Signal[];
  /** Records that the makers looked at. */
  readonly records: number;
  readonly verdicts: readonly AlertVerdict[];
  /** Of the run before: the same cause keeps its id. */
  readonly before: readonly Pick<Alert, 'id' | 'evidence'>[];
  /** Names of hosts by their addresses, where they are known. */
  readonly names?: ReadonlyMap<string, string>;
}

export interface Gathered {
  readonly alerts: readonly Alert[];
  readonly distillation: Distillation;
}

/** Alerts, the surest first: where several signals of different kinds agree on a host within the window. */
export function makeAlerts(gathering: Gathering, settings: AlertSettings = ALERT_SETTINGS): Gathered {
  const signals = strongestOfEach(gathering.signals);
  const decisions = latestDecisions(gathering.verdicts);
  const open = signals.filter(({ id }) => {
    const decision = decisions.get(id);
    return decision === undefined || decision.verdict === 'true';
  });
  const alerts: Alert[] = [];
  const used = new Set<string>();
  const before = indexBefore(gathering.before);
  const inAlerts = new Set<string>();
  for (const [host, group] of groupByHost(open, gathering.names ?? new Map()))
    for (const near of splitByTime(group, settings.window)) {
      const alert = makeAlert(host, near, settings, decisions);
      if (alert === null) continue;
      for (const { id } of near) inAlerts.add(id);
      const id = settleId(alert, before, used);
      used.add(id);
      alerts.push({ ...alert, id });
    }
  alerts.sort((one, other) => other.confidence - one.confidence || (one.id < other.id ? -1 : 1));
  return {
    alerts,
    distillation: {
      records: gathering.records,
      signals: signals.length,
      decided: signals.length - open.length,
      afterVerdicts: open.length,
      alone: open.length - inAlerts.size,
      alerts: alerts.length,
    },
  };
}

function strongestOfEach(signals: readonly Signal[]): readonly Signal[] {
  const byId = new Map<string, Signal>();
  for (const signal of signals) {
    const known = byId.get(signal.id);
    if (known === undefined || signal.score > known.score) byId.set(signal.id, signal);
  }
  return [...byId.values()];
}

/** By signal; what was decided last holds. */
function latestDecisions(verdicts: readonly AlertVerdict[]): ReadonlyMap<string, AlertVerdict> {
  const bySignal = new Map<string, AlertVerdict>();
  for (const verdict of [...verdicts].sort((one, other) => (one.at < other.at ? -1 : 1)))
    for (const id of verdict.signals) bySignal.set(id, verdict);
  return bySignal;
}

/** By name, where an address has one. */
function groupByHost(
  signals: readonly Signal[],
  names: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly Signal[]> {
  const byHost = new Map<string, Signal[]>();
  for (const signal of signals) {
    const host = names.get(signal.host) ?? signal.host;
    const list = byHost.get(host) ?? [];
    byHost.set(host, list);
    list.push(signal);
  }
  return byHost;
}

/** Cuts where nothing was seen for longer than the window; a signal of several bouts is in each part that has one, with its times there. */
function splitByTime(signals: readonly Signal[], window: number): readonly (readonly Signal[])[] {
  const parts: Signal[][] = [];
  let until = Number.NEGATIVE_INFINITY;
  for (const signal of signals.flatMap(cutIntoBouts).sort((one, other) => one.first - other.first)) {
    const current = parts[parts.length - 1];
    if (current === undefined || signal.first - until > window) parts.push([signal]);
    else current.push(signal);
    until = Math.max(until, signal.last);
  }
  return parts.map(joinBouts);
}

function cutIntoBouts(signal: Signal): readonly Signal[] {
  const { bouts = [] } = signal;
  return bouts.length < 2 ? [signal] : bouts.map(({ first, last }) => ({ ...signal, first, last }));
}

/** Bouts of one signal that others lie between are one again. */
function joinBouts(part: readonly Signal[]): readonly Signal[] {
  const byId = new Map<string, Signal>();
  for (const signal of part) {
    const known = byId.get(signal.id);
    const last = Math.max(known?.last ?? signal.last, signal.last);
    byId.set(signal.id, known === undefined ? signal : { ...known, last });
  }
  return [...byId.values()];
}

/** Evidence that is told; what is weaker hardly counts. */
const MOST_TOLD = 8;

const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;

function makeAlert(
  host: string,
  signals: readonly Signal[],
  settings: AlertSettings,
  decisions: ReadonlyMap<string, AlertVerdict>,
): Omit<Alert, 'id'> | null {
  const evidence = groupEvidence(signals, settings);
  if (new Set(evidence.map(({ of }) => of)).size < 2) return null;
  const confidence = confidenceOf(evidence);
  if (confidence < settings.leastConfidence) return null;
  const ids = new Set(evidence.flatMap((each) => each.signals));
  const counted = signals.filter(({ id }) => ids.has(id));
  const first = counted.reduce((least, each) => Math.min(least, each.first), Number.POSITIVE_INFINITY);
  const last = counted.reduce((most, each) => Math.max(most, each.last), Number.NEGATIVE_INFINITY);
  const severity = counted.reduce((most, each) => Math.max(most, SEVERITIES.indexOf(each.severity)), 0);
  return {
    host,
    first,
    last,
    evidence,
    confidence,
    severity: SEVERITIES[severity] ?? 'medium',
    techniques: [...new Set(counted.flatMap(({ techniques }) => techniques))].sort(),
    derivation: derive({ host, first, last, confidence, evidence }, counted, settings),
    verdict: commonDecision(counted, decisions),
  };
}

/** The latest of the decisions, where each of the signals has one: beside what nobody looked at, an alert is open. */
function commonDecision(signals: readonly Signal[], decisions: ReadonlyMap<string, AlertVerdict>): AlertVerdict | null {
  let latest: AlertVerdict | null = null;
  for (const { id } of signals) {
    const decision = decisions.get(id);
    if (decision === undefined) return null;
    if (latest === null || decision.at > latest.at) latest = decision;
  }
  return latest;
}

function derive(
  { host, first, last, confidence, evidence }: Pick<Alert, 'host' | 'first' | 'last' | 'confidence' | 'evidence'>,
  signals: readonly Signal[],
  settings: AlertSettings,
): readonly string[] {
  const share = (value: number) => value.toFixed(2);
  const whys = new Map(signals.map(({ id, why }) => [id, why]));
  const told = evidence.slice(0, MOST_TOLD);
  const more = evidence.length - told.length;
  return [
    `Of ${host}${alsoKnownAs(host, signals)}, ${formatCounted(signals.length, 'signal')} between ${formatMoment(first)} and ${formatMoment(last)}, none more than ${formatDuration(settings.window)} after the one before it.`,
    ...told.map((each) => {
      const half =
        each.counted < each.score ? `, counted as ${share(each.counted)} beside stronger evidence of its kind` : '';
      return `${capital(each.what)}: ${share(each.score)}${half}. ${capital(whys.get(each.signals[0] ?? '') ?? '')}.`;
    }),
    `Together ${formatPercent(confidence)}: 1 − ${told.map(({ counted }) => `(1 − ${share(counted)})`).join(' × ')}${more > 0 ? ` × … of ${formatCount(more)} weaker ones` : ''}.`,
  ];
}

/** " (also 10.0.0.7)": what its signals call it otherwise. */
function alsoKnownAs(host: string, signals: readonly Signal[]): string {
  const others = [...new Set(signals.map((signal) => signal.host))].filter((other) => other !== host);
  return others.length === 0 ? '' : ` (also ${others.join(', ')}, as it says itself)`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** Alerts of the run before, and of each signal which of them it was in, by position. */
interface AlertsBefore {
  readonly ids: readonly string[];
  readonly bySignal: ReadonlyMap<string, readonly number[]>;
}

function indexBefore(before: Gathering['before']): AlertsBefore {
  const bySignal = new Map<string, number[]>();
  for (const [at, { evidence }] of before.entries())
    for (const id of idsOf(evidence)) {
      const list = bySignal.get(id) ?? [];
      bySignal.set(id, list);
      list.push(at);
    }
  return { ids: before.map(({ id }) => id), bySignal };
}

/** The id of the alert before that shares most signals; else one made of the signal that comes first by name. */
function settleId(alert: Pick<Alert, 'host' | 'evidence'>, before: AlertsBefore, used: ReadonlySet<string>): string {
  const ids = idsOf(alert.evidence);
  const shared = new Map<number, number>();
  for (const id of ids) for (const at of before.bySignal.get(id) ?? []) shared.set(at, (shared.get(at) ?? 0) + 1);
  const byShare = [...shared].sort(([one, few], [other, many]) => many - few || one - other);
  for (const [at] of byShare) {
    const known = before.ids[at];
    if (known !== undefined && !used.has(known)) return known;
  }
  const made = `alert|${[...ids].sort()[0] ?? alert.host}`;
  return used.has(made) ? `${made}|${used.size}` : made;
}

function idsOf(evidence: readonly Evidence[]): readonly string[] {
  return evidence.flatMap(({ signals }) => signals);
}
