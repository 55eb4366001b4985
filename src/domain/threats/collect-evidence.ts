/** Everything that speaks for a technique in one report, and what of it counts. */
import type { ThreatActor } from '../attack/catalog';
import type { TechniqueId } from '../attack/identifiers';
import {
  EVIDENCE_RANKS,
  type EvidencePiece,
  type EvidenceRank,
  type TechniqueEvidence,
  type UnresolvedName,
} from './evidence';
import { type EvidenceIndex, foldActorName } from './evidence-index';
import { foldTechniqueName } from './resolve-technique';
import type { Mentions, TechniqueSuggestion } from './technique-mentions';
import type { ReportContent, ReportSubject, TechniqueDecision, ThreatReport } from './threat-report';

export interface ReportFacts {
  readonly report: ThreatReport;
  readonly content: ReportContent;
  /** Only what is stated of this subject; `null`: of the whole report. */
  readonly subject: ReportSubject | null;
  readonly mentions: Mentions;
  readonly suggestions: readonly TechniqueSuggestion[];
}

export interface CollectedEvidence {
  /** Strongest first, then in the order of the matrix. */
  readonly evidence: readonly TechniqueEvidence[];
  readonly unresolved: readonly UnresolvedName[];
}

export function collectEvidence(facts: ReportFacts, index: EvidenceIndex): CollectedEvidence {
  const { catalog, positions } = index;
  const pieces = new Map<TechniqueId, EvidencePiece[]>();
  const unresolved: UnresolvedName[] = [];
  const add = (id: TechniqueId, piece: EvidencePiece) => {
    const list = pieces.get(id);
    if (list === undefined) pieces.set(id, [piece]);
    else list.push(piece);
  };
  collectStatements(facts, index, add, unresolved);
  if (facts.subject === null) collectProse(facts, add, unresolved);
  collectUse(facts, index, add);
  const decisions = followDecisions(facts.report.decisions, index);
  // What was added by hand belongs to the whole, and to none of its parts.
  if (facts.subject === null)
    for (const [id, { verdict }] of decisions) if (verdict === 'accepted' && !pieces.has(id)) pieces.set(id, []);

  const isDocument = isDocumentFormat(facts.report.format);
  const evidence = [...pieces].flatMap(([technique, list]): readonly TechniqueEvidence[] => {
    const position = positions.get(technique);
    const known = catalog.techniques[position ?? -1];
    if (known === undefined) return [];
    const rank = list.map((piece) => rankOf(piece, isDocument)).reduce(stronger, 'suggested');
    const decision = decisions.get(technique) ?? null;
    const settled = isAdded(list, rank, decision) ? 'added' : rank;
    const isCounted = decision === null ? COUNTS_UNDECIDED.has(settled) : decision.verdict === 'accepted';
    return [{ technique, name: known.name, rank: settled, decision, isCounted, pieces: list }];
  });
  const order = ({ technique }: TechniqueEvidence) => {
    const position = positions.get(technique) ?? 0;
    return Math.min(...(catalog.techniques[position]?.tactics ?? [0])) * catalog.techniques.length + position;
  };
  evidence.sort((a, b) => EVIDENCE_RANKS.indexOf(a.rank) - EVIDENCE_RANKS.indexOf(b.rank) || order(a) - order(b));
  return { evidence, unresolved };
}

/** By the analyst, from words of their own choice: also where the weakest evidence comes to speak for it later. */
function isAdded(pieces: readonly EvidencePiece[], rank: EvidenceRank, decision: TechniqueDecision | null): boolean {
  if (pieces.length === 0) return true;
  const passage = decision?.verdict === 'accepted' ? decision.passage : null;
  if (passage === null || passage === undefined || (rank !== 'threat' && rank !== 'suggested')) return false;
  return !pieces.some(
    (piece) => 'range' in piece && piece.range?.start === passage.start && piece.range.end === passage.end,
  );
}

const COUNTS_UNDECIDED: ReadonlySet<EvidenceRank> = new Set(['stated', 'named', 'added']);

