import { createMemo, For, Match, Switch } from 'solid-js';
import { type ProseBlock, type ProsePart, readProse } from '../../domain/attack/prose-text';
import { linkTo } from '../../state/route';

/** ATT&CK's words as paragraphs, points and links to techniques of the app. Text, never markup. */
export function ProseText(props: { readonly text: string }) {
  const blocks = createMemo(() => readProse(props.text));
  return (
    <For each={blocks()}>
      {(block) => (
        <p class="prose-block" data-kind={block.kind}>
          <Parts block={block} />
        </p>
      )}
    </For>
  );
}

function Parts(props: { readonly block: ProseBlock }) {
  return <For each={props.block.parts}>{(part) => <Part part={part} />}</For>;
}

function Part(props: { readonly part: ProsePart }) {
  const link = () => (props.part.kind === 'technique' ? props.part : undefined);
  return (
    <Switch fallback={props.part.text}>
      <Match when={link()}>{(found) => <a href={linkTo('coverage', found().id)}>{found().text}</a>}</Match>
      <Match when={props.part.kind === 'code'}>
        <code>{props.part.text}</code>
      </Match>
      <Match when={props.part.kind === 'strong'}>
        <strong>{props.part.text}</strong>
      </Match>
    </Switch>
  );
}
