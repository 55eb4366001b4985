/**
 * Annotated reports of TRAM (https://github.com/center-for-threat-informed-defense/tram), written by MITRE's annotation
 * tool: the text as `signal`, and which of its words stand for which technique. `docs/formats/tram-document.md`.
 */
import { failure, issue, type Result, success } from '../domain/result';
import type { ReportFile } from '../domain/threats/threat-report';
import { joinPath } from './json-object';
import { parseJson } from './json-text';
import { describeValue, fieldOf, textOf } from './plain-data';
import type { Probe } from './probe';
import { makeReportDraft, type ReportDraft } from './report-draft';
import { cleanName, findTechniqueId, nameBeside } from './report-prose';

/** Annotations of the tool itself: regions, words, segments of work. */
const OWN = /^(?:zone|lex|SEGMENT|VOTE|ADJUDICATED|untaggable)$/i;

export function sniffTramDocument({ text }: Probe): number {
  return text !== null &&
    /^\s*\{/.test(text) &&
    (/^\s*\{\s*"signal"\s*:\s*"/.test(text) || (/"asets"\s*:/.test(text) && /"annots"\s*:/.test(text)))
    ? 0.9
    : 0;
}

export function readTramDocument(text: string): Result<ReportFile> {
  const parsed = parseJson(text.replace(/^\uFEFF/, ''));
  if (!parsed.ok) return parsed;
  const signal = fieldOf(parsed.value, 'signal');
  if (typeof signal !== 'string') {
    const message = 'There is no text here: an annotated report keeps it as "signal".';
    return failure(
      issue('error', 'tram-no-text', { kind: 'path', path: 'signal' }, message, { done: 'Nothing was read.' }),
    );
  }
  const draft = makeReportDraft();
  draft.addText('signal', signal);
  const name = cleanName(/^\s*title:[ \t]*(.+)$/im.exec(signal.slice(0, 2000))?.[1] ?? '');
  const subject = draft.addSubject({ kind: 'report', name, attackId: '', place: 'signal' });
  const sets = fieldOf(parsed.value, 'asets');
  for (const [at, set] of (Array.isArray(sets) ? sets : []).entries() as Iterable<[number, unknown]>) {
    readSet(draft, set, joinPath('asets', at), signal, subject);
  }
  return success(draft.finish({ name, publisher: '', published: null, unit: 'annotations' }), draft.issues);
}

function readSet(draft: ReportDraft, set: unknown, path: string, signal: string, subject: number): void {
  const type = cleanName(textOf(fieldOf(set, 'type')));
  const annotations = fieldOf(set, 'annots');
  if (OWN.test(type) || !Array.isArray(annotations)) return;
  for (const [at, annotation] of annotations.entries() as Iterable<[number, unknown]>) {
    const place = joinPath(joinPath(path, 'annots'), at);
    draft.countRead();
    const [start, end, ...said] = Array.isArray(annotation) ? annotation : [];
    if (!isRange(start, end, signal.length)) {
      draft.leaveOut(
        'warning',
        'tram-range-unreadable',
        place,
        'This annotation stands outside of the text.',
        describeValue(annotation),
      );
      continue;
    }
    // A set for what the tool's list lacks names the technique with each annotation.
    const named = findTechniqueId(type) === '' ? said.map(textOf).find((each) => findTechniqueId(each) !== '') : type;
    if (named === undefined) {
      draft.leaveOut(
        'note',
        'tram-no-technique',
        place,
        `Annotations of the kind ${type || '(none)'} name no technique.`,
        signal.slice(start, end),
      );
      continue;
    }
    const passage = signal.slice(start, end);
    draft.relate(
      subject,
      draft.addStatement({ technique: findTechniqueId(named), name: nameBeside(named), place, passage }),
    );
  }
}

function isRange(start: unknown, end: unknown, length: number): boolean {
  return (
    Number.isInteger(start) &&
    Number.isInteger(end) &&
    (start as number) >= 0 &&
    (start as number) < (end as number) &&
    (end as number) <= length
  );
}
