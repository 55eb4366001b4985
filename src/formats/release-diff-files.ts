/** What changed between two ATT&CK releases, as a table for spreadsheets and as a layer for the newer release. */
import type { ChangeKind, ReleaseChange, ReleaseDiff } from '../domain/attack/release-diff';
import type { LayerContent, LayerTechnique } from '../domain/layers/layer';
import { writeDelimited } from './delimited-text';
import { NAVIGATOR_SETTINGS, writeNavigatorLayer } from './navigator/navigator-layer';

const COLUMNS = ['change', 'id', 'name', 'before', 'after', 'attack domain', 'from release', 'to release'] as const;

/** @param mark puts a byte order mark in front, by which Excel knows that the file is UTF-8 */
export function writeDiffCsv(
  { domain, from, to }: ReleaseDiff,
  changes: readonly ReleaseChange[],
  mark = true,
): string {
  const rows = changes.map(({ kind, id, name, before, after }) => [kind, id, name, before, after, domain, from, to]);
  return writeDelimited(COLUMNS, rows, { mark });
}

/** The weightiest change gives the colour; those that concern no technique of the newer release are not in a layer. */
const COLORS: readonly (readonly [kind: ChangeKind, label: string, color: string])[] = [
  ['added', 'Added', '#2f7099'],
  ['moved', 'Under other tactics', '#c98a2b'],
  ['parent', 'Under another parent', '#b5651d'],
  ['renamed', 'Renamed', '#8f6bb3'],
  ['components', 'Other data components', '#6f9f6b'],
  ['analytics', 'Other analytics', '#a9c7a2'],
  ['platforms', 'Other platforms', '#cfd8dc'],
];

export function writeDiffLayer(diff: ReleaseDiff, changes: readonly ReleaseChange[], at: string): string {
  const byTechnique = new Map<string, ReleaseChange[]>();
  for (const change of changes) {
    if (!COLORS.some(([kind]) => kind === change.kind)) continue;
    byTechnique.set(change.id, [...(byTechnique.get(change.id) ?? []), change]);
  }
  const layer: LayerContent = {
    name: `ATT&CK ${diff.from} to ${diff.to}`,
    description: `What changed in ${diff.domain} between ATT&CK ${diff.from} and ${diff.to}.`,
    domain: diff.domain,
    // The format has the major number.
    attackRelease: /^\d+/.exec(diff.to)?.[0] ?? null,
    techniques: [...byTechnique].map(([id, list]) => composeTechnique(id, list)),
    gradient: { colors: ['#ffffff', '#2f7099'], minValue: 0, maxValue: 100 },
    legend: COLORS.map(([, label, color]) => ({ label, color })),
    metadata: [
      { name: 'Made with', value: 'Vedette' },
      { name: 'Date', value: at },
    ],
    links: [],
    rest: NAVIGATOR_SETTINGS,
  };
  return writeNavigatorLayer(layer);
}

function composeTechnique(id: string, changes: readonly ReleaseChange[]): LayerTechnique {
  const color = COLORS.find(([kind]) => changes.some((change) => change.kind === kind))?.[2] ?? '';
  const comment = changes.map(({ kind, before, after }) => `${kind}: ${describeChange(before, after)}`).join('\n');
  return {
    techniqueId: id,
    tactic: null,
    score: null,
    color,
    comment,
    enabled: true,
    metadata: [],
    links: [],
    rest: {},
  };
}

function describeChange(before: string, after: string): string {
  if (before === '') return after;
  return `${before} → ${after === '' ? 'none' : after}`;
}
