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
