/**
 * The one table of formats. A file is recognised by what is in it, never by its name; what we recognise and do not
 * read yet is named, so that nobody wonders. The list of formats in the app, the docs and the sniffing tests come
 * from here. A new format: one file with `sniff`, `read…` or `write…`, and one line in this table.
 */
import { excerpt, failure, issue, type Result, success, WHOLE_FILE } from '../domain/result';
import { guessDelimiter, makeDelimitedReader } from './delimited-text';
import { isFlowTable, isIndicatorTable, isLogTable, isTechniqueTable } from './foreign-tables';
import { sniffInventoryCsv } from './inventory-csv';
import { sniffInventoryXlsx } from './inventory-xlsx-sniff';
import { sniffNavigatorLayer } from './navigator-layer';
import type { Probe } from './probe';
import { sniffSmapCsv } from './smap-csv';
import { recogniseBinary } from './text-decoding';

export type FormatKind = 'inventory' | 'sensor' | 'attack-release' | 'layer' | 'table';

interface FormatEntry {
  readonly id: string;
  readonly name: string;
  readonly kind: FormatKind;
  readonly extensions: readonly string[];
  /** Under `docs/formats`. */
  readonly docs: string;
  readonly reads: boolean;
  readonly writes: boolean;
  /** From 0 (no) to 1 (certain); `null`: only written, never recognised. */
  readonly sniff: ((probe: Probe) => number) | null;
}

export const FORMATS = [
  {
    id: 'inventory-csv',
    name: 'Inventory table (CSV)',
    kind: 'inventory',
    extensions: ['csv', 'tsv', 'txt'],
    docs: 'inventory-csv.md',
    reads: true,
    writes: true,
    sniff: sniffInventoryCsv,
  },
  {
    id: 'inventory-xlsx',
    name: 'Inventory table (Excel workbook)',
    kind: 'inventory',
    extensions: ['xlsx', 'xlsm'],
    docs: 'inventory-xlsx.md',
    reads: true,
    writes: false,
    sniff: sniffInventoryXlsx,
  },
  {
    id: 'smap-csv',
    name: 'Sensor Mappings to ATT&CK (CSV)',
    kind: 'sensor',
    extensions: ['csv'],
    docs: 'smap-csv.md',
    reads: true,
    writes: false,
    sniff: ({ text }) => (text !== null && sniffSmapCsv(text) ? 1 : 0),
  },
  {
    id: 'attack-stix',
    name: 'ATT&CK release (STIX 2.0 or 2.1 bundle)',
    kind: 'attack-release',
    extensions: ['json', 'json.gz'],
    docs: 'attack-stix.md',
    reads: true,
    writes: false,
    sniff: ({ text }) =>
      text !== null &&
      isStixBundle(text) &&
      /"(?:x_mitre_|x-mitre-|source_name"\s*:\s*"mitre-(?:ics-|mobile-)?attack")/.test(text)
        ? 1
        : 0,
  },
  {
    id: 'vedette-catalog',
    name: 'ATT&CK catalog compiled by Vedette',
    kind: 'attack-release',
    extensions: ['json', 'json.gz'],
    docs: 'vedette-catalog.md',
    reads: true,
    writes: false,
    sniff: ({ text }) => (text !== null && isVedetteCatalog(text) ? 1 : 0),
  },
  {
    id: 'navigator-layer',
    name: 'ATT&CK Navigator layer',
    kind: 'layer',
    extensions: ['json'],
    docs: 'navigator-layer.md',
    reads: false,
    writes: true,
    sniff: sniffNavigatorLayer,
  },
  {
    id: 'coverage-csv',
    name: 'Coverage table (CSV)',
    kind: 'table',
    extensions: ['csv'],
    docs: 'coverage-csv.md',
    reads: false,
    writes: true,
    sniff: null,
  },
] as const satisfies readonly FormatEntry[];

/** Formats that `sniffFormat` can give. */
export type ReadableFormatId = Extract<(typeof FORMATS)[number], { reads: true }>['id'];

