import { formatBytes } from '../../src/domain/format';
import type { ReadFinding } from '../../src/domain/inbox/findings';
import type { Issue } from '../../src/domain/result';
import type { ImportDetail } from '../contract/imports';
import type { ReadFile } from '../import-file';

const SHOWN_VALUES = 20;
/** Of a list of packages, all are read at once. */
export const SHOWN_ISSUES = 100;
/** Characters of one value or comment, and of a report's text in its preview. */
const BEGINNING = 600;
const PREVIEWED = 400;

/** What it is, as the preview of an import would say it. */
export function describeReading({ format, reading }: ReadFile, issues: readonly Issue[]): ReadFinding {
  const { detail, counts, brought, issueCounts } = reading;
  return {
    step: 'read',
    format: format.format,
    formatName: format.formatName,
    kind: detail.kind,
    counts,
    brought,
    issues: issues.slice(0, SHOWN_ISSUES),
    issueCounts,
    obstacle: findObstacle(detail),
    ...describeSaid(detail),
  };
}

type Said = Pick<ReadFinding, 'name' | 'publisher' | 'published' | 'marking' | 'beginning' | 'typeCounts' | 'values'>;

const NOTHING_SAID: Said = {
  name: '',
  publisher: '',
  published: null,
  marking: null,
  beginning: '',
  typeCounts: {},
  values: [],
};

function describeSaid(detail: ImportDetail): Said {
  switch (detail.kind) {
    case 'report': {
      const { name, publisher, published, marking, beginning, observables, observableCount } = detail;
      const values = observables.slice(0, SHOWN_VALUES).map((each) => ({ ...each, comment: '' }));
      // Counted by type only where its values are packed; here the whole is known.
      const typeCounts: Readonly<Record<string, number>> = observableCount === 0 ? {} : { values: observableCount };
      return {
        name,
        publisher,
        published,
        marking,
        beginning: beginning.length < PREVIEWED ? beginning : `${beginning}…`,
        typeCounts,
        values,
      };
    }
    case 'indicators': {
      const { name, publisher, published, marking, typeCounts, statements } = detail;
      const values = statements.slice(0, SHOWN_VALUES).map(({ type, value, comment }) => ({
        type,
        value: value.slice(0, BEGINNING),
        comment: comment.slice(0, BEGINNING),
      }));
      return { name, publisher, published, marking, beginning: '', typeCounts, values };
    }
    case 'history':
    case 'weights':
      return { ...NOTHING_SAID, name: detail.name };
    default:
      return NOTHING_SAID;
  }
}

/** What the import would have to ask first: then it is the import that asks. */
function findObstacle(detail: ImportDetail): string | null {
  switch (detail.kind) {
    case 'workspace':
      return 'It is a backup: whether it is added or takes the place of what is here is chosen in the import.';
    case 'inventory':
      return detail.table.missing.length > 0 ? 'Which column says what has to be chosen in the import.' : null;
    case 'indicators':
      return Object.keys(detail.typeCounts).length === 0
        ? 'Which column holds the values has to be chosen in the import.'
        : null;
    case 'history':
      return detail.free !== null && detail.estimatedBytes > detail.free
        ? `By our estimate it takes ${formatBytes(detail.estimatedBytes)}, and this device has room for ${formatBytes(detail.free)}.`
        : null;
    default:
      return null;
  }
}
