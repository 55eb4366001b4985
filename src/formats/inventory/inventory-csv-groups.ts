/** What an inventory says of a system group: platforms, kind, roles, parts. */
import type { GroupKind, GroupPart } from '../../domain/sensors/inventory';
import type { Role } from '../../domain/sensors/sensor';
import { isNothing, readShare, UNREADABLE } from './inventory-csv-values';

/** ATT&CK's platform names as of release 19, with the words that mean them. */
const PLATFORMS: readonly (readonly [platform: string, words: RegExp])[] = [
  ['PRE', /^(?:pre|perimeter|internet facing)$/],
  [
    'Windows',
    /^(?:windows|win ?\d*|win(?:dows)? ?server.*|windows .*|microsoft windows.*|ms windows.*|win\d+.*|w(?:10|11|2k\d*))$/,
  ],
  ['macOS', /^(?:mac|macs|macos.*|mac os.*|os ?x.*|apple mac.*|macbook.*)$/],
  [
    'Linux',
    /^(?:.*linux.*|rhel.*|red ?hat.*|centos.*|fedora.*|ubuntu.*|debian.*|suse.*|sles.*|opensuse.*|rocky.*|alma.*|alpine.*|kali.*|amazon ?linux.*)$/,
  ],
  ['ESXi', /^(?:esxi?.*|vmware.*|vsphere.*|vcenter.*|hypervisors?)$/],
  ['Containers', /^(?:containers?|k8s.*|kubernetes.*|docker.*|openshift.*|aks|eks|gke|podman.*)$/],
  [
    'Identity Provider',
    /^(?:identity ?providers?|idp|azure ?ad.*|azure active directory.*|aad|(?:ms |microsoft )?entra.*|okta.*|ping ?identity.*|google identity.*|identity)$/,
  ],
  [
    'Office Suite',
    /^(?:office ?suite|o365.*|m365.*|office ?365.*|microsoft ?365.*|ms ?365.*|google ?workspace.*|g ?suite.*|exchange online.*|sharepoint online.*)$/,
  ],
  [
    'IaaS',
    /^(?:iaas|aws.*|amazon web services.*|azure|microsoft azure|azure iaas.*|azure subscriptions?|gcp.*|google cloud.*|oci|oracle cloud.*|openstack.*|cloud iaas)$/,
  ],
  [
    'SaaS',
    /^(?:saas|salesforce.*|servicenow.*|workday.*|slack.*|github.*|gitlab.*|atlassian.*|jira.*|zoom|box|dropbox.*)$/,
  ],
  [
    'Network Devices',
    /^(?:network ?devices?|network|netzwerk(?:geräte)?|switch(?:es)?|routers?|firewalls?|(?:switch|router|firewall)(?:es|s)? ?\/ ?(?:switch|router|firewall)(?:es|s)?|cisco.*|ios[- ]?xe.*|nx-?os|junos.*|juniper.*|fortigate.*|fortios.*|pan-?os.*|palo ?alto.*|arista.*|load ?balancers?|équipements? réseau|réseaux?|red(?:es)?|rete|dispositivi di rete|redes?|sieć|urządzenia sieciowe|netwerk(?:apparaten)?|сеть|сетев(?:ое|ые) (?:оборудование|устройства)|网络(?:设备)?|ネットワーク(?:機器)?)$/,
  ],
  ['Android', /^android.*$/],
  ['iOS', /^(?:ios|ipados|iphones?|ipads?|apple ios|ios \d.*)$/],
];

/** Platforms of ICS, which its releases from 14 on no longer state: correct, and kept as they are. */
const ICS_PLATFORMS: ReadonlySet<string> = new Set([
  'Control Server',
  'Data Historian',
  'Data Gateway',
  'Engineering Workstation',
  'Field Controller/RTU/PLC/IED',
  'Human-Machine Interface',
  'Input/Output Server',
  'Safety Instrumented System/Protection Relay',
  'Device Configuration/Parameters',
  'Embedded',
  'None',
]);
/** Names that Enterprise releases up to 15 used; unquoted they mean their successors. */
const OLD_PLATFORMS: ReadonlySet<string> = new Set(['Azure AD', 'Office 365', 'Google Workspace', 'Network']);

export const ATTACK_PLATFORM_NAMES: readonly string[] = PLATFORMS.map(([platform]) => platform);

const ITEM = /"((?:[^"]|"")*)"|([^,;|\n"]+)/g;

/** Platforms in a cell, and the words that are none (kept as they are, so that they stay visible). */
export function readPlatforms(cell: string): {
  readonly platforms: readonly string[];
  readonly unknown: readonly string[];
} {
  const platforms = new Set<string>();
  const unknown = new Set<string>();
  const take = (word: string): void => {
    const platform = tellPlatform(word);
    if (platform === null) unknown.add(word);
    platforms.add(platform ?? word);
  };
  for (const [, quoted, bare] of cell.matchAll(ITEM)) {
    const word = quoted?.replaceAll('""', '"') ?? bare?.trim() ?? '';
    if (quoted !== undefined) {
      platforms.add(word);
      if (tellPlatform(word) !== word && !OLD_PLATFORMS.has(word)) unknown.add(word);
      continue;
    }
    const pieces = word.split(/[+&/]|\b(?:and|und|et|y)\b/).map((piece) => piece.trim());
    if (pieces.every((piece) => tellPlatform(piece) !== null)) pieces.forEach(take);
    else if (word !== '') take(word);
  }
  return { platforms: [...platforms], unknown: [...unknown] };
}

