/** Ids of ATT&CK as STIX objects carry them: in references, in properties of tools' making, in names. */
import { type AttackDomain, parseTechniqueId } from '../../domain/attack/identifiers';
import { isStixValue, own, ownText, ownTexts, type StixValue } from './stix-objects';

/** `mitre-attack`, `mitre-mobile-attack`, `mitre-pre-attack`, `MITRE ATT&CK`, `attack.mitre.org`. */
const ATTACK_SOURCE = /att(?:a|&|&amp;|-and-|\s?and\s?)ck|^mitre$/i;
const OTHER_CATALOGS = /^(?:capec|cwe|cve|mbc|veris|owasp|d3fend)/i;
const TECHNIQUE_PAGE =
  /attack\.mitre\.org\/(?:beta\/|versions\/v[\d-]+\/)?(?:techniques|wiki\/Technique)\/(T\d{4})(?:\/(\d{3}))?/i;
/** Of times before releases had one numbering. */
const OLD_ID = /^(?:PRE|MOB)-T\d{4}$/i;
const THREAT_ID = /^[GSCM]\d{4}$/i;

export interface ExternalReference {
  readonly source: string;
  readonly id: string;
  readonly url: string;
}

export function listExternalReferences(value: StixValue): readonly ExternalReference[] {
  const references = own(value, 'external_references');
  if (!Array.isArray(references)) return [];
  return references.filter(isStixValue).map((reference) => ({
    source: ownText(reference, 'source_name').trim(),
    id: ownText(reference, 'external_id').trim(),
    url: ownText(reference, 'url'),
  }));
}

/** As ATT&CK writes it, where it is an id of ATT&CK; empty otherwise. */
export function readTechniqueId(written: string): string {
  const text = written.trim().replace(/^(T\d{4})[/_-](\d{3})$/i, '$1.$2');
  return parseTechniqueId(text) ?? (OLD_ID.test(text) ? text.toUpperCase() : '');
}

export interface NamedId {
  readonly id: string;
  readonly name: string;
}

/** `T1059.001: PowerShell`, `PowerShell - T1059.001`, `[T1566] Phishing`, `Phishing (T1566)`. */
export function splitName(written: string): NamedId {
  const name = written.trim();
  const before = /^[[(]?(T\d{4}(?:[./]\d{3})?)[\])]?(?:\s*[-–—:|]\s*|\s+|$)(.*)$/is.exec(name);
  if (before !== null) return { id: readTechniqueId(before[1] ?? ''), name: (before[2] ?? '').trim() };
  // In steps: one pattern for all of it takes long where there are many spaces.
  const after = /(T\d{4}(?:[./]\d{3})?)\s*[\])]?$/i.exec(name);
  if (after === null) return { id: '', name };
  const lead = name.slice(0, after.index);
  const label = lead.trimEnd();
  const hasMark = /[-–—:|[(]$/.test(label);
  if (!hasMark && label.length === lead.length) return { id: '', name };
  return { id: readTechniqueId(after[1] ?? ''), name: (hasMark ? label.slice(0, -1) : label).trim() };
}

/** The technique that an object stands for: what is stated as its id goes before what its name says. */
export function findTechniqueId(value: StixValue): string {
  const references = listExternalReferences(value);
  const own = references.find(({ source, id }) => ATTACK_SOURCE.test(source) && readTechniqueId(id) !== '');
  if (own !== undefined) return readTechniqueId(own.id);
  for (const key of [
    'x_mitre_id',
    'x_mitre_attack_id',
    'x_mitre_technique_id',
    'technique_id',
    'mitre_id',
    'external_id',
  ]) {
    const id = readTechniqueId(ownText(value, key));
    if (id !== '') return id;
  }
  const other = references.find(({ source, id }) => !OTHER_CATALOGS.test(source) && readTechniqueId(id) !== '');
  if (other !== undefined) return readTechniqueId(other.id);
  const named = splitName(ownText(value, 'name')).id;
  if (named !== '') return named;
  for (const alias of ownTexts(value, 'aliases')) if (readTechniqueId(alias) !== '') return readTechniqueId(alias);
  for (const { url } of references) {
    const [, technique = '', sub] = TECHNIQUE_PAGE.exec(url) ?? [];
    if (technique !== '') return readTechniqueId(sub === undefined ? technique : `${technique}.${sub}`);
  }
  return '';
}

/** `G0016`, `S0002`, `C0058`, `M1036`, as the object states it; empty: it does not. */
export function findThreatId(value: StixValue): string {
  const references = listExternalReferences(value);
  const stated = references.find(({ source, id }) => ATTACK_SOURCE.test(source) && THREAT_ID.test(id))?.id;
  const other = [ownText(value, 'x_mitre_id'), / - ([GSCM]\d{4})$/.exec(ownText(value, 'name'))?.[1] ?? ''];
  return (stated ?? other.find((id) => THREAT_ID.test(id)) ?? '').toUpperCase();
}

export interface MitrePhase {
  readonly chain: string;
  readonly tactic: string;
}

/** Of ATT&CK's kill chains alone. */
export function listMitrePhases(value: StixValue): readonly MitrePhase[] {
  const phases = own(value, 'kill_chain_phases');
  if (!Array.isArray(phases)) return [];
  return phases.filter(isStixValue).flatMap((phase) => {
    const chain = ownText(phase, 'kill_chain_name').toLowerCase();
    const tactic = ownText(phase, 'phase_name')
      .trim()
      .toLowerCase()
      .replace(/[\s_]+/g, '-');
    return /^mitre(?:-|\s)|^att&ck/.test(chain) && tactic !== '' ? [{ chain, tactic }] : [];
  });
}

export function findDomain(value: StixValue): AttackDomain | null {
  const stated = ownTexts(value, 'x_mitre_domains');
  const told = [
    ...listExternalReferences(value).map(({ source }) => source.toLowerCase()),
    ...listMitrePhases(value).map(({ chain }) => chain),
    ...(stated.length === 1 ? stated : []),
  ];
  if (told.some((source) => source.startsWith('mitre-mobile') || source === 'mobile-attack')) return 'mobile-attack';
  if (told.some((source) => source.startsWith('mitre-ics') || source === 'ics-attack')) return 'ics-attack';
  // The source `mitre-attack` stands for all three since release 8; the kill chain does not.
  const isEnterprise =
    listMitrePhases(value).some(({ chain }) => chain === 'mitre-attack') || stated.join() === 'enterprise-attack';
  return isEnterprise ? 'enterprise-attack' : null;
}
