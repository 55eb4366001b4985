/** The note on a package as Markdown: what it is, what it says, has it been here, what we would see, what to do next. */
import { formatBytes, formatCount } from '../domain/format';
import {
  DIRECTION_WORDS,
  DISPOSITION_WORDS,
  describeHosts,
  describeShares,
  typeWord,
} from '../domain/history/history-words';
import type { Findings, ReadFinding, SearchFinding, ThreatContext } from '../domain/inbox/findings';
import type { InboxPackage } from '../domain/inbox/package';
import { describeKnown, describeSearch, listNextSteps, summarise } from '../domain/inbox/package-words';
import { nameTlp } from '../domain/threats/tlp';
import { escapeMarkdown, escapeMarkdownStart, writeMarkdownTable } from './markdown-text';

const SHOWN_ROWS = 25;
const SHOWN_VALUES = 12;

type Package = Pick<InboxPackage, 'id' | 'fileName' | 'otherNames' | 'size' | 'arrivedAt' | 'steps'>;

/** @param at ISO 8601: when it is written */
export function writeInboxNote(about: Package, findings: Findings, at: string): string {
  const { read } = findings;
  const parts = [
    `# ${escapeMarkdown(read?.name || about.fileName)}`,
    `**${escapeMarkdown(summarise(findings) || 'Nothing could be found out about it.')}**`,
    '## What it is',
    writeList(listFacts(about, read)),
    '## What it says',
    ...(read === null ? ['It was not read.'] : writeSayings(read)),
    '## Has it been here?',
    ...writeSearch(findings, about),
    '## What we would see',
    ...writeThreat(findings.context?.threat ?? null, failureOf(about, 'context')),
    '## What to do next',
    listNextSteps(findings)
      .map((step) => `- [ ] ${escapeMarkdown(step)}`)
      .join('\n'),
    '---',
    `Written by Vedette on ${at.slice(0, 16).replace('T', ' ')} UTC, before anything of it was imported.`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function listFacts({ id, fileName, otherNames, size, arrivedAt }: Package, read: ReadFinding | null) {
  return [
    ['File', otherNames.length === 0 ? fileName : `${fileName} (also ${otherNames.join(', ')})`],
    ['Size', formatBytes(size)],
    ['SHA-256', id],
    ['Came in', `${arrivedAt.slice(0, 16).replace('T', ' ')} UTC`],
    ['Format', read?.formatName ?? ''],
    ['Publisher', read?.publisher ?? ''],
    ['Published', read?.published ?? ''],
    ['Marking', read === null ? '' : read.marking === null ? 'none: treat it as TLP:AMBER' : nameTlp(read.marking)],
    ['Holds', read?.brought.join(', ') ?? ''],
  ] as const;
}

function writeList(facts: readonly (readonly [name: string, value: string])[]): string {
  return facts
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `- **${name}:** ${escapeMarkdown(value)}`)
    .join('\n');
}

function writeSayings({
  beginning,
  values,
  typeCounts,
  counts,
  issueCounts,
  obstacle,
}: ReadFinding): readonly string[] {
  const total = Object.values(typeCounts).reduce((sum, count) => sum + count, 0);
  const shown = values.slice(0, SHOWN_VALUES);
  const more = total - shown.length;
  const remarks = Object.values(issueCounts).reduce((sum, count) => sum + count, 0);
  const parts = [
    beginning.trim() === '' ? '' : `> ${escapeMarkdownStart(escapeMarkdown(beginning))}`,
    shown.length === 0
      ? ''
      : [
          ...shown.map(({ type, value, comment }) => {
            const words = comment === '' ? '' : `: ${escapeMarkdown(comment)}`;
            return `- ${escapeMarkdown(typeWord(type))} ${escapeMarkdown(value)}${words}`;
          }),
          ...(more > 0 ? [`- and ${formatCount(more)} more`] : []),
        ].join('\n'),
    counts.reported === 0
      ? ''
      : `${formatCount(counts.kept)} of ${formatCount(counts.read)} ${counts.unit} could be read; ${formatCount(counts.reported)} could not.`,
    remarks === 0
      ? ''
      : `Reading it raised ${formatCount(remarks)} ${remarks === 1 ? 'remark, which is' : 'remarks, which are'} listed in the inbox.`,
    obstacle === null ? '' : escapeMarkdown(obstacle),
  ].filter((part) => part !== '');
  return parts.length === 0 ? ['Nothing that speaks of a threat.'] : parts;
}

function writeSearch({ context, search }: Findings, about: Package): readonly string[] {
  const record = about.steps.find(({ step }) => step === 'search');
  const known = context?.known ?? null;
  const parts = [
    escapeMarkdown(search === null ? (record?.words ?? 'It was not searched for.') : describeSearch(search)),
    search === null || search.sightings.length === 0 ? '' : writeSightings(search),
    known === null ? '' : escapeMarkdown(describeKnown(known)),
    known === null || known.examples.length === 0
      ? ''
      : known.examples
          .slice(0, SHOWN_VALUES)
          .map(({ value, words }) => `- ${escapeMarkdown(value)}: ${escapeMarkdown(words)}`)
          .join('\n'),
    context?.importedBefore == null
      ? ''
      : escapeMarkdown(`The very same file was imported before, ${context.importedBefore}.`),
  ];
  return parts.filter((part) => part !== '');
}

const SIGHTING_COLUMNS = [
  { title: 'Seen', isNumeric: false },
  { title: 'Records', isNumeric: true },
  { title: 'First', isNumeric: false },
  { title: 'Last', isNumeric: false },
  { title: 'How', isNumeric: false },
  { title: 'Our hosts', isNumeric: false },
];

function writeSightings({ sightings, sightingCount }: SearchFinding): string {
  const shown = sightings.slice(0, SHOWN_ROWS);
  const table = writeMarkdownTable(
    SIGHTING_COLUMNS,
    shown.map((sighting) =>
      [
        sighting.value,
        formatCount(sighting.count),
        writeMoment(sighting.firstSeen),
        writeMoment(sighting.lastSeen),
        [describeShares(sighting.directions, DIRECTION_WORDS), describeShares(sighting.dispositions, DISPOSITION_WORDS)]
          .filter((part) => part !== '')
          .join(', '),
        describeHosts(sighting),
      ].map(escapeMarkdown),
    ),
  );
  const more = sightingCount - shown.length;
  return more > 0 ? `${table}\n\nAnd ${formatCount(more)} more.` : table;
}

const TECHNIQUE_COLUMNS = [
  { title: 'Tactic', isNumeric: false },
  { title: 'Technique', isNumeric: false },
  { title: 'State', isNumeric: false },
  { title: 'Sensors', isNumeric: false },
];

function writeThreat(threat: ThreatContext | null, failed: string | null): readonly string[] {
  if (threat === null) return [escapeMarkdown(failed ?? 'It names no technique of ATT&CK.')];
  const shown = threat.techniques.slice(0, SHOWN_ROWS);
  const more = threat.techniques.length - shown.length;
  return [
    escapeMarkdown(
      [threat.verdict, threat.outside, `Held against ${threat.release}.`].filter((part) => part !== '').join(' '),
    ),
    ...(shown.length === 0
      ? []
      : [
          writeMarkdownTable(
            TECHNIQUE_COLUMNS,
            shown.map(({ id, name, tactic, state, sensors }) =>
              [tactic, `${id} ${name}`, state, sensors.join(', ')].map(escapeMarkdown),
            ),
          ),
        ]),
    ...(more > 0 ? [`And ${formatCount(more)} more.`] : []),
    ...(threat.unresolved > 0
      ? [`${formatCount(threat.unresolved)} more names stand for no technique of ${escapeMarkdown(threat.release)}.`]
      : []),
  ];
}

function failureOf({ steps }: Package, step: 'context'): string | null {
  const record = steps.find((each) => each.step === step);
  return record?.became === 'failed' ? record.words : null;
}

/** In UTC: a note is read on other devices. */
function writeMoment(ms: number | null): string {
  return ms === null ? '' : `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
