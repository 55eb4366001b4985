import { createMemo, createSignal, Match, Show, Switch } from 'solid-js';
import type { CatalogFacts } from '../../domain/attack/catalog-facts';
import { useApp } from '../../state/app-state';
import { coverageFilters, createVisibleTechniques } from '../../state/coverage-filters';
import { createPreference, oneOf } from '../../state/preferences';
import { createCurrentAnswer, createTechniqueFigures } from '../../state/technique-figures';
import { Screen } from '../pieces/Screen';
import { CoverageAnswer } from './CoverageAnswer';
import { CoverageEmpty } from './CoverageEmpty';
import { CoverageFindings } from './CoverageFindings';
import { CoverageTotals } from './CoverageTotals';
import { FilterBar } from './FilterBar';
import { listFilterChips } from './filter-chips';
import { MatrixTools } from './MatrixTools';
import { createMatrixView, ZOOMS } from './matrix-view';
import { ScopeFilters } from './ScopeFilters';
import { StateLegend } from './StateLegend';
import { TechniqueMatrix } from './TechniqueMatrix';
import { TechniquePanel } from './TechniquePanel';
import { TechniqueTable } from './TechniqueTable';
import './CoverageScreen.css';

/** "What can I see?": the answer, what it leaves out, and the matrix it is made of. */
export function CoverageScreen() {
  const app = useApp();
  const figuresOf = createTechniqueFigures(app.coverage);
  const address = () => app.route().detail[0] ?? null;
  const lens = () => createdFor().lens;
  const answer = createCurrentAnswer(app.coverage);
  const createdFor = () => answer()?.settings ?? app.coverage.settings();
  return (
    <Screen
      title="What can I see?"
      aside={
        address() === null ? undefined : (
          <Show when={app.coverage.facts()}>
            {(facts) => <TechniquePanel address={address() ?? ''} facts={facts()} figuresOf={figuresOf} lens={lens()} />}
          </Show>
        )
      }
    >
      <p>…</p>
    </Screen>
  );
}
