/**
 * STIX 2.0 and 2.1 as reports about threats: bundles, lists, single objects
 * (https://docs.oasis-open.org/cti/stix/v2.1/os/stix-v2.1-os.html). What becomes of what: docs/formats/stix-report.md.
 */
import { failure, issue, type Result, WHOLE_FILE } from '../../domain/result';
import type { ReportFile } from '../../domain/threats/threat-report';
import { isAttackRelease, RELEASE_TYPES } from '../attack-stix';
import { parseJson } from '../json-text';
import { makeItemCheck } from './stix-check';
import { makeFindings } from './stix-findings';
import { findStixObjects, keepLatestVersions, noteOlderVersion, type StixItem } from './stix-objects';
import { type CutBundle, cutBundle } from './stix-parts';
import { makeReport } from './stix-report-maker';

export function readStixReport(text: string): Result<ReportFile> {
  const cut = cutBundle(text);
  const inParts = cut === null ? null : readInParts(cut);
  if (inParts !== null) return inParts;
  const parsed = parseJson(text);
  return parsed.ok ? readStixContent(parsed.value) : parsed;
}

/** The same as `readStixContent` gives of the whole; `null`: that has to be read. */
export function readInParts(cut: CutBundle): Result<ReportFile> | null {
  const findings = makeFindings();
  const check = makeItemCheck(findings);
  const report = makeReport(false);
  const older: StixItem[] = [];
  let isOutdated = false;
  const keep = (item: StixItem): void => {
    const kept = check(item);
    if (kept === null) return;
    const outcome = report.take(kept);
    if (outcome === 'older') older.push(kept);
    // What the earlier version gave would have to go again.
    else if (outcome === 'unclear') isOutdated = true;
  };
  function* lists() {
    for (const list of cut.lists()) {
      yield list;
      if (isOutdated) return;
    }
  }
  const found = findStixObjects(cut.root, findings, keep, lists());
  if (found === null || !cut.isWhole || isOutdated) return null;
  if (RELEASE_TYPES.some((type) => found.types.has(type))) return null;
  for (const item of older) noteOlderVersion(item, findings);
  return report.finish(found, findings);
}

/** @param root what `JSON.parse` gave */
export function readStixContent(root: unknown): Result<ReportFile> {
  if (isAttackRelease(root))
    return failure(
      issue('error', 'stix-attack-release', WHOLE_FILE, 'This is a release of ATT&CK and no report about a threat.', {
        done: 'Nothing was read.',
      }),
    );
  const findings = makeFindings();
  const check = makeItemCheck(findings);
  const items: StixItem[] = [];
  const byId = new Map<string, StixItem>();
  const found = findStixObjects(root, findings, (item) => {
    const kept = check(item);
    if (kept === null) return;
    items.push(kept);
    byId.set(kept.id, kept);
  });
  if (found === null || found.read === 0) {
    const message = found === null ? 'There are no STIX objects in this file.' : 'The bundle has no objects.';
    const reason = issue('error', 'stix-no-objects', WHOLE_FILE, message, { done: 'Nothing was read.' });
    return failure(...findings.list(), reason);
  }
  const report = makeReport(true);
  keepLatestVersions(items, byId, findings).items.forEach(report.take);
  return report.finish(found, findings);
}
