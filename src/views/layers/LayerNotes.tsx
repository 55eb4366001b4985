import { For, Show } from 'solid-js';
import { formatCounted } from '../../domain/format';
import { useApp } from '../../state/app-state';
import { createLayerNotes, overlayIds } from '../../state/layers';
import { linkTo } from '../../state/route';
import { Fold } from '../pieces/Fold';
import { LayerFacts } from './LayerFacts';
import { formatScore } from './layer-words';
import './LayerNotes.css';

type Note = NonNullable<ReturnType<ReturnType<typeof createLayerNotes>['answer']>>[number];

/** What kept layers say of a technique: those on the matrix in sight, the others folded. */
export function LayerNotes(props: { readonly techniqueId: string }) {
  const notes = createLayerNotes(useApp(), () => props.techniqueId);
  const shown = () => notes.answer()?.filter(({ layerId }) => overlayIds().includes(layerId)) ?? [];
  const others = () => notes.answer()?.filter(({ layerId }) => !overlayIds().includes(layerId)) ?? [];
  return (
    <Show when={(notes.answer()?.length ?? 0) > 0}>
      <section class="layer-notes" aria-labelledby="layer-notes">
        <h3 id="layer-notes">What layers say</h3>
        <For each={shown()}>{(note) => <LayerNote note={note} techniqueId={props.techniqueId} />}</For>
        <Show when={others().length > 0}>
          <Fold summary={`${formatCounted(others().length, 'note')} of layers that are not on the matrix`}>
            <For each={others()}>{(note) => <LayerNote note={note} techniqueId={props.techniqueId} />}</For>
          </Fold>
        </Show>
      </section>
    </Show>
  );
}

function LayerNote(props: { readonly note: Note; readonly techniqueId: string }) {
  return (
    <article class="layer-note">
      <h4 class="layer-note-head">
        <a href={linkTo('layers', props.note.layerId)}>{props.note.layerName}</a>
        <Show when={props.note.shownColor}>
          {(color) => <span class="layer-note-color" style={{ '--mark': color() }} aria-hidden="true" />}
        </Show>
        <span class="layer-note-score">
          {props.note.score === null ? 'not scored' : `score ${formatScore(props.note.score)}`}
        </span>
      </h4>
      <Show when={describeScope(props.note, props.techniqueId)}>
        {(scope) => <p class="layer-note-scope">{scope()}</p>}
      </Show>
      <Show when={props.note.comment !== ''}>
        <p class="layer-note-comment">{props.note.comment}</p>
      </Show>
      <LayerFacts metadata={props.note.metadata} links={props.note.links} />
    </article>
  );
}

function describeScope({ tactic, techniqueId, enabled }: Note, shown: string): string {
  return [
    ...(techniqueId === shown ? [] : [`said of ${techniqueId}, which this replaced`]),
    ...(tactic === null ? [] : [`under ${tactic}`]),
    ...(enabled ? [] : ['disabled in the layer']),
  ].join('; ');
}
