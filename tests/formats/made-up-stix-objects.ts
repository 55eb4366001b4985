/** STIX objects for tests: made up, valid unless a test says otherwise. */

export type MadeUp = Readonly<Record<string, unknown>>;

export function uuid(at: number): string {
  return `20000000-0000-4000-8000-${String(at).padStart(12, '0')}`;
}

/** Of version 2.1. */
export function makeObject(type: string, at: number, properties: MadeUp = {}): MadeUp {
  return {
    type,
    spec_version: '2.1',
    id: `${type}--${uuid(at)}`,
    created: '2026-03-01T10:00:00.000Z',
    modified: '2026-03-01T10:00:00.000Z',
    ...properties,
  };
}

export function makeTechnique(at: number, id: string, name = `Technique ${at}`, more: MadeUp = {}): MadeUp {
  const references = [{ source_name: 'mitre-attack', external_id: id }];
  return makeObject('attack-pattern', at, { name, external_references: references, ...more });
}

export function makeUse(at: number, source: MadeUp, target: MadeUp, kind = 'uses', more: MadeUp = {}): MadeUp {
  const ends = { source_ref: source['id'], target_ref: target['id'] };
  return makeObject('relationship', at, { relationship_type: kind, ...ends, ...more });
}

export function makeReport(at: number, contained: readonly MadeUp[], more: MadeUp = {}): MadeUp {
  return makeObject('report', at, {
    name: 'A made-up report',
    published: '2026-03-02T00:00:00Z',
    object_refs: contained.map(({ id }) => id),
    ...more,
  });
}

export function bundle(...objects: readonly unknown[]): string {
  return JSON.stringify({ type: 'bundle', id: `bundle--${uuid(0)}`, objects });
}
