/**
 * Official ATT&CK bundles: STIX 2.0 (`attack-stix-data`'s older sibling `cti`) and STIX 2.1, releases 9 to 19, the
 * three domains. The fields are described in ATT&CK's own specification:
 * https://github.com/mitre-attack/attack-stix-data/blob/master/USAGE.md
 */
import type { AttackBundle, BundleAnalytic, BundleObject, BundleRelationship } from '../domain/attack/bundle';
import { ATTACK_DOMAINS, type AttackDomain } from '../domain/attack/identifiers';
import { excerpt, failure, type Issue, issue, type Result, success, WHOLE_FILE } from '../domain/result';
import { tellRelease } from './attack-release';
import { REPORT_TYPES } from './stix/stix-sniff';

type Json = Readonly<Record<string, unknown>>;

/** Objects that carry no fact we compile: read and counted, not kept. */
const UNUSED_TYPES = new Set(['identity', 'marking-definition', 'x-mitre-asset', 'note']);

export interface AttackReading {
  readonly bundle: AttackBundle;
  /** Objects in the file = kept + unused + reported. */
  readonly counts: { readonly read: number; readonly kept: number; readonly unused: number; readonly reported: number };
}

/**
 * Reads a parsed bundle.
 * @param root what `JSON.parse` gave
 * @param fileName tells the release where the bundle does not; may be empty
 */
export function readAttackBundle(root: unknown, fileName: string): Result<AttackReading> {
  if (!isObject(root) || root['type'] !== 'bundle' || !Array.isArray(root['objects'])) {
    return failure(
      issue('error', 'not-a-stix-bundle', WHOLE_FILE, 'This is not a STIX bundle: it has no list of objects.'),
    );
  }
  const objects: readonly unknown[] = root['objects'];
  const sorted = sortObjects(objects);
  const domain = isAttackRelease(root) ? tellDomain(sorted) : null;
  if (domain === null) {
    return failure(
      issue(
        'error',
        'not-an-attack-bundle',
        WHOLE_FILE,
        'This STIX bundle is not an ATT&CK release: it holds no ATT&CK matrix and no techniques of a known domain.',
        { done: 'Nothing was read. Import the official bundle, for example enterprise-attack-19.1.json.' },
      ),
    );
  }
  const release = tellRelease(sorted.collectionVersion, fileName, sorted.latestModified);
  const issues: Issue[] = [...sorted.issues];
  if (release.source === 'dates' || release.source === 'unknown') {
    issues.push(
      issue('warning', 'release-not-stated', WHOLE_FILE, 'The bundle does not say which ATT&CK release it is.', {
        done: `Taken as ${release.name}, judged by the date of its latest change (${sorted.latestModified.slice(0, 10)}).`,
      }),
    );
  }
  const { matrices, tactics, techniques, dataSources, dataComponents, strategies, analytics } = sorted;
  const { groups, software, campaigns, mitigations, relationships } = sorted;
  return success(
    {
      bundle: {
        domain,
        release: release.name,
        releaseSource: release.source,
        matrices,
        tactics,
        techniques,
        dataSources,
        dataComponents,
        strategies,
        analytics,
        groups,
        software,
        campaigns,
        mitigations,
        relationships,
      },
      counts: {
        read: objects.length,
        kept: objects.length - sorted.unused - sorted.issues.length,
        unused: sorted.unused,
        reported: sorted.issues.length,
      },
    },
    issues,
  );
}

/** One of these every release holds. */
export const RELEASE_TYPES: readonly string[] = ['x-mitre-matrix', 'x-mitre-collection', 'x-mitre-tactic'];

/** Whether a parsed bundle is a release: reports bring ATT&CK's objects along as well, but not the matrix. */
export function isAttackRelease(root: unknown): boolean {
  const objects: unknown = isObject(root) ? root['objects'] : null;
  if (!Array.isArray(objects)) return false;
  const types = new Set<unknown>();
  for (let at = 0; at < objects.length; at++) {
    const object: unknown = objects[at];
    if (isObject(object)) types.add(object['type']);
  }
  if (types.has('x-mitre-matrix') || types.has('x-mitre-collection')) return true;
  for (const type of REPORT_TYPES) if (types.has(type)) return false;
  return types.has('attack-pattern') && types.has('x-mitre-tactic');
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer Item)[] ? Item[] : T[K] };
interface Sorted extends Mutable<Omit<AttackBundle, 'domain' | 'release' | 'releaseSource'>> {
  collectionVersion: string;
  latestModified: string;
  unused: number;
  issues: Issue[];
}

function sortObjects(objects: readonly unknown[]): Sorted {
  const sorted: Sorted = {
    matrices: [],
    tactics: [],
    techniques: [],
    dataSources: [],
    dataComponents: [],
    strategies: [],
    analytics: [],
    groups: [],
    software: [],
    campaigns: [],
    mitigations: [],
    relationships: [],
    collectionVersion: '',
    latestModified: '',
    unused: 0,
    issues: [],
  };
  for (let index = 0; index < objects.length; index++) {
    const object = objects[index];
    const problem = isObject(object) ? sortObject(object, sorted) : 'is not an object';
    if (problem !== null) {
      sorted.issues.push(
        issue('warning', 'object-unreadable', { kind: 'path', path: `objects[${index}]` }, `This object ${problem}.`, {
          found: excerpt(JSON.stringify(object) ?? 'undefined'),
          done: 'Left out.',
        }),
      );
    }
  }
  return sorted;
}

