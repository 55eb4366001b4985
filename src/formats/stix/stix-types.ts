/**
 * Properties of STIX objects, 2.0 and 2.1 together, as the kinds of value they take (`stix-values.ts`). `!`: required;
 * `!0`, `!1`: in version 2.0, 2.1 only; `!!`: without it the object says nothing. Facts of the specification:
 * https://docs.oasis-open.org/cti/stix/v2.1/os/stix-v2.1-os.html, sections 3 to 8.
 */
export type PropertyTable = Readonly<Record<string, string>>;

export interface StixTypeTable {
  /** Of STIX 2.1. */
  readonly section: string;
  readonly properties: PropertyTable;
}

const SHARED: PropertyTable = {
  type: 'any',
  id: 'any',
  spec_version: 'text',
  extensions: 'extensions',
  object_marking_refs: 'markings',
  granular_markings: 'granular',
  lang: 'text',
};

/** Of domain and relationship objects. */
export const COMMON: PropertyTable = {
  ...SHARED,
  created_by_ref: 'creator',
  created: 'time!',
  modified: 'time!',
  revoked: 'flag',
  labels: 'texts',
  confidence: 'range:0-100',
  external_references: 'references',
};

/** Of observables. */
export const OBSERVABLE_COMMON: PropertyTable = { ...SHARED, defanged: 'flag' };

const SEEN = { first_seen: 'time', last_seen: 'time' };
const NAMED = { name: 'text!!', description: 'text' };
const MOTIVES = { resource_level: 'word', primary_motivation: 'word', secondary_motivations: 'words' };

export const DOMAIN_TYPES: Readonly<Record<string, StixTypeTable>> = {
  'attack-pattern': {
    section: '4.1',
    properties: { name: 'text!', description: 'text', aliases: 'texts', kill_chain_phases: 'phases' },
  },
  campaign: { section: '4.2', properties: { ...NAMED, aliases: 'texts', ...SEEN, objective: 'text' } },
  'course-of-action': { section: '4.3', properties: { ...NAMED, action: 'any' } },
  grouping: {
    section: '4.4',
    properties: { name: 'text', description: 'text', context: 'word!', object_refs: 'refs!' },
  },
  identity: {
    section: '4.5',
    properties: {
      ...NAMED,
      roles: 'texts',
      identity_class: 'word!0',
      sectors: 'words',
      contact_information: 'text',
    },
  },
  incident: { section: '4.6', properties: NAMED },
  indicator: {
    section: '4.7',
    properties: {
      name: 'text',
      description: 'text',
      indicator_types: 'words',
      labels: 'labels!0',
      pattern: 'text!!',
      pattern_type: 'word!1',
      pattern_version: 'text',
      valid_from: 'time!',
      valid_until: 'time',
      kill_chain_phases: 'phases',
    },
  },
  infrastructure: {
    section: '4.8',
    properties: { ...NAMED, infrastructure_types: 'words', aliases: 'texts', kill_chain_phases: 'phases', ...SEEN },
  },
  'intrusion-set': { section: '4.9', properties: { ...NAMED, aliases: 'texts', ...SEEN, goals: 'texts', ...MOTIVES } },
  location: {
    section: '4.10',
    properties: {
      name: 'text',
      description: 'text',
      latitude: 'range:-90-90',
      longitude: 'range:-180-180',
      precision: 'number',
      region: 'word',
      country: 'country',
      administrative_area: 'text',
      city: 'text',
      street_address: 'text',
      postal_code: 'text',
    },
  },
  malware: {
    section: '4.11',
    properties: {
      name: 'text!0',
      description: 'text',
      labels: 'labels!0',
      malware_types: 'words',
      is_family: 'flag!1',
      aliases: 'texts',
      kill_chain_phases: 'phases',
      ...SEEN,
      operating_system_refs: 'refs:software',
      architecture_execution_envs: 'words',
      implementation_languages: 'words',
      capabilities: 'words',
      sample_refs: 'refs:artifact|file',
    },
  },
  'malware-analysis': {
    section: '4.12',
    properties: {
      product: 'text!',
      version: 'text',
      host_vm_ref: 'ref:software',
      operating_system_ref: 'ref:software',
      installed_software_refs: 'refs:software',
      configuration_version: 'text',
      modules: 'texts',
      analysis_engine_version: 'text',
      analysis_definition_version: 'text',
      submitted: 'time',
      analysis_started: 'time',
      analysis_ended: 'time',
      result_name: 'text',
      result: 'word',
      analysis_sco_refs: 'refs:sco',
      sample_ref: 'ref:artifact|file|network-traffic',
    },
  },
  note: {
    section: '4.13',
    properties: { abstract: 'text', content: 'text!!', authors: 'texts', object_refs: 'refs!' },
  },
  'observed-data': {
    section: '4.14',
    properties: {
      first_observed: 'time!',
      last_observed: 'time!',
      number_observed: 'range:1-999999999!',
      objects: 'objects!0',
      object_refs: 'refs:sco',
    },
  },
  opinion: {
    section: '4.15',
    properties: {
      explanation: 'text',
      authors: 'texts',
      opinion: 'enum:strongly-disagree|disagree|neutral|agree|strongly-agree!',
      object_refs: 'refs!',
    },
  },
  report: {
    section: '4.16',
    properties: {
      name: 'text!',
      description: 'text',
      labels: 'labels!0',
      report_types: 'words',
      published: 'time!',
      object_refs: 'refs!',
    },
  },
  'threat-actor': {
    section: '4.17',
    properties: {
      ...NAMED,
      labels: 'labels!0',
      threat_actor_types: 'words',
      aliases: 'texts',
      ...SEEN,
      roles: 'words',
      goals: 'texts',
      sophistication: 'word',
      ...MOTIVES,
      personal_motivations: 'words',
    },
  },
  tool: {
    section: '4.18',
    properties: {
      ...NAMED,
      labels: 'labels!0',
      tool_types: 'words',
      aliases: 'texts',
      kill_chain_phases: 'phases',
      tool_version: 'text',
    },
  },
  vulnerability: { section: '4.19', properties: NAMED },
  relationship: {
    section: '5.1',
    properties: {
      relationship_type: 'text!!',
      description: 'text',
      source_ref: 'ref:node!!',
      target_ref: 'ref:node!!',
      start_time: 'time',
      stop_time: 'time',
    },
  },
  sighting: {
    section: '5.2',
    properties: {
      description: 'text',
      ...SEEN,
      count: 'range:0-999999999',
      sighting_of_ref: 'ref:sdo!!',
      observed_data_refs: 'refs:observed-data',
      where_sighted_refs: 'refs:identity|location',
      summary: 'flag',
    },
  },
  'language-content': {
    section: '7.1',
    properties: { object_ref: 'ref!', object_modified: 'time', contents: 'dictionary!' },
  },
  'marking-definition': {
    section: '7.2.1',
    properties: { name: 'text', definition_type: 'text!0', definition: 'dictionary!0', modified: 'time' },
  },
  'extension-definition': {
    section: '7.3',
    properties: {
      name: 'text!',
      description: 'text',
      schema: 'text!',
      version: 'text!',
      extension_types: 'texts!',
      extension_properties: 'texts',
    },
  },
};