function isStixBundle(text: string): boolean {
  return /^\s*\{/.test(text) && /"type"\s*:\s*"bundle"/.test(text) && /"objects"\s*:\s*\[/.test(text);
}

function isVedetteCatalog(text: string): boolean {
  return /^\s*\{/.test(text) && /"format"\s*:\s*\d/.test(text) && /"sourceSha256"\s*:/.test(text);
}

interface ForeignFormat {
  readonly name: string;
  readonly advice?: string;
  readonly sniff: (text: string) => boolean;
}

const isJson = (text: string): boolean => /^\s*[[{]/.test(text);
const hasLine = (text: string, pattern: RegExp): boolean => text.split(/\r\n?|\n/).some((line) => pattern.test(line));

/** Text formats of the same trade that this version does not read; the first that fits is named. */
const FOREIGN: readonly ForeignFormat[] = [
  {
    name: 'Sensor Mappings to ATT&CK as STIX',
    advice: 'Import the CSV of the same sensor.',
    sniff: (text) => isJson(text) && /"x-mitre-sensor-mapping--/.test(text),
  },
  {
    name: 'STIX content that is no ATT&CK release',
    sniff: (text) => isStixBundle(text) || (isJson(text) && /"id"\s*:\s*"[a-z0-9-]+--[0-9a-f-]{36}"/.test(text)),
  },
  {
    name: 'a MISP event',
    sniff: (text) => isJson(text) && /"Event"\s*:\s*\{/.test(text) && /"(?:info|Attribute|orgc_id|uuid)"/.test(text),
  },
  {
    name: 'a MISP warning list',
    sniff: (text) =>
      isJson(text) && /"matching_attributes"|"list"\s*:\s*\[/.test(text) && /"version"\s*:\s*\d/.test(text),
  },
  {
    name: 'DeTT&CT data sources (YAML)',
    sniff: (text) => hasLine(text, /^file_type:\s*["']?data-source-administration/),
  },
  { name: 'DeTT&CT techniques (YAML)', sniff: (text) => hasLine(text, /^file_type:\s*["']?technique-administration/) },
  { name: 'DeTT&CT groups (YAML)', sniff: (text) => hasLine(text, /^file_type:\s*["']?group-administration/) },
  { name: 'a Sigma rule (YAML)', sniff: (text) => hasLine(text, /^logsource:\s*$/) && hasLine(text, /^title:/) },
  { name: 'a Panther rule (YAML)', sniff: (text) => hasLine(text, /^AnalysisType:/) },
  { name: 'a Sysmon configuration (XML)', sniff: (text) => /<Sysmon\s+schemaversion/i.test(text) },
  {
    name: 'a Windows event log as XML',
    sniff: (text) => /<Events?>|<Event\s+xmlns=/i.test(text) && /<System>/i.test(text),
  },
  { name: 'a Zeek log', sniff: (text) => /^#separator\s/.test(text) || (isJson(text) && /"id\.orig_h"/.test(text)) },
  {
    name: 'Suricata events (EVE JSON)',
    sniff: (text) => isJson(text) && /"event_type"\s*:/.test(text) && /"(?:flow_id|src_ip)"/.test(text),
  },
  {
    name: 'CloudTrail records',
    sniff: (text) => isJson(text) && /"eventSource"\s*:\s*"[a-z0-9.-]+\.amazonaws\.com"/.test(text),
  },
  { name: 'an auditd log', sniff: (text) => hasLine(text, /^(?:node=\S+ )?type=[A-Z_]+ msg=audit\(/) },
  {
    name: 'a web page (HTML)',
    advice: 'Download the file itself, not the page that shows it.',
    sniff: (text) => /^\s*<(?:!doctype html|html)\b/i.test(text),
  },
  { name: 'an XML document', sniff: (text) => /^\s*<(?:\?xml|!--|[A-Za-z])/.test(text) },
  { name: 'a table of indicators', sniff: isIndicatorTable },
  { name: 'a table of techniques', sniff: isTechniqueTable },
  { name: 'flow records as a table', sniff: isFlowTable },
  { name: 'a log as a table', sniff: isLogTable },
];

/** Less is only a guess. */
const CERTAIN_ENOUGH = 0.65;

/** What a file is, by its beginning. */
export function sniffFormat(probe: Probe): Result<ReadableFormatId> {
  if (probe.size === 0 || probe.head.length === 0) {
    return failure(issue('error', 'empty-file', WHOLE_FILE, 'The file is empty.', { done: 'Nothing was read.' }));
  }
  const text = probe.text ?? '';
  const ranked = FORMATS.map((format) => ({ format, confidence: format.sniff?.(probe) ?? 0 }))
    .filter(({ confidence }) => confidence > 0)
    .sort((one, other) => other.confidence - one.confidence);
  const binary = ranked.length === 0 ? recogniseBinary(probe.head) : null;
  if (binary !== null) return notImported(binary.name, binary.advice);
  if ((ranked[0]?.confidence ?? 0) < CERTAIN_ENOUGH) {
    // What anything with columns could be gives way to what has a name.
    const foreign = FOREIGN.find(({ sniff }) => sniff(text));
    if (foreign !== undefined) return notImported(foreign.name, foreign.advice);
  }
  const best = ranked[0]?.format;
  if (best?.reads) return success(best.id);
  return best === undefined ? notRecognised(text) : notImported(`an ${best.name}`);
}

function notImported(name: string, advice = ''): Result<never> {
  return failure(
    issue('error', 'format-not-imported', WHOLE_FILE, `Recognised as ${name}, which this version does not import.`, {
      done: `Nothing was read.${advice === '' ? '' : ` ${advice}`}`,
    }),
  );
}

function notRecognised(text: string): Result<never> {
  const known = FORMATS.filter(({ reads }) => reads).map(({ name }) => name);
  const done = `Nothing was read. Importable: ${known.join('; ')}.`;
  if (isJson(text)) {
    const message = 'This is JSON of a kind that is not known here.';
    return failure(issue('error', 'format-unknown', WHOLE_FILE, message, { found: excerpt(text), done }));
  }
  const delimiter = guessDelimiter(text);
  const [first] = makeDelimitedReader({ delimiter })
    .push(`${text}\n`)
    .filter(({ blank }) => !blank);
  if (first !== undefined && first.cells.length > 1) {
    return failure(
      issue(
        'error',
        'table-unknown',
        { kind: 'line', line: first.line },
        'This is no table with a header and rows below it.',
        {
          found: excerpt(first.cells.map((cell) => cell.trim()).join(' | '), 200),
          done,
        },
      ),
    );
  }
  return failure(
    issue('error', 'format-unknown', WHOLE_FILE, 'It is not known what this file is.', { found: excerpt(text), done }),
  );
}
