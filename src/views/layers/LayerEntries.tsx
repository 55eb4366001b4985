import { createMemo, For, Show } from 'solid-js';
import { formatCount } from '../../domain/format';
import { useApp } from '../../state/app-state';
import { linkTo } from '../../state/route';
import { Fold } from '../pieces/Fold';
import type { DescribedLayer } from './layer-types';
import { formatScore } from './layer-words';

/** The first entries of a layer, each with the way to its technique. */
export function LayerEntries(props: { readonly first: DescribedLayer['first']; readonly all: number }) {
  const { coverage } = useApp();
  const names = createMemo(
    () => new Map<string, string>(coverage.facts()?.techniques.map(({ id, name }) => [id, name])),
  );
  return (
    <Show when={props.first.length > 0}>
      <Fold summary="Entries" state={formatCount(props.all)}>
        <ul class="layer-entries">
          <For each={props.first}>
            {(entry) => (
              <li class="layer-entry">
                <a href={linkTo('coverage', entry.techniqueId)}>
                  {entry.techniqueId} {names().get(entry.techniqueId) ?? ''}
                </a>
                <span class="layer-entry-score">{entry.score === null ? '–' : formatScore(entry.score)}</span>
                <span class="layer-quiet layer-entry-comment">
                  {[entry.tactic ?? '', entry.comment].filter((part) => part !== '').join(': ')}
                </span>
              </li>
            )}
          </For>
        </ul>
        <Show when={props.all > props.first.length}>
          <p class="layer-quiet">and {formatCount(props.all - props.first.length)} more</p>
        </Show>
      </Fold>
    </Show>
  );
}
