import { createMemo, Show } from 'solid-js';
import { formatCount, formatCounted } from '../../domain/format';
import { useApp } from '../../state/app-state';
import { chooseOverlays, editLayers, overlayIds } from '../../state/layers';
import { goTo, linkTo } from '../../state/route';
import { createWidth, fitColumns } from '../inventory/fit-columns';
import { AnswerLine } from '../pieces/AnswerLine';
import { Button } from '../pieces/Button';
import { DataTable } from '../pieces/DataTable';
import { report } from '../shell/app-notice';
import { listColumns } from './layer-columns';
import type { ListedLayer } from './layer-types';
import { nameDomain, tellApart } from './layer-words';

/** All layers as a table, and what can be done with some of them. */
export function LayersBody(props: {
  readonly layers: readonly ListedLayer[];
  readonly opened: string | null;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
}) {
  const app = useApp();
  const release = () => {
    const facts = app.coverage.facts();
    return facts === undefined ? '' : `${nameDomain(facts.domain)} ${facts.release}`;
  };
  const notes = createMemo(() => props.layers.reduce((sum, { entries }) => sum + entries, 0));
  const lacking = createMemo(
    () => props.layers.filter(({ fit }) => fit !== null && fit.retired + fit.unknown > 0).length,
  );
  const isShown = (id: string) => overlayIds().includes(id);
  const [width, observeWidth] = createWidth();
  const columns = createMemo(() => fitColumns(listColumns(release(), isShown, tellApart(props.layers)), width()));
  const ids = () => props.layers.flatMap(({ id }) => (props.selected.has(id) ? id : []));
  const allShown = () => ids().every(isShown);

  function show(): void {
    const wanted = new Set(ids());
    const remove = allShown();
    chooseOverlays(props.layers.flatMap(({ id }) => ((wanted.has(id) ? !remove : isShown(id)) ? id : [])));
  }

  /** Those chosen, else the one at hand, else those shown already, else all: the matrix must not come up without any. */
  function showSome(): void {
    const { opened, selected, layers } = props;
    if (selected.size > 0) chooseOverlays(ids());
    else if (layers.some(({ id }) => id === opened))
      chooseOverlays(layers.flatMap(({ id }) => (id === opened ? id : [])));
    else if (!layers.some(({ id }) => isShown(id))) chooseOverlays(layers.map(({ id }) => id));
  }

  async function removeChosen(): Promise<void> {
    const problem = await editLayers(app, `Remove ${formatCounted(ids().length, 'layer')}`, {
      kind: 'remove',
      ids: ids(),
    });
    if (problem !== null) report(problem);
  }

  return (
    <>
      <AnswerLine>
        {formatCounted(props.layers.length, 'layer')} with {formatCounted(notes(), 'note')} on techniques
        <Show when={lacking() > 0}>
          ; {formatCount(lacking())} {lacking() === 1 ? 'names' : 'name'} techniques that {release()} does not have
        </Show>
        .
      </AnswerLine>
      <div class="layers-actions">
        <Button kind="primary" onClick={() => goTo('layers', 'combine', ...ids())}>
          Combine layers
        </Button>
        <a class="layers-link" href={linkTo('coverage')} onClick={showSome}>
          See {props.layers.length === 1 ? 'it' : 'them'} on the matrix
        </a>
        <Show when={lacking() > 0}>
          <a class="layers-link" href={linkTo('data', 'upgrade')}>
            Bring them up to date
          </a>
        </Show>
      </div>
      <div ref={observeWidth}>
        <DataTable
          label="Layers"
          noun={props.layers.length === 1 ? 'layer' : 'layers'}
          rows={props.layers}
          columns={columns()}
          rowKey={({ id }) => id}
          selected={props.selected}
          onSelect={props.onSelect}
          opened={props.opened}
          onOpen={({ id }) => goTo('layers', id)}
          bulkActions={
            <>
              <Button onClick={show}>{allShown() ? 'Take off the matrix' : 'Show on the matrix'}</Button>
              <Button onClick={() => goTo('layers', 'combine', ...ids())}>Combine</Button>
              <Button onClick={() => void removeChosen()}>Remove</Button>
            </>
          }
          empty={null}
        />
      </div>
    </>
  );
}
