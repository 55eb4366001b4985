import { linkTo } from '../../state/route';
import type { ThreatRef } from '../../state/threats';

/** Parts of one threat, each with an address of its own. */
export const THREAT_PARTS = ['verdict', 'look', 'hunt', 'reading'] as const;
export type ThreatPart = (typeof THREAT_PARTS)[number];

const LAYER = 'layer:';

export type ThreatPlace =
  | { readonly kind: 'list' }
  | { readonly kind: 'compare'; readonly refs: readonly ThreatRef[] }
  | { readonly kind: ThreatPart; readonly ref: ThreatRef };

/** @param detail what stands behind `#/threats`; `null`: nothing has this address */
export function parseThreatPlace(detail: readonly string[]): ThreatPlace | null {
  const [first, part, ...more] = detail;
  if (first === undefined) return { kind: 'list' };
  if (first === 'compare') return { kind: 'compare', refs: [...new Set(detail.slice(1))] };
  if (more.length > 0) return null;
  if (part === undefined) return { kind: 'verdict', ref: first };
  const kind = THREAT_PARTS.find((known) => known === part);
  if (kind === undefined) return null;
  // Only a report as a whole has a text to read.
  return kind === 'reading' && findReportId(first) !== first ? null : { kind, ref: first };
}

export function linkToThreat(ref: ThreatRef, part: ThreatPart = 'verdict'): string {
  return part === 'verdict' ? linkTo('threats', ref) : linkTo('threats', ref, part);
}

/** Of the report that the threat is, or is a part of; `null`: it is no report. */
export function findReportId(ref: ThreatRef): string | null {
  return ref.startsWith('report-') ? (ref.split('~')[0] ?? null) : null;
}

/** Of the layer that is read as a threat; `null`: it is no layer. */
export function findLayerId(ref: ThreatRef): string | null {
  return ref.startsWith(LAYER) ? ref.slice(LAYER.length) : null;
}

/** A group or campaign can be judged with or without all that its software can do. */
export function findOtherScope(ref: ThreatRef): { readonly ref: ThreatRef; readonly words: string } | null {
  const [, id, software] = /^([GC]\d{4})(\+software)?$/.exec(ref) ?? [];
  if (id === undefined) return null;
  return software === undefined
    ? { ref: `${id}+software`, words: 'With all that its software can do' }
    : { ref: id, words: 'Without what only its software can do' };
}
