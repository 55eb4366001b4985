/** What columns of logs are called, in the exports of many products; letters and digits only, in lower case. */

const NAMES: Readonly<Record<string, string>> = {
  '@timestamp':
    'timestamp time datetime eventtime timegenerated starttime generatetime time logtime devicetime firstseen receivetime ts timecreated creationtime occurred logged timestamputc dateandtime datumunduhrzeit eventdate whenoccurred timeoflog detecttime requesttime accesstime connectiontime recordtime eventstarttime stime timereceived timestampms utctime createddatetime activitydatetime logsourcetime logdate zeit zeitstempel uhrzeit horodatage fecha fechahora dataora starttimeutc eventreceivedtime',
  'event.start': 'flowstart starttimestamp',
  'event.end': 'endtime lastseen etime eventendtime stoptime lasttime lastupdate',
  'event.duration':
    'duration dur elapsed elapsedtime sessionduration elapsedtimesec timetaken durationms durationsec td',
  'source.ip':
    'sourceip srcip sip srcaddr sourceaddress src saddr sourceipaddress clientip cip clientaddress ipsource sourcenetworkaddress origh idorigh fromip remoteip ipaddress callingip localip initiatorip internalip srcipaddr callerip callipaddress senderipv4 senderip iporigin origin quelladresse quellip quelle source clientipaddress attackeraddress identityip internalclientip',
  'source.port':
    'sourceport srcport sport clientport cport origp idorigp fromport localport initiatorport quellport spt',
  'source.mac': 'sourcemac srcmac smac clientmac macaddress mac sourcemacaddress',
  'source.nat.ip': 'natsourceip natsrcip transip sourcenatip postnatsourceip natsource xlatesrc xlatesourceip',
  'source.nat.port': 'natsourceport natsport transport postnatsourceport',
  'source.bytes':
    'bytessent sentbytes sentbyte srcbytes csbytes origbytes bytesout outbytes byteupload uploadbytes requestbytes obyt sbytes clientbytes bytestoserver',
  'source.packets': 'packetssent srcpkts sentpkt origpkts pktssent spkts packetsout',
  'source.domain':
    'sourcehost srchost sourcehostname sourcedomain clienthost clienthostname sourcemachine workstationname',
  'source.geo.country_iso_code': 'sourcecountry srccountry sourcegeocountry',
  'destination.ip':
    'destinationip dstip dip dstaddr destinationaddress dst daddr destip destinationipaddress serverip sip2 ipdestination resph idresph toip targetip responderip dest serveraddress dstipaddr destaddr remoteaddress rip zieladresse zielip ziel destination serveripaddress targetaddress externalip destinationipv4',
  'destination.port':
    'destinationport dstport dport destport serverport respp idrespp toport targetport responderport zielport dpt remoteport sport2 serverportnumber',
  'destination.mac': 'destinationmac dstmac dmac',
  'destination.nat.ip': 'natdestinationip natdstip natdestination postnatdestinationip xlatedst xlatedestinationip',
  'destination.nat.port': 'natdestinationport natdport postnatdestinationport',
  'destination.bytes':
    'bytesreceived receivedbytes rcvdbyte dstbytes scbytes respbytes bytesin inbytes bytedownload downloadbytes responsebytes dbytes serverbytes bytestoclient responsesize',
  'destination.packets': 'packetsreceived dstpkts rcvdpkt resppkts pktsreceived dpkts packetsin',
  'destination.domain':
    'destinationhost dsthost destinationhostname desthost servername targethost targethostname destinationdomain remotehost remotehostname',
  'destination.geo.country_iso_code': 'destinationcountry dstcountry',
  'network.bytes': 'bytes totalbytes totbytes bytestotal octets ibyt bytecount',
  'network.packets': 'packets totalpackets totpkts pkts ipkt packetcount',
  'network.transport':
    'protocol proto ipprotocol transport pr protokoll ipproto networkprotocol protocolname transportprotocol',
  'network.application': 'application app applicationname appid l7protocol applicationprotocol appname',
  'network.protocol': 'service servicename',
  'network.direction': 'direction dir flowdirection connectiondirection',
  'network.forwarded_ip': 'xforwardedfor forwardedfor xff',
  'event.action':
    'action act disposition deviceaction eventaction firewallaction actiontaken verdict aktion decision filteraction saction rulesaction policyaction actiontype operation operationname activity',
  'event.outcome': 'outcome result status eventoutcome resulttype resultdescription',
  'event.reason': 'reason sessionendreason deniedreason blockreason reasonforaction',
  'event.code': 'eventid eventcode eventidentifier signatureid ereignisid',
  'event.provider': 'provider providername',
  'event.severity': 'severity level priority riskscore magnitude',
  'event.category': 'category threatcontenttype logtype type subtype lowlevelcategory highlevelcategory',
  'rule.name':
    'rule rulename policy policyname aclname accessrule signature attackname threatname threatid virusname threat alertname title attack',
  'rule.id': 'ruleid policyid ruleuid',
  'user.name':
    'user username srcuser sourceuser suser csusername account accountname userid login loginname benutzer benutzername userprincipalname targetusername subjectusername initiatingprocessaccountname duser dstuser upn identity actor authenticateduser mostgranularidentity',
  'user.domain': 'userdomain accountdomain ntdomain targetdomainname subjectdomainname initiatingprocessaccountdomain',
  'host.name':
    'host hostname computer computername device devicename machine machinename computerid system systemname asset assetname endpoint rechner rechnername nodename agentname hostidentifier dvc',
  'observer.name':
    'firewall firewallname sensor sensorname logsource devname collector observer appliance loghost gateway',
  'observer.serial_number': 'serial serialnumber devid serialnum',
  'observer.ingress.interface.name': 'inboundinterface srcintf ingressinterface inif sourceinterface iniface',
  'observer.egress.interface.name': 'outboundinterface dstintf egressinterface outif destinationinterface outiface',
  'observer.ingress.zone': 'sourcezone srczone fromzone ingresszone',
  'observer.egress.zone': 'destinationzone dstzone tozone egresszone',
  'url.full':
    'url uri requesturl urlfull fullurl csuri remoteurl request requesturi weburl targeturl link clickedurl urlhostname',
  'url.domain': 'cshost urldomain requesthost websitedomain urlhost sitename httphost virtualhost vhost website',
  'url.path': 'uripath csuristem urlpath path2',
  'url.query': 'csuriquery uriquery urlquery',
  'dns.question.name':
    'domain query dnsquery queryname qname domainname dnsname fqdn question dnsrequest rrname queriedname hostqueried',
  'dns.question.type': 'querytype qtype recordtype qtypename rrtype dnsquerytype',
  'dns.response_code': 'responsecode rcode rcodename dnsresponsecode',
  'dns.answers.data': 'answer answers dnsresponse dnsanswer resolvedips queryresults rdata',
  'http.request.method': 'method httpmethod requestmethod csmethod verb',
  'http.response.status_code':
    'statuscode scstatus httpstatus httpstatuscode responsestatus httpresponsecode statusnumber',
  'http.request.referrer': 'referer referrer csreferer httpreferer httpreferrer csreferrer',
  'user_agent.original': 'useragent csuseragent httpuseragent agent browser ua',
  'http.response.mime_type': 'contenttype mimetype rscontenttype',
  'file.hash.md5': 'md5 md5hash filemd5 hashmd5 filehashmd5',
  'file.hash.sha1': 'sha1 sha1hash filesha1 hashsha1 filehashsha1',
  'file.hash.sha256': 'sha256 sha256hash filesha256 hashsha256 filehash hash filehashsha256 amphash sha',
  'file.name': 'filename file objectname attachment attachmentname',
  'file.path': 'filepath folderpath fullpath targetfilename pathname',
  'file.size': 'filesize filelength',
  'process.name': 'process processname image2',
  'process.executable': 'image processpath newprocessname exe executable processfilepath initiatingprocessfolderpath',
  'process.command_line': 'commandline cmdline processcommandline cmd command initiatingprocesscommandline',
  'process.pid': 'pid processid newprocessid',
  'process.parent.name': 'parentprocess parentprocessname initiatingprocessfilename',
  'process.parent.executable': 'parentimage parentprocesspath parentcommandpath',
  'process.parent.command_line': 'parentcommandline initiatingprocessparentcommandline',
  'process.parent.pid': 'ppid parentprocessid initiatingprocessparentid',
  'registry.path': 'registrykey targetobject registrypath regkey',
  'registry.value': 'registryvaluename registryvalue valuename',
  'email.from.address': 'from sender fromaddress senderaddress mailfrom senderfromaddress emailfrom returnpath',
  'email.to.address': 'to recipient recipients toaddress rcptto recipientaddress recipientemailaddress emailto',
  'email.subject': 'subject emailsubject mailsubject',
  'email.message_id': 'messageid internetmessageid networkmessageid',
  'tls.client.server_name': 'sni servernameindication tlssni sslsni',
  'tls.client.ja3': 'ja3 ja3hash',
  'network.vlan.id': 'vlan vlanid',
  message:
    'message msg description rawlog raw rawmessage payload log payloadastext renderedmessage info details payloadutf8 eventmessage text',
  'labels.event_count': 'count eventcount repeatcount hits sessions numberofevents flows',
  'tcp.flags': 'flags tcpflags flg',
  'connection.state': 'state connstate connectionstate',
};

