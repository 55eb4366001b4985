/** What headers that nobody agreed on mean: "Tool in use", "Qty", "Betriebssystem / OS", "Agent Ver." */
import type { InventoryMeaning } from '../../domain/sensors/inventory-meanings';
import { tellMeaning } from './inventory-csv-columns';
import { NAMES_IN_LANGUAGES } from './inventory-header-languages';

export interface HeaderGuess {
  readonly meaning: InventoryMeaning;
  /** 0 to 1: what decides between columns that may mean the same. */
  readonly score: number;
}

const EVERY_PART = 0.95;
const ONE_PART = 0.85;

/** Columns of asset exports that hold nothing of an inventory, however their words sound. */
const OTHER =
  /\b(?:ip|ipv4|ipv6|mac|serial|seriennummer|uuid|guid|sid|imei|url|link|e ?mail|mail|phone|telefon|telephone|cpu|ram|memory|disk|model|modell|modele|modelo|chassis|bios|last (?:seen|contact|check ?in|logon|login|reboot|user|sync|scan)|letzter kontakt|zuletzt|first seen|logged (?:on|in)|user ?name|benutzer|utilisateur|usuario|ticket|purchase order|invoice|rechnung|warranty|garantie|patch|signature|definitions?|policy|threats?|alerts?|incidents?|vulnerabilit\w*|score|risk)\b/;

