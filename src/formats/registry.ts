/**
 * The one table of formats. A file is recognised by what is in it, never by its name; what we recognise and do not
 * read yet is named, so that nobody wonders. The list of formats in the app, the docs and the sniffing tests come
 * from here. A new format: one file with `sniff`, `read…` or `write…`, and one line in this table.
 */
import { excerpt, failure, issue, type Result, success, WHOLE_FILE } from '../domain/result';
import { sniffAttackFlow } from './attack-flow/attack-flow';
import { sniffCtiBlueprint } from './cti-blueprint/cti-blueprint';
import { guessDelimiter, makeDelimitedReader } from './delimited-text';
import { sniffDettect, sniffOwnDataSources } from './dettect/dettect-sniff';
import { DOCUMENT_FORMATS } from './documents/document-formats';
import { FOREIGN, isJson } from './foreign-formats';
import { HISTORY_FORMATS } from './history/history-formats';
import { INDICATOR_FORMATS } from './indicators/indicator-formats';
import { sniffWarninglist } from './indicators/warninglist';
import { sniffInventoryCsv } from './inventory/inventory-csv';
import { sniffInventoryXlsx } from './inventory/inventory-xlsx-sniff';
import { sniffLogArchive } from './log-archive-head';
import { sniffMispEvent } from './misp/misp-event';
import { sniffNavigatorLayer } from './navigator/navigator-layer';
import { sniffOssemCsv } from './ossem-csv';
import { sniffPanther } from './panther-rule';
import type { Probe } from './probe';
import { sniffRuleArchive, sniffRuleTable, sniffSysmonConfig } from './rule-heads';
import { sniffSigma } from './sigma-rule';
import { sniffSmapCsv } from './smap-csv';
import { sniffSmapStix } from './smap-stix';
import { sniffSplunkDataSource } from './splunk-data-source';
import { sniffSplunkDetection } from './splunk-detection';
import { sniffAttackRelease, sniffStixReport } from './stix/stix-sniff';
import { recogniseBinary } from './text-decoding';
import { sniffTramDocument } from './tram-document';
import { sniffWeightsCsv } from './weights-csv';
import { sniffWorkspaceFile } from './workspace-file';

export type FormatKind =
  | 'inventory'
  | 'sensor'
  | 'attack-release'
  | 'layer'
  | 'rules'
  | 'table'
  | 'picture'
  | 'workspace'
  | 'weights'
  | 'administration'
  | 'report'
  | 'history'
  | 'indicators'
  | 'warninglist';

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

