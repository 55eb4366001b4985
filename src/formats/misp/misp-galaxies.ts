/**
 * What MISP's galaxies, tags and templates say of techniques and threats
 * (https://www.misp-project.org/galaxy.html, https://www.misp-project.org/taxonomies.html).
 */
import { type AttackDomain, parseTechniqueId } from '../../domain/attack/identifiers';
import type { SubjectKind, TechniqueStatement } from '../../domain/threats/threat-report';
import { fieldOf, textOf, textsOf } from '../plain-data';
import { cleanName, findTechniqueId, nameBeside } from '../report-prose';

export type NamedTechnique = Pick<TechniqueStatement, 'technique' | 'name' | 'aliases' | 'domain'>;

export interface NamedThreat {
  readonly kind: SubjectKind;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly attackId: string;
}

export type GalaxyMeaning =
  | { readonly kind: 'technique'; readonly technique: NamedTechnique }
  | { readonly kind: 'threat'; readonly threat: NamedThreat }
  | { readonly kind: 'other' };

const OTHER: GalaxyMeaning = { kind: 'other' };

/** `mitre-attack-pattern`, `mitre-enterprise-attack-attack-pattern`, `mitre-pre-attack-attack-pattern`, `mitre-ics-techniques`. */
const TECHNIQUES = /^mitre-(?:(enterprise|mobile|pre|ics)-)?(?:attack-)?(?:attack-pattern|techniques)$/;
const GROUPS =
  /^(?:threat-actor|microsoft-activity-group|(?:mitre-[a-z-]*)?intrusion-set|mitre-[a-z-]*groups|360net-threat-actor|intelligence-agencies)$/;
const CAMPAIGNS = /^(?:mitre-[a-z-]*)?campaigns?$/;
const SOFTWARE =
  /^(?:mitre-[a-z-]*(?:malware|tool|software)|malpedia|ransomware|rat|banker|stealer|backdoor|botnet|android|tool|exploit-kit|cryptominers|malware|stalkerware)$/;
const MITIGATIONS = /^mitre-[a-z-]*(?:course-of-action|mitigations?)$/;

const DOMAINS: Readonly<Record<string, AttackDomain | null>> = {
  enterprise: 'enterprise-attack',
  mobile: 'mobile-attack',
  ics: 'ics-attack',
  pre: null,
};

/** A cluster of a galaxy, or what a tag tells of one. */
export function readCluster(galaxy: string, cluster: unknown): GalaxyMeaning {
  const meta = fieldOf(cluster, 'meta');
  return readNamed(galaxy, {
    value:
      cleanName(textOf(fieldOf(cluster, 'value'))) ||
      (parseGalaxyTag(textOf(fieldOf(cluster, 'tag_name')))?.value ?? ''),
    ids: textsOf(fieldOf(meta, 'external_id')),
    synonyms: textsOf(fieldOf(meta, 'synonyms')).map(cleanName),
    killChain: textsOf(fieldOf(meta, 'kill_chain')),
  });
}

