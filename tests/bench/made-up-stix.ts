/** A bundle as a platform exports it: many indicators, who uses what, descriptions; ids and values by counting. */

const START = Date.UTC(2026, 0, 1);

export function makeUpStixBundle(objects: number, megabytes: number): string {
  // About what an object takes without its description.
  const filling = Math.max(0, Math.floor((megabytes * 1_000_000) / objects) - 720);
  const description = `${'The actor moved on to other hosts and was seen again the next day. '.repeat(40)}`.slice(
    0,
    filling,
  );
  const made: object[] = [{ ...common('identity', 0), name: 'Example Feed', identity_class: 'organization' }];
  const techniques = Math.floor(objects * 0.02);
  const groups = Math.floor(objects * 0.03);
  for (let at = 0; at < techniques; at++) made.push(makeTechnique(at, description));
  for (let at = 0; at < groups; at++)
    made.push({
      ...common(at % 2 === 0 ? 'intrusion-set' : 'malware', at),
      ...nameOf(at),
      is_family: true,
      description,
    });
  const rest = objects - made.length - 1;
  for (let at = 0; at < rest; at++)
    made.push(at % 3 === 0 ? makeRelationship(at, techniques, groups, description) : makeIndicator(at, description));
  made.push({
    ...common('report', 0),
    name: 'A large report',
    published: timeOf(0),
    description,
    object_refs: made.slice(0, 5000).map((object) => (object as { readonly id: string }).id),
  });
  return JSON.stringify({ type: 'bundle', id: `bundle--${uuidOf(0)}`, objects: made });
}

function makeTechnique(at: number, description: string): object {
  const id = `T1${String(at % 700).padStart(3, '0')}`;
  return {
    ...common('attack-pattern', at),
    name: `Technique ${at}`,
    description,
    kill_chain_phases: [{ kill_chain_name: 'mitre-attack', phase_name: 'execution' }],
    external_references: [
      { source_name: 'mitre-attack', external_id: id, url: `https://attack.mitre.org/techniques/${id}` },
    ],
    x_mitre_platforms: ['Windows', 'Linux'],
  };
}

function makeIndicator(at: number, description: string): object {
  const hash = at.toString(16).padStart(64, 'ab');
  const patterns = [
    `[domain-name:value = 'host-${at}.example.org']`,
    `[file:hashes.'SHA-256' = '${hash}' OR file:name = 'setup-${at}.exe']`,
    `[ipv4-addr:value = '10.${(at >> 16) % 256}.${(at >> 8) % 256}.${at % 256}']`,
    `[url:value = 'https://host-${at}.example.org/a/b?c=${at}']`,
  ];
  return {
    ...common('indicator', at),
    name: `Indicator ${at}`,
    description,
    indicator_types: ['malicious-activity'],
    pattern: patterns[at % patterns.length],
    pattern_type: 'stix',
    pattern_version: '2.1',
    valid_from: timeOf(at),
    valid_until: timeOf(at + 90_000),
    x_opencti_score: at % 100,
  };
}

function makeRelationship(at: number, techniques: number, groups: number, description: string): object {
  const group = at % groups;
  return {
    ...common('relationship', at),
    relationship_type: 'uses',
    description: description.slice(0, 200),
    source_ref: `${group % 2 === 0 ? 'intrusion-set' : 'malware'}--${uuidOf(group)}`,
    target_ref: `attack-pattern--${uuidOf((at * 7) % techniques)}`,
  };
}

function common(type: string, at: number): object {
  return {
    type,
    spec_version: '2.1',
    id: `${type}--${uuidOf(at)}`,
    created_by_ref: `identity--${uuidOf(0)}`,
    created: timeOf(at),
    modified: timeOf(at + 1),
    labels: ['made-up', 'bench'],
    object_marking_refs: ['marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9'],
    ...(type === 'relationship' ? {} : { external_references: [{ source_name: 'feed', url: 'https://example.org/' }] }),
  };
}

function nameOf(at: number): object {
  return { name: `Threat ${at}`, aliases: [`Alias ${at}`] };
}

function uuidOf(at: number): string {
  return `10000000-0000-4000-8000-${at.toString(16).padStart(12, '0')}`;
}

function timeOf(at: number): string {
  return new Date(START + at * 1000).toISOString();
}
