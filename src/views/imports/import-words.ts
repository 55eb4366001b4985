import { formatBytes, formatCount } from '../../domain/format';
import { askForMeaning } from './column-words';
import type { Preview, PreviewItem, Receipt } from './import-types';

type Counts = Preview['counts'];

/** "96 of 107 rows kept, 11 reported; 40 of those kept say the same as others". */
export function describeCounts(
  { unit, read, kept, reported }: Counts,
  issueCounts: Readonly<Record<string, number>> = {},
): string {
  const rest = reported > 0 ? `, ${formatCount(reported)} reported` : '';
  const repeated = issueCounts['repeated-row'] ?? 0;
  const same = repeated > 0 ? `; ${formatCount(repeated)} of those kept say the same as others` : '';
  return `${formatCount(kept)} of ${formatCount(read)} ${unit} kept${rest}${same}`;
}

/** "5 errors, 12 warnings, 1 note". */
export function describeIssues({ issues }: Pick<Receipt, 'issues'>): string {
  const words = (['error', 'warning', 'note'] as const).flatMap((severity) => {
    const count = issues.filter((issue) => issue.severity === severity).length;
    return count === 0 ? [] : `${formatCount(count)} ${severity}${count === 1 ? '' : 's'}`;
  });
  return words.join(', ');
}

/** Why a file cannot be imported as it stands; `null` when it can. */
export function tellObstacle({ preview, rereading, refusal, choices }: PreviewItem): string | null {
  if (rereading !== null) return 'Reading again, as you chose.';
  if (refusal !== null) return 'It cannot be read as you chose; what it would bring is of before.';
  const { detail } = preview;
  if (
    detail.kind === 'history' &&
    detail.free !== null &&
    detail.estimatedBytes > detail.free &&
    choices.history?.evenIfFull !== true
  )
    return `By our estimate it takes ${formatBytes(detail.estimatedBytes)}, and ${formatBytes(detail.free)} are free: make room, or try all the same.`;
  if (detail.kind === 'indicators' && Object.keys(detail.typeCounts).length === 0)
    return 'First: say which column holds the values.';
  const [missing] = detail.kind === 'inventory' ? detail.table.missing : [];
  return missing === undefined ? null : `First: ${askForMeaning(missing)}`;
}
