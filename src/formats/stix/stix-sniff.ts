/** What STIX content is, by the beginning of a file: a release of ATT&CK, or a report about a threat. */

/** What reports are made of, and releases never hold. */
export const REPORT_TYPES = new Set(['report', 'grouping', 'indicator', 'observed-data', 'sighting', 'attack-flow']);

/**
 * Whether the beginning of a file may be that of a release: ATT&CK's own types, or objects of its maker and none
 * of reports. Where a report begins with copies of ATT&CK's objects, only the whole tells: `isAttackRelease`.
 */
export function sniffAttackRelease(head: string): boolean {
  const types = new Set(Array.from(head.matchAll(/"type"\s*:\s*"([a-z0-9-]+)"/g), ([, type = '']) => type));
  for (const type of types) if (REPORT_TYPES.has(type)) return false;
  if (/"(?:type"\s*:\s*"|id"\s*:\s*")x-mitre-(?!sensor)/.test(head)) return true;
  return head.includes(`"${MAKER}"`) && /"x_mitre_[a-z_]+"\s*:/.test(head);
}

/** The identity "The MITRE Corporation", which has made every object of every release. */
const MAKER = 'identity--c78cb6e5-0c4b-4611-8297-d1b8b55e40b5';

const BUNDLE = /"type"\s*:\s*"bundle"/;
/** Of any object of a type that nobody but STIX has, or with the type before the UUID. */
const OBJECT_ID =
  /"id"\s*:\s*"(?:bundle|report|grouping|indicator|attack-pattern|intrusion-set|threat-actor|campaign|malware|tool|incident|identity|relationship|sighting|observed-data|marking-definition|course-of-action|infrastructure|vulnerability|location|note|opinion|extension-definition|language-content|malware-analysis|file|url|domain-name|ipv4-addr|ipv6-addr|email-addr|email-message|mutex|process|software|artifact|directory|network-traffic|autonomous-system|mac-addr|user-account|windows-registry-key|x509-certificate|x-[a-z0-9-]+)--[0-9a-f]{8}/i;
const FLOW = /"type"\s*:\s*"attack-flow"|extension-definition--fb9c968a-745b-4ade-9b25-c324172197f4/;

/** A bundle, a list, or an object alone, of versions 2.0 or 2.1. */
export function sniffStixReport(head: string): boolean {
  if (!/^\s*(?:\{\s*["}]|\[\s*[{\]])/.test(head) || FLOW.test(head)) return false;
  return (BUNDLE.test(head) && /"(?:objects|id|spec_version)"\s*:/.test(head)) || isObjectOfStix(head);
}

/** Other JSON may quote such an id: the type has to be there too. */
function isObjectOfStix(head: string): boolean {
  return OBJECT_ID.test(head) && /"type"\s*:\s*"[a-z0-9-]+"/.test(head);
}
