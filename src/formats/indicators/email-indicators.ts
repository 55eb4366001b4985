/** A message that warns of something: values in its text, and lists and tables attached to it. */
import PostalMime from 'postal-mime';
import type { TlpLevel } from '../../domain/threats/threat-report';
import { strictestTlp } from '../../domain/threats/tlp';
import { readEmail } from '../documents/report-email';
import { findMemberReader, readMember } from './indicator-members';
import type { IndicatorContext, IndicatorFacts, IndicatorFormat, IndicatorReader } from './indicator-reader';
import { statementsOfReport } from './report-statements';
import { makeFacts } from './statement-taker';
import { makeWholeReader } from './whole-reader';

const MOST_ATTACHMENTS = 500;

export function makeEmailIndicatorReader(
  context: IndicatorContext,
  formats: readonly IndicatorFormat[],
): IndicatorReader {
  return makeWholeReader((bytes) => readMessage(bytes, context, formats));
}

async function readMessage(
  bytes: Uint8Array,
  context: IndicatorContext,
  formats: readonly IndicatorFormat[],
): Promise<IndicatorFacts> {
  let items = 0;
  // Its text and the documents in it are read as a report is.
  const read = await readEmail(bytes, () => undefined);
  const report = read.ok ? read.value.report : null;
  if (report !== null) {
    const statements = statementsOfReport({ ...report, fileName: context.fileName }, report.content);
    for (const statement of statements) context.sink.add(statement);
    items += statements.length;
  }
  const attachments = await listAttachments(bytes);
  const levels = [report?.marking ?? null];
  const attached = withMarking(context, report?.marking ?? null);
  for (const { name, content } of attachments) {
    const make = findMemberReader(name, content, formats);
    if (make === null) continue;
    const facts = await readMember(`attachment ${name}`, content, make, attached);
    items += facts.items;
    levels.push(facts.marking);
  }
  if (!read.ok && items === 0) for (const found of read.issues) context.reject(found);
  return makeFacts(items, {
    name: report?.name ?? '',
    publisher: report?.publisher ?? '',
    published: report?.published ?? null,
    marking: strictestTlp(levels),
  });
}

/** The message's marking holds for what is attached: what a row or an object there says of itself may only be stricter. */
function withMarking(context: IndicatorContext, marking: TlpLevel | null): IndicatorContext {
  if (marking === null) return context;
  const { sink } = context;
  return {
    ...context,
    sink: {
      add: (statement) =>
        sink.add(statement.tlp === null ? statement : { ...statement, tlp: strictestTlp([marking, statement.tlp]) }),
    },
  };
}

async function listAttachments(bytes: Uint8Array) {
  try {
    const mail = await PostalMime.parse(bytes, { forceRfc822Attachments: true, maxNestingDepth: 64 });
    return mail.attachments.slice(0, MOST_ATTACHMENTS).map(({ content, filename }, at) => ({
      name: filename ?? `part ${at + 1}`,
      content: typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content),
    }));
  } catch {
    return [];
  }
}
