import { createMemo, Show } from 'solid-js';
import { formatCount, formatCounted } from '../../domain/format';
import { useApp } from '../../state/app-state';
import { chooseOverlays, editLayers, exportLayers, overlayIds } from '../../state/layers';
import { goTo, linkTo } from '../../state/route';
import { AnswerLine } from '../pieces/AnswerLine';
import { Button } from '../pieces/Button';
import { type Column, DataTable } from '../pieces/DataTable';
import { report } from '../shell/app-notice';
import type { ListedLayer } from './layer-types';
import { describeMisfit, formatScore, nameDomain, nameLayerRelease } from './layer-words';

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
  const columns = createMemo((): readonly Column<ListedLayer>[] => [
    { id: 'name', title: 'Layer', value: ({ name }) => name, width: 'minmax(11rem, 2fr)' },
    { id: 'release', title: 'ATT&CK', value: nameLayerRelease, width: 'minmax(8rem, 1fr)' },
    { id: 'techniques', title: 'Techniques', value: ({ techniques }) => techniques, numeric: true, width: '6.5rem' },
    { id: 'scored', title: 'Scored', value: ({ scored }) => scored, numeric: true, width: '5rem' },
    {
      id: 'range',
      title: 'Scores',
      value: ({ range }) => range?.high ?? null,
      cell: ({ range }) => describeRange(range),
      numeric: true,
      width: '6rem',
    },
    { id: 'commented', title: 'Comments', value: ({ commented }) => commented, numeric: true, width: '6.5rem' },
    {
      id: 'fit',
      title: `Not as in ${release()}`,
      value: ({ fit }) => (fit === null ? null : fit.succeeded + fit.retired + fit.unknown),
      cell: ({ fit }) => (fit === null ? 'another domain' : describeMisfit(fit)),
      width: 'minmax(9rem, 1fr)',
    },
    {
      id: 'matrix',
      title: 'Matrix',
      value: ({ id }) => (isShown(id) ? 'shown' : ''),
      width: '5rem',
    },
  ]);
  const ids = () => props.layers.flatMap(({ id }) => (props.selected.has(id) ? id : []));
  const allShown = () => ids().every(isShown);

  function show(): void {
    const wanted = new Set(ids());
    const remove = allShown();
    chooseOverlays(props.layers.flatMap(({ id }) => ((wanted.has(id) ? !remove : isShown(id)) ? id : [])));
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
        <a class="layers-link" href={linkTo('coverage')}>
          See them on the matrix
        </a>
        <Show when={lacking() > 0}>
          <a class="layers-link" href={linkTo('data', 'upgrade')}>
            Bring them up to date
          </a>
        </Show>
      </div>
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
            <Button
              onClick={() => void exportLayers(app, ids()).then((problem) => problem !== null && report(problem))}
            >
              Export
            </Button>
            <Button onClick={() => void removeChosen()}>Remove</Button>
          </>
        }
        empty={null}
      />
    </>
  );
}

function describeRange(range: ListedLayer['range']): string {
  if (range === null) return '';
  return range.low === range.high ? formatScore(range.low) : `${formatScore(range.low)} – ${formatScore(range.high)}`;
}
