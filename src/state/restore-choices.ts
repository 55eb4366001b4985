import { FACT_SOURCES, LENSES, PRECISIONS } from '../domain/coverage/settings';
import type { CoverageState } from './coverage';
import { oneOf, putPreferences } from './preferences';

/** Takes over the choices of a backup: at once where everything depends on them, the others when their screen is opened. */
export function restoreChoices(
  coverage: Pick<CoverageState, 'chooseCatalog' | 'changeSettings'>,
  choices: Readonly<Record<string, unknown>>,
): void {
  putPreferences(choices);
  const { catalog, lens, precision, facts } = choices;
  if (typeof catalog === 'string') coverage.chooseCatalog(catalog);
  const [knownLens, knownPrecision, knownFacts] = [
    oneOf(LENSES)(lens),
    oneOf(PRECISIONS)(precision),
    oneOf(FACT_SOURCES)(facts),
  ];
  coverage.changeSettings({
    ...(knownLens === null ? {} : { lens: knownLens }),
    ...(knownPrecision === null ? {} : { minimumPrecision: knownPrecision }),
    ...(knownFacts === null ? {} : { facts: knownFacts }),
  });
}
