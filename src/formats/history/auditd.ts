/** Linux' audit log, one record a line. Records of one event share `auditd.serial`; each is a record here, as rules for it are written. */
import type { Probe } from '../probe';
import { looksLikeAudit, makeAuditTimes, readAuditLine } from './auditd-line';
import type { HistoryFormat } from './history-reader';
import { makeLineLog, shareOfLines } from './line-log';

/** What `ausearch` writes between events. */
const ASIDE = /^(?:----|time->|<no matches>)/;

export const AUDITD: HistoryFormat = {
  id: 'auditd',
  name: 'Linux audit log',
  extensions: ['log', 'txt'],
  docs: 'auditd.md',
  sniff({ text }: Probe) {
    const share = shareOfLines(text, (line) => looksLikeAudit(line) || ASIDE.test(line));
    return share >= 0.8 && shareOfLines(text, looksLikeAudit) > 0 ? 1 : 0;
  },
  make(context) {
    const times = makeAuditTimes(context.time);
    return makeLineLog(context, 'auditd', (text) => (ASIDE.test(text) ? 'aside' : readAuditLine(text, times)));
  },
};
