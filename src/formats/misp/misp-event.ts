/**
 * MISP events as JSON (https://www.misp-standard.org/rfc/misp-standard-core.html): exports of one event or several,
 * files of a feed, results of a search. `docs/formats/misp-event.md`.
 */
import { failure, issue, type Result, success, WHOLE_FILE } from '../../domain/result';
import type { ReportFile } from '../../domain/threats/threat-report';
import { parseJson } from '../json-text';
import { describeValue, fieldOf, textOf } from '../plain-data';
import type { Probe } from '../probe';
import { makeReportDraft } from '../report-draft';
import { cleanName, readDay } from '../report-prose';
import { readMispContent } from './misp-content';
import { findEvents, isManifest } from './misp-shapes';

const UNIT = 'entries';

export function sniffMispEvent({ text }: Probe): number {
  if (text === null || !/^\s*[[{]/.test(text) || /"type"\s*:\s*"bundle"/.test(text.slice(0, 400))) return 0;
  // A Windows event as JSON has an Event as well.
  if (/"System"\s*:\s*\{/.test(text)) return 0;
  if (/"Event"\s*:\s*[{[]/.test(text) && /"(?:info|Attribute|orgc_id|uuid|event_id)"/.test(text)) return 0.95;
  // A bare event, and what a search gives.
  const isBare = /"info"\s*:\s*"/.test(text) && /"(?:Orgc|orgc_id|threat_level_id)"\s*:/.test(text);
  if (isBare && /"(?:Attribute|analysis|threat_level_id)"\s*:/.test(text) && !sniffMispManifest(text)) return 0.9;
  return /"Attribute"\s*:\s*\[/.test(text) && /"to_ids"\s*:/.test(text) ? 0.9 : 0;
}

/** A feed's `manifest.json`. */
export function sniffMispManifest(text: string): boolean {
  return /^\s*\{\s*"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"\s*:\s*\{/i.test(text) && /"info"\s*:/.test(text);
}

export function readMispEvent(text: string): Result<ReportFile> {
  const parsed = parseJson(text.replace(/^\uFEFF/, ''));
  if (!parsed.ok) return parsed;
  if (isManifest(parsed.value)) {
    const message = 'This is the manifest of a MISP feed: it lists events and holds none of them.';
    return failure(
      issue('error', 'misp-manifest', WHOLE_FILE, message, {
        done: "Nothing was read. Import the feed's files that are named by a UUID.",
      }),
    );
  }
  const { events, broken } = findEvents(parsed.value);
  if (events.length === 0) {
    const done = 'Nothing was read.';
    return failure(issue('error', 'misp-no-event', WHOLE_FILE, 'There is no MISP event in this file.', { done }));
  }
  const draft = makeReportDraft();
  for (const { value, path } of broken) {
    draft.countRead();
    draft.leaveOut('warning', 'misp-event-unreadable', path, 'This is no event.', describeValue(value));
  }
  for (const event of events) readMispContent(draft, event);
  const maps = events.map(({ map }) => map);
  const names = maps.map((map) => cleanName(textOf(fieldOf(map, 'info')))).filter((name) => name !== '');
  const days = maps.flatMap((map) => dayOf(map) ?? []).sort();
  const publishers = maps.map((map) => publisherOf(map)).filter((name) => name !== '');
  const [first = ''] = names;
  const file = draft.finish({
    name: events.length > 1 && first !== '' ? `${first} and ${events.length - 1} more` : first,
    publisher: [...new Set(publishers)].join(', '),
    published: days.at(-1) ?? null,
    unit: UNIT,
  });
  return success(file, draft.issues);
}

function publisherOf(event: unknown): string {
  const name = (key: string) => cleanName(textOf(fieldOf(fieldOf(event, key), 'name')));
  return name('Orgc') || name('Org');
}

function dayOf(event: unknown): string | null {
  for (const key of ['date', 'publish_timestamp', 'timestamp']) {
    const day = readDay(textOf(fieldOf(event, key)));
    if (day !== null) return day;
  }
  return null;
}
