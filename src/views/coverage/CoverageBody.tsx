import { createEffect, createMemo, createSignal, lazy, on, Show, Suspense } from 'solid-js';
import type { CatalogFacts } from '../../domain/attack/catalog-facts';
import { formatCounted } from '../../domain/format';
import { useApp } from '../../state/app-state';
import { coverageFilters, createVisibleTechniques } from '../../state/coverage-filters';
import { createOverlay, overlayThreatIds } from '../../state/layers';
import { createPreference, oneOf } from '../../state/preferences';
import type { RulesOf } from '../../state/rules-of-techniques';
import { createCurrentAnswer, type FiguresOf } from '../../state/technique-figures';
import { Fold } from '../pieces/Fold';
import { createMediaQuery } from '../pieces/media-query';
import { createScreenExports } from '../shell/screen-exports';
import { CoverageEmpty } from './CoverageEmpty';
import { CoverageHead } from './CoverageHead';
import { FilterBar } from './FilterBar';
import { listFilterChips } from './filter-chips';
import { MatrixTools } from './MatrixTools';
import { createMatrixView, ZOOMS } from './matrix-view';
import { NARROW } from './narrow';
import { ScopeFilters } from './ScopeFilters';
import { StateLegend } from './StateLegend';
import { TechniqueMatrix } from './TechniqueMatrix';

// Comes with the first layer or threat.
const OverlayLine = lazy(async () => ({ default: (await import('../layers/OverlayLine')).OverlayLine }));
// The table is the second way to look at the same thing: it loads when it is asked for.
const TechniqueTable = lazy(async () => ({ default: (await import('./TechniqueTable')).TechniqueTable }));

/** The screen for one catalog. */
export function CoverageBody(props: {
  readonly facts: CatalogFacts;
  readonly figuresOf: FiguresOf;
  readonly rulesOf: RulesOf;
}) {
  const app = useApp();
  const { coverage, workspace, route, exportFile } = app;
  const answer = createCurrentAnswer(coverage);
  const groups = () => workspace.inventory()?.groups ?? [];
  const isEmpty = () => {
    const inventory = workspace.inventory();
    return inventory !== undefined && (inventory.groups.length === 0 || inventory.deployments.length === 0);
  };
  /** Of the answer that is shown, not of the one that is being computed. */
  const lens = () => (answer()?.settings ?? coverage.settings()).lens;
  const visible = createVisibleTechniques(
    () => props.facts,
    (position) => props.figuresOf(position),
    (id) => props.rulesOf(id),
  );
  const [zoom, setZoom] = createPreference('matrix-zoom', 'names', oneOf(ZOOMS));
  const [isTable, setTable] = createSignal(false);
  const isNarrow = createMediaQuery(NARROW);
  const overlay = createOverlay(app);
  const view = createMatrixView({
    facts: () => props.facts,
    lens,
    zoom,
    figuresOf: (position) => props.figuresOf(position),
    rulesOf: (id) => props.rulesOf(id),
    visible,
    tactic: coverageFilters.tactic,
    selected: () => route().detail[0] ?? null,
    overlay: overlay.answer,
  });
  createScreenExports(() => {
    const isAll = visible.positions().length === props.facts.techniques.length;
    const shown = isAll ? null : visible.positions();
    const hint = shown === null ? 'all techniques' : `the ${formatCounted(shown.length, 'technique')} shown`;
    const unfolded = props.facts.techniques.flatMap((_, position) => (view.isExpanded(position) ? [position] : []));
    const matrix = { drawn: { tactic: coverageFilters.tactic(), unfolded } };
    const drawn = `${hint}, ${unfolded.length === 0 ? 'without' : 'with the unfolded'} sub-techniques`;
    return [
      { label: 'Navigator layer', hint, run: () => exportFile('navigator-layer', shown) },
      { label: 'Coverage table (CSV)', hint, run: () => exportFile('coverage-table', shown) },
      { label: 'Coverage workbook (XLSX)', hint, run: () => exportFile('coverage-workbook', shown, matrix) },
      { label: 'Matrix picture (SVG)', hint: drawn, run: () => exportFile('matrix-svg', shown, matrix) },
      { label: 'Matrix picture (PNG)', hint: drawn, run: () => exportFile('matrix-png', shown, matrix) },
    ];
  });
  // A sub-technique that was opened by its address is shown, not only its panel.
  createEffect(
    on(view.selected, (id) => {
      const position = props.facts.techniques.findIndex((technique) => technique.id === id);
      const parent = props.facts.techniques[position]?.parent ?? -1;
      if (parent >= 0 && !view.isShown(position)) view.toggle(parent, true);
    }),
  );
  const chips = createMemo(() =>
    listFilterChips({
      settings: coverage.settings(),
      changeSettings: coverage.changeSettings,
      groups: groups(),
      facts: props.facts,
      filters: coverageFilters,
    }),
  );

  return (
    <div class="coverage-body" aria-busy={coverage.isComputing()}>
      <Show when={isEmpty()} fallback={<CoverageHead answer={answer()} facts={props.facts} groups={groups()} />}>
        <CoverageEmpty hasGroups={groups().length > 0} facts={props.facts} />
      </Show>
      <div class="coverage-controls">
        <Show when={isNarrow()} fallback={<ScopeFilters facts={props.facts} groups={groups()} />}>
          <Fold summary={chips().length === 0 ? 'Filters' : `Filters (${chips().length})`}>
            <ScopeFilters facts={props.facts} groups={groups()} />
          </Fold>
        </Show>
        <Show when={(workspace.layerCount() ?? 0) > 0 || overlayThreatIds().length > 0}>
          <Suspense>
            <OverlayLine overlay={overlay.answer()} problem={overlay.problem()} facts={props.facts} />
          </Suspense>
        </Show>
        <StateLegend lens={lens()} totals={answer()?.totals} hasRules={(workspace.rules()?.length ?? 0) > 0} />
        <div class="coverage-view-line">
          <FilterBar shown={visible.positions().length} all={props.facts.techniques.length} chips={chips()} />
          <MatrixTools
            zoom={zoom()}
            onZoom={setZoom}
            isExpanded={view.isAllExpanded()}
            onExpand={view.expandAll}
            isTable={isTable()}
            onTable={setTable}
          />
        </div>
      </div>
      <Show
        when={isTable()}
        fallback={
          <TechniqueMatrix
            view={view}
            tacticTotals={answer()?.tacticTotals}
            isDimmed={isEmpty()}
            isNarrowed={visible.isNarrowed()}
          />
        }
      >
        <Suspense>
          <TechniqueTable
            facts={props.facts}
            positions={visible.positions()}
            figuresOf={props.figuresOf}
            rulesOf={props.rulesOf}
            hasRules={(workspace.rules()?.length ?? 0) > 0}
            lens={lens()}
            selected={view.selected()}
          />
        </Suspense>
      </Show>
    </div>
  );
}
