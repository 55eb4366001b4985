import type { AttackDomain } from '../attack/identifiers';
import type { WorkspaceContent } from './content';
import { isUpgradable, releaseAfter } from './layer-references';
import type { Moves, Reference, ReferenceKind, ScoreRule, Settlement, UpgradeEvent } from './reference-kind';
import type { FateQuestion, SubjectKind, UpgradeTarget } from './upgrade-target';

/** What bringing a workspace up to a release comes to, before anything is changed. */
export interface UpgradePlan {
  /** Of each kind that names anything. */
  readonly kinds: readonly { readonly name: string; readonly references: number; readonly moving: number }[];
  readonly references: number;
  /** Those that the target knows, where they stand. */
  readonly unchanged: number;
  /** Those that move by themselves: to their successor, or to where their tactic went. */
  readonly moving: number;
  /** Those that `questions` are about. */
  readonly asked: number;
  /** What neither the target nor a former release knows: stays as it is. */
  readonly unknown: readonly { readonly id: string; readonly where: string }[];
  readonly questions: readonly UpgradeQuestion[];
  /** The moves, each once, with the number of references. */
  readonly moves: readonly { readonly from: string; readonly to: string; readonly count: number }[];
  /** Layers that state an older release, or none, and will state the target. */
  readonly layersToMark: number;
  /** Layers of a newer release than the target: left alone. */
  readonly newerLayers: readonly string[];
}

export interface UpgradeQuestion extends FateQuestion {
  /** Of `UpgradeDecisions`. */
  readonly key: string;
  /** Where it stands, each place once. */
  readonly places: readonly string[];
  readonly references: number;
}

/** What the user decided, by question; undecided ones are kept as notes. Nothing is dropped unless it was asked for. */
export type UpgradeDecisions = Readonly<Record<string, UpgradeDecision>>;
export type UpgradeDecision =
  | { readonly to: 'keep' }
  | { readonly to: 'successor'; readonly id: string }
  | { readonly to: 'drop' };

export interface Upgrade {
  readonly content: WorkspaceContent;
  readonly events: readonly UpgradeEvent[];
}

export function planUpgrade(
  content: WorkspaceContent,
  kinds: readonly ReferenceKind[],
  target: UpgradeTarget,
): UpgradePlan {
  const lookUp = makeFates(target);
  const counts = { unchanged: 0, moving: 0, asked: 0 };
  const unknown: { id: string; where: string }[] = [];
  const moves = new Map<string, { from: string; to: string; count: number }>();
  const questions = new Map<string, { question: FateQuestion; places: Set<string>; references: number }>();
  const count = (from: string, to: string) => {
    const known = moves.get(`${from} ${to}`) ?? { from, to, count: 0 };
    moves.set(`${from} ${to}`, { ...known, count: known.count + 1 });
  };
  const tally = (reference: Reference): boolean => {
    const fate = lookUp(reference.kind, reference.id, reference.domain);
    if (fate.kind === 'moves') count(reference.id, `${fate.to} ${fate.name}`.trim());
    if (reference.movesFrom !== null) count(`entries under ${reference.movesFrom}`, 'the technique’s tactics now');
    const isMoving = fate.kind === 'moves' || reference.movesFrom !== null;
    if (isMoving) counts.moving++;
    else if (fate.kind === 'unknown') unknown.push({ id: reference.id, where: reference.where });
    else if (fate.kind === 'stays' || reference.isNoted) counts.unchanged++;
    else if (fate.kind === 'asked') {
      counts.asked++;
      const key = keyOf(fate.question);
      const known = questions.get(key) ?? { question: fate.question, places: new Set(), references: 0 };
      known.places.add(reference.where);
      known.references++;
      questions.set(key, known);
    }
    return isMoving;
  };
  const listed = kinds.map((kind) => {
    const references = kind.list(content, target);
    return { name: kind.name, references: references.length, moving: references.filter(tally).length };
  });
  const upgradable = content.layers.filter((layer) => isUpgradable(layer, target));
  return {
    kinds: listed.filter(({ references }) => references > 0),
    references: listed.reduce((sum, { references }) => sum + references, 0),
    ...counts,
    unknown,
    questions: [...questions].map(([key, { question, places, references }]) => ({
      ...question,
      key,
      places: [...places],
      references,
    })),
    moves: [...moves.values()].sort((a, b) => b.count - a.count || (a.from < b.from ? -1 : 1)),
    layersToMark: upgradable.filter((layer) => releaseAfter(layer, target) !== layer.attackRelease).length,
    newerLayers: content.layers
      .filter((layer) => target.releaseOf(layer.domain) !== null && !upgradable.includes(layer))
      .map(({ name, attackRelease }) => `${name} (${attackRelease})`),
  };
}

/** The whole upgrade, as one step that undo takes back. */
export function applyUpgrade(
  content: WorkspaceContent,
  kinds: readonly ReferenceKind[],
  target: UpgradeTarget,
  decisions: UpgradeDecisions,
  scoreRule: ScoreRule,
): Upgrade {
  const lookUp = makeFates(target);
  const events: UpgradeEvent[] = [];
  const moves: Moves = {
    target,
    scoreRule,
    settle(kind, id, domain) {
      const fate = lookUp(kind, id, domain);
      if (fate.kind === 'moves') return { to: 'other', id: fate.to };
      return fate.kind === 'asked' ? settleQuestion(fate.question, decisions, target) : { to: 'same' };
    },
    tell: (event) => events.push(event),
  };
  return { content: kinds.reduce((current, kind) => kind.rewrite(current, moves), content), events };
}

function settleQuestion(question: FateQuestion, decisions: UpgradeDecisions, target: UpgradeTarget): Settlement {
  const key = keyOf(question);
  const decision = Object.hasOwn(decisions, key) ? decisions[key] : undefined;
  if (decision?.to === 'drop') return { to: 'nothing' };
  // A successor that is itself no more would only be asked about again.
  if (decision?.to === 'successor' && target.fateOf(question.kind, decision.id, question.domain).kind === 'stays') {
    return { to: 'other', id: decision.id };
  }
  return { to: 'note', words: describeReason(question, target) };
}

function describeReason({ name, reason, domain }: FateQuestion, target: UpgradeTarget): string {
  const release = domain === null ? '' : ` in ATT&CK ${target.releaseOf(domain)}`;
  const what = { deprecated: 'deprecated', revoked: 'revoked without a single successor', gone: 'no longer listed' };
  return `${name === '' ? '' : `${name}, `}${what[reason]}${release}`;
}

function keyOf({ kind, id, domain }: FateQuestion): string {
  return `${kind} ${id} ${domain ?? ''}`.trim();
}

/** Each id is looked up once: layers name the same techniques again and again. */
function makeFates(target: UpgradeTarget): UpgradeTarget['fateOf'] {
  const known = new Map<string, ReturnType<UpgradeTarget['fateOf']>>();
  return (kind: SubjectKind, id: string, domain: AttackDomain | null) => {
    const key = `${kind} ${domain} ${id}`;
    const fate = known.get(key) ?? target.fateOf(kind, id, domain);
    known.set(key, fate);
    return fate;
  };
}