/** The text that `readPlatforms` reads back to this one platform. */
export function writePlatform(platform: string): string {
  const { platforms } = readPlatforms(platform);
  const isPlain = !isNothing(platform) && platforms.length === 1 && platforms[0] === platform;
  return isPlain ? platform : `"${platform.replaceAll('"', '""')}"`;
}

function tellPlatform(word: string): string | null {
  if (ICS_PLATFORMS.has(word.trim())) return word.trim();
  const folded = word
    .trim()
    .toLowerCase()
    .replace(/[_\s]+/g, ' ');
  return PLATFORMS.find(([, words]) => words.test(folded))?.[0] ?? null;
}

const KINDS: readonly (readonly [kind: GroupKind, words: RegExp])[] = [
  ['hosts', /^(?:hosts?|servers?|workstations?|clients?|endpoints?|systems?|devices?|rechner|postes?|equipos?)$/i],
  ['segment', /^(?:(?:network )?segments?|networks?|subnets?|vlans?|zones?|dmz|netz(?:segment)?|réseau|red)$/i],
  [
    'cloud-account',
    /^(?:cloud[- ]?accounts?|accounts?|cloud|subscriptions?|(?:cloud )?projects?|cloud-konto|compte cloud)$/i,
  ],
  ['tenant', /^(?:tenants?|saas|mandant|locataire|inquilino)$/i],
  ['perimeter', /^(?:perimeter|pre|internet|perimetro|périmètre)$/i],
];

export function readGroupKind(cell: string): GroupKind | null {
  return KINDS.find(([, words]) => words.test(cell.trim()))?.[0] ?? null;
}

const TENANT_PLATFORMS = new Set([
  'Identity Provider',
  'Office Suite',
  'SaaS',
  'Azure AD',
  'Office 365',
  'Google Workspace',
]);

/** The kind of a group that does not say it, by its platforms. */
export function tellGroupKind(platforms: readonly string[]): GroupKind {
  if (platforms.length === 0) return 'hosts';
  if (platforms.every((platform) => platform === 'PRE')) return 'perimeter';
  if (platforms.every((platform) => platform === 'IaaS')) return 'cloud-account';
  return platforms.every((platform) => TENANT_PLATFORMS.has(platform)) ? 'tenant' : 'hosts';
}

const ROLE_WORDS: readonly (readonly [role: Role, words: RegExp])[] = [
  ['domain-controller', /^(?:domain[- ]?controllers?|dcs?|addc|ad dc|domänencontroller|contrôleur de domaine)$/i],
  [
    'certificate-authority',
    /^(?:certificate[- ]?authority|certification authority|ca|adcs|ad[- ]cs|pki|zertifizierungsstelle)$/i,
  ],
  ['ad-fs', /^(?:ad[- ]?fs|federation|federation server)$/i],
  ['mail', /^(?:mail|e-?mail|exchange|smtp|mail ?servers?)$/i],
  ['dns', /^(?:dns|dns ?servers?|name ?servers?)$/i],
  ['web', /^(?:web|www|http|web ?servers?|iis|apache|nginx)$/i],
  ['dhcp', /^(?:dhcp|dhcp ?servers?)$/i],
];

export function readRoles(cell: string): { readonly roles: readonly Role[]; readonly unknown: readonly string[] } {
  const roles: Role[] = [];
  const unknown: string[] = [];
  for (const word of cell.split(/[,;|\n+/]/).map((each) => each.trim())) {
    if (word === '' || /^(?:none|-|n\/a|keine)$/i.test(word)) continue;
    const role = ROLE_WORDS.find(([, words]) => words.test(word))?.[0];
    if (role === undefined) unknown.push(word);
    else if (!roles.includes(role)) roles.push(role);
  }
  return { roles, unknown };
}

/** More is no share, and patterns are not tried on it. */
const LONGEST_SHARE = 40;
const PART = /^(?:"((?:[^"]|"")*)"\s*|([^=:"]+))[=:](.+)$/s;

/** `wave 1 = 60%; wave 2 = 40%`; names with separators in quotes. */
export function readParts(cell: string): {
  readonly parts: readonly GroupPart[];
  readonly unreadable: readonly string[];
} {
  const parts: GroupPart[] = [];
  const unreadable: string[] = [];
  for (const item of cell.match(/(?:"(?:[^"]|"")*"|[^;"])+/g) ?? []) {
    if (item.trim() === '') continue;
    const match = PART.exec(item.trim());
    const name = match?.[1]?.replaceAll('""', '"') ?? match?.[2]?.trim() ?? '';
    const share = readShare((match?.[3] ?? '').slice(0, LONGEST_SHARE), '.');
    const fraction = share === null || share === UNREADABLE ? null : settlePlainShare(share.value, share.unit);
    if (name === '' || fraction === null || parts.some((part) => part.name === name)) unreadable.push(item.trim());
    else parts.push({ name, share: fraction });
  }
  return { parts, unreadable };
}

/** A share that stands alone: up to 1 a fraction, above it a percentage. */
export function settlePlainShare(value: number, unit: 'fraction' | 'plain'): number {
  return unit === 'plain' && value > 1 ? value / 100 : value;
}
