/** Markings of the objects of an attack flow: the well-known ones by id, others by what they define. */
import type { TlpLevel } from '../../domain/threats/threat-report';
import { strictestTlp } from '../../domain/threats/tlp';
import { fieldOf, type PlainMap, textOf, textsOf } from '../plain-data';
import { readTlp } from '../report-prose';
import { KNOWN_MARKINGS } from '../stix/stix-tlp';

/** The strictest of an object's markings; `null`: it has none of this kind. */
export function readStixTlp(object: PlainMap, find: (id: string) => PlainMap | undefined): TlpLevel | null {
  return strictestTlp(
    textsOf(fieldOf(object, 'object_marking_refs')).map((ref) => KNOWN_MARKINGS.get(ref) ?? define(find(ref))),
  );
}

function define(marking: PlainMap | undefined): TlpLevel | null {
  const defined = textOf(fieldOf(fieldOf(marking, 'definition'), 'tlp'));
  if (defined !== '') return readTlp(defined);
  const name = textOf(fieldOf(marking, 'name'));
  return /^\s*tlp/i.test(name) ? readTlp(name) : null;
}
