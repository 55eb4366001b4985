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
  if (report.ok || !report.issues.some(({ code }) => code === 'stix-attack-release')) return report;
  const { readAsRelease } = await import('./release-reading');
  const release = await readAsRelease(source);
  return release.ok ? { ...release, value: { ...release.value, format: 'attack-stix' } } : release;
};
