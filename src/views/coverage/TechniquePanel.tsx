import { createMemo, lazy, Match, Show, Suspense, Switch } from 'solid-js';
import type { CatalogFacts } from '../../domain/attack/catalog-facts';
import { parseTechniqueId } from '../../domain/attack/identifiers';
import { listDocuments } from '../../domain/dettect/documents';
import { useApp } from '../../state/app-state';
import { overlayThreatIds } from '../../state/layers';
import { goTo } from '../../state/route';
import { createTechniqueExplanation } from '../../state/technique-explanation';
import type { FiguresOf } from '../../state/technique-figures';
import { DetailPanel } from '../pieces/DetailPanel';
import { GroupReadings } from './GroupReadings';
import { SubTechniqueList } from './SubTechniqueList';
import { TechniqueSummary } from './TechniqueSummary';
import { UnknownTechnique } from './UnknownTechnique';
import { WhereToLook } from './WhereToLook';
import './TechniquePanel.css';

// Each comes with the first of what it shows.
const TechniqueProse = lazy(async () => ({ default: (await import('./TechniqueProse')).TechniqueProse }));
const ThreatNotes = lazy(async () => ({ default: (await import('../layers/ThreatNotes')).ThreatNotes }));
const LayerNotes = lazy(async () => ({ default: (await import('../layers/LayerNotes')).LayerNotes }));
const DettectReadings = lazy(async () => ({ default: (await import('./DettectReadings')).DettectReadings }));
const TechniqueStatements = lazy(async () => ({
  default: (await import('./TechniqueStatements')).TechniqueStatements,
}));
const TechniqueRules = lazy(async () => ({ default: (await import('./TechniqueRules')).TechniqueRules }));

/** Everything one technique's state is made of. Opens from its address alone: `#/coverage/T1059.001`. */
export function TechniquePanel(props: {
  readonly address: string;
  readonly facts: CatalogFacts;
  readonly figuresOf: FiguresOf;
}) {
  const app = useApp();
  const lens = () => app.coverage.settings().lens;
  const id = createMemo(() => parseTechniqueId(props.address));
  const position = createMemo(() => props.facts.techniques.findIndex((technique) => technique.id === id()));
  const technique = () => props.facts.techniques[position()];
  const { explanation, isComputing, problem } = createTechniqueExplanation(app, () => technique()?.id ?? null);

  /** Nobody waits for a worker that has nothing to read. */
  const hasStatements = () => listDocuments(app.workspace.documents() ?? [], 'dettect-techniques').length > 0;

  return (
    <DetailPanel
      label={`Technique ${id() ?? props.address}`}
      title={technique() === undefined ? props.address : `${technique()?.id} ${technique()?.name}`}
      onClose={() => goTo('coverage')}
    >
      <Show when={technique()} keyed fallback={<UnknownTechnique address={props.address} facts={props.facts} />}>
        {(known) => (
          <div class="technique-panel" aria-busy={isComputing()}>
            <TechniqueSummary
              technique={known}
              facts={props.facts}
              figures={props.figuresOf(position())}
              figuresOf={props.figuresOf}
              lens={lens()}
            />
            <Show when={(app.workspace.rules()?.length ?? 0) > 0}>
              <Suspense>
                <TechniqueRules
                  technique={known}
                  figures={props.figuresOf(position())}
                  lens={lens()}
                  rules={app.workspace.rules() ?? []}
                  retired={props.facts.retired}
                />
              </Suspense>
            </Show>
            <Suspense fallback={<section class="technique-section technique-prose" />}>
              <TechniqueProse techniqueId={known.id} facts={props.facts} />
            </Suspense>
            <Switch fallback={<PanelSkeleton />}>
              <Match when={explanation()}>
                {(explained) => (
                  <>
                    <WhereToLook explanation={explained()} facts={props.facts} lens={lens()} />
                    <Show
                      when={explained().dettect}
                      fallback={<GroupReadings explanation={explained()} facts={props.facts} />}
                    >
                      {(groups) => <DettectReadings groups={groups()} explanation={explained()} />}
                    </Show>
                  </>
                )}
              </Match>
              <Match when={problem()}>
                {(message) => (
                  <p class="technique-panel-problem" role="alert">
                    {message()} Your inventory is untouched. Load the page again, or choose another release.
                  </p>
                )}
              </Match>
            </Switch>
            <Show when={overlayThreatIds().length > 0}>
              <Suspense>
                <ThreatNotes techniqueId={known.id} />
              </Suspense>
            </Show>
            <Show when={(app.workspace.layerCount() ?? 0) > 0}>
              <Suspense>
                <LayerNotes techniqueId={known.id} />
              </Suspense>
            </Show>
            <Show when={hasStatements()}>
              <TechniqueStatements techniqueId={known.id} />
            </Show>
            <SubTechniqueList technique={known} facts={props.facts} figuresOf={props.figuresOf} lens={lens()} />
          </div>
        )}
      </Show>
    </DetailPanel>
  );
}

/** As high as the facts of a typical technique, so that what is below stays where it is. */
function PanelSkeleton() {
  return (
    <div class="technique-panel-skeleton" role="status" aria-label="Collecting the facts">
      <div />
      <div />
      <div />
    </div>
  );
}
