import { readReportText } from './report-reading';

export const readStix = readReportText(
  'stix-report',
  async () => (await import('../../src/formats/stix-report')).readStixReport,
);
