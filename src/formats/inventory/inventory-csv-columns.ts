/** The columns of an inventory: what each means and the headers people give it (docs/formats/inventory-csv.md). */
import { INVENTORY_MEANINGS, type InventoryMeaning } from '../../domain/sensors/inventory-meanings';
import { NAMES_IN_LANGUAGES } from './inventory-header-languages';

export interface InventoryColumn {
  /** As the file has it; empty for a column without one. */
  readonly header: string;
  /** `null`: the column is not used. */
  readonly meaning: InventoryMeaning | null;
  /** What the header says in brackets or signs: `%`, `EUR`, `days`. */
  readonly unit: string;
  /** How the meaning was found; `null` where there is none. */
  readonly how: 'header' | 'content' | 'remembered' | 'chosen' | 'product' | null;
  /** The first few different cells. */
  readonly samples: readonly string[];
}

/** The first is the one we write. English, German, French, Spanish; `NAMES_IN_LANGUAGES` adds others. */
const COMMON_NAMES: Readonly<Record<InventoryMeaning, readonly string[]>> = {
  sensor: names(
    'sensor|product|tool|data source product|sensor name|product name|tool name|security tool|security product|' +
      'solution|technology|log source|logging source|agent|sensors|tools|' +
      'produkt|werkzeug|sensorname|produktname|capteur|produit|outil|herramienta|producto',
  ),
  vendor: names(
    'vendor|manufacturer|supplier|maker|provider|hersteller|anbieter|lieferant|éditeur|fournisseur|fabricant|proveedor|fabricante',
  ),
  version: names('version|product version|agent version|sensor version|versión'),
  group: names(
    'system group|asset group|host group|hosts group|group|system|scope|systems|system group name|asset groups|' +
      'group name|asset|assets|environment|segment|zone|' +
      'systemgruppe|gruppe|systeme|geltungsbereich|groupe|groupe de systèmes|système|systèmes|périmètre|' +
      'grupo|grupo de sistemas|sistema|sistemas',
  ),
  groupKind: names('group kind|group type|kind|asset type|system type|gruppenart|art|type de groupe|tipo de grupo'),
  platform: names(
    'platform|os|operating system|platforms|attack platform|att&ck platform|plattform|betriebssystem|plattformen|' +
      'plateforme|système d’exploitation|se|plataforma|sistema operativo',
  ),
  hosts: names(
    'hosts|host count|number of hosts|no of hosts|hostcount|num hosts|endpoints|number of endpoints|devices|' +
      'number of devices|number of systems|system count|asset count|' +
      'anzahl hosts|anzahl systeme|anzahl geräte|anzahl|hôtes|nombre d’hôtes|nombre de postes|número de equipos|equipos',
  ),
  host: names('hostname|host name|computer name|computername|device name|endpoint name|fqdn|rechnername|nom d’hôte'),
  site: names('site|sites|plant|branch|campus|office|standort name|sede|emplacement du site'),
  criticality: names('criticality|weight|importance|kritikalität|gewicht|gewichtung|criticité|poids|criticidad|peso'),
  roles: names('roles|role|host roles|server roles|rollen|rolle|rôles|rôle|funciones'),
  parts: names('parts|group parts|waves|teile|parties|partes'),
  groupNotes: names('group notes|system notes|group comment|gruppennotizen'),
  standsOn: names(
    'stands on|installed on|location|deployed on|runs on|placement|installed at|' +
      'standort|steht auf|installiert auf|emplacement|installé sur|ubicación|instalado en',
  ),
  share: names(
    'share|coverage|coverage %|deployed %|coverage percent|deployment %|deployed percent|rollout|rollout %|' +
      'percent deployed|percent covered|percentage|' +
      'anteil|abdeckung|abdeckung %|couverture|part couverte|taux de couverture|cobertura|porcentaje',
  ),
  part: names('part|wave|part name|phase|rollout wave|teil|welle|partie|vague|parte|fase'),
  partSize: names('part size|part share|wave size|size of part|teilgröße|taille de la partie'),
  events: names(
    'events|event ids|enabled events|event id|eventids|event list|logged events|audited events|' +
      'ereignisse|ereignis-ids|aktivierte ereignisse|événements|evénements activés|eventos|eventos activados',
  ),
  status: names('status|state|deployment status|deployed|in use|zustand|statut|état|estado'),
  cost: names(
    'cost|costs|price|annual cost|cost per year|yearly cost|one-off cost|kosten|kosten pro jahr|preis|coût|coût annuel|prix|coste|costo|precio',
  ),
  currency: names('currency|währung|devise|monnaie|moneda|divisa'),
  costPer: names('cost per|cost period|billing period|kosten je|période|periodo'),
  owner: names(
    'owner|responsible|team|owned by|contact|verantwortlich|verantwortlicher|zuständig|inhaber|responsable|propriétaire|propietario',
  ),
  logDestination: names(
    'log destination|siem|logs to|log target|forwarded to|destination|log platform|protokollziel|log ziel|ziel der logs|destination des logs|destino de logs',
  ),
  retentionDays: names(
    'retention|retention days|retention period|log retention|days kept|retention time|retained for|' +
      'aufbewahrung|aufbewahrungsdauer|aufbewahrung tage|rétention|conservation|durée de conservation|retención|conservación',
  ),
  since: names('since|date connected|start date|deployed since|in place since|from|seit|eingeführt am|depuis|desde'),
  until: names('until|end date|end of life|expires|valid until|contract end|bis|jusqu’à|hasta'),
  deviceCompleteness: names('device completeness|dq device completeness|gerätevollständigkeit'),
  dataFieldCompleteness: names(
    'data field completeness|field completeness|dq data field completeness|feldvollständigkeit',
  ),
  timeliness: names('timeliness|dq timeliness|rechtzeitigkeit|actualité'),
  consistency: names('consistency|dq consistency|konsistenz|cohérence'),
  retention: names('retention quality|dq retention|quality retention|retention score|data retention quality'),
  notes: names(
    'notes|note|comment|comments|remarks|description|bemerkung|bemerkungen|notizen|kommentar|commentaire|commentaires|remarques|notas|comentarios|observaciones',
  ),
  deployment: names('deployment|deployment id|deployment no|deployment number'),
};

