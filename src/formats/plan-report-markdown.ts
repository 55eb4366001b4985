/** The report for the person who signs as Markdown: CommonMark with the tables of GitHub (https://github.github.com/gfm/). */
import { formatExactPercent } from '../domain/planning/plan-figures';
import type { ReportBlock, ReportColumn, ReportPage } from '../domain/planning/report-page';

export function writePlanReportMarkdown({ title, sections }: ReportPage): string {
  const parts = [`# ${escapeText(title)}`];
  for (const { heading, blocks } of sections) {
    if (heading !== null) parts.push(`## ${escapeText(heading)}`);
    parts.push(...blocks.map(writeBlock));
  }
  return `${parts.join('\n\n')}\n`;
}

function writeBlock(block: ReportBlock): string {
  switch (block.kind) {
    case 'paragraph':
      return escapeStart(escapeText(block.text));
    case 'figure': {
      const most = block.bound === null ? '' : `, at most ${formatExactPercent(block.bound)} possible`;
      return `**${escapeText(`${formatExactPercent(block.before)} → ${formatExactPercent(block.after)}${most}`)}**`;
    }
    case 'table':
      return writeTable(block.columns, block.rows);
    case 'list':
      return block.items
        .map(
          ({ term, text }) =>
            `- ${term === '' ? escapeStart(escapeText(text)) : `**${escapeText(term)}:** ${escapeText(text)}`}`,
        )
        .join('\n');
  }
}

function writeTable(columns: readonly ReportColumn[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(({ title }) => escapeText(title))),
    line(columns.map(({ isNumeric }) => (isNumeric ? '---:' : '---'))),
    ...rows.map((row) => line(columns.map((_, at) => escapeText(row[at] ?? '')))),
  ].join('\n');
}

/**
 * Names come from files and spreadsheets of others: nothing in them may become a link, a heading, HTML or another cell.
 * Line ends would end a cell or a list item.
 */
function escapeText(text: string): string {
  return (
    text
      .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
      .replace(/[\\`*_{}[\]<>|~]/g, '\\$&')
      // Only what would be read as a character: "ATT&CK" stays what it is, wherever it is pasted.
      .replace(/&(?=#?\w+;)/g, '&amp;')
      .replace(/!(?=\\\[)/g, '\\!')
      .replace(/#/g, '\\#')
      // What GitHub makes links of by itself, and whom it would notify.
      .replace(/(?<=https?|ftp):(?=\/\/)/gi, '&#58;')
      .replace(/\bwww\./gi, (found) => `${found.slice(0, -1)}&#46;`)
      .replace(/@/g, '&#64;')
      .trim()
  );
}

/** What would make a list, a heading or a rule of a line that begins with it. */
function escapeStart(text: string): string {
  return text.replace(/^(?=[-+=])/, '\\').replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2');
}
