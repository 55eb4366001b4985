import type { CatalogIndex } from '../attack/catalog-index';
import { type CoverageTable, PROVENANCE_COLUMNS } from '../coverage/coverage-table';
import { describeEstate, describeLens, type ExportSubject } from '../coverage/export-subject';
import type { Interval } from '../coverage/share';
import type { ChangedFeeder, GroupReason, NeedChange } from './change-reasons';
import { describeFeeder, TREND_WORDS } from './change-words';
import type { ExplainedChange } from './scenario-result';
import { roundFigure } from './technique-changes';

/** Shares and strengths are 0 to 1, of the estate and of the group, in which whatever changes is to be seen; empty where the technique does not run. */
const COLUMNS = [
  'technique',
  'name',
  'tactics',
  'state before',
  'state after',
  'change',
  'share low before',
  'share high before',
  'share low after',
  'share high after',
  'strength low before',
  'strength high before',
  'strength low after',
  'strength high after',
  'group',
  'group state before',
  'group state after',
  'group share low before',
  'group share high before',
  'group share low after',
  'group share high after',
  'group strength low before',
  'group strength high before',
  'group strength low after',
  'group strength high after',
  'data component',
  'analytics',
  'fed before',
  'fed after',
  'fed newly by',
  'fed no longer by',
  'fed otherwise by',
  'scenario',
  ...PROVENANCE_COLUMNS,
] as const;

/** One row per technique, group and requirement behind the change. */
export function composeChangesTable(
  index: CatalogIndex,
  changes: readonly ExplainedChange[],
  scenario: string,
  subject: ExportSubject,
): CoverageTable {
  const { catalog } = index;
  const { at, tlp } = subject;
  const shown = `${changes.length} of ${catalog.techniques.length}: those that change`;
  const provenance = [catalog.domain, catalog.release, describeLens(subject), describeEstate(subject), shown, at, tlp];
  const rows = changes.flatMap((change) => {
    const tactics = catalog.techniques[change.technique]?.tactics ?? [];
    const lead = [
      change.id,
      change.name,
      tactics.map((tactic) => catalog.tactics[tactic]?.name).join('; '),
      change.from,
      change.to,
      TREND_WORDS[change.trend],
      ...bounds(change.before.share),
      ...bounds(change.after.share),
      ...bounds(change.before.strength),
      ...bounds(change.after.strength),
    ];
    return change.reasons.flatMap((reason) =>
      needsOf(reason).map((need) => [...lead, ...writeReason(reason, need), scenario, ...provenance]),
    );
  });
  return { columns: COLUMNS, rows };
}

/** A group is in the table even where no single requirement explains it. */
function needsOf({ needs }: GroupReason): readonly (NeedChange | null)[] {
  return needs.length === 0 ? [null] : needs;
}

function writeReason(reason: GroupReason, need: NeedChange | null): readonly (string | number | null)[] {
  const { groupName, from, to, before, after } = reason;
  const figures = [before.share, after.share, before.strength, after.strength].flatMap(bounds);
  const group = [groupName, from, to, ...figures];
  if (need === null) return [...group, '', '', '', '', '', '', ''];
  const list = (feeders: readonly ChangedFeeder[]) => feeders.map(describeFeeder).join('; ');
  const { component, analytics, wasFed, isFed, gained, lost, altered } = need;
  const fed = [wasFed, isFed].map((is) => (is ? 'yes' : 'no'));
  return [...group, component.name, analytics.join('; '), ...fed, list(gained), list(lost), list(altered)];
}

function bounds(interval: Interval | null): readonly (number | null)[] {
  return interval === null ? [null, null] : [roundFigure(interval.low), roundFigure(interval.high)];
}
