/** Lines of lists in the ways that blockers, resolvers and firewalls write them. */

export interface BlockLine {
  readonly values: readonly string[];
  readonly comment: string;
}

/** Of a resolver's own, in every hosts file. */
const OWN_NAMES = /^(?:localhost|localhost\.localdomain|local|broadcasthost|ip6-[a-z]+|0\.0\.0\.0|[\w-]*loopback)$/i;
const HOSTS = /^(?:0\.0\.0\.0|127\.0\.0\.1|255\.255\.255\.255|::1?|fe80::1%lo0|ff0[0-2]::[0-3]?)[ \t]+(\S.*)$/;
const ZONE = /^(\S+)\s+(?:\d+\s+)?(?:IN\s+)?(CNAME|A|AAAA|TXT|DNAME)\s+(\S.*)$/;
const ZONE_HEAD = /^(?:\$[A-Z]+\b|@\s|\S*\s*(?:\d+\s+)?(?:IN\s+)?(?:SOA|NS)\s)/;
const SHARED_LIST = /^(.{0,300}):((?:\d{1,3}\.){3}\d{1,3}\s*-\s*(?:\d{1,3}\.){3}\d{1,3})$/;

/** `null`: it is written in none of these ways. A line without values is theirs and says none. */
export function readBlockLine(line: string): BlockLine | null {
  const first = line.charAt(0);
  if (first === '0' || first === '1' || first === ':' || first === 'f' || first === '2') {
    const names = HOSTS.exec(line)?.[1];
    if (names !== undefined) return readHosts(names);
  }
  if (first === '|' || first === '@' || first === '[') {
    const host = /^\|\|([^^/$*|\s]{1,300})\^?(?:\$.*|\|)?$/.exec(line)?.[1];
    if (host !== undefined) return { values: [host], comment: '' };
    // Of a list for browsers: its title, and what it lets through.
    if (/^(?:\[Adblock|@@\|\|)/i.test(line)) return { values: [], comment: '' };
  }
  const masked = /^(?:address|server|local)=\/([^/\s]{1,300})\//.exec(line)?.[1];
  if (masked !== undefined) return { values: [masked], comment: '' };
  const local = /^local-(?:zone|data):\s*["']?([^"'\s]{1,300})/.exec(line)?.[1];
  if (local !== undefined) return { values: [local], comment: '' };
  const denied = /^(?:deny|deny from|block|drop|reject)\s+(?:ip\s+|from\s+)?([\da-f.:/]{3,60});?$/i.exec(line)?.[1];
  if (denied !== undefined) return { values: [denied], comment: '' };
  if (ZONE_HEAD.test(line)) return { values: [], comment: '' };
  const [, owner = '', , target = ''] = ZONE.exec(line) ?? [];
  if (owner !== '') return readZone(owner, target);
  const [, name = '', range = ''] = SHARED_LIST.exec(line) ?? [];
  return range === '' ? null : { values: [range], comment: name.trim() };
}

function readHosts(text: string): BlockLine {
  const [names = '', ...comment] = text.split(/\s*#\s*/);
  const values = names.split(/\s+/).filter((name) => name !== '' && !OWN_NAMES.test(name));
  return { values, comment: comment.join(' ').trim() };
}

/** Of a response policy zone; what it lets through is no indicator. */
function readZone(owner: string, target: string): BlockLine {
  if (/^rpz-passthru\.?$/i.test(target)) return { values: [], comment: '' };
  const address = /^(\d{1,3})\.((?:\d{1,3}\.){3}\d{1,3})\.rpz-(?:ip|client-ip|nsip)\b/.exec(owner);
  if (address !== null)
    return { values: [`${(address[2] ?? '').split('.').reverse().join('.')}/${address[1]}`], comment: '' };
  const name = owner.replace(/\.rpz(?:-nsdname)?\b.*$/i, '');
  return { values: [name], comment: '' };
}

/** `evil.example CNAME .` and its head, in the first lines. */
export function isZoneText(text: string): boolean {
  return /^(?:\$TTL|\$ORIGIN|@\s+(?:\d+\s+)?(?:IN\s+)?SOA)\b/m.test(text);
}
