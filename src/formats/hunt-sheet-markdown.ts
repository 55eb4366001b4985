/** A hunt sheet as Markdown, with the task lists of GitHub (https://github.github.com/gfm/#task-list-items-extension-). */
import type {
  HuntSheetPage,
  SheetLook,
  SheetMissing,
  SheetPlace,
  SheetStep,
} from '../domain/threats/compose-hunt-sheet';
import { isSettled } from '../domain/threats/compose-hunt-sheet';
import { listExportFacts, type ThreatExportFacts } from '../domain/threats/export-facts';
import type { HuntEntry } from '../domain/threats/hunt-sheet';
import { LANGUAGE_NAMES, OUTCOME_WORDS } from '../domain/threats/hunt-words';
import { escapeMarkdown, escapeMarkdownStart, writeCodeBlock } from './markdown-text';

export function writeHuntSheetMarkdown(page: HuntSheetPage, facts: ThreatExportFacts): string {
  const parts = [`# ${escapeMarkdown(`${facts.isDemonstration ? 'DEMONSTRATION: ' : ''}Hunt: ${page.title}`)}`];
  parts.push(
    list([
      ['Hunter', page.hunter],
      ['Begun', page.startedAt ?? ''],
      ['Finished', page.finishedAt ?? ''],
      ['Done', `${page.done} of ${page.of}`],
    ]),
  );
  if (page.notes !== '') parts.push(...writeNotes(page.notes));
  if (page.of === 0) parts.push('No step of this threat can be seen here.');
  for (const { name, steps } of page.tactics) {
    parts.push(`## ${escapeMarkdown(name)}`, ...steps.map(writeStep));
  }
  if (page.places.length > 0) {
    const proof = page.isProven
      ? 'No smaller set of sensors and events shows every step above wherever it can be seen.'
      : 'The smallest set found in time; whether there is a smaller one is not settled.';
    parts.push('## Where to look', proof, ...page.places.flatMap(writePlace));
  }
  if (page.missing.length > 0) {
    parts.push('## What cannot be seen', page.missing.map(writeMissing).join('\n'));
  }
  if (page.gone.length > 0) {
    parts.push(
      '## Noted earlier, no longer in the plan',
      page.gone.map((entry) => `- ${escapeMarkdown(entry.key)}: ${describeEntry(entry)}`).join('\n'),
    );
  }
  parts.push('---', list(listExportFacts(facts).map(({ name, value }): readonly [string, string] => [name, value])));
  return `${parts.join('\n\n')}\n`;
}

function writeStep(step: SheetStep): string {
  const groups = step.groupNames.length === 0 ? '' : ` Runs in: ${escapeMarkdown(step.groupNames.join(', '))}.`;
  const lines = [
    `- ${box(isSettled(step))} **${escapeMarkdown(`${step.technique} ${step.name}`)}** (${escapeMarkdown(step.analytics.join(', '))}).${groups}${after(step.entry)}`,
    ...step.places.map((look) => writeLook(look, step.groupNames)),
  ];
  return lines.join('\n');
}

function writeLook(
  { sensorName, eventIds, alsoNamed, logSources, codes, components, mappedOnly, groupNames, entry }: SheetLook,
  ofStep: readonly string[],
): string {
  const parts = [
    eventIds.length === 0 ? '' : `events ${eventIds.join(', ')}`,
    logSources.length === 0 ? '' : `log sources ${logSources.join(', ')}`,
    codes.length === 0 ? '' : `codes ${codes.join(', ')}`,
    `for ${components.join(', ')}`,
    groupNames.length === ofStep.length ? '' : `in ${groupNames.join(', ')}`,
    mappedOnly.length === 0 ? '' : `by mapping alone ${mappedOnly.join(', ')}`,
    alsoNamed.length === 0 ? '' : `ATT&CK also names ${alsoNamed.join(', ')}`,
  ].filter(Boolean);
  const isDone = entry !== null && entry.outcome !== 'open';
  return `  - ${box(isDone)} ${escapeMarkdown(sensorName)}: ${escapeMarkdown(parts.join('; '))}${after(entry)}`;
}

function writePlace(place: SheetPlace): readonly string[] {
  const facts = list([
    ['Groups', place.groupNames.join(', ')],
    ['Logs', place.logDestinations.join(', ')],
    ['Kept', place.retentionDays === null ? '' : `${place.retentionDays} day${place.retentionDays === 1 ? '' : 's'}`],
    ['Shows', place.techniques.join(', ')],
  ]);
  const events = place.events
    .map(({ eventId, logSource, components }) => {
      const what = eventId === '' ? `all of ${logSource}` : `${eventId}${logSource === '' ? '' : ` in ${logSource}`}`;
      return `- ${escapeMarkdownStart(escapeMarkdown(`${what}: ${components.join(', ')}`))}`;
    })
    .join('\n');
  const queries = place.queries.flatMap(({ logSource, eventIds, techniques, queries: each }) =>
    each.flatMap(({ language, text, note }) => [
      escapeMarkdown(
        `${LANGUAGE_NAMES[language]}, ${[logSource, eventIds.join(', ')].filter(Boolean).join(': ')}, for ${techniques.join(', ')}${note === '' ? '' : `. ${note}`}`,
      ),
      writeCodeBlock(text, language),
    ]),
  );
  return [`### ${escapeMarkdown(place.sensorName)}`, facts, events, ...queries];
}

function writeMissing({ technique, name, state, lacks, closedBy, entry }: SheetMissing): string {
  const lacking = lacks.map(({ component, candidates }) => {
    const [first] = candidates;
    return first === undefined ? component : `${component} (${first.sensorName}: ${first.obstacle})`;
  });
  const parts = [
    state,
    lacking.length === 0 ? '' : `lacks ${lacking.join(', ')}`,
    closedBy.length === 0 ? '' : `closed by ${closedBy.map((option) => option.name).join(' or ')}`,
  ].filter(Boolean);
  return `- ${escapeMarkdown(`${technique} ${name}: ${parts.join('; ')}`)}${after(entry)}`;
}

function writeNotes(notes: string): readonly string[] {
  return notes
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => escapeMarkdownStart(escapeMarkdown(line)));
}

function after(entry: HuntEntry | null): string {
  return entry === null ? '' : ` – ${describeEntry(entry)}`;
}

function describeEntry({ outcome, notes, at }: HuntEntry): string {
  const words = `${OUTCOME_WORDS[outcome]}, ${at}`;
  return escapeMarkdown(notes === '' ? words : `${words}: ${notes}`);
}

function box(isDone: boolean): string {
  return isDone ? '[x]' : '[ ]';
}

/** What is not known is left open, to be written in by hand. */
function list(items: readonly (readonly [string, string])[]): string {
  return items.map(([name, value]) => `- **${escapeMarkdown(name)}:** ${escapeMarkdown(value)}`.trimEnd()).join('\n');
}
