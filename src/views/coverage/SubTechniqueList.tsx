import { For, Show } from 'solid-js';
import type { CatalogFacts, TechniqueFacts } from '../../domain/attack/catalog-facts';
import type { Lens } from '../../domain/coverage/settings';
import { linkTo } from '../../state/route';
import type { FiguresOf } from '../../state/technique-figures';
import { describeFigures } from './coverage-words';
import { StateSwatch } from './StateSwatch';

/** A technique's sub-techniques, or a sub-technique's siblings. */
export function SubTechniqueList(props: {
  readonly technique: TechniqueFacts;
  readonly facts: CatalogFacts;
  readonly figuresOf: FiguresOf;
  readonly lens: Lens;
}) {
  const family = () =>
    props.technique.parent < 0
      ? props.technique.subTechniques
      : (props.facts.techniques[props.technique.parent]?.subTechniques ?? []);
  return (
    <Show when={family().length > 0}>
      <section class="technique-section">
        <h3>{props.technique.parent < 0 ? 'Sub-techniques' : 'Sub-techniques beside it'}</h3>
        <ul class="sub-technique-list">
          <For each={family()}>
            {(position) => {
              const technique = () => props.facts.techniques[position];
              const figures = () => props.figuresOf(position);
              return (
                <li>
                  <Show when={figures()} fallback={<span />}>
                    {(known) => <StateSwatch state={known().state} grade={known().grade} />}
                  </Show>
                  <a
                    href={linkTo('coverage', technique()?.id ?? '')}
                    aria-current={technique()?.id === props.technique.id ? 'page' : undefined}
                  >
                    {technique()?.id} {technique()?.name}
                  </a>
                  <span class="technique-panel-note">
                    <Show when={figures()}>{(known) => <>{describeFigures(known(), props.lens)}</>}</Show>
                  </span>
                </li>
              );
            }}
          </For>
        </ul>
      </section>
    </Show>
  );
}
