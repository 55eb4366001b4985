import type { Reader } from './reading';
import { readReportText } from './report-reading';

/** Never as a release; a flow may begin with ordinary objects. */
export const readStixAsReport = readReportText('stix-report', async () => {
  const [{ readStixReport }, { holdsAttackFlow, readAttackFlow }] = await Promise.all([
    import('../../src/formats/stix/stix-report'),
    import('../../src/formats/attack-flow/attack-flow'),
  ]);
  return (text) => (holdsAttackFlow(text) ? readAttackFlow(text) : readStixReport(text));
});

/** A bundle is told by its beginning, which may be that of something else: only the whole tells a report from a release. */
export const readStix: Reader = async (source, context) => {
  const report = await readStixAsReport(source, context);
  // Indicators whose patterns say more than values give a report nothing to show, and are all the same looked for.
  if (!report.ok && report.issues.some(({ code }) => code === 'report-empty')) {
    const indicators = await readAsIndicators(source, context);
    return indicators.ok ? indicators : report;
  }
  if (report.ok || !report.issues.some(({ code }) => code === 'stix-attack-release')) return report;
  const { readAsRelease } = await import('./release-reading');
  const release = await readAsRelease(source);
  return release.ok ? { ...release, value: { ...release.value, format: 'attack-stix' } } : release;
};

const readAsIndicators: Reader = async (source, context) => {
  const [{ INDICATOR_FORMATS }, { readIndicators }] = await Promise.all([
    import('../../src/formats/indicators/indicator-formats'),
    import('./indicator-reading'),
  ]);
  const format = INDICATOR_FORMATS.find(({ id }) => id === 'stix-indicators');
  if (format === undefined) throw new Error('There is no reader for indicators of STIX.');
  const read = await readIndicators(format)(source, context);
  return read.ok ? { ...read, value: { ...read.value, format: format.id } } : read;
};
