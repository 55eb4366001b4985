/**
 * A report, made of the objects of STIX content one after the other. What is needed of an object is taken from it at once:
 * keeping forty thousand of them alive, and going through them again and again, takes longer than parsing them.
 */
import { type Result, success } from '../../domain/result';
import type { ReadReport, ReportFile, StatedSighting } from '../../domain/threats/threat-report';
import { strictestTlp } from '../../domain/threats/tlp';
import { type Findings, makeFindings } from './stix-findings';
import { type FoundObjects, own, ownText, ownTexts, type StixItem } from './stix-objects';
import { makeObservableCollector } from './stix-observables';
import { makeProseGatherer } from './stix-prose';
import { makeSubjectCollector } from './stix-subjects';
import { makeTechniqueCollector } from './stix-techniques';
import { compareStixTimes, isStixTime } from './stix-times';
import { makeMarkingGatherer } from './stix-tlp';

export interface ReportMaker {
  /**
   * Of an object of which another version was taken, only tells: it is `older`, or the same, or it is `unclear`, since
   * it may be the later one and would have to stand in the other's place. Objects without versions are all taken.
   */
  take(item: StixItem): Outcome;
  finish(found: FoundObjects, findings: Findings): Result<ReportFile>;
}

type Outcome = 'taken' | 'older' | 'unclear';

/** What files have by the ten thousands. */
const NUMEROUS = new Set(['indicator', 'relationship']);

/** What others that refer to an object ask of it. */
interface NamedObject {
  readonly modified: string;
  readonly name: string;
  readonly value: string;
}

interface MetSighting {
  readonly ref: string;
  readonly stated: Omit<StatedSighting, 'of'>;
}

/** @param areLatest the objects were chosen from all their versions before */
export function makeReport(areLatest: boolean): ReportMaker {
  /** Of what is numerous the name alone: another object for each costs time whenever memory is swept. */
  const objects = new Map<string, NamedObject | string>();
  const creators = makeCreators();
  const heads: StixItem[] = [];
  const sightings: MetSighting[] = [];
  const observableFindings = makeFindings();
  const observables = makeObservableCollector(observableFindings);
  const techniques = makeTechniqueCollector((id) => objects.has(id));
  const prose = makeProseGatherer();
  const subjects = makeSubjectCollector();
  const markings = makeMarkingGatherer();
  let kept = 0;

  function take(item: StixItem): Outcome {
    const { id, type, value } = item;
    const known = objects.get(id);
    if (known === undefined) objects.set(id, describeToOthers(item));
    else if (id !== '' && !areLatest) {
      const outcome = compareVersions(known, ownText(value, 'modified'));
      if (outcome !== 'taken') return outcome;
    }
    kept++;
    creators.take(item);
    markings.take(item);
    observables.collect(item);
    techniques.take(item);
    prose.take(item);
    subjects.take(item);
    if (HEADS.has(type)) heads.push(item);
    else if (type === 'sighting') sightings.push(readSighting(item));
    return 'taken';
  }

  function nameOf(ref: string): string {
    const named = ref === '' ? '' : (objects.get(ref) ?? '');
    return (typeof named === 'string' ? named : named.name).trim();
  }

  function headReport(bundles: FoundObjects['bundles']): Omit<ReadReport, 'content'> {
    const first = findHeads(heads);
    const head = first[0];
    const published = head === undefined ? '' : ownText(head.value, 'published');
    const { reader, ofAll } = markings.finish();
    const stated = strictestTlp([...first.map(({ value }) => value), ...bundles].map((value) => reader.read(value)));
    return {
      name: head === undefined ? '' : ownText(head.value, 'name').trim(),
      // Without a report: who made everything that somebody made, if that is one.
      publisher: nameOf(head === undefined ? creators.only() : ownText(head.value, 'created_by_ref')),
      // Tools that do not know write the first second of 1970.
      published: isStixTime(published) && published > '1971' ? published.slice(0, 10) : null,
      marking: stated ?? ofAll,
    };
  }

  function nameSighting({ ref, stated }: MetSighting): StatedSighting {
    const sighted = ref === '' ? '' : (objects.get(ref) ?? '');
    return { of: typeof sighted === 'string' ? sighted || ref : sighted.name || sighted.value || ref, ...stated };
  }

  function finish(found: FoundObjects, findings: Findings): Result<ReportFile> {
    const stated = techniques.finish(findings);
    const report: ReadReport = {
      ...headReport(found.bundles),
      content: {
        ...prose.finish(),
        statements: stated.statements,
        subjects: subjects.finish(stated, findings),
        observables: observables.collected,
        sightings: sightings.map(nameSighting),
      },
    };
    const counts = { unit: 'objects', read: found.read, kept, reported: found.read - kept };
    return success({ report, counts }, [...findings.list(), ...observableFindings.list()]);
  }

  return { take, finish };
}

function describeToOthers({ type, value }: StixItem): NamedObject | string {
  const { name: called, value: stated } = value;
  const name = typeof called === 'string' ? called : '';
  if (stated === undefined && NUMEROUS.has(type)) return name;
  return { modified: ownText(value, 'modified'), name, value: ownText(value, 'value') };
}

function compareVersions(known: NamedObject | string, modified: string): Outcome {
  if (typeof known === 'string') return 'unclear';
  if (known.modified === '' || modified === '') return 'taken';
  return compareStixTimes(known.modified, modified) < 0 ? 'unclear' : 'older';
}

interface Creators {
  take(item: StixItem): void;
  /** Empty: there are several, or none. */
  only(): string;
}

function makeCreators(): Creators {
  let only = '';
  let areSeveral = false;
  return {
    take({ value }) {
      if (areSeveral) return;
      const { created_by_ref: ref } = value;
      if (typeof ref !== 'string' || ref === '' || ref === only) return;
      areSeveral = only !== '';
      only = ref;
    },
    only: () => (areSeveral ? '' : only),
  };
}

/** Types of objects that say what the others are about: what comes first here goes before the others. */
const HEADS = new Set(['report', 'grouping', 'attack-flow']);

/** What is said first: the reports that no other report contains; without one, groupings, then flows. */
function findHeads(items: readonly StixItem[]): readonly StixItem[] {
  for (const type of HEADS) {
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

function readSighting({ value, path }: StixItem): MetSighting {
  const count = own(value, 'count');
  return {
    ref: ownText(value, 'sighting_of_ref'),
    stated: {
      place: path,
      count: typeof count === 'number' ? count : null,
      firstSeen: ownText(value, 'first_seen') || null,
      lastSeen: ownText(value, 'last_seen') || null,
    },
  };
}
