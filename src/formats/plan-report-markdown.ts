/** The report for the person who signs as Markdown: CommonMark with the tables of GitHub (https://github.github.com/gfm/). */
import { formatExactPercent } from '../domain/planning/plan-figures';
import type { ReportBlock, ReportPage } from '../domain/planning/report-page';
import { escapeMarkdown, escapeMarkdownStart, writeMarkdownTable } from './markdown-text';

export function writePlanReportMarkdown({ title, sections }: ReportPage): string {
  const parts = [`# ${escapeMarkdown(title)}`];
  for (const { heading, blocks } of sections) {
    if (heading !== null) parts.push(`## ${escapeMarkdown(heading)}`);
    parts.push(...blocks.map(writeBlock));
  }
  return `${parts.join('\n\n')}\n`;
}

function writeBlock(block: ReportBlock): string {
  switch (block.kind) {
    case 'paragraph':
      return escapeMarkdownStart(escapeMarkdown(block.text));
    case 'figure': {
      const most = block.bound === null ? '' : `, at most ${formatExactPercent(block.bound)} possible`;
      return `**${escapeMarkdown(`${formatExactPercent(block.before)} → ${formatExactPercent(block.after)}${most}`)}**`;
    }
    case 'table':
      return writeMarkdownTable(
        block.columns,
        block.rows.map((row) => row.map(escapeMarkdown)),
      );
    case 'list':
      return block.items
        .map(
          ({ term, text }) =>
            `- ${term === '' ? escapeMarkdownStart(escapeMarkdown(text)) : `**${escapeMarkdown(term)}:** ${escapeMarkdown(text)}`}`,
        )
        .join('\n');
  }
}