export const HEADER_NAMES = Object.fromEntries(
  INVENTORY_MEANINGS.map((meaning) => [
    meaning,
    [...COMMON_NAMES[meaning], ...names(NAMES_IN_LANGUAGES[meaning] ?? '').filter((name) => name !== '')],
  ]),
) as unknown as Readonly<Record<InventoryMeaning, readonly string[]>>;

const BY_NAME = new Map(
  INVENTORY_MEANINGS.flatMap((meaning) => HEADER_NAMES[meaning].map((name) => [foldHeader(name), meaning] as const)),
);

/** Longer text is no header; with room for a unit in brackets. */
const LONGEST_HEADER = 80;

/** The four dimensions beside which a column "retention" is the fifth (0 to 5), not a number of days. */
const QUALITY_NEIGHBOURS: readonly (InventoryMeaning | null)[] = [
  'deviceCompleteness',
  'dataFieldCompleteness',
  'timeliness',
  'consistency',
];

export interface MappedHeader {
  readonly header: string;
  readonly meaning: InventoryMeaning | null;
  readonly unit: string;
  /** Another column, further left, already has this meaning. */
  readonly repeats: boolean;
}

/** What each cell of a header row means. */
export function mapHeader(cells: readonly string[]): readonly MappedHeader[] {
  const meanings = cells.map((cell) => tellMeaning(cell));
  const taken = new Set<InventoryMeaning>();
  return cells.map((cell, at) => {
    let meaning = meanings[at] ?? null;
    const besideQuality =
      QUALITY_NEIGHBOURS.includes(meanings[at - 1] ?? null) || QUALITY_NEIGHBOURS.includes(meanings[at + 1] ?? null);
    if (meaning === 'retentionDays' && besideQuality && tellUnit(cell) === '') meaning = 'retention';
    const repeats = meaning !== null && taken.has(meaning);
    if (meaning !== null) taken.add(meaning);
    return { header: cell.trim(), meaning: repeats ? null : meaning, unit: tellUnit(cell), repeats };
  });
}

/** A row that names a sensor column and a group column can be the header. */
export function isInventoryHeader(cells: readonly string[]): boolean {
  const meanings = new Set(cells.map(tellMeaning));
  return meanings.has('sensor') && meanings.has('group');
}

export function tellMeaning(header: string): InventoryMeaning | null {
  if (header.length > LONGEST_HEADER) return null;
  const direct = BY_NAME.get(foldHeader(header));
  if (direct !== undefined || !/[([%]/.test(header)) return direct ?? null;
  const withoutBrackets = header.replace(/\([^)]*\)|\[[^\]]*\]/g, ' ');
  return (
    BY_NAME.get(foldHeader(withoutBrackets)) ?? BY_NAME.get(foldHeader(withoutBrackets.replaceAll('%', ' '))) ?? null
  );
}

/** `EUR` of "Cost (EUR)", `days` of "Retention [days]", `%` of "Share %" and "percent covered". */
function tellUnit(header: string): string {
  const bracket = /\(([^)]*)\)|\[([^\]]*)\]/.exec(header);
  const unit = (bracket?.[1] ?? bracket?.[2] ?? '').trim();
  return unit === '' && /%|percent|prozent|pourcent|porcentaje/i.test(header) ? '%' : unit;
}

/** Case, spaces, underscores, punctuation and accents do not count; "Deployed %" is not "Deployed". */
export function foldHeader(header: string): string {
  return header
    .normalize('NFD')
    .toLowerCase()
    .replaceAll('%', 'percent')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Tables with the same headers, in the same order, are of one kind. */
export function keyOfHeaders(headers: readonly string[]): string {
  return headers.map(foldHeader).join('\n').slice(0, 10_000);
}

function names(list: string): readonly string[] {
  return list.split('|');
}
