/** Histories that are lines and tables: the registry takes them from here. */

import { ARGUS_FLOWS } from './argus-flows';
import { AUDITD } from './auditd';
import type { HistoryFormat } from './history-reader';
import { NFDUMP_JSON, NFDUMP_RAW } from './nfdump-blocks';
import { NFDUMP_CSV, NFDUMP_PIPE } from './nfdump-csv';
import { NFDUMP_LINES } from './nfdump-lines';
import { SILK_RWCUT } from './silk-rwcut';
import { SYSLOG } from './syslog';
import { TABLE_LOG } from './table-log';
import { VPC_FLOW } from './vpc-flow';
import { W3C_LOG } from './w3c-log';
import { SQUID_ACCESS, WEB_ACCESS } from './web-access';
import { WEB_ERROR } from './web-error';
import { ZEEK_JSON } from './zeek-json';
import { ZEEK_TSV } from './zeek-tsv';

export const TEXT_LOG_FORMATS: readonly HistoryFormat[] = [
  ZEEK_TSV,
  ZEEK_JSON,
  NFDUMP_CSV,
  NFDUMP_LINES,
  NFDUMP_PIPE,
  NFDUMP_RAW,
  NFDUMP_JSON,
  SILK_RWCUT,
  ARGUS_FLOWS,
  VPC_FLOW,
  AUDITD,
  SYSLOG,
  WEB_ACCESS,
  WEB_ERROR,
  SQUID_ACCESS,
  W3C_LOG,
  TABLE_LOG,
];
