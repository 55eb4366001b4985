import { For, Show } from 'solid-js';
import { formatCount } from '../../../domain/format';
import { useApp } from '../../../state/app-state';
import { linkTo } from '../../../state/route';
import { Fold } from '../../pieces/Fold';

/** Techniques by their positions in the catalog, folded; nothing where there are none. */
export function TechniqueFold(props: {
  readonly summary: string;
  readonly techniques: readonly number[];
  /** What else is to be said of one. */
  readonly remark?: ((technique: number) => string) | undefined;
  readonly isOpen?: boolean | undefined;
}) {
  const { coverage } = useApp();
  const facts = (position: number) => coverage.facts()?.techniques[position];
  return (
    <Show when={props.techniques.length > 0}>
      <Fold summary={props.summary} state={formatCount(props.techniques.length)} isOpen={props.isOpen}>
        <ul class="plan-techniques">
          <For each={props.techniques}>
            {(position) => (
              <Show when={facts(position)}>
                {(technique) => (
                  <li>
                    <a href={linkTo('coverage', technique().id)}>
                      <span class="plan-technique-id">{technique().id}</span> {technique().name}
                    </a>
                    <Show when={props.remark?.(position)}>
                      {(remark) => <span class="plan-technique-remark"> {remark()}</span>}
                    </Show>
                  </li>
                )}
              </Show>
            )}
          </For>
        </ul>
      </Fold>
    </Show>
  );
}
