import { createMemo, For, Show } from 'solid-js';
import { cellKey } from '../../domain/layers/cell-key';
import { threatRefOf } from '../../domain/threats/threat-layers';
import { useApp } from '../../state/app-state';
import { createThreatOverlay } from '../../state/layers';
import { linkTo } from '../../state/route';
import './LayerNotes.css';

/** Which of the threats on the matrix use a technique, and what is said of it there. */
export function ThreatNotes(props: { readonly techniqueId: string }) {
  const app = useApp();
  const overlay = createThreatOverlay(app);
  const users = createMemo(() => {
    const facts = app.coverage.facts();
    const known = overlay.answer();
    const position = facts?.techniques.findIndex(({ id }) => id === props.techniqueId) ?? -1;
    const technique = facts?.techniques[position];
    if (known === undefined || technique === undefined) return [];
    const marks = [null, ...technique.tactics].flatMap((tactic) => known.marks.get(cellKey(position, tactic)) ?? []);
    return known.layers.flatMap(({ id, name }, at) => {
      const own = marks.filter(({ layer }) => layer === at);
      const said = [...new Set(own.map(({ comment }) => comment))].filter((comment) => comment !== '');
      return own.length === 0 ? [] : [{ ref: threatRefOf(id) ?? '', name, said }];
    });
  });
  return (
    <Show when={users().length > 0}>
      <section class="layer-notes" aria-labelledby="threat-notes">
        <h3 id="threat-notes">
          Used by {users().length} of {overlay.answer()?.layers.length} threats on the matrix
        </h3>
        <For each={users()}>
          {({ ref, name, said }) => (
            <article class="layer-note">
              <h4 class="layer-note-head">
                <a href={linkTo('threats', ref)}>{name}</a>
              </h4>
              <For each={said}>{(words) => <p class="layer-note-comment">{words}</p>}</For>
            </article>
          )}
        </For>
      </section>
    </Show>
  );
}
