import type { ReportFile } from '../../src/domain/threats/threat-report';
import { readMispEvent } from '../../src/formats/misp/misp-event';

/** Made-up events, and their reading with everything at hand. */

export function readEvents(value: unknown) {
  const result = readMispEvent(typeof value === 'string' ? value : JSON.stringify(value));
  if (!result.ok) throw new Error(result.issues.map(({ message }) => message).join(' '));
  return { ...result.value, ...result.value.report.content, issues: result.issues };
}

export const refuseEvents = (text: string) => readMispEvent(text).issues.map(({ code }) => code);

export const attribute = (type: string, value: unknown, more: object = {}) => ({
  type,
  value,
  category: 'Network activity',
  to_ids: true,
  ...more,
});

export const event = (more: object) => ({ Event: { info: 'A made-up event', date: '2026-03-01', uuid: 'u', ...more } });

export const cluster = (value: string, meta: object = {}, more: object = {}) => ({
  type: 'mitre-attack-pattern',
  value,
  tag_name: `misp-galaxy:mitre-attack-pattern="${value}"`,
  meta,
  ...more,
});

export const named = ({ statements }: { statements: ReportFile['report']['content']['statements'] }) =>
  statements.map(({ technique, name }) => `${technique} ${name}`.trim());
