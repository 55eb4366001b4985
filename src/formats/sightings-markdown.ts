/** Sightings as Markdown: the sentence, the facts, then a table, the most relevant first. */
import { composeSightingTable, type SightingsSubject } from '../domain/history/sighting-table';
import { escapeMarkdown, writeMarkdownTable } from './markdown-text';

const SHOWN = [
  'indicator',
  'type',
  'relevance',
  'records',
  'first seen',
  'last seen',
  'direction',
  'outcome',
  'our hosts',
  'ports',
  'histories',
] as const;

/** @param answer what the search comes to, as a sentence */
export function writeSightingsMarkdown(subject: SightingsSubject, answer: string, isDemonstration: boolean): string {
  const { columns, rows } = composeSightingTable(subject);
  const places = SHOWN.map((title) => columns.indexOf(title));
  const facts = [
    ['Run', subject.ranAt],
    ['Date', subject.at],
    ['Marking', subject.tlp],
  ];
  return `${[
    `# ${escapeMarkdown(`${isDemonstration ? 'DEMONSTRATION: ' : ''}${subject.name}`)}`,
    `**${escapeMarkdown(answer)}**`,
    facts.map(([name = '', value = '']) => `- **${name}:** ${escapeMarkdown(value)}`).join('\n'),
    writeMarkdownTable(
      SHOWN.map((title) => ({ title: title.charAt(0).toUpperCase() + title.slice(1), isNumeric: title === 'records' })),
      rows.map((row) => places.map((place) => escapeMarkdown(String(row[place] ?? '')))),
    ),
  ].join('\n\n')}\n`;
}