/** The likeliest first; all that fit are given, since the cells decide between them. */
const WORDS: readonly (readonly [meaning: InventoryMeaning, score: number, words: RegExp])[] = [
  [
    'version',
    0.84,
    /\b(?:version|versions|ver|vers|release|build|versionsnummer|agentversion|produktversion|versionsstand)\b/,
  ],
  [
    'platform',
    0.82,
    /\b(?:os|operating system|betriebssystem|platform|platforms|plattform|plateforme|plataforma|systeme d exploitation|sistema operativo|s o|so|os (?:name|type|family|version))\b/,
  ],
  [
    'host',
    0.8,
    /\b(?:host ?names?|hostname|fqdn|netbios|dns name|(?:host|computer|device|machine|server|endpoint|asset|node|workstation|system|pc|client|agent|vm) ?(?:name|tag|id)|rechner(?:name)?|gerate?name|computername|nom (?:de l )?(?:hote|ordinateur|poste)|nombre (?:de|del) (?:equipo|host|servidor))\b/,
  ],
  [
    'host',
    0.7,
    /^(?:computer|machine|server|device|endpoint|workstation|pc|node|host|rechner|gerat|ordinateur|poste|equipo|vm)s?$/,
  ],
  [
    'hosts',
    0.78,
    /\b(?:qty|quantity|count|counts|number of|no of|num|anz|anzahl|menge|stuck(?:zahl)?|nb|nombre de|effectif|cantidad|numero de|total|seats?|installs?|installations|instances|endpoints|devices|hosts|clients|gerate|postes|equipos|machines)\b/,
  ],
  [
    'share',
    0.76,
    /\b(?:coverage|covered|deployed percent|rollout|roll out|abdeckung(?:sgrad)?|penetration|percent|prozent|pct|couverture|deploiement|cobertura|despliegue|saturation|verteilung)\b/,
  ],
  [
    'retentionDays',
    0.76,
    /\b(?:retention|aufbewahrung\w*|retained|speicherdauer|vorhaltezeit|conservation|retencion|conservacion|days kept|keep(?:ing)? (?:days|time)|hot storage)\b/,
  ],
  [
    'logDestination',
    0.74,
    /\b(?:siem|log (?:dest\w*|target|sink|platform|server|store|storage|collector|management)|logs? (?:to|go to|sent to)|forward\w*|destination|sends? to|sent to|ships? to|protokollziel|logziel|data ?lake|collector)\b/,
  ],
  [
    'cost',
    0.74,
    /\b(?:cost|costs|price|pricing|licen[sc]e (?:fee|cost|price)s?|licen[sc]es?|lizenz\w*|fee|fees|budget|spend|spending|tco|kosten|preis|cout|couts|prix|coste|costo|costes|precio|amount|betrag|jahreskosten|eur|usd|chf|gbp)\b/,
  ],
  ['currency', 0.74, /\b(?:currency|wahrung|devise|moneda|curr)\b/],
  [
    'owner',
    0.72,
    /\b(?:owner|owners|responsible|team|contact|verantwortlich\w*|zustandig\w*|custodian|managed by|maintained by|maintainer|administrator|admin|betreuer|ansprechpartner|responsable|proprietaire|propietario|equipe|equipo responsable)\b/,
  ],
  [
    'vendor',
    0.78,
    /\b(?:vendor|vendors|manufacturer|maker|hersteller|anbieter|publisher|supplier|oem|editeur|fournisseur|fabricant|fabricante|proveedor|brand|marke)\b/,
  ],
  [
    'until',
    0.72,
    /\b(?:until|expir\w*|end of (?:life|support|contract|term)|eol|eos|renewal|renew|valid (?:to|until|thru|through)|contract end|ablauf\w*|gultig bis|laufzeit(?:ende)?|vertragsende|echeance|fin|caduc\w*|vencimiento|end date|decommission\w*)\b/,
  ],
  [
    'since',
    0.7,
    /\b(?:since|install(?:ed|ation)? (?:on|date)|deploy(?:ed|ment)? (?:on|date)|go ?live|golive|start(?:ed)?(?: date)?|date (?:installed|deployed|added|in service|of install\w*)|in service since|seit|einfuhrung\w*|eingefuhrt|installiert am|inbetriebnahme|depuis|mise en service|desde|fecha|date|datum|live since)\b/,
  ],
  [
    'status',
    0.7,
    /\b(?:status|state|stage|lifecycle|in use|installed|in betrieb|enabled|active|zustand|etat|estado|live|project phase|maturity)\b/,
  ],
  [
    'site',
    0.74,
    /\b(?:sites?|loc|locations?|standorte?|plant|werk|branch|filiale|campus|office|buro|city|town|stadt|ort|region|country|land|building|gebaude|ville|pays|lieu|ciudad|pais|sede|ubicacion|niederlassung|data ?cent(?:er|re)|rechenzentrum|facility|emplacement|localisation|localizacion)\b/,
  ],
  [
    'group',
    0.72,
    /\b(?:(?:system|host|device|asset|server|client) ?(?:group|class|category|type)s?|group|gruppe|groupe|grupo|department|abteilung|business unit|bu|ou|org\w* unit|segment|zone|environment|umgebung|scope|systems? covered|deployed on systems|perimetre|perimetro|geltungsbereich|service|population|covers|protects|applies to|deployed to|systems? protected|schutzt)\b/,
  ],
  [
    'sensor',
    0.75,
    /\b(?:tools?|products?|produkte?|produkt ?name|produits?|productos?|solutions?|losung\w*|agents?|sensors?|sensoren|capteurs?|sondes?|software|application|anwendung|logiciel|technolog\w*|edr|xdr|epp|ndr|ids|anti ?virus|anti ?malware|virenschutz|malware ?schutz|endpoint (?:protection|security|agent)|security (?:control|tool|product|software|stack)s?|controls?|log sources?|logquelle|data sources?|telemetry source|werkzeuge?|outils?|herramientas?|sicherheits\w*|schutzsoftware|msrc)\b/,
  ],
  ['sensor', 0.5, /^(?:name|bezeichnung|nom|nombre|title|item|component|komponente|titel)$/],
  ['criticality', 0.7, /\b(?:critical\w*|kritikalitat|priority|prioritat|importance|weight\w*|gewicht\w*|criticite)\b/],
  ['events', 0.68, /\b(?:events?|event ids?|ereignis\w*|evenements?|eventos)\b/],
  ['roles', 0.6, /\b(?:roles?|rollen?|server function|function|funktion)\b/],
  [
    'notes',
    0.6,
    /\b(?:notes?|comments?|remarks?|bemerkung\w*|anmerkung\w*|hinweise?|description|beschreibung|kommentare?|observaciones|observations|remarques|commentaires?|notas|details|info|misc|sonstiges)\b/,
  ],
];

