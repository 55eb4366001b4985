/** Recognising documents, apart from what reads them: none of their libraries is loaded by that. */
import { isZip, listFirstNames } from '../archive-head';
import type { Probe } from '../probe';
import { isTechniqueMarkdown, sniffProse } from './prose-sniff';

/** Readers of PDF allow that something stands before it, as mail gateways add. */
const PDF_WITHIN = 1024;
const MAIL_FIELD =
  /^(?:from|to|cc|subject|date|sent|received|return-path|delivered-to|message-id|mime-version|content-type|x-[\w-]+|dkim-signature|reply-to|snapshot-content-location|authentication-results|arc-[\w-]+)$/i;

export function sniffPdf({ head }: Probe): number {
  return ascii(head.subarray(0, PDF_WITHIN)).includes('%PDF-') ? 1 : 0;
}

export function sniffDocx({ head }: Probe): number {
  if (!isZip(head)) return 0;
  const names = listFirstNames(head);
  return names.some((name) => /^word\//.test(name)) && !names.some((name) => /^(?:xl|ppt)\//.test(name)) ? 0.97 : 0;
}

export function sniffHtml({ text }: Probe): number {
  if (text === null) return 0;
  const start = text.replace(/^(?:\uFEFF|\s|<!--[\s\S]*?-->|<\?xml[^>]*\?>)+/, '');
  if (/^<(?:!doctype\s+html|html)\b/i.test(start)) return 1;
  // A part of a page, as editors and mail programs save it; Markdown may begin with one.
  return !isMarkdown(text) &&
    /^<(?:head|body|meta|title|article|main|div|table|p|h[1-6]|section|span)\b[^>]*>/i.test(start)
    ? 0.8
    : 0;
}

/** Fields of a message's head, https://www.rfc-editor.org/rfc/rfc5322: each a line, or several that begin with a space. */
export function sniffEmail({ text }: Probe): number {
  if (text === null) return 0;
  const [head = ''] = text.replace(/^(?:\uFEFF|\s)+/, '').split(/\r?\n\r?\n/, 1);
  const lines = head.split(/\r?\n/);
  if (/^From \S+ /.test(lines[0] ?? '')) lines.shift();
  const names = new Set<string>();
  let isMail = lines.length > 1;
  for (const [at, line] of lines.entries()) {
    const name = /^([A-Za-z][\w-]*):/.exec(line)?.[1];
    if (name !== undefined) names.add(name.toLowerCase());
    // The head may go on beyond what is looked at, within a line.
    else if (!/^[ \t]/.test(line) && at < lines.length - 1) isMail = false;
  }
  if (!isMail || ![...names].some((name) => name === 'from' || name === 'received' || name === 'return-path')) return 0;
  return [...names].filter((name) => MAIL_FIELD.test(name)).length >= 3 ? 0.97 : 0;
}

/** Less than anything that has a name of its own: prose is what is left. */
export function sniffText({ text }: Probe): number {
  if (text === null) return 0;
  // A table has columns, and may be an inventory: not where its rows are techniques.
  if (isTechniqueMarkdown(text)) return 0.75;
  if (sniffProse(text) === 0) return 0;
  return /^\s*</.test(text) && isMarkdown(text) ? 0.7 : 0.3;
}

const isMarkdown = (text: string): boolean => (text.match(/^#{1,6} \S/gm)?.length ?? 0) > 1;

function ascii(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
