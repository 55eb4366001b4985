import { createMemo, For, Match, Show, Switch } from 'solid-js';
import { typeWord } from '../../domain/history/history-words';
import { useApp } from '../../state/app-state';
import { createLookUp, createValueLookUp, type ValueContext } from '../../state/history';
import { useHistories } from '../histories/history-scope';
import { DetailPanel } from '../pieces/DetailPanel';
import { ValueActions } from './ValueActions';
import { ValueContextView } from './ValueContextView';
import type { AddressedValue } from './value-address';

/** All that is known of one value; where its type is not said, of every value in the text. */
export function ValuePanel(props: AddressedValue & { readonly onClose: () => void }) {
  const { history } = useHistories();
  const app = useApp();
  const byText = createLookUp(app, history, () => (props.type === null ? props.value : null));
  const byType = createValueLookUp(app, history, () =>
    props.type === null ? null : { type: props.type, value: props.value },
  );
  const found = () => (props.type === null ? byText : byType);
  const answer = (): readonly ValueContext[] | undefined => {
    if (props.type === null) return byText.answer()?.values;
    const known = byType.answer();
    return known === undefined ? undefined : [known ?? []].flat();
  };
  const byValue = createMemo(
    () => new Map(answer()?.map((context) => [`${context.type} ${context.value}`, context] as const)),
  );
  return (
    <DetailPanel title={props.value} onClose={props.onClose}>
      <div class="history-panel" aria-busy={found().isAsking()}>
        <Switch
          fallback={
            <p class="history-quiet" role="status">
              Looking…
            </p>
          }
        >
          <Match when={found().problem()}>{(problem) => <p role="alert">{problem()}</p>}</Match>
          <Match when={answer()?.length === 0}>
            <p>This is no value that can be looked up by itself.</p>
          </Match>
          <Match when={answer()}>
            <For each={[...byValue().keys()]}>
              {(key) => (
                <Show when={byValue().get(key)}>
                  {(context) => (
                    <>
                      <p class="history-quiet">
                        {typeWord(context().type)}
                        <Show when={context().value !== props.value}>
                          {' '}
                          <span class="history-value">{context().value}</span>
                        </Show>
                      </p>
                      <ValueContextView context={context()} />
                      <ValueActions value={context()} isBenign={context().benign !== null} />
                    </>
                  )}
                </Show>
              )}
            </For>
          </Match>
        </Switch>
      </div>
    </DetailPanel>
  );
}
