import { formatCount, formatCounted } from '../../domain/format';
import type { ValueContext } from '../../state/history';

/** "4 sources, 2 watchlists, seen 17 times"; `null`: nothing is known. */
export function summariseContext(context: ValueContext): string | null {
  const sources = new Set(context.statements.map(({ source, saidBy }) => `${source} ${saidBy}`)).size;
  const seen = context.sightings.reduce((most, { count }) => Math.max(most, count), 0);
  const parts = [
    sources > 0 ? formatCounted(sources, 'source') : '',
    context.reports.length > 0 ? formatCounted(context.reports.length, 'report') : '',
    context.watchlists.length > 0 ? formatCounted(context.watchlists.length, 'watchlist') : '',
    seen > 0 ? `seen ${formatCount(seen)}\u00a0×` : '',
    context.benign === null ? '' : 'marked benign',
    context.warninglists.length > 0 ? formatCounted(context.warninglists.length, 'warninglist') : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? null : parts.join(', ');
}
