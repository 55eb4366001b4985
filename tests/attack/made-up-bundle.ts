/** A small ATT&CK release in STIX, with every kind of link and every kind of dirt that the official ones have. */

interface Reference {
  readonly source_name: string;
  readonly external_id?: string;
}

function object(type: string, id: string, attackId: string, name: string, more: object = {}): object {
  const references: Reference[] = attackId === '' ? [] : [{ source_name: 'mitre-attack', external_id: attackId }];
  return {
    type,
    id: `${type}--${id}`,
    name,
    modified: '2026-05-12T00:00:00.000Z',
    external_references: [...references, { source_name: 'Some Report 2020' }],
    ...more,
  };
}

function technique(id: string, attackId: string, name: string, more: object = {}): object {
  return object('attack-pattern', id, attackId, name, {
    kill_chain_phases: [{ kill_chain_name: 'mitre-attack', phase_name: 'execution' }],
    x_mitre_platforms: ['Windows'],
    ...more,
  });
}

export function link(kind: string, source: string, target: string, more: object = {}): object {
  return {
    type: 'relationship',
    id: `relationship--${kind}-${source}-${target}`,
    relationship_type: kind,
    source_ref: source,
    target_ref: target,
    ...more,
  };
}

const MATRIX = [
  object('x-mitre-matrix', 'm', 'enterprise-attack', 'Enterprise ATT&CK', {
    tactic_refs: ['x-mitre-tactic--impact', 'x-mitre-tactic--execution'],
  }),
  object('x-mitre-tactic', 'execution', 'TA0002', 'Execution', { x_mitre_shortname: 'execution' }),
  object('x-mitre-tactic', 'impact', 'TA0040', 'Impact', { x_mitre_shortname: 'impact' }),
];

const TECHNIQUES = [
  technique('sub', 'T1001.001', 'Sub', { x_mitre_is_subtechnique: true }),
  technique('parent', 'T1001', 'Parent', { x_mitre_platforms: ['Windows', 'Linux'] }),
  technique('old', 'T1900', 'Old name', { revoked: true }),
  technique('older', 'T1901', 'Older name', { revoked: true }),
  technique('gone', 'T1902', 'Deprecated', { x_mitre_deprecated: true }),
  technique('platformless', 'T1003', 'No platform', { x_mitre_platforms: ['None'] }),
  link('subtechnique-of', 'attack-pattern--sub', 'attack-pattern--parent'),
  link('revoked-by', 'attack-pattern--older', 'attack-pattern--old'),
  link('revoked-by', 'attack-pattern--old', 'attack-pattern--parent'),
];

const COMPONENTS = [
  object('x-mitre-data-source', 'process', 'DS0009', 'Process'),
  object('x-mitre-data-component', 'creation', 'DC0032', 'Process Creation', {
    x_mitre_data_source_ref: 'x-mitre-data-source--process',
  }),
  object('x-mitre-data-component', 'dead', 'DC0999', 'Dead component', { x_mitre_deprecated: true }),
];

function analytic(id: string, attackId: string, references: readonly object[], platforms = ['Windows']): object {
  return object('x-mitre-analytic', id, attackId, `Analytic ${attackId}`, {
    x_mitre_platforms: platforms,
    x_mitre_log_source_references: references,
  });
}

export function logSource(component: string, name: string, channel: string): object {
  return { x_mitre_data_component_ref: `x-mitre-data-component--${component}`, name, channel };
}

/** As releases from 18 on. */
export function makeModernBundle(...more: readonly object[]): { type: string; objects: object[] } {
  return {
    type: 'bundle',
    objects: [
      ...MATRIX,
      ...TECHNIQUES,
      ...COMPONENTS,
      object('x-mitre-detection-strategy', 's1', 'DET0001', 'Strategy', {
        x_mitre_analytic_refs: ['x-mitre-analytic--a1', 'x-mitre-analytic--a2', 'x-mitre-analytic--missing'],
      }),
      analytic('a1', 'AN0001', [
        logSource('creation', 'WinEventLog:Security', 'EventCode=4688, 4689'),
        logSource('creation', 'WinEventLog:Security', 'EventCode=4688, 4689'),
        logSource('dead', 'WinEventLog:Security', 'EventCode=1'),
      ]),
      analytic('a2', 'AN0002', [logSource('creation', 'auditd:SYSCALL', 'execve: someone runs something')], ['Linux']),
      link('detects', 'x-mitre-detection-strategy--s1', 'attack-pattern--parent'),
      link('detects', 'x-mitre-detection-strategy--s1', 'attack-pattern--old'),
      object('intrusion-set', 'g', 'G0001', 'Group', { aliases: ['Group', 'Also known'] }),
      object('malware', 'w', 'S0001', 'Malware', { x_mitre_aliases: ['Malware'] }),
      object('campaign', 'c', 'C0001', 'Campaign', { aliases: ['Campaign'] }),
      object('course-of-action', 'm', 'M0001', 'Mitigation'),
      link('uses', 'intrusion-set--g', 'attack-pattern--sub'),
      link('uses', 'intrusion-set--g', 'malware--w'),
      link('uses', 'malware--w', 'attack-pattern--old'),
      link('attributed-to', 'campaign--c', 'intrusion-set--g'),
      link('mitigates', 'course-of-action--m', 'attack-pattern--parent'),
      ...more,
    ],
  };
}

/** As releases from 10 to 17: components detect techniques. */
export function makeComponentBundle(): { type: string; objects: object[] } {
  const unnumbered = object('x-mitre-data-component', 'creation', '', 'Process Creation', {
    x_mitre_data_source_ref: 'x-mitre-data-source--process',
  });
  const foreign = object('x-mitre-data-component', 'foreign', '', 'Nobody Knows', {
    x_mitre_data_source_ref: 'x-mitre-data-source--process',
  });
  return {
    type: 'bundle',
    objects: [
      ...MATRIX,
      ...TECHNIQUES,
      object('x-mitre-data-source', 'process', 'DS0009', 'Process'),
      unnumbered,
      foreign,
      link('detects', 'x-mitre-data-component--creation', 'attack-pattern--parent'),
      link('detects', 'x-mitre-data-component--foreign', 'attack-pattern--parent'),
      link('detects', 'x-mitre-data-component--creation', 'attack-pattern--gone'),
    ],
  };
}

/** As release 9: no component objects, only names. */
export function makeNamesOnlyBundle(): { type: string; objects: object[] } {
  const named = technique('parent', 'T1001', 'Parent', {
    x_mitre_data_sources: ['Process: Process Creation', 'Sensor Health: Something'],
  });
  return { type: 'bundle', objects: [...MATRIX, named] };
}
