import { formatPercent } from '../../domain/format';
import type { QualityDimension } from '../../domain/sensors/data-quality';
import { withEveryShare } from '../../domain/sensors/edit-records';
import { DEPLOYMENT_STATUSES, type Deployment } from '../../domain/sensors/inventory';
import { QUALITY_WORDS } from './inventory-words';

export type BulkField =
  | 'status'
  | 'owner'
  | 'version'
  | 'logDestination'
  | 'share'
  | 'cost'
  | 'retentionDays'
  | QualityDimension;
/** `null`: not said. */
export type BulkValue = string | number | null;

export interface BulkFieldFacts {
  readonly label: string;
  readonly kind: 'status' | 'text' | 'percent' | 'amount' | 'days' | 'rating';
  readonly initial: BulkValue;
  /** What an empty text stands for: `nobody`. */
  readonly none?: string;
  /** Nothing is no value for many at once: a number that was mistyped must not clear them all. */
  readonly required: boolean;
  /** The value in a sentence. */
  readonly write: (value: BulkValue) => string;
  readonly edit: (deployment: Deployment, value: BulkValue, usualCurrency: string) => Deployment;
}

const asNumber = (value: BulkValue) => (typeof value === 'number' ? value : null);
const asText = (value: BulkValue) => (typeof value === 'string' ? value : '');
const writeNumber = (value: BulkValue) => (value === null ? 'not said' : String(value));

function text(label: string, none: string, key: 'owner' | 'version' | 'logDestination'): BulkFieldFacts {
  return {
    label,
    kind: 'text',
    initial: '',
    none,
    required: false,
    write: (value) => asText(value).trim() || none,
    edit: (deployment, value) => ({ ...deployment, [key]: asText(value).trim() }),
  };
}

function rating(dimension: QualityDimension): BulkFieldFacts {
  return {
    label: QUALITY_WORDS[dimension].name,
    kind: 'rating',
    initial: null,
    required: false,
    write: (value) => (value === null ? 'unrated' : String(value)),
    edit: (deployment, value) => ({
      ...deployment,
      quality: { ...deployment.quality, [dimension]: asNumber(value) },
    }),
  };
}

/** What can be set for many deployments at once. */
export const BULK_FIELDS: Readonly<Record<BulkField, BulkFieldFacts>> = {
  status: {
    label: 'Status',
    kind: 'status',
    initial: 'deployed',
    required: true,
    write: asText,
    edit: (deployment, value) => ({
      ...deployment,
      status: DEPLOYMENT_STATUSES.find((status) => status === value) ?? deployment.status,
    }),
  },
  owner: text('Owner', 'nobody', 'owner'),
  version: text('Version', 'not said', 'version'),
  logDestination: text('Log destination', 'not said', 'logDestination'),
  share: {
    label: 'Share',
    kind: 'percent',
    initial: null,
    required: true,
    write: (value) => (typeof value === 'number' ? formatPercent(value / 100) : 'not said'),
    edit: (deployment, value) => withEveryShare(deployment, typeof value === 'number' ? value / 100 : null),
  },
  cost: {
    label: 'Cost',
    kind: 'amount',
    initial: null,
    required: true,
    write: writeNumber,
    edit: (deployment, value, currency) => ({
      ...deployment,
      cost: typeof value === 'number' ? { currency, per: 'year', ...deployment.cost, amount: value } : null,
    }),
  },
  retentionDays: {
    label: 'Days kept',
    kind: 'days',
    initial: null,
    required: true,
    write: writeNumber,
    edit: (deployment, value) => ({ ...deployment, retentionDays: asNumber(value) }),
  },
  deviceCompleteness: rating('deviceCompleteness'),
  dataFieldCompleteness: rating('dataFieldCompleteness'),
  timeliness: rating('timeliness'),
  consistency: rating('consistency'),
  retention: rating('retention'),
};