export function parseGalaxyTag(tag: string): { readonly galaxy: string; readonly value: string } | null {
  const [, galaxy = '', value = ''] = /^misp-galaxy:\s*([^=\s]+)\s*=\s*["'“”]?(.*?)["'“”]?$/is.exec(tag.trim()) ?? [];
  return galaxy === '' || value === '' ? null : { galaxy: galaxy.toLowerCase(), value: cleanName(value) };
}

interface Named {
  readonly value: string;
  readonly ids: readonly string[];
  readonly synonyms: readonly string[];
  readonly killChain: readonly string[];
}

function readNamed(galaxy: string, { value, ids, synonyms, killChain }: Named): GalaxyMeaning {
  const type = galaxy.trim().toLowerCase();
  const match = TECHNIQUES.exec(type);
  if (match !== null) {
    const technique = findTechniqueId(value) || (ids.map((id) => parseTechniqueId(id)).find((id) => id !== null) ?? '');
    const name = nameBeside(value.replace(/(?<!\s)\s+-\s+(?:MOB|PRE)-T\d{4}$/, ''));
    if (technique === '' && name === '') return OTHER;
    const aliases = synonyms.filter((alias) => alias !== name);
    return { kind: 'technique', technique: { technique, name, aliases, domain: domainOf(match[1], killChain) } };
  }
  const kind = kindOf(type);
  if (kind === null || value === '') return OTHER;
  // "APT29 - G0016"
  const ending = /(?<!\s)\s+-\s+([GSCM]\d{4})$/.exec(value);
  const bare = ending === null ? value : value.slice(0, ending.index);
  const inName = ending?.[1] ?? '';
  const attackId = inName || (ids.find((id) => /^[GSC]\d{4}$/.test(id)) ?? '');
  return {
    kind: 'threat',
    threat: { kind, name: bare, aliases: synonyms.filter((alias) => alias !== bare), attackId },
  };
}

function kindOf(type: string): SubjectKind | null {
  if (GROUPS.test(type)) return 'group';
  if (CAMPAIGNS.test(type)) return 'campaign';
  if (SOFTWARE.test(type)) return 'software';
  return MITIGATIONS.test(type) ? 'mitigation' : null;
}

function domainOf(inType: string | undefined, killChain: readonly string[]): AttackDomain | null {
  if (inType !== undefined && Object.hasOwn(DOMAINS, inType)) return DOMAINS[inType] ?? null;
  const chains = new Set(killChain.map((phase) => phase.split(':')[0]));
  if (chains.size !== 1) return null;
  if (chains.has('mitre-mobile-attack')) return 'mobile-attack';
  if (chains.has('mitre-ics-attack')) return 'ics-attack';
  return chains.has('mitre-attack') ? 'enterprise-attack' : null;
}

/** Longer ones are none, and would take long. */
const LONGEST_TAG = 500;

/**
 * Techniques and threats that a tag names: of a galaxy, or free, as people write them: `attack.t1059.001`, `T1059`,
 * "T1059.001 - PowerShell", `mitre-attack:technique="PowerShell"`.
 */
export function readTag(tag: string): GalaxyMeaning {
  const ofGalaxy = parseGalaxyTag(tag);
  if (ofGalaxy !== null) {
    return readNamed(ofGalaxy.galaxy, { value: ofGalaxy.value, ids: [], synonyms: [], killChain: [] });
  }
  const text = cleanName(tag).slice(0, LONGEST_TAG);
  const [, threatId = ''] = /^attack\.([gsc]\d{4})$/i.exec(text) ?? [];
  if (threatId !== '') return ofThreat(threatId.toUpperCase());
  const [, named = ''] =
    /^(?:mitre[-_ ]?)?(?:att&?ck|attack)[^=]*(?:technique|pattern)[^=]*=\s*["'“]?(.*?)["'”]?$/i.exec(text) ?? [];
  const technique = findTechniqueId(
    text.replace(/(?<![a-z0-9])t(\d{4})[-_](\d{3})(?!\d)/i, 'T$1.$2').replace(/^attack\./i, ''),
  );
  const isAttack = /att[a&]?ck|mitre/i.test(text);
  const isId = /^(?:sub-?)?(?:techniques?\s*[:=]\s*)?["']?T\d{4}(?:[./]\d{3})?(?:["']?$|\s*[:–—-]\s*\S)/i.test(text);
  if (technique !== '' && (isAttack || isId)) {
    const name =
      named === ''
        ? isId
          ? nameBeside(text.replace(/^(?:sub-?)?techniques?\s*[:=]\s*/i, '').replace(/["']/g, ''))
          : ''
        : nameBeside(named);
    return { kind: 'technique', technique: { technique, name, aliases: [], domain: null } };
  }
  if (named === '') return OTHER;
  return { kind: 'technique', technique: { technique: '', name: named, aliases: [], domain: null } };
}

/** Sigma's way: `attack.g0007`. */
function ofThreat(id: string): GalaxyMeaning {
  const kind = id.startsWith('G') ? 'group' : id.startsWith('S') ? 'software' : 'campaign';
  return { kind: 'threat', threat: { kind, name: id, aliases: [], attackId: id } };
}

/** An object of the template `attack-pattern`, by its attributes: ids of CAPEC are none of ATT&CK. */
export function readPatternObject(valueAt: (relation: string) => string): NamedTechnique | null {
  const name = cleanName(valueAt('name'));
  const technique = findTechniqueId(valueAt('id')) || findTechniqueId(name);
  const bare = technique === '' ? name : nameBeside(name);
  return technique === '' && bare === '' ? null : { technique, name: bare, aliases: [], domain: null };
}
