import type { Option } from '../pieces/SelectInput';
import type { IndicatorColumn } from './import-types';

const ROLE_WORDS: Readonly<Record<IndicatorColumn['role'], string>> = {
  value: 'Value',
  type: 'Type of the value',
  port: 'Port',
  confidence: 'Confidence',
  'first-seen': 'First seen',
  'last-seen': 'Last seen',
  'valid-from': 'Valid from',
  'valid-until': 'Valid until',
  comment: 'What it is',
  label: 'Labels',
  tlp: 'TLP marking',
  'said-by': 'Says who',
  reference: 'Reference',
  technique: 'Techniques',
  'left-out': 'left out',
};

export const ROLE_OPTIONS: readonly Option<IndicatorColumn['role']>[] = (
  Object.keys(ROLE_WORDS) as IndicatorColumn['role'][]
).map((value) => ({ value, label: ROLE_WORDS[value] }));