/** Files the object under its type; returns what is wrong with it, or `null`. */
function sortObject(object: Json, sorted: Sorted): string | null {
  const type = object['type'];
  if (typeof type !== 'string' || typeof object['id'] !== 'string') return 'has no type or no id';
  const modified = text(object['modified']);
  if (modified > sorted.latestModified) sorted.latestModified = modified;
  if (type === 'relationship') {
    const relationship = readRelationship(object);
    if (relationship === null) return 'is a relationship without a source, a target or a kind';
    sorted.relationships.push(relationship);
    return null;
  }
  const base = readBase(object);
  switch (type) {
    case 'attack-pattern':
      if (base.attackId === '') return 'is a technique without an ATT&CK id';
      sorted.techniques.push({
        ...base,
        tacticShortNames: readTacticShortNames(object['kill_chain_phases']),
        revoked: object['revoked'] === true,
        platforms: readPlatforms(object),
        dataSourceNames: texts(object['x_mitre_data_sources']),
        detection: text(object['x_mitre_detection']),
      });
      return null;
    case 'x-mitre-tactic':
      sorted.tactics.push({ ...base, shortName: text(object['x_mitre_shortname']) });
      return null;
    case 'x-mitre-matrix':
      sorted.matrices.push({ ...base, tacticRefs: texts(object['tactic_refs']) });
      return null;
    case 'x-mitre-data-source':
      sorted.dataSources.push({ ...base, platforms: readPlatforms(object) });
      return null;
    case 'x-mitre-data-component':
      sorted.dataComponents.push({ ...base, dataSourceRef: text(object['x_mitre_data_source_ref']) });
      return null;
    case 'x-mitre-detection-strategy':
      sorted.strategies.push({ ...base, analyticRefs: texts(object['x_mitre_analytic_refs']) });
      return null;
    case 'x-mitre-analytic':
      sorted.analytics.push({
        ...base,
        platforms: readPlatforms(object),
        logSources: readLogSources(object),
        mutableElements: readMutableElements(object),
      });
      return null;
    case 'intrusion-set':
      sorted.groups.push({ ...base, aliases: texts(object['aliases']) });
      return null;
    case 'malware':
    case 'tool':
      sorted.software.push({ ...base, aliases: texts(object['x_mitre_aliases']) });
      return null;
    case 'campaign':
      sorted.campaigns.push({ ...base, aliases: texts(object['aliases']) });
      return null;
    case 'course-of-action':
      sorted.mitigations.push(base);
      return null;
    case 'x-mitre-collection':
      sorted.collectionVersion = text(object['x_mitre_version']);
      return null;
    default:
      if (!UNUSED_TYPES.has(type)) return `has a type that ATT&CK releases do not use (${excerpt(type, 40)})`;
      sorted.unused++;
      return null;
  }
}

function readBase(object: Json): BundleObject {
  return {
    stixId: object['id'] as string,
    attackId: readAttackId(object['external_references']),
    name: text(object['name']).trim(),
    description: text(object['description']),
    retired: object['revoked'] === true || object['x_mitre_deprecated'] === true,
  };
}

function readRelationship(object: Json): BundleRelationship | null {
  const kind = object['relationship_type'];
  const source = object['source_ref'];
  const target = object['target_ref'];
  if (typeof kind !== 'string' || typeof source !== 'string' || typeof target !== 'string') return null;
  const retired = object['revoked'] === true || object['x_mitre_deprecated'] === true;
  return { kind, source, target, description: text(object['description']), retired };
}

/** The id that ATT&CK itself gives (`source_name` is `mitre-attack`, `mitre-mobile-attack` or `mitre-ics-attack`). */
function readAttackId(references: unknown): string {
  if (!Array.isArray(references)) return '';
  for (const reference of references) {
    if (!isObject(reference)) continue;
    const source = reference['source_name'];
    if (typeof source === 'string' && source.startsWith('mitre-') && typeof reference['external_id'] === 'string') {
      return reference['external_id'];
    }
  }
  return '';
}

function readTacticShortNames(phases: unknown): string[] {
  if (!Array.isArray(phases)) return [];
  return phases.flatMap((phase) =>
    isObject(phase) && text(phase['kill_chain_name']).startsWith('mitre-') ? [text(phase['phase_name'])] : [],
  );
}

/** ICS writes the literal "None" where there is no platform. */
function readPlatforms(object: Json): string[] {
  return texts(object['x_mitre_platforms']).filter((platform) => platform !== 'None');
}

function readLogSources(object: Json): BundleAnalytic['logSources'] {
  const references = object['x_mitre_log_source_references'];
  if (!Array.isArray(references)) return [];
  return references.filter(isObject).map((reference) => ({
    componentRef: text(reference['x_mitre_data_component_ref']),
    name: text(reference['name']),
    channel: text(reference['channel']),
  }));
}

function readMutableElements(object: Json): BundleAnalytic['mutableElements'] {
  const elements = object['x_mitre_mutable_elements'];
  if (!Array.isArray(elements)) return [];
  return elements
    .filter(isObject)
    .map((element) => ({ field: text(element['field']), description: text(element['description']) }));
}

function tellDomain(sorted: Sorted): AttackDomain | null {
  for (const matrix of sorted.matrices) {
    const domain = ATTACK_DOMAINS.find((known) => known === matrix.attackId);
    if (domain !== undefined) return domain;
  }
  if (sorted.techniques.length === 0 || sorted.tactics.length === 0) return null;
  const first = sorted.techniques[0]?.attackId ?? '';
  return first.startsWith('T0') ? 'ics-attack' : 'enterprise-attack';
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}
