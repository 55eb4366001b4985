import { ATTACK_DOMAINS } from '../attack/identifiers';
import { OBSERVABLE_TYPES } from '../indicators/observable';
import { HUNT_OUTCOMES, type HuntEntry, type HuntSheet } from '../threats/hunt-sheet';
import {
  type CollectedObservable,
  type ReportContent,
  type ReportSubject,
  type StatedSighting,
  SUBJECT_KINDS,
  type TechniqueDecision,
  type TechniqueStatement,
  type TextRange,
  type ThreatReport,
  TLP_LEVELS,
} from '../threats/threat-report';
import {
  type Check,
  type Checks,
  isListOf,
  isName,
  isNullOr,
  isNumber,
  isOneOf,
  isRecord,
  isText,
} from './check-value';

/** Checks of what is kept about threats. */

const RANGE: Checks<TextRange> = { start: isNumber(0), end: isNumber(0) };

const DECISION: Checks<TechniqueDecision> = {
  technique: isName,
  verdict: isOneOf(['accepted', 'rejected']),
  passage: isNullOr(isRecord(RANGE)),
  reason: isText,
  at: isText,
};

const STATEMENT: Checks<TechniqueStatement> = {
  technique: isText,
  name: isText,
  aliases: isListOf(isText),
  domain: isNullOr(isOneOf(ATTACK_DOMAINS)),
  tactic: isText,
  order: isNullOr(isNumber()),
  place: isText,
  passage: isText,
};

const SUBJECT: Checks<ReportSubject> = {
  kind: isOneOf(SUBJECT_KINDS),
  name: isText,
  aliases: isListOf(isText),
  attackId: isText,
  place: isText,
  statements: isListOf(isNumber(0)),
};

const OBSERVABLE: Checks<CollectedObservable> = {
  type: isOneOf(OBSERVABLE_TYPES),
  value: isName,
  written: isText,
  place: isText,
  context: isText,
};

const SIGHTING: Checks<StatedSighting> = {
  of: isText,
  place: isText,
  count: isNullOr(isNumber(0)),
  firstSeen: isNullOr(isText),
  lastSeen: isNullOr(isText),
};

const CONTENT: Checks<ReportContent> = {
  id: isName,
  text: isText,
  sections: isListOf(isRecord({ start: isNumber(0), label: isText })),
  statements: isListOf(isRecord(STATEMENT)),
  subjects: isListOf(isRecord(SUBJECT)),
  observables: isListOf(isRecord(OBSERVABLE)),
  sightings: isListOf(isRecord(SIGHTING)),
};

const ENTRY: Checks<HuntEntry> = { key: isName, outcome: isOneOf(HUNT_OUTCOMES), notes: isText, at: isText };

const SHEET: Checks<HuntSheet> = {
  id: isName,
  title: isText,
  startedAt: isNullOr(isText),
  finishedAt: isNullOr(isText),
  hunter: isText,
  notes: isText,
  entries: isListOf(isRecord(ENTRY)),
};

export function checkThreats(date: Check) {
  const report: Checks<ThreatReport> = {
    id: isName,
    name: isText,
    fileName: isText,
    format: isText,
    publisher: isText,
    published: isNullOr(date),
    marking: isNullOr(isOneOf(TLP_LEVELS)),
    position: isNumber(),
    decisions: isListOf(isRecord(DECISION)),
    notes: isText,
  };
  return { threatReports: isRecord(report), huntSheets: isRecord(SHEET), reportContents: isRecord(CONTENT) };
}