const OWN_FORMATS = [
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
    id: 'smap-stix',
    name: 'Sensor Mappings to ATT&CK (STIX 2.1)',
    kind: 'sensor',
    extensions: ['json'],
    docs: 'smap-stix.md',
    reads: true,
    writes: true,
    sniff: ({ text }) => (text !== null && sniffSmapStix(text) ? 1 : 0),
  },
  {
    id: 'ossem-csv',
    name: 'OSSEM event mapping (CSV)',
    kind: 'sensor',
    extensions: ['csv'],
    docs: 'ossem-csv.md',
    reads: true,
    writes: false,
    sniff: ({ text }) => (text !== null && sniffOssemCsv(text) ? 1 : 0),
  },
  {
    id: 'sigma-rules',
    name: 'Sigma rules (YAML)',
    kind: 'rules',
    extensions: ['yml', 'yaml'],
    docs: 'sigma.md',
    reads: true,
    writes: false,
    sniff: ({ text }) => (text !== null && sniffSigma(text) ? 1 : 0),
  },
  {
    id: 'panther-rules',
    name: 'Panther rules (YAML)',
    kind: 'rules',
    extensions: ['yml', 'yaml'],
    docs: 'panther.md',
    reads: true,
    writes: false,
    sniff: ({ text }) => (text !== null && sniffPanther(text) ? 1 : 0),
  },
  {
    id: 'splunk-detections',
    name: 'Splunk detections (YAML)',
    kind: 'rules',
    extensions: ['yml', 'yaml'],
    docs: 'splunk.md',
    reads: true,
    writes: false,
    sniff: ({ text }) => (text !== null && sniffSplunkDetection(text) ? 1 : 0),
  },
  {
    id: 'splunk-data-source',
    name: 'Splunk data source (YAML)',
    kind: 'sensor',
    extensions: ['yml', 'yaml'],
    docs: 'splunk.md',
    reads: true,
    writes: false,
    sniff: ({ text }) => (text !== null && sniffSplunkDataSource(text) ? 1 : 0),
  },
  {
    id: 'rule-table',
    name: 'Table of rules and their techniques (CSV)',
    kind: 'rules',
    extensions: ['csv'],
    docs: 'rule-table.md',
    reads: true,
    writes: false,
    sniff: ({ text }) => (text !== null && sniffRuleTable(text) ? 0.9 : 0),
  },
  {
    id: 'rule-archive',
    name: 'Archive of rules (ZIP or tar)',
    kind: 'rules',
    extensions: ['zip', 'tar', 'tar.gz'],
    docs: 'rule-archive.md',
    reads: true,
    writes: false,
    sniff: sniffRuleArchive,
  },
  {
    id: 'sysmon-config',
    name: 'Sysmon configuration (XML)',
    kind: 'sensor',
    extensions: ['xml'],
    docs: 'sysmon-config.md',
    reads: true,
    writes: false,
    sniff: ({ text }) => (text !== null && sniffSysmonConfig(text) ? 1 : 0),
  },
  // Before bundles: a flow names techniques of ATT&CK as a release does.
  {
    id: 'attack-flow',
    name: 'Attack Flow (STIX, builder’s file, version 1)',
    kind: 'report',
    extensions: ['json', 'afb', 'afd'],
    docs: 'attack-flow.md',
    reads: true,
    writes: false,
    sniff: sniffAttackFlow,
  },
  {
    id: 'misp-event',
    name: 'MISP events (JSON)',
    kind: 'report',
    extensions: ['json'],
    docs: 'misp-event.md',
    reads: true,
    writes: false,
    sniff: sniffMispEvent,
  },
  {
    id: 'cti-blueprint',
    name: 'Report of the CTI Blueprints (JSON)',
    kind: 'report',
    extensions: ['json'],
    docs: 'cti-blueprint.md',
    reads: true,
    writes: false,
    sniff: sniffCtiBlueprint,
  },
  {
    id: 'tram-document',
    name: 'Report annotated for TRAM (JSON)',
    kind: 'report',
    extensions: ['mjson', 'json'],
    docs: 'tram-document.md',
    reads: true,
    writes: false,
    sniff: sniffTramDocument,
  },
  {
    id: 'attack-stix',
    name: 'ATT&CK release (STIX 2.0 or 2.1 bundle)',
    kind: 'attack-release',
    extensions: ['json', 'json.gz'],
    docs: 'attack-stix.md',
    reads: true,
    writes: false,
    sniff: ({ text }) => (text !== null && isStixBundle(text) && sniffAttackRelease(text) ? 1 : 0),
  },
  {
    id: 'stix-report',
    name: 'Threat report (STIX 2.0 or 2.1)',
    kind: 'report',
    extensions: ['json', 'json.gz', 'stix', 'stix2', 'stix21'],
    docs: 'stix-report.md',
    reads: true,
    writes: true,
    // Formats that are STIX of a special kind say so with certainty.
    sniff: ({ text }) => (text !== null && sniffStixReport(text) ? 0.9 : 0),
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
    extensions: ['json', 'json.gz'],
    docs: 'navigator-layer.md',
    reads: true,
    writes: true,
    sniff: sniffNavigatorLayer,
  },
  {
    id: 'dettect-data-sources',
    name: 'DeTT&CT data sources (YAML)',
    kind: 'inventory',
    extensions: ['yaml', 'yml'],
    docs: 'dettect-data-sources.md',
    reads: true,
    writes: true,
    sniff: (probe) => sniffDettect(probe, 'data-source-administration'),
  },
  {
    id: 'dettect-techniques',
    name: 'DeTT&CT techniques (YAML)',
    kind: 'administration',
    extensions: ['yaml', 'yml'],
    docs: 'dettect-techniques.md',
    reads: true,
    writes: true,
    sniff: (probe) => sniffDettect(probe, 'technique-administration'),
  },
  {
    id: 'dettect-groups',
    name: 'DeTT&CT groups (YAML)',
    kind: 'administration',
    extensions: ['yaml', 'yml'],
    docs: 'dettect-groups.md',
    reads: true,
    writes: true,
    sniff: (probe) => sniffDettect(probe, 'group-administration'),
  },
  {
    id: 'dettect-own-data-sources',
    name: 'DeTT&CT’s table of its own data sources (JSON)',
    kind: 'administration',
    extensions: ['json'],
    docs: 'dettect-own-data-sources.md',
    reads: true,
    writes: false,
    sniff: sniffOwnDataSources,
  },
  {
    id: 'weights-csv',
    name: 'Weights of techniques (CSV)',
    kind: 'weights',
    extensions: ['csv', 'tsv', 'txt'],
    docs: 'weights-csv.md',
    reads: true,
    writes: false,
    sniff: ({ text }) => (text !== null && sniffWeightsCsv(text) ? 0.95 : 0),
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
  {
    id: 'vedette-workspace',
    name: 'Backup of a workspace',
    kind: 'workspace',
    extensions: ['json.gz', 'json'],
    docs: 'workspace-file.md',
    reads: true,
    writes: true,
    sniff: sniffWorkspaceFile,
  },
  {
    id: 'coverage-xlsx',
    name: 'Workbook of coverage or inventory (XLSX)',
    kind: 'table',
    extensions: ['xlsx'],
    docs: 'workbooks.md',
    reads: false,
    writes: true,
    sniff: null,
  },
  {
    id: 'matrix-picture',
    name: 'Picture of the matrix (SVG, PNG)',
    kind: 'picture',
    extensions: ['svg', 'png'],
    docs: 'matrix-picture.md',
    reads: false,
    writes: true,
    sniff: null,
  },
  {
    id: 'misp-warninglist',
    name: 'MISP warninglist (JSON)',
    kind: 'warninglist',
    extensions: ['json', 'zip', 'tar.gz'],
    docs: 'warninglists.md',
    reads: true,
    writes: false,
    sniff: sniffWarninglist,
  },
  {
    id: 'log-archive',
    name: 'Archive of logs or indicators (ZIP or tar)',
    kind: 'history',
    extensions: ['zip', 'tar', 'tar.gz', 'tgz'],
    docs: 'log-archive.md',
    reads: true,
    writes: false,
    sniff: sniffLogArchive,
  },
] as const satisfies readonly FormatEntry[];

