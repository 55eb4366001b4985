/**
 * The five data quality dimensions of DeTT&CT, each 0 (none) to 5 (excellent). `null` is unrated: unknown, and
 * counted neither as perfect nor as bad.
 */
export interface DataQuality {
  readonly deviceCompleteness: number | null;
  readonly dataFieldCompleteness: number | null;
  readonly timeliness: number | null;
  readonly consistency: number | null;
  readonly retention: number | null;
}

export const QUALITY_DIMENSIONS = [
  'deviceCompleteness',
  'dataFieldCompleteness',
  'timeliness',
  'consistency',
  'retention',
] as const satisfies readonly (keyof DataQuality)[];
export type QualityDimension = (typeof QUALITY_DIMENSIONS)[number];

export const QUALITY_MAXIMUM = 5;

export const UNRATED: DataQuality = {
  deviceCompleteness: null,
  dataFieldCompleteness: null,
  timeliness: null,
  consistency: null,
  retention: null,
};

export interface LimitingQuality {
  readonly dimension: QualityDimension;
  /** 0 to 1. */
  readonly quality: number;
}

/**
 * The quality of what a deployment delivers: its lowest rated dimension other than device completeness (which is a
 * share of hosts, not a property of the data), as 0 to 1; `null` when none is rated.
 */
export function computeLimitingQuality(quality: DataQuality): LimitingQuality | null {
  let limiting: LimitingQuality | null = null;
  for (const dimension of QUALITY_DIMENSIONS) {
    const rating = quality[dimension];
    if (dimension === 'deviceCompleteness' || rating === null) continue;
    if (limiting === null || rating / QUALITY_MAXIMUM < limiting.quality) {
      limiting = { dimension, quality: rating / QUALITY_MAXIMUM };
    }
  }
  return limiting;
}
