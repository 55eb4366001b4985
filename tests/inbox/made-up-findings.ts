import type { ReadFinding, SearchFinding } from '../../src/domain/inbox/findings';

export const READ: ReadFinding = {
  step: 'read',
  format: 'indicator-table',
  formatName: 'Table of indicators',
  kind: 'indicators',
  name: 'Tin otter',
  publisher: '',
  published: null,
  marking: null,
  counts: { unit: 'indicators', read: 2, kept: 2, reported: 0 },
  brought: ['2 indicators'],
  issues: [],
  issueCounts: {},
  beginning: '',
  typeCounts: { domain: 2 },
  values: [],
  obstacle: null,
};

export const NOTHING_SEEN: SearchFinding = {
  step: 'search',
  request: null,
  isCut: false,
  run: null,
  answer: '',
  mostRelevant: null,
  sightings: [],
  sightingCount: 0,
  histories: [],
  heldBack: {},
  inItself: false,
};
