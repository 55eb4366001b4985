import { createUniqueId, type JSX, Show } from 'solid-js';

/** One subject of the data screen: what it is on the left, its facts on the right. */
export function DataSection(props: {
  readonly title: string;
  readonly about?: string | undefined;
  readonly children: JSX.Element;
}) {
  const id = createUniqueId();
  return (
    <section class="data-section" aria-labelledby={id}>
      <div class="data-section-head">
        <h2 id={id}>{props.title}</h2>
        <Show when={props.about}>
          <p class="data-section-about">{props.about}</p>
        </Show>
      </div>
      <div class="data-section-body">{props.children}</div>
    </section>
  );
}
