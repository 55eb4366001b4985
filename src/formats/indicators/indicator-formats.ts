/** The table of formats of indicators, in the order in which they are asked. Libraries load with the readers. */
import { makeCymruReader, sniffCymru } from './cymru';
import { makeEmailIndicatorReader } from './email-indicators';
import { makeIndicatorArchiveReader } from './indicator-archive';
import { sniffIndicatorArchive } from './indicator-archive-sniff';
import type { IndicatorFormat } from './indicator-reader';
import { sniffIndicatorList, sniffIndicatorTable } from './indicator-sniff';
import { makeListReader } from './list-reader';
import { makeMispIndicatorReader } from './misp-indicators';
import { makeOpenIocReader, sniffOpenIoc } from './openioc';
import { makeStixIndicatorReader } from './stix-indicators';
import { makeTableReader } from './table-reader';
import { makeWorkbookIndicatorReader } from './workbook-indicators';
import { makeZeekIntelReader, sniffZeekIntel } from './zeek-intel';

/** Not recognised by themselves: they are reports or inventories first, and the same file gives both. */
const never = () => 0;

/** What a file within another may be. */
const MEMBER_FORMATS: readonly IndicatorFormat[] = [
  {
    id: 'openioc',
    name: 'OpenIOC 1.0 or 1.1 (XML)',
    extensions: ['ioc', 'xml'],
    docs: 'openioc.md',
    sniff: sniffOpenIoc,
    make: makeOpenIocReader,
  },
  {
    id: 'zeek-intel',
    name: 'File of Zeek’s Intelligence Framework',
    extensions: ['intel', 'dat', 'txt'],
    docs: 'indicator-tables.md',
    sniff: sniffZeekIntel,
    make: makeZeekIntelReader,
  },
  {
    id: 'cymru-whois',
    name: 'Answers of Team Cymru’s whois',
    extensions: ['txt'],
    docs: 'cymru.md',
    sniff: sniffCymru,
    make: makeCymruReader,
  },
  {
    id: 'indicator-table',
    name: 'Table of indicators (CSV and the like)',
    extensions: ['csv', 'tsv', 'txt'],
    docs: 'indicator-tables.md',
    sniff: sniffIndicatorTable,
    make: (context) => makeTableReader(context),
  },
  {
    id: 'indicator-list',
    name: 'List of indicators',
    extensions: ['txt', 'list', 'netset', 'ipset', 'hosts', 'rpz'],
    docs: 'indicator-lists.md',
    sniff: sniffIndicatorList,
    make: makeListReader,
  },
];

export const INDICATOR_FORMATS: readonly IndicatorFormat[] = [
  ...MEMBER_FORMATS,
  {
    id: 'indicator-archive',
    name: 'Archive of indicators (ZIP or tar)',
    extensions: ['zip', 'tar', 'tar.gz'],
    docs: 'indicator-lists.md',
    sniff: sniffIndicatorArchive,
    make: (context) => makeIndicatorArchiveReader(context, MEMBER_FORMATS),
  },
  {
    id: 'indicator-workbook',
    name: 'Spreadsheet of indicators (Excel workbook)',
    extensions: ['xlsx', 'xlsm'],
    docs: 'indicator-tables.md',
    sniff: never,
    make: makeWorkbookIndicatorReader,
  },
  {
    id: 'stix-indicators',
    name: 'Indicators of a STIX bundle',
    extensions: ['json', 'stix', 'stix2'],
    docs: 'stix-report.md',
    sniff: never,
    make: makeStixIndicatorReader,
  },
  {
    id: 'misp-indicators',
    name: 'Attributes of MISP events',
    extensions: ['json'],
    docs: 'misp-event.md',
    sniff: never,
    make: makeMispIndicatorReader,
  },
  {
    id: 'email-indicators',
    name: 'Indicators of a message and its attachments',
    extensions: ['eml'],
    docs: 'indicator-lists.md',
    sniff: never,
    make: (context) => makeEmailIndicatorReader(context, MEMBER_FORMATS),
  },
];
