import type { AttackDomain } from '../attack/identifiers';
import { describeEstate, describeLens, type ExportSubject } from '../coverage/export-subject';
import type { Lens } from '../coverage/settings';

/** What stands on everything about a threat that leaves the app. */
export interface ThreatExportFacts {
  readonly domain: AttackDomain;
  readonly release: string;
  readonly lens: Lens;
  /** The lens with its settings, in words. */
  readonly lensWords: string;
  readonly estate: string;
  /** System groups that are looked at. */
  readonly groups: number;
  /** ISO 8601. */
  readonly at: string;
  readonly tlp: string;
  readonly isDemonstration: boolean;
}

export function readExportFacts(subject: ExportSubject): ThreatExportFacts {
  const { index, settings, coverage, at, tlp, isDemonstration } = subject;
  return {
    domain: index.catalog.domain,
    release: index.catalog.release,
    lens: settings.lens,
    lensWords: describeLens(subject),
    estate: describeEstate(subject),
    groups: coverage.groupIds.length,
    at,
    tlp,
    isDemonstration,
  };
}

export interface ExportFact {
  readonly name: string;
  readonly value: string;
}

/** The same lines on every page. */
export function listExportFacts({
  domain,
  release,
  lensWords,
  estate,
  at,
  tlp,
}: ThreatExportFacts): readonly ExportFact[] {
  return [
    { name: 'Date', value: at },
    { name: 'ATT&CK release', value: `${release} (${domain})` },
    { name: 'Lens', value: lensWords },
    { name: 'Estate', value: estate },
    { name: 'Marking', value: tlp },
  ];
}
