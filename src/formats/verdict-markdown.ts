/** A verdict as Markdown: the sentence, then each tactic's steps as a table. */
import { stateWord } from '../domain/coverage/lens-words';
import { listExportFacts } from '../domain/threats/export-facts';
import type { VerdictStep } from '../domain/threats/verdict';
import { isCounted, type VerdictSubject } from '../domain/threats/verdict-table';
import { describeRelatives, writeOutside, writeVerdict } from '../domain/threats/verdict-words';
import { escapeMarkdown, escapeMarkdownStart, writeMarkdownTable } from './markdown-text';

const COLUMNS = [
  { title: 'Technique', isNumeric: false },
  { title: 'State', isNumeric: false },
  { title: 'Groups', isNumeric: true },
  { title: 'Sensors', isNumeric: false },
  { title: 'Remark', isNumeric: false },
];

export function writeVerdictMarkdown(subject: VerdictSubject): string {
  const { name, verdict, facts } = subject;
  const parts = [
    `# ${escapeMarkdown(facts.isDemonstration ? `DEMONSTRATION: ${name}` : name)}`,
    `**${escapeMarkdown(writeVerdict(verdict.figures, facts))}**`,
  ];
  const outside = writeOutside(verdict.figures, facts);
  if (outside !== '') parts.push(escapeMarkdown(outside));
  for (const tactic of verdict.tactics) {
    parts.push(
      `## ${escapeMarkdown(tactic.name)}`,
      writeMarkdownTable(
        COLUMNS,
        tactic.steps.map((step) => writeStep(step, subject)),
      ),
    );
  }
  if (verdict.unresolved.length > 0) {
    parts.push(
      '## No technique of this release',
      verdict.unresolved
        .map(({ written, reason }) => `- ${escapeMarkdownStart(escapeMarkdown(written))} (${escapeMarkdown(reason)})`)
        .join('\n'),
    );
  }
  parts.push(
    '---',
    listExportFacts(facts)
      .map((fact) => `- **${escapeMarkdown(fact.name)}:** ${escapeMarkdown(fact.value)}`)
      .join('\n'),
  );
  return `${parts.join('\n\n')}\n`;
}

function writeStep(step: VerdictStep, { facts }: VerdictSubject): readonly string[] {
  const counted = step.groups.filter(({ state }) => isCounted(state));
  const running = counted.filter(({ state }) => state === 'runs').length;
  const remarks = [
    describeRelatives(step),
    step.written === '' ? '' : `written as ${step.written}`,
    step.isAccepted ? '' : 'not decided yet',
  ].filter(Boolean);
  return [
    `${step.technique} ${step.parentName === '' ? step.name : `${step.parentName}: ${step.name}`}`,
    stateWord(step.state, facts.lens),
    counted.length === 0 ? '' : `${running} of ${counted.length}`,
    step.sensors.map(({ name }) => name).join(', '),
    remarks.join('; '),
  ].map(escapeMarkdown);
}
