import type { IndicatorColumnRole } from './indicator-reader';
import { foldWord } from './indicator-types';

/** Headers that say what a column says of a value. Those of columns with values are words for types. */
const WORDS: Readonly<Partial<Record<IndicatorColumnRole, string>>> = {
  type: `type indicatortype ioctype entitytype kind datatype observabletype attributetype valuetype iockind typeofindicator
    indicatorkind typeofioc types typ`,
  port: 'port dstport destinationport dport remoteport serverport c2port ports',
  confidence: `confidence confidencelevel confidencescore score iocscore risk riskscore certainty reliability threatscore
    abuseconfidencescore sourceconfidence cifconfidence iocconfidence level icscore`,
  'first-seen': `firstseen firstseenutc datefirstseen firstseendate created creationdate createdat date dateadded timestamp time seen
    seenon listingdate added published publisheddate datetime observed firstobserved detected discovered firstsubmission
    firstsubmissiondate creationtime reportdate incidentdate dateofdetection datum firstdate begin datecreated submissiontime`,
  'last-seen': `lastseen lastseenutc lastseendate lastonline updated updatedat modified lastupdate lastupdated lastobserved
    lastsubmission modifieddate lastdate lastactive datelastseen lastreportedat datelastupdated`,
  'valid-from': 'validfrom validfromdate startdate starttime validitystart',
  'valid-until': `validuntil validto validuntildate endofvalidity expires expiration expirationdate expiry expirydate enddate
    expireson expiresat validityend`,
  comment: `comment comments description desc descriptions note notes context malware malwarefamily malwarename family threat threatname
    name title toolname tool tools detail details signature malwareprintable malwarealias campaign campaignname actor threatactor
    actorname group info information remark remarks message reason listingreason usage role detection purpose function association
    relatedto relatedmalware attribution filedescription metadesc iocdescription bemerkung kommentar beschreibung additionalinfo
    additionalinformation summary variant version cluster associations target`,
  label: `tag tags label labels category categories killchain killchainphase phase stage threattype status urlstatus c2status
    toids severity activity classification attributetag indicatorrole iocrole attackphase group2`,
  tlp: 'tlp marking markings sharing tlplevel tlpmarking tlpcolor handling',
  'said-by': `source sources reporter author user feed feedname provider org organisation organization publisher owner reportedby
    analyst metasource sourcename vendor contributor submitter createdby by`,
  reference: `reference references ref refs link links sourceurl referenceurl referenceurls reporturl report reports urlhauslink
    permalink blog blogpost evidence tweet externallinks externalreference externalreferences sourcelink metaurl virustotal vt
    virustotallink vtlink analysis analysisurl anyrun sandbox article quelle`,
  technique: `technique techniques techniqueid techniqueids mitre mitreattack mitreid attack attackid attacktechnique ttp ttps
    mitretechnique mitretechniques mitrettp attckid mitreattackid mitreattcktechnique attck`,
};

const ROLES = new Map<string, IndicatorColumnRole>();
for (const [role, words] of Object.entries(WORDS) as [IndicatorColumnRole, string][])
  for (const word of words.trim().split(/\s+/)) ROLES.set(word, role);

/** `null`: it says nothing of that kind. */
export function readRoleWord(header: string): IndicatorColumnRole | null {
  if (header.length > 60) return null;
  const word = foldWord(header);
  return (
    ROLES.get(word) ?? ROLES.get(word.replace(/^(?:meta|ioc|indicator|attribute|object)|(?:utc|gmt|s)$/g, '')) ?? null
  );
}
