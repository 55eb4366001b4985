import type { TypeReading } from './indicator-types';

/** What OpenIOC's search terms hold, by their end: `FileItem/Md5sum`, `Network/DNS`. The first that fits counts. */
const TERMS: readonly (readonly [RegExp, TypeReading])[] = [
  [/(?:^|\/)(?:peinfo|stringlist|systeminfoitem|eventlogitem|volumeitem|useritem|hookitem|snort|yara)\b.*/, 'none'],
  [/(?:md5sum|md5)$/, 'md5'],
  [/(?:sha1sum|sha1)$/, 'sha1'],
  [/(?:sha256sum|sha256)$/, 'sha256'],
  [/(?:sha512sum|sha512)$/, 'sha512'],
  [/^(?:portitem|network|processitem\/portlist\/portitem)\/(?:remoteip|ip|ipv4|dstip|destip|remoteaddress)$/, 'ipv4'],
  [/(?:remoteip|remoteipaddress|ipv4address|ipv6address|addressitem|network\/ip)$/, 'ipv4'],
  [/^routeentryitem\/destination$/, 'ipv4'],
  [/(?:dnsentryitem\/(?:recordname|host|recorddata\/host)|network\/dns|hostname|network\/host|remotehost)$/, 'domain'],
  [/(?:network\/uri|network\/url|url|sourceurl|network\/http_referr|referer|referrer)$/, 'url'],
  [/useragent$/, 'user-agent'],
  [/^email\/(?:from|to|sender|replyto|cc|bcc|returnpath)$/, 'email'],
  [/^email\/attachment\/(?:name|filename)$/, 'file-name'],
  [/^registryitem\/(?:keypath|path|keyname)$/, 'registry-key'],
  [/(?:filename|processitem\/name|moduleitem\/name|drivername|handleitem\/filename)$/, 'file-name'],
  [
    /(?:fullpath|filepath|processitem\/path|servicedllpath|serviceitem\/path|imagepath|driveritem\/.*path)$/,
    'file-path',
  ],
  [/(?:handlelist\/handle\/name|handleitem\/name|mutex\/name|mutexname|processitem\/mutex)$/, 'mutex'],
  [/^(?:cve|vulnerability)/, 'vulnerability'],
];

/** `none`: it is a condition on something that nothing here looks for. */
export function readOpenIocTerm(search: string): TypeReading {
  const term = search.toLowerCase();
  return TERMS.find(([form]) => form.test(term))?.[1] ?? 'none';
}

/** What a STIX pattern calls the property in which a part is looked for. */
const PROPERTIES: Readonly<Partial<Record<TypeReading, readonly string[]>>> = {
  domain: ['domain-name:value'],
  url: ['url:value'],
  email: ['email-addr:value'],
  'file-name': ['file:name'],
  'registry-key': ['windows-registry-key:key'],
  'user-agent': ["network-traffic:extensions.'http-request-ext'.request_header.'User-Agent'"],
  mutex: ['mutex:name'],
};
/** A part of a path may stand in the name as well as in the directory, and both are one property of no object. */
const PATHS = ['file:name', 'file:parent_directory_ref.path'];

/** A path begins with its drive, which is in neither property alone, and ends with its file's name, never with a directory. */
function listPathProperties(condition: string, content: string): readonly string[] | null {
  if (condition === 'starts-with' || /[\\/]/.test(content)) return null;
  return condition === 'ends-with' ? ['file:name'] : PATHS;
}

const LONGEST_PART = 1000;

/**
 * A part of a value is a condition of its own, and never the whole: `contains evil` is `LIKE '%evil%'`.
 * @returns `null`: there is no pattern for it, or the part would fit anything
 */
export function writePartPattern(reading: TypeReading, condition: string, content: string): string | null {
  const properties = reading === 'file-path' ? listPathProperties(condition, content) : PROPERTIES[reading];
  // `%` and `_` stand for others there, and the grammar has no way to write them.
  if (properties === null || properties === undefined || /[%_\p{Cc}]/u.test(content) || content.length > LONGEST_PART)
    return null;
  const text = content.replace(/['\\]/g, '\\$&');
  const like = `${condition === 'starts-with' ? '' : '%'}${text}${condition === 'ends-with' ? '' : '%'}`;
  return `[${properties.map((property) => `${property} LIKE '${like}'`).join(' OR ')}]`;
}
