import { findHistoryFormat } from '../../src/formats/history/history-formats';
import { INDICATOR_FORMATS } from '../../src/formats/indicators/indicator-formats';
import type { ReadableFormatId } from '../../src/formats/registry';
import type { Reader } from './reading';

/** The reader of a format that the registry has recognised. */
export async function findReader(id: string): Promise<Reader> {
  if (id === 'indicator-archive') return (await import('./archive-reading')).readIndicatorArchive;
  if (Object.hasOwn(READERS, id)) return READERS[id as ReadableFormatId]();
  const history = findHistoryFormat(id);
  if (history !== null) return (await import('./history-reading')).readHistory(history);
  const indicators = INDICATOR_FORMATS.find((format) => format.id === id);
  if (indicators !== undefined) return (await import('./indicator-reading')).readIndicators(indicators);
  throw new Error(`There is no reader for ${id}.`);
}

/** One reader per format that the registry can recognise, except for the tables of histories and indicators; each comes, with its libraries, when its first file does. */
export const READERS: Readonly<Record<ReadableFormatId, () => Promise<Reader>>> = {
  'inventory-csv': async () => (await import('./inventory-reading')).readInventory,
  'inventory-xlsx': async () => (await import('./workbook-reading')).readWorkbook,
  'smap-csv': async () => (await import('./smap-reading')).readSmapTable,
  'navigator-layer': async () => (await import('./layer-reading')).readLayers,
  'dettect-data-sources': async () => (await import('./dettect-data-sources-reading')).readDataSources,
  'dettect-techniques': async () => (await import('./dettect-documents-reading')).readTechniques,
  'dettect-groups': async () => (await import('./dettect-documents-reading')).readGroups,
  'dettect-own-data-sources': async () => (await import('./dettect-documents-reading')).readOwnTable,
  'smap-stix': async () => (await import('./mapping-reading')).readSmapBundle,
  'ossem-csv': async () => (await import('./mapping-reading')).readOssemTable,
  'sigma-rules': async () => (await import('./rule-reading')).readRules,
  'panther-rules': async () => (await import('./rule-reading')).readRules,
  'splunk-detections': async () => (await import('./rule-reading')).readRules,
  'splunk-data-source': async () => (await import('./rule-reading')).readRules,
  'rule-table': async () => (await import('./rule-reading')).readRulesOfTable,
  'rule-archive': async () => (await import('./rule-reading')).readRulesOfArchive,
  'sysmon-config': async () => (await import('./sysmon-reading')).readSysmon,
  'attack-stix': async () => (await import('./release-reading')).readRelease,
  // For the time being: reports get a reading of their own.
  'stix-report': async () => (await import('./stix-report-reading')).readStix,
  'vedette-catalog': async () => (await import('./release-reading')).readCompiledCatalog,
  'attack-flow': async () =>
    (await import('./report-reading')).readReportText(
      'attack-flow',
      async () => (await import('../../src/formats/attack-flow/attack-flow')).readAttackFlow,
    ),
  'misp-event': async () =>
    (await import('./report-reading')).readReportText(
      'misp-event',
      async () => (await import('../../src/formats/misp/misp-event')).readMispEvent,
    ),
  'cti-blueprint': async () =>
    (await import('./report-reading')).readReportText(
      'cti-blueprint',
      async () => (await import('../../src/formats/cti-blueprint/cti-blueprint')).readCtiBlueprint,
    ),
  'tram-document': async () =>
    (await import('./report-reading')).readReportText(
      'tram-document',
      async () => (await import('../../src/formats/tram-document')).readTramDocument,
    ),
  'weights-csv': async () => (await import('./weights-reading')).readWeights,
  'report-pdf': async () => (await import('./document-readings')).readPdfReport,
  'report-docx': async () => (await import('./document-readings')).readDocxReport,
  'report-html': async () => (await import('./document-readings')).readHtmlPage,
  'report-email': async () => (await import('./document-readings')).readMessage,
  'report-text': async () => (await import('./document-readings')).readTextDocument,
  'misp-warninglist': async () => (await import('./warninglist-reading')).readWarninglistFile,
  'log-archive': async () => (await import('./archive-reading')).readLogArchive,
  'vedette-workspace': async () => (await import('./workspace-reading')).readWorkspace,
};