const FIELD_BY_NAME: ReadonlyMap<string, string> = new Map(
  Object.entries(NAMES).flatMap(([field, names]) => names.split(' ').map((name) => [name, field] as const)),
);
const FIELDS: ReadonlySet<string> = new Set(Object.keys(NAMES));

/** Fields for the wizard, in the order they are offered. */
export const TABLE_FIELDS: readonly string[] = [...FIELDS, 'vedette.disposition'];

/** ECS names themselves, and what others put before a name (`data.srcip`, `_source.host.name`). */
export function fieldOfColumn(header: string): string | null {
  const name = header
    .trim()
    .replace(/^\uFEFF/, '')
    .replace(/^"|"$/g, '');
  const plain = name.replace(/^(?:_source|fields|data|result|all_traffic|web|dns)\./i, '');
  if (FIELDS.has(plain)) return plain;
  if (plain === '_time') return '@timestamp';
  if (plain === '_raw') return 'message';
  const bare = (text: string) =>
    text
      .toLowerCase()
      .replace(/\((?:utc|gmt|local|ms|s|sec|seconds|bytes)\)|\[[^\]]{0,20}\]/g, '')
      .replace(/[^a-z0-9]+/g, '');
  const last = plain.includes('.') ? plain.slice(plain.lastIndexOf('.') + 1) : plain;
  return (
    FIELD_BY_NAME.get(bare(plain).replace(/s$/, '')) ??
    FIELD_BY_NAME.get(bare(plain)) ??
    (last === plain ? null : (FIELD_BY_NAME.get(bare(last)) ?? null))
  );
}
