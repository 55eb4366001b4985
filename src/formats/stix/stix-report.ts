/**
 * STIX 2.0 and 2.1 as reports about threats: bundles, lists, single objects
 * (https://docs.oasis-open.org/cti/stix/v2.1/os/stix-v2.1-os.html). What becomes of what: docs/formats/stix-report.md.
 */
import { failure, issue, type Result, success, WHOLE_FILE } from '../../domain/result';
import type {
  CollectedObservable,
  ReadReport,
  ReportFile,
  StatedSighting,
  TlpLevel,
} from '../../domain/threats/threat-report';
import { strictestTlp } from '../../domain/threats/tlp';
import { isAttackRelease, RELEASE_TYPES } from '../attack-stix';
import { parseJson } from '../json-text';
import { makeItemCheck } from './stix-check';
import { type Findings, makeFindings } from './stix-findings';
import {
  type FoundObjects,
  findStixObjects,
  keepLatestVersions,
  type LatestVersions,
  own,
  ownText,
  ownTexts,
  type StixItem,
  type StixValue,
} from './stix-objects';
import { makeObservableCollector, mayGiveValues, stripIndicator } from './stix-observables';
import { type CutBundle, cutBundle } from './stix-parts';
import { gatherProse } from './stix-prose';
import { findSubjects } from './stix-subjects';
import { findTechniques } from './stix-techniques';
import { isStixTime } from './stix-times';
import { type MarkingReader, makeMarkingReader } from './stix-tlp';

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
  const observables = makeFindings();
  const collector = makeObservableCollector(observables);
  const check = makeItemCheck(findings);
  const items: StixItem[] = [];
  const byId = new Map<string, StixItem>();
  const keep = (item: StixItem): void => {
    const kept = check(item);
    if (kept === null) return;
    collector.collect(kept);
    if (kept.type === 'indicator') stripIndicator(kept);
    items.push(kept);
    byId.set(kept.id, kept);
  };
  const found = findStixObjects(cut.root, findings, keep, cut.lists());
  if (found === null || !cut.isWhole || RELEASE_TYPES.some((type) => found.types.has(type))) return null;
  const latest = keepLatestVersions(items, byId, findings);
  // The values that an earlier version of an object gave would have to go again.
  const left = latest.items === items ? null : new Set(latest.items);
  if (left !== null && items.some((item) => !left.has(item) && mayGiveValues(item))) return null;
  return makeReport(latest, found, findings, { collected: collector.collected, findings: observables });
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
  const latest = keepLatestVersions(items, byId, findings);
  const observables = makeFindings();
  const collector = makeObservableCollector(observables);
  latest.items.forEach(collector.collect);
  return makeReport(latest, found, findings, { collected: collector.collected, findings: observables });
}

function makeReport(
  { items, byId }: LatestVersions,
  found: FoundObjects,
  findings: Findings,
  observables: { readonly collected: readonly CollectedObservable[]; readonly findings: Findings },
): Result<ReportFile> {
  const techniques = findTechniques(items, byId, findings);
  const { text, sections } = gatherProse(items);
  const report: ReadReport = {
    ...describeReport(items, byId, found.bundles),
    content: {
      text,
      sections,
      statements: techniques.statements,
      subjects: findSubjects(items, techniques, findings),
      observables: observables.collected,
      sightings: listSightings(items, byId),
    },
  };
  const counts = { unit: 'objects', read: found.read, kept: items.length, reported: found.read - items.length };
  return success({ report, counts }, [...findings.list(), ...observables.findings.list()]);
}

function describeReport(
  items: readonly StixItem[],
  byId: ReadonlyMap<string, StixItem>,
  bundles: readonly StixValue[],
): Omit<ReadReport, 'content'> {
  const heads = findHeads(items);
  const head = heads[0];
  const published = head === undefined ? '' : ownText(head.value, 'published');
  return {
    name: head === undefined ? '' : ownText(head.value, 'name').trim(),
    publisher: findPublisher(head, items, byId),
    // Tools that do not know write the first second of 1970.
    published: isStixTime(published) && published > '1971' ? published.slice(0, 10) : null,
    marking: findMarking(heads, items, bundles, makeMarkingReader(items)),
  };
}

/** What is said first: the reports that no other report contains; without one, groupings, then flows. */
function findHeads(items: readonly StixItem[]): readonly StixItem[] {
  for (const type of ['report', 'grouping', 'attack-flow']) {
    const candidates = items.filter((item) => item.type === type);
    if (candidates.length === 0) continue;
    const contained = new Set(
      candidates.flatMap(({ id, value }) => ownTexts(value, 'object_refs').filter((ref) => ref !== id)),
    );
    const heads = candidates.filter(({ id }) => !contained.has(id));
    return heads.length === 0 ? candidates : heads;
  }
  return [];
}

function findPublisher(
  head: StixItem | undefined,
  items: readonly StixItem[],
  byId: ReadonlyMap<string, StixItem>,
): string {
  const nameOf = (ref: string): string => {
    const creator = ref === '' ? undefined : byId.get(ref);
    return creator === undefined ? '' : ownText(creator.value, 'name').trim();
  };
  if (head !== undefined) return nameOf(ownText(head.value, 'created_by_ref'));
  // Without a report: who made everything that somebody made, if that is one.
  const makers = new Set(items.map(({ value }) => ownText(value, 'created_by_ref')).filter((ref) => ref !== ''));
  return makers.size === 1 ? nameOf([...makers][0] ?? '') : '';
}

function findMarking(
  heads: readonly StixItem[],
  items: readonly StixItem[],
  bundles: readonly StixValue[],
  reader: MarkingReader,
): TlpLevel | null {
  const stated = strictestTlp([...heads.map(({ value }) => value), ...bundles].map((value) => reader.read(value)));
  return stated ?? strictestTlp(items.map(({ value }) => reader.read(value)));
}

function listSightings(items: readonly StixItem[], byId: ReadonlyMap<string, StixItem>): readonly StatedSighting[] {
  const sightings: StatedSighting[] = [];
  for (const { value, path } of items.filter(({ type }) => type === 'sighting')) {
    const ref = ownText(value, 'sighting_of_ref');
    const sighted = ref === '' ? undefined : byId.get(ref)?.value;
    const name = sighted === undefined ? '' : ownText(sighted, 'name') || ownText(sighted, 'value');
    const count = own(value, 'count');
    sightings.push({
      of: name === '' ? ref : name,
      place: path,
      count: typeof count === 'number' ? count : null,
      firstSeen: ownText(value, 'first_seen') || null,
      lastSeen: ownText(value, 'last_seen') || null,
    });
  }
  return sightings;
}