/** A document has no fields: what its prose names is what it says. */
export function isDocumentFormat(format: string): boolean {
  return format.startsWith('report-');
}

type Add = (id: TechniqueId, piece: EvidencePiece) => void;

function collectStatements(
  { content, subject }: ReportFacts,
  { catalog, positions: positionOf, resolve }: EvidenceIndex,
  add: Add,
  unresolved: UnresolvedName[],
): void {
  const nameOf = (id: TechniqueId) => catalog.techniques[positionOf.get(id) ?? -1]?.name ?? '';
  const positions = subject === null ? content.statements.keys() : subject.statements;
  for (const position of positions) {
    const statement = content.statements[position];
    if (statement === undefined) continue;
    const resolution = resolve(statement);
    const { technique, name, place, passage, tactic, order } = statement;
    const asWritten = technique !== '' ? technique : name;
    if (resolution.kind === 'unresolved') {
      const both = technique !== '' && name !== '' ? `${technique} ${name}` : asWritten;
      unresolved.push({ written: both, place, range: null, reason: resolution.reason });
      continue;
    }
    const isOwn =
      technique !== ''
        ? technique === resolution.id
        : foldTechniqueName(name) === foldTechniqueName(nameOf(resolution.id));
    add(resolution.id, { kind: 'stated', written: isOwn ? '' : asWritten, place, passage, tactic, order });
  }
}

function collectProse({ mentions, suggestions }: ReportFacts, add: Add, unresolved: UnresolvedName[]): void {
  for (const { technique, how, written, start, end } of mentions.techniques)
    add(technique, { kind: 'mention', how, written, range: { start, end } });
  for (const { written, start, end, reason } of mentions.unresolved)
    unresolved.push({ written, place: '', range: { start, end }, reason });
  for (const { technique, start, end, score, terms } of suggestions)
    add(technique, { kind: 'suggestion', range: { start, end }, score, terms });
}

/** Techniques of the groups, software and campaigns that the report is about or names; of each once. */
function collectUse({ content, subject, mentions }: ReportFacts, { threats, actors }: EvidenceIndex, add: Add): void {
  const used = new Set<string>();
  const offer = (actor: ThreatActor | undefined, written: string, range: { start: number; end: number } | null) => {
    if (actor === undefined || used.has(actor.id)) return;
    used.add(actor.id);
    for (const position of actor.techniques) {
      const id = threats?.techniqueIds[position];
      if (id !== undefined) add(id, { kind: 'threat', threatId: actor.id, threatName: actor.name, written, range });
    }
  };
  for (const { kind, attackId, name, aliases } of subject === null ? content.subjects : [subject]) {
    if (kind !== 'group' && kind !== 'software' && kind !== 'campaign') continue;
    const named = [name, ...aliases]
      .map((each) => actors.byName.get(foldActorName(each)))
      .find((each) => each !== undefined);
    offer(actors.byId.get(attackId) ?? named, name, null);
  }
  if (subject !== null) return;
  for (const { threatId, written, start, end } of mentions.threats)
    offer(actors.byId.get(threatId), written, { start, end });
}

/** By the technique that each is about today. */
function followDecisions(
  decisions: readonly TechniqueDecision[],
  { fateOf }: EvidenceIndex,
): ReadonlyMap<TechniqueId, TechniqueDecision> {
  return new Map(
    decisions.flatMap((decision) => {
      const fate = fateOf(decision.technique);
      return 'id' in fate ? [[fate.id as TechniqueId, decision] as const] : [];
    }),
  );
}

function rankOf(piece: EvidencePiece, isDocument: boolean): EvidenceRank {
  switch (piece.kind) {
    case 'stated':
      return 'stated';
    case 'mention':
      return isDocument ? 'named' : 'in-prose';
    case 'threat':
      return 'threat';
    case 'suggestion':
      return 'suggested';
  }
}

function stronger(a: EvidenceRank, b: EvidenceRank): EvidenceRank {
  return EVIDENCE_RANKS.indexOf(a) <= EVIDENCE_RANKS.indexOf(b) ? a : b;
}
