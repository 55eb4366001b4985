/**
 * Attack Flow (https://center-for-threat-informed-defense.github.io/attack-flow/): the STIX form of version 2, the
 * builder's own files of versions 2 and 3, and the drafts of version 1. `docs/formats/attack-flow.md`.
 */
import { failure, issue, type Result, success, WHOLE_FILE } from '../../domain/result';
import type { ReportFile } from '../../domain/threats/threat-report';
import { parseJson } from '../json-text';
import type { Probe } from '../probe';
import { makeReportDraft, type ReportDraft } from '../report-draft';
import { readBuilderFile } from './attack-flow-builder';
import type { FlowDocument } from './attack-flow-document';
import { readFlowDraft } from './attack-flow-draft';
import { readFlowDocument } from './attack-flow-steps';
import { readFlowBundle } from './attack-flow-stix';

const FLOW_TYPE = /"type"\s*:\s*"attack-(?:flow|action)"/;
/** The extension that every bundle of version 2 defines. */
const EXTENSION = 'extension-definition--fb9c968a-745b-4ade-9b25-c324172197f4';

export function sniffAttackFlow({ text }: Probe): number {
  if (text === null || !/^\s*[[{]/.test(text)) return 0;
  if (FLOW_TYPE.test(text) || text.includes(EXTENSION)) return 1;
  if (/"schema"\s*:\s*"attack_flow_v\d/.test(text) || /"page_template"\s*:\s*"attack_flow_page"/.test(text)) return 1;
  const isBuilder =
    /"template"\s*:\s*"(?:flow|attack_flow_page)"/.test(text) && /"properties"\s*:\s*\[\s*\[/.test(text);
  if (isBuilder || /"\$schema"\s*:\s*"[^"]*attack-flow/.test(text)) return 1;
  return /"nodes"\s*:\s*\[/.test(text) && /"(?:namespace|edges)"\s*:/.test(text) && /"payload"\s*:/.test(text)
    ? 0.9
    : 0;
}

/** In the whole of a bundle: one that begins with ordinary objects is not recognised by its beginning. */
export function holdsAttackFlow(text: string): boolean {
  return FLOW_TYPE.test(text);
}

export function readAttackFlow(text: string): Result<ReportFile> {
  const parsed = parseJson(text.replace(/^\uFEFF/, ''));
  if (!parsed.ok) return parsed;
  const draft = makeReportDraft();
  const document = findDocument(draft, parsed.value);
  if (document === null) {
    const message = 'There is no attack flow in this file.';
    return failure(
      issue('error', 'attack-flow-none', WHOLE_FILE, message, { done: 'Nothing was read.' }),
      ...draft.issues,
    );
  }
  return success(readFlowDocument(draft, document), draft.issues);
}

function findDocument(draft: ReportDraft, root: unknown): FlowDocument | null {
  return readFlowBundle(draft, root) ?? readBuilderFile(draft, root) ?? readFlowDraft(draft, root);
}
