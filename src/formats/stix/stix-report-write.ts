/**
 * A threat as STIX 2.1: a report with the techniques that were accepted, as attack patterns with ATT&CK's ids. Ids hang
 * on content alone: writing again makes new versions of the same objects, not other objects.
 */

import type { AttackDomain, TechniqueId } from '../../domain/attack/identifiers';
import type { TlpLevel } from '../../domain/threats/threat-report';
import type { ThreatStep, ThreatSteps } from '../../domain/threats/threat-steps';
import { nameTlp } from '../../domain/threats/tlp';
import { makeUuid5 } from '../../domain/uuid5';
import { TLP_EXTENSION, TLP_MARKINGS } from './stix-tlp';

/** Of ids that Vedette makes for reports; never to be changed. */
const NAMESPACE = '0d6a2c1c-52f5-4a0c-8f0b-6f6d2f0c9b1e';
/** All versions of an object carry the same time of creation. */
const CREATED = '2026-01-01T00:00:00.000Z';
/** As OASIS publishes its markings. */
const MARKINGS_CREATED = '2022-10-01T00:00:00.000Z';

export interface StixReportContext {
  /** ISO 8601 date and time of the export. */
  readonly at: string;
  readonly domain: AttackDomain;
  /** `null`: not marked. */
  readonly tlp: TlpLevel | null;
  /** Who hands the report on; empty: Vedette. */
  readonly publisher: string;
  /** Of the report that was read, `2026-11-24`; `null`: the time of the export stands for it. */
  readonly published: string | null;
  readonly description: string;
  nameOf(technique: TechniqueId): string;
}

const CHAINS: Readonly<Record<AttackDomain, string>> = {
  'enterprise-attack': 'mitre-attack',
  'mobile-attack': 'mitre-mobile-attack',
  'ics-attack': 'mitre-ics-attack',
};

type StixObject = Readonly<Record<string, unknown>> & { readonly id: string };

export function writeStixReport(threat: ThreatSteps, context: StixReportContext): string {
  const steps = threat.steps.filter(({ isAccepted }) => isAccepted);
  const marking = context.tlp === null ? null : describeMarking(context.tlp);
  const identity = describeIdentity(context, marking);
  const make = makeMaker(context, identity.id, marking);
  const patterns = steps.map((step) => describePattern(threat, step, context, make));
  const actor = describeActor(threat, make);
  const uses = actor === null ? [] : patterns.map((pattern) => describeUse(actor, pattern, make));
  const told = [...patterns, ...(actor === null ? [] : [actor]), ...uses];
  // STIX forbids empty lists: a report without techniques is about its maker at least.
  const contained = told.length === 0 ? [identity] : told;
  const description = describeReport(context.description, threat);
  const report = make('report', threat.id, {
    name: threat.name === '' ? threat.id : threat.name,
    ...(description === '' ? {} : { description }),
    report_types: ['threat-report'],
    published: context.published === null ? toTime(context.at) : toTime(context.published),
    object_refs: contained.map(({ id }) => id),
  });
  const objects = [...(marking === null ? [] : [marking]), identity, report, ...told];
  const id = `bundle--${makeUuid5(NAMESPACE, `bundle\n${threat.id}`)}`;
  return `${JSON.stringify({ type: 'bundle', id, objects }, null, 2)}\n`;
}

type Make = (type: string, key: string, properties: Readonly<Record<string, unknown>>) => StixObject;

function makeMaker({ at }: StixReportContext, creator: string, marking: StixObject | null): Make {
  const modified = toTime(at);
  return (type, key, properties) => ({
    type,
    spec_version: '2.1',
    id: `${type}--${makeUuid5(NAMESPACE, key)}`,
    created_by_ref: creator,
    created: CREATED,
    modified: modified < CREATED ? CREATED : modified,
    ...properties,
    ...(marking === null ? {} : { object_marking_refs: [marking.id] }),
  });
}

function describeMarking(level: TlpLevel): StixObject {
  return {
    type: 'marking-definition',
    spec_version: '2.1',
    id: TLP_MARKINGS[level],
    created: MARKINGS_CREATED,
    name: nameTlp(level),
    extensions: { [TLP_EXTENSION]: { extension_type: 'property-extension', tlp_2_0: level } },
  };
}

function describeIdentity({ publisher, at }: StixReportContext, marking: StixObject | null): StixObject {
  const modified = toTime(at);
  return {
    type: 'identity',
    spec_version: '2.1',
    id: `identity--${makeUuid5(NAMESPACE, publisher)}`,
    created: CREATED,
    modified: modified < CREATED ? CREATED : modified,
    name: publisher === '' ? 'Vedette' : publisher,
    identity_class: publisher === '' ? 'system' : 'organization',
    ...(marking === null ? {} : { object_marking_refs: [marking.id] }),
  };
}

/** The technique as this threat uses it: what one source says of it is not said of another. */
function describePattern(
  { id }: ThreatSteps,
  step: ThreatStep,
  { domain, nameOf }: StixReportContext,
  make: Make,
): StixObject {
  const { technique, tactics, passage, written } = step;
  const description = [passage, written === '' ? '' : `The source writes ${written}.`]
    .filter((part) => part !== '')
    .join('\n');
  const name = nameOf(technique);
  return make('attack-pattern', `${id}\n${technique}`, {
    name: name === '' ? technique : name,
    ...(description === '' ? {} : { description }),
    external_references: [
      {
        source_name: 'mitre-attack',
        external_id: technique,
        url: `https://attack.mitre.org/techniques/${technique.replace('.', '/')}`,
      },
    ],
    ...(tactics.length === 0
      ? {}
      : { kill_chain_phases: tactics.map((tactic) => ({ kill_chain_name: CHAINS[domain], phase_name: tactic })) }),
  });
}

/** Groups and campaigns of ATT&CK; of its software it is not known here whether it is malware or a tool. */
function describeActor({ id, name, kind }: ThreatSteps, make: Make): StixObject | null {
  const page = kind === 'group' ? 'groups' : 'campaigns';
  if (!/^[GC]\d{4}$/.test(id)) return null;
  return make(kind === 'group' ? 'intrusion-set' : 'campaign', `actor\n${id}`, {
    name,
    external_references: [
      { source_name: 'mitre-attack', external_id: id, url: `https://attack.mitre.org/${page}/${id}` },
    ],
  });
}

function describeUse(actor: StixObject, pattern: StixObject, make: Make): StixObject {
  return make('relationship', `${actor.id}\nuses\n${pattern.id}`, {
    relationship_type: 'uses',
    source_ref: actor.id,
    target_ref: pattern.id,
  });
}

/** What is not a technique of the release in force is said in words: nothing is left out in silence. */
function describeReport(description: string, { unresolved }: ThreatSteps): string {
  if (unresolved.length === 0) return description;
  const names = unresolved.map(({ written, reason }) => `${written} (${reason})`).join(', ');
  return `${description === '' ? '' : `${description}\n\n`}Named besides, and no technique of the release in force: ${names}.`;
}

/** Milliseconds, as STIX wants them. */
function toTime(at: string): string {
  const time = new Date(at);
  return Number.isNaN(time.getTime()) ? CREATED : time.toISOString();
}
