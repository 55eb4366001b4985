/**
 * A report, made of the objects of STIX content one after the other. What is needed of an object is taken from it at once:
 * keeping forty thousand of them alive, and going through them again and again, takes longer than parsing them.
 */
import { type Result, success } from '../../domain/result';
import type { ReadReport, ReportFile, StatedSighting } from '../../domain/threats/threat-report';
import { strictestTlp } from '../../domain/threats/tlp';
import { type Findings, makeFindings, type PackedFindings } from './stix-findings';
import { type FoundObjects, own, ownText, ownTexts, type StixItem, type StixValue } from './stix-objects';
import { makeObservableCollector, type PackedObservables } from './stix-observables';
import { movePlace } from './stix-places';
import { makeProseGatherer, type PackedProse } from './stix-prose';
import { makeSubjectCollector, type PackedSubjects } from './stix-subjects';
import { makeTechniqueCollector, type PackedTechniques } from './stix-techniques';
import { compareStixTimes, isStixTime } from './stix-times';
import { makeMarkingGatherer, type PackedMarkings } from './stix-tlp';

export interface ReportMaker {
  /**
   * Of an object of which another version was taken, only tells: it is `older`, or the same, or it is `unclear`, since
   * it may be the later one and would have to stand in the other's place. Objects without versions are all taken.
   */
  take(item: StixItem): Outcome;
  finish(found: FoundObjects, findings: Findings): Result<ReportFile>;
  pack(): PackedReport;
  /**
   * Adds what was taken of the objects after these; `by` of them come before. `false`: of some object both have a version,
   * so that it would matter which was met first.
   */
  join(packed: PackedReport, by: number): boolean;
}

/** What was taken of objects, as it crosses from one worker to another: nothing that could be deep. */
export interface PackedReport {
  readonly ids: readonly string[];
  readonly names: readonly string[];
  /** By positions in `ids`: of objects that are not numerous. */
  readonly more: ReadonlyMap<number, Omit<NamedObject, 'name'>>;
  readonly creators: PackedCreators;
  readonly heads: readonly Head[];
  readonly sightings: readonly MetSighting[];
  readonly observables: PackedObservables;
  readonly observableFindings: PackedFindings;
  readonly techniques: PackedTechniques;
  readonly prose: PackedProse;
  readonly subjects: PackedSubjects;
  readonly markings: PackedMarkings;
  readonly kept: number;
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

/** What is asked of the objects that say what the others are about. */
interface Head {
  readonly id: string;
  readonly type: string;
  readonly value: StixValue;
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
  const heads: Head[] = [];
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
    if (HEADS.has(type)) heads.push(readHead(item));
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

  function pack(): PackedReport {
    const more = new Map<number, Omit<NamedObject, 'name'>>();
    const names = Array.from(objects.values(), (named, at) => {
      if (typeof named === 'string') return named;
      more.set(at, { modified: named.modified, value: named.value });
      return named.name;
    });
    return {
      ids: [...objects.keys()],
      names,
      more,
      creators: creators.pack(),
      heads,
      sightings,
      observables: observables.pack(),
      observableFindings: observableFindings.pack(),
      techniques: techniques.pack(),
      prose: prose.pack(),
      subjects: subjects.pack(),
      markings: markings.pack(),
      kept,
    };
  }

  /** `false`: as of `join`. */
  function joinObjects({ ids, names, more }: PackedReport): boolean {
    for (let at = 0; at < ids.length; at++) {
      const id = ids[at] ?? '';
      const name = names[at] ?? '';
      const rest = more.get(at);
      const known = objects.get(id);
      if (known === undefined) objects.set(id, rest === undefined ? name : { name, ...rest });
      // Neither has versions: both are taken, wherever they stand.
      else if (id !== '' && (typeof known === 'string' || known.modified !== '' || rest?.modified !== '')) return false;
    }
    return true;
  }

  function join(packed: PackedReport, by: number): boolean {
    if (!joinObjects(packed)) return false;
    kept += packed.kept;
    creators.join(packed.creators);
    heads.push(...packed.heads);
    for (const { ref, stated } of packed.sightings)
      sightings.push({ ref, stated: { ...stated, place: movePlace(stated.place, by) } });
    observables.join(packed.observables, by);
    observableFindings.join(packed.observableFindings, by);
    techniques.join(packed.techniques, by);
    prose.join(packed.prose, by);
    subjects.join(packed.subjects, by);
    markings.join(packed.markings);
    return true;
  }

  return { take, finish, pack, join };
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
  pack(): PackedCreators;
  join(packed: PackedCreators): void;
}

interface PackedCreators {
  readonly only: string;
  readonly areSeveral: boolean;
}

function makeCreators(): Creators {
  let only = '';
  let areSeveral = false;

  function meet(ref: string): void {
    if (areSeveral || ref === '' || ref === only) return;
    areSeveral = only !== '';
    only = ref;
  }

  return {
    take({ value }) {
      const { created_by_ref: ref } = value;
      if (typeof ref === 'string') meet(ref);
    },
    only: () => (areSeveral ? '' : only),
    pack: () => ({ only, areSeveral }),
    join(packed) {
      meet(packed.only);
      areSeveral ||= packed.areSeveral;
    },
  };
}

/** Types of objects that say what the others are about: what comes first here goes before the others. */
const HEADS = new Set(['report', 'grouping', 'attack-flow']);

/** What is said first: the reports that no other report contains; without one, groupings, then flows. */
function findHeads(items: readonly Head[]): readonly Head[] {
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

function readHead({ id, type, value }: StixItem): Head {
  const texts = { name: ownText(value, 'name'), published: ownText(value, 'published') };
  const lists = { object_refs: ownTexts(value, 'object_refs'), labels: ownTexts(value, 'labels') };
  const creator = { created_by_ref: ownText(value, 'created_by_ref') };
  return {
    id,
    type,
    value: { ...texts, ...lists, ...creator, object_marking_refs: ownTexts(value, 'object_marking_refs') },
  };
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
