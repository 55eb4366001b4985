/** A report while it is read: its text grows, values and names that come twice are kept once, everything else is said. */
import type { Observable, ObservableType } from '../domain/indicators/observable';
import { excerpt, type Issue, type IssueSeverity, issue } from '../domain/result';
import type {
  CollectedObservable,
  ReportContent,
  ReportFile,
  ReportSubject,
  StatedSighting,
  TechniqueStatement,
  TextSection,
  TlpLevel,
} from '../domain/threats/threat-report';
import { strictestTlp } from '../domain/threats/tlp';
import { joinPath } from './json-object';
import { readValue } from './observable-values';
import { describeValue, isMap, type PlainMap } from './plain-data';
import { cleanProse } from './report-prose';

export type SubjectDraft = Omit<ReportSubject, 'statements' | 'aliases'> & { readonly aliases?: readonly string[] };

export interface ReportDraft {
  /** A part of the file was met; what is not reported was kept. */
  countRead(): void;
  /** The part itself was left out. */
  leaveOut(severity: IssueSeverity, code: string, path: string, message: string, found?: string): void;
  /** Something about a part that was kept. */
  remark(severity: IssueSeverity, code: string, path: string, message: string, found: string, done: string): void;
  addText(label: string, text: string): void;
  /** Its position. */
  addStatement(statement: Pick<TechniqueStatement, 'place'> & Partial<TechniqueStatement>): number;
  /** Its position; the same subject again keeps its first place and gains aliases. */
  addSubject(subject: SubjectDraft): number;
  relate(subject: number, statement: number): void;
  /** `false`: this is no value of that type. */
  addObservable(type: ObservableType, written: string, place: string, context: string): boolean;
  addNormalised(observable: Observable, written: string, place: string, context: string): void;
  addSighting(sighting: StatedSighting): void;
  mark(level: TlpLevel | null): void;
  readonly issues: readonly Issue[];
  finish(head: {
    readonly name: string;
    readonly publisher: string;
    readonly published: string | null;
    readonly unit: string;
  }): ReportFile;
}

export function makeReportDraft(): ReportDraft {
  const issues: Issue[] = [];
  const counts = { read: 0, reported: 0 };
  const pieces: string[] = [];
  const sections: TextSection[] = [];
  const statements: TechniqueStatement[] = [];
  const subjects: {
    readonly subject: SubjectDraft;
    readonly aliases: Set<string>;
    readonly statements: Set<number>;
  }[] = [];
  const subjectAt = new Map<string, number>();
  const observables: CollectedObservable[] = [];
  const observableAt = new Map<ObservableType, Map<string, number>>();
  const sightings: StatedSighting[] = [];
  const levels = new Set<TlpLevel>();
  let length = 0;

  function say(severity: IssueSeverity, code: string, path: string, message: string, found: string, done: string) {
    const detail = { ...(found === '' ? {} : { found: excerpt(found) }), done };
    issues.push(issue(severity, code, { kind: 'path', path }, message, detail));
  }

  function addNormalised(observable: Observable, written: string, place: string, context: string): void {
    const { type, value } = observable;
    const known = observableAt.get(type) ?? new Map<string, number>();
    observableAt.set(type, known);
    const at = known.get(value);
    const before = at === undefined ? undefined : observables[at];
    if (at === undefined || before === undefined) {
      known.set(value, observables.length);
      observables.push({ type, value, written, place, context });
    } else if (before.context === '' && context !== '') observables[at] = { ...before, context };
  }

  return {
    issues,
    countRead: () => {
      counts.read++;
    },
    leaveOut(severity, code, path, message, found = '') {
      counts.reported++;
      say(severity, code, path, message, found, 'Left out.');
    },
    remark: say,
    addText(label, text) {
      const prose = cleanProse(text);
      if (prose === '') return;
      if (length > 0) {
        pieces.push('\n\n');
        length += 2;
      }
      sections.push({ start: length, label });
      pieces.push(prose);
      length += prose.length;
    },
    addStatement(statement) {
      const blank = { technique: '', name: '', aliases: [], domain: null, tactic: '', order: null, passage: '' };
      statements.push({ ...blank, ...statement, passage: cleanProse(statement.passage ?? '') });
      return statements.length - 1;
    },
    addSubject(subject) {
      // Two reports of one name are two; a threat that is named twice is one.
      const isOwn = subject.kind === 'report' || subject.kind === 'flow';
      const key = `${subject.kind} ${isOwn ? subject.place : subject.attackId || subject.name.toLowerCase()}`;
      const known = subjectAt.get(key);
      const at = known ?? subjects.length;
      if (known === undefined) {
        subjectAt.set(key, at);
        subjects.push({ subject, aliases: new Set(), statements: new Set() });
      }
      const entry = subjects[at];
      for (const alias of [subject.name, ...(subject.aliases ?? [])]) {
        if (alias !== '' && alias !== entry?.subject.name) entry?.aliases.add(alias);
      }
      return at;
    },
    relate(subject, statement) {
      subjects[subject]?.statements.add(statement);
    },
    addObservable(type, written, place, context) {
      const observable = readValue(type, written);
      if (observable !== null) addNormalised(observable, written.trim(), place, context);
      return observable !== null;
    },
    addNormalised,
    addSighting: (sighting) => {
      sightings.push(sighting);
    },
    mark(level) {
      if (level !== null) levels.add(level);
    },
    finish({ name, publisher, published, unit }) {
      const content: Omit<ReportContent, 'id'> = {
        text: pieces.join(''),
        sections,
        statements,
        subjects: subjects.map((each) => ({
          ...each.subject,
          aliases: [...each.aliases],
          statements: [...each.statements].sort((a, b) => a - b),
        })),
        observables,
        sightings,
      };
      const { read, reported } = counts;
      return {
        report: { name, publisher, published, marking: strictestTlp(levels), content },
        counts: { unit, read, kept: read - reported, reported },
      };
    },
  };
}

export interface PlacedMap {
  readonly map: PlainMap;
  readonly path: string;
}

/**
 * The items of a list with their places; one alone stands for a list of one. PHP writes a list from which something was
 * taken as an object whose keys are numbers.
 */
export function listItems(value: unknown, path: string): readonly { readonly item: unknown; readonly path: string }[] {
  if (value === undefined || value === null || value === '') return [];
  if (Array.isArray(value)) return value.map((item: unknown, at) => ({ item, path: joinPath(path, at) }));
  const entries = isMap(value) ? Object.entries(value) : [];
  if (entries.length > 0 && entries.every(([key]) => /^\d+$/.test(key))) {
    return entries.map(([key, item]) => ({ item, path: joinPath(path, key) }));
  }
  return [{ item: value, path }];
}

/** The objects of a list, each counted as read; what is none is reported, also a whole that is no list. */
export function takeMaps(draft: ReportDraft, value: unknown, path: string): readonly PlacedMap[] {
  return listItems(value, path).flatMap(({ item, path: place }) => {
    draft.countRead();
    if (isMap(item)) return [{ map: item, path: place }];
    draft.leaveOut('warning', 'report-part-unreadable', place, 'An object is expected here.', describeValue(item));
    return [];
  });
}
