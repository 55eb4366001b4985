/** Files of Zeek's Intelligence Framework (https://docs.zeek.org/en/master/frameworks/intel.html): tabs, and a line of fields. */
import type { Probe } from '../probe';
import type { IndicatorColumn, IndicatorColumnRole, IndicatorContext, IndicatorReader } from './indicator-reader';
import { makeTableReader } from './table-reader';

const ROLES: Readonly<Record<string, IndicatorColumnRole>> = {
  indicator: 'value',
  indicator_type: 'type',
  'meta.source': 'said-by',
  'meta.desc': 'comment',
  'meta.url': 'reference',
  'meta.confidence': 'confidence',
  'meta.cif_confidence': 'confidence',
  'meta.cif_severity': 'label',
  'meta.cif_impact': 'label',
  'meta.severity': 'label',
  'meta.category': 'label',
  'meta.tags': 'label',
  'meta.firstseen': 'first-seen',
  'meta.lastseen': 'last-seen',
};

export function sniffZeekIntel({ text }: Probe): number {
  return text !== null && /^(?:\uFEFF|#[^\n]*\n|\s)*#fields[\t ]+(?:\S+[\t ]+)*indicator[\t ]/.test(text.slice(0, 4096))
    ? 1
    : 0;
}

export function makeZeekIntelReader(context: IndicatorContext): IndicatorReader {
  return makeTableReader(context, { delimiter: '\t', columns: readFields });
}

/** `#fields	indicator	indicator_type	meta.source` */
function readFields(comments: readonly string[]): readonly IndicatorColumn[] | null {
  const line = comments.find((comment) => comment.startsWith('#fields'));
  if (line === undefined) return null;
  const fields = line.split(/[\t ]+/).slice(1);
  return fields.map((field) => ({
    role: Object.hasOwn(ROLES, field) ? (ROLES[field] ?? 'left-out') : 'left-out',
    type: null,
  }));
}