/** One of the names of other languages, among other words. */
const NAME_WITHIN = 0.73;
/** Between letters of Chinese and Japanese stands no space. */
const WITHOUT_SPACES = /\p{Script=Han}|\p{Script=Katakana}|\p{Script=Hiragana}/u;
const SHORTEST_WITHIN = 4;

const OTHER_LANGUAGES = (Object.entries(NAMES_IN_LANGUAGES) as [InventoryMeaning, string][]).map(([meaning, list]) => {
  const names = list.split('|').map(foldWords);
  const packed = names.filter((name) => WITHOUT_SPACES.test(name));
  const spaced = names.filter((name) => !WITHOUT_SPACES.test(name) && name.length >= SHORTEST_WITHIN);
  const whole = `(?<![\\p{L}\\p{N}])(?:${spaced.join('|')})(?![\\p{L}\\p{N}])`;
  return { meaning, pattern: new RegExp([whole, ...packed].join('|'), 'u') };
});

/** Every meaning that a header may have, best first; empty when its words say nothing. */
export function guessByHeader(header: string): readonly HeaderGuess[] {
  if (header.length > 120) return [];
  const parts = header
    .split(/[/|\\\n;()[\]]|\s[-–—]\s/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const meant = parts.map(tellMeaning);
  const told = [...new Set(meant.filter((meaning) => meaning !== null))];
  const [only] = told;
  if (parts.length > 1 && told.length === 1 && only !== undefined) {
    return [{ meaning: only, score: meant.every((meaning) => meaning === only) ? EVERY_PART : ONE_PART }];
  }
  const words = foldWords(header);
  if (words === '' || OTHER.test(words)) return [];
  const known = WORDS.filter(([, , pattern]) => pattern.test(words)).map(([meaning, score]) => ({ meaning, score }));
  const elsewhere = OTHER_LANGUAGES.filter(({ meaning, pattern }) => {
    return pattern.test(words) && !known.some((guess) => guess.meaning === meaning);
  });
  return [...known, ...elsewhere.map(({ meaning }) => ({ meaning, score: NAME_WITHIN }))];
}

/** Whether its words name what no inventory holds. */
export function isOtherHeader(header: string): boolean {
  return OTHER.test(foldWords(header));
}

/** Words for what sees things; "agent", "application" and "control" are as often something else. */
const SENSOR_WORDS =
  /\b(?:tools?|products?|produkte?|produktname|produits?|productos?|sensor\w*|capteurs?|sondes?|werkzeuge?|outils?|herramientas?|edr|xdr|epp|ndr|ids|anti ?virus|anti ?malware|virenschutz|malware ?schutz|endpoint (?:protection|security|agent)|security (?:control|tool|product|software|stack|solution|agent)s?|log sources?|logging sources?|logquelle|data sources?|telemetry source|sicherheits\w*|schutzsoftware|msrc)\b/;

/** Whether a column with such a header names sensors even where no cell is known. */
export function isSensorHeader(header: string): boolean {
  return SENSOR_WORDS.test(foldWords(header));
}

/** No header, or one that a program made up: "Column 3", "F7", "Unnamed: 2". */
export function isSilentHeader(header: string): boolean {
  return /^(?:(?:column|col|spalte|colonne|columna|field|feld|champ|campo|unnamed|f|c|x|var)\s*[:_#-]?\s*\d*|[a-z]|\d+)?$/i.test(
    header.trim(),
  );
}

/** Lower case, no accents, camel case cut, one space between words: `agentVersion` → "agent version". */
export function foldWords(text: string): string {
  return text
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('%', ' percent ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