/** Of formats with a reader of their own; those of histories and indicators share theirs. */
export type ReadableFormatId = Extract<
  (typeof OWN_FORMATS)[number] | (typeof DOCUMENT_FORMATS)[number],
  { reads: true }
>['id'];

export const FORMATS: readonly FormatEntry[] = [
  ...OWN_FORMATS,
  ...HISTORY_FORMATS.map((format) => describeFormat(format, 'history')),
  ...INDICATOR_FORMATS.map((format) => describeFormat(format, 'indicators')),
  // Documents come last: prose is what is left.
  ...DOCUMENT_FORMATS,
];

/** An entry of one of the tables of streams. */
function describeFormat(
  { id, name, extensions, docs, sniff }: Pick<FormatEntry, 'id' | 'name' | 'extensions' | 'docs' | 'sniff'>,
  kind: FormatKind,
): FormatEntry {
  return { id, name, kind, extensions, docs, reads: true, writes: false, sniff };
}

function isStixBundle(text: string): boolean {
  return /^\s*\{/.test(text) && /"type"\s*:\s*"bundle"/.test(text) && /"objects"\s*:\s*\[/.test(text);
}

function isVedetteCatalog(text: string): boolean {
  return /^\s*\{/.test(text) && /"format"\s*:\s*\d/.test(text) && /"sourceSha256"\s*:/.test(text);
}

/** Less is only a guess. */
const CERTAIN_ENOUGH = 0.65;

const TABLE = /^(?:csv|tsv|txt)$/;

/** What a file is, by its beginning. */
export function sniffFormat(probe: Probe): Result<string> {
  if (probe.size === 0 || probe.head.length === 0) {
    return failure(issue('error', 'empty-file', WHOLE_FILE, 'The file is empty.', { done: 'Nothing was read.' }));
  }
  const text = probe.text ?? '';
  // A release of 35 MB is not looked at as a table first: cutting its head into cells takes longer than reading it.
  const isTable = !/^\s*(?:\{\s*"|\[\s*\{)/.test(text);
  const candidates = FORMATS.filter(({ extensions }) => isTable || !extensions.every((each) => TABLE.test(each)));
  const ranked = candidates
    .map((format) => ({ format, confidence: format.sniff?.(probe) ?? 0 }))
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
