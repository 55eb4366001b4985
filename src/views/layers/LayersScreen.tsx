import { createEffect, createMemo, createSignal, Match, on, Show, Switch } from 'solid-js';
import { formatCounted } from '../../domain/format';
import { COVERAGE_OPERAND } from '../../domain/layers/combined-layer';
import { useApp } from '../../state/app-state';
import { createLayerList, exportLayers } from '../../state/layers';
import { goTo } from '../../state/route';
import { Button } from '../pieces/Button';
import { EmptyState } from '../pieces/EmptyState';
import { Screen } from '../pieces/Screen';
import { chooseFiles } from '../shell/ImportButton';
import { createScreenExports } from '../shell/screen-exports';
import { CombinePanel } from './CombinePanel';
import { LayerPanel } from './LayerPanel';
import { LayersBody } from './LayersBody';
import './LayersScreen.css';

/** Kept layers: others' notes on techniques and results of arithmetic. `#/layers/<id>`, `#/layers/combine/<id>/<id>…`. */
export function LayersScreen() {
  const app = useApp();
  const { route } = app;
  const list = createLayerList(app);
  const layers = () => list.answer() ?? [];
  const [selected, setSelected] = createSignal<ReadonlySet<string>>(new Set());
  const chosen = createMemo(() => layers().flatMap(({ id }) => (selected().has(id) ? id : [])));
  // What is gone is not chosen: undo would bring it back unseen.
  createEffect(on(chosen, (ids) => ids.length < selected().size && setSelected(new Set(ids))));
  const address = createMemo(() => route().detail.join('/'));

  createScreenExports(() => {
    const isSome = chosen().length > 0;
    const ids = isSome ? chosen() : layers().map(({ id }) => id);
    if (ids.length === 0) return [];
    const hint = `Version 4.5. ${isSome ? 'The chosen' : 'All'}: ${formatCounted(ids.length, 'layer')}${ids.length > 1 ? ', as a list in one file' : ''}.`;
    return [{ label: 'Navigator layers', hint, run: () => exportLayers(app, ids) }];
  });

  return (
    <Screen
      title="What do my layers say?"
      aside={
        <Show when={address() !== '' && address()} keyed>
          {(at) => {
            const [first = '', ...operands] = at.split('/');
            return first === 'combine' ? (
              <CombinePanel layers={layers()} operands={operands} />
            ) : (
              <LayerPanel id={first} layers={layers()} />
            );
          }}
        </Show>
      }
    >
      <Switch fallback={<p class="layers-waiting" role="status" aria-label="Reading your layers" />}>
        <Match when={list.problem()}>
          {(problem) => (
            <p role="alert">{problem()} Your layers are untouched. Load the page again, or choose another release.</p>
          )}
        </Match>
        <Match when={list.answer()?.length === 0}>
          <EmptyState
            title="No layer is kept here yet"
            actions={
              <>
                <Button kind="primary" onClick={chooseFiles}>
                  Import a layer
                </Button>
                <Button onClick={() => goTo('layers', 'combine', COVERAGE_OPERAND)}>Make one of your coverage</Button>
              </>
            }
          >
            <p>
              A layer is anybody’s notes on techniques: scores, colours, comments. ATT&CK Navigator files of every
              version are read, several at once and of any ATT&CK release.
            </p>
            <p>
              They stand on the matrix beside your coverage, and can be combined: what a report lists, less what you can
              see.
            </p>
          </EmptyState>
        </Match>
        <Match when={list.answer()}>
          {(all) => (
            <LayersBody
              layers={all()}
              opened={route().detail[0] ?? null}
              selected={new Set(chosen())}
              onSelect={setSelected}
            />
          )}
        </Match>
      </Switch>
    </Screen>
  );
}
