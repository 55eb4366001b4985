import { lazy, Match, Suspense, Switch } from 'solid-js';
import { useApp } from '../../state/app-state';
import { coverageFilters } from '../../state/coverage-filters';
import { createFilterAddress } from '../../state/filter-address';
import { createRulesOf } from '../../state/rules-of-techniques';
import { createTechniqueFigures } from '../../state/technique-figures';
import { Screen } from '../pieces/Screen';
import { CoverageBody } from './CoverageBody';
import './CoverageScreen.css';

// The matrix comes with the first load; what opens beside it comes when it is opened.
const TechniquePanel = lazy(async () => ({ default: (await import('./TechniquePanel')).TechniquePanel }));

/** "What can I see?": the answer, what it leaves out, and the matrix it is made of. */
export function CoverageScreen() {
  const { coverage, route, workspace } = useApp();
  const figuresOf = createTechniqueFigures(coverage);
  const rulesOf = createRulesOf(workspace.rules, () => coverage.facts());
  createFilterAddress(route, coverageFilters);

  /** The first answer comes right behind the facts: drawing every cell once, with its state, is sooner than twice. */
  const drawable = () => (coverage.answer() === undefined && coverage.isComputing() ? undefined : coverage.facts());

  /** Made anew for each technique, so that the focus goes to what has opened. */
  const panel = () => {
    const address = route().detail[0];
    const facts = coverage.facts();
    if (address === undefined || facts === undefined) return undefined;
    return (
      <Suspense>
        <TechniquePanel address={address} facts={facts} figuresOf={figuresOf} />
      </Suspense>
    );
  };

  return (
    <Screen title="What can I see?" aside={panel()}>
      <Switch fallback={<CoverageSkeleton />}>
        <Match when={drawable()} keyed>
          {(facts) => <CoverageBody facts={facts} figuresOf={figuresOf} rulesOf={rulesOf} />}
        </Match>
        <Match when={coverage.problem()}>
          {(message) => (
            <p class="coverage-problem" role="alert">
              {message()} Your inventory is untouched. Choose another ATT&CK release, or load the page again.
            </p>
          )}
        </Match>
      </Switch>
    </Screen>
  );
}

/** The place of the answer and the matrix while the catalog is opened. */
function CoverageSkeleton() {
  return (
    <div class="coverage-skeleton" role="status" aria-label="Opening the ATT&CK catalog">
      <div />
      <div />
      <div />
    </div>
  );
}
