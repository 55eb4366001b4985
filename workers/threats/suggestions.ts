import type { Catalog } from '../../src/domain/attack/catalog';
import type { TechniqueSuggestion } from '../../src/domain/threats/technique-mentions';
import type { ReportContent } from '../../src/domain/threats/threat-report';
import type { ReportReading } from '../contract/threats';

export interface FoundSuggestions {
  readonly state: ReportReading['suggestions'];
  readonly suggestions: readonly TechniqueSuggestion[];
}

/** What the model built from imported prose offers for a report; nothing where no prose is on the device. */
export async function findSuggestions(
  _catalog: Catalog,
  _content: ReportContent,
  isWanted: boolean,
): Promise<FoundSuggestions> {
  return { state: isWanted ? 'no-prose' : 'off', suggestions: [] };
}
