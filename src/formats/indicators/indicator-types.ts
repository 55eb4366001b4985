/** Words for types, as columns, feeds and formats name them. */
import type { Observable, ObservableType } from '../../domain/indicators/observable';
import { readMispValue } from '../misp/misp-types';
import { readHash, readValue } from '../observable-values';
import { guessIndicator } from './guess-indicator';

/** `any`: by its looks. `hash`: by its length. `none`: a type that is known, and that nothing here looks for. */
export type TypeReading = ObservableType | 'any' | 'hash' | 'none';

const WORDS: Readonly<Record<TypeReading, string>> = {
  ipv4: `ip ips ipv4 ipv4s ipv4addr ipv4address ipv4addresses ipaddr ipaddress ipaddresses ipdst ipsrc ipport ipv4port
    ipdstport ipsrcport addr address addresses sourceip destinationip srcip dstip dstipaddress ipdestination ipsource c2ip serverip
    remoteip malwareip ipv4hostip sinkholeip ipnetwork`,
  ipv6: 'ipv6 ipv6addr ipv6address ipv6addresses',
  cidr: 'cidr cidrs cidr4 cidr6 ipv4cidr ipv6cidr subnet subnets network networks netblock netblocks netrange prefix bgpprefix',
  'ip-range': 'range iprange ipranges ipv4range',
  domain: `domain domains domainname domainnames host hosts hostname hostnames fqdn fqdns dnsname dns c2 c2s c2domain c2domains c2server
    c2servers c2host cnc maliciousdomain maliciousdomains domainport hostnameport hostport domainip server rrname dnsdomain subdomain
    subdomains domainhostname domainfqdn`,
  url: 'url urls uri uris maliciousurl maliciousurls payloadurl downloadurl fullurl urlfull httpurl malwareurl phishingurl',
  email: `email emails emailaddr emailaddress emailaddresses emailsrc emaildst emailsender emailfrom emailwhois emailreplyto sender
    senderemail senderaddress mail mailaddress whoisregistrantemail`,
  md5: `md5 md5s md5hash md5hashes hashmd5 hashesmd5 filehashmd5 filemd5 md5sum filehashesmd5 filenamemd5 malwaresample
    x509fingerprintmd5`,
  sha1: `sha1 sha1s sha1hash sha1hashes hashsha1 hashessha1 filehashsha1 filesha1 sha1sum filehashessha1 filenamesha1
    x509fingerprintsha1 sslcertfingerprint certsha1 certhash`,
  sha256: `sha256 sha256s sha256hash sha256hashes hashsha256 hashessha256 filehashsha256 filesha256 sha256sum filehashessha256
    sha2 filenamesha256 x509fingerprintsha256`,
  sha512: 'sha512 sha512hash hashsha512 hashessha512 filehashsha512 filesha512 sha512sum filenamesha512',
  'file-name': `file files filename filenames filenamepattern processname process imagename attachment emailattachment
    droppedfile`,
  'file-path': `filepath filepaths path paths filepathname fullpath filefullpath filelocation filenamepath directory folder imagepath
    processpath`,
  'registry-key': `registry registrykey registrykeys regkey regkeys registrypath registryvalue regkeyvalue winregistrykey
    windowsregistrykey registryitem registryitemkeypath`,
  'as-number': 'as asn asns asnumber autonomoussystem',
  'user-agent': 'useragent useragents httpuseragent ua software',
  ja3: 'ja3 ja3hash ja3md5 ja3fingerprint ja3fingerprintmd5 tlsja3',
  ja4: 'ja4 ja4hash ja4fingerprint',
  mutex: 'mutex mutexes mutant mutexname namedmutex',
  vulnerability: 'cve cves cveid vulnerability vulnerabilities exploit',
  hash: 'hash hashes filehash filehashes hashvalue filehashvalue samplehash malwarehash checksum',
  any: `indicator indicators ioc iocs iocvalue value values data observable observables indicatorvalue observablevalue artifact artifacts
    artefact indicatorofcompromise indicatorsofcompromise trail entity entry item cidrordomain ipdomain iporhost iporcidr iocindicator
    indicatordata iocdata obs atomic networkindicator domainorip ipordomain value1`,
  none: `pdb pdbpath yara yararule yararules sigma snort suricata ja3s ja3sfingerprint imphash impfuzzy ssdeep tlsh telfhash pehash
    pehashes filehashpehash filehashimphash filehashtlsh authentihash vhash bitcoinaddress btc btcaddress bitcoin cryptoaddress
    monero walletaddress wallet cryptowallet xmr username useraccount accountname port ports namedpipe pipe pipename service
    servicename scheduledtask taskname macaddress mac phonenumber phone certificate x509 x509serial serial description title note notes
    campaign campaignname threatactor malwaretype sha224 sha384 filesize sizeinbytes mimetype commandline cmdline command certhashpubkey
    pubkeyhash jarm hassh hasshmd5 hasshserver telegram twitter social github text comment other link filenamessdeep
    emailsubject subject emailbody emailxmailer filesha224 dkim cpe windowsservicename windowsscheduledtask malwarefamily`,
};

const BY_WORD = new Map<string, TypeReading>();
for (const [reading, words] of Object.entries(WORDS) as [TypeReading, string][])
  for (const word of words.trim().split(/\s+/)) BY_WORD.set(word, reading);

/** Of a header or a cell: `SHA-256`, `ip-dst|port`, `Intel::DOMAIN`, `ipv4-addr:value`; `null`: it is no word for a type. */
export function readTypeWord(written: string): TypeReading | null {
  if (written.length > 60) return null;
  const word = foldWord(written);
  return (
    BY_WORD.get(word) ??
    BY_WORD.get(
      word.replace(
        /^(?:intel|ioc|indicator|observable|malicious|network|file(?=md5|sha|hash))|(?:value|address|indicators?|iocs?)$/g,
        '',
      ),
    ) ??
    null
  );
}

export function foldWord(written: string): string {
  return written.toLowerCase().replace(/[^a-z0-9]+/g, '');
}

const SURE: ReadonlySet<string> = new Set([
  'ipv4',
  'ipv6',
  'cidr',
  'domain',
  'url',
  'email',
  'md5',
  'sha1',
  'sha256',
  'sha512',
]);

/**
 * A value of a stated type: what its fields hold besides, and what its looks say where they are plain. MISP's composites
 * (`filename|sha256`) give several.
 */
export function readTyped(reading: TypeReading, typeWord: string, written: string): readonly Observable[] {
  if (reading === 'none') return [];
  if (typeWord.includes('|') && written.includes('|')) {
    const holding = readMispValue(typeWord.toLowerCase(), written);
    if (holding.kind === 'values') return holding.values.map(({ observable }) => observable);
  }
  // "File": its name, or its hash.
  const hash = reading === 'file-name' || reading === 'file-path' ? readHash(written) : null;
  if (hash !== null) return [hash];
  const found =
    reading === 'any' ? guessIndicator(written) : reading === 'hash' ? readHash(written) : readValue(reading, written);
  if (found !== null) return [found];
  // A URL where a domain belongs, a SHA-256 in a column for MD5: its looks leave no doubt.
  const looks = reading === 'any' ? null : guessIndicator(written);
  return looks !== null && SURE.has(looks.type) ? [looks] : [];
}
