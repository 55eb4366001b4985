import { Show } from 'solid-js';
import type { CatalogFacts, TechniqueFacts } from '../../domain/attack/catalog-facts';
import { stateWord } from '../../domain/coverage/lens-words';
import type { Lens } from '../../domain/coverage/settings';
import type { TechniqueFigures } from '../../domain/coverage/technique-figures';
import { formatCounted } from '../../domain/format';
import { linkTo } from '../../state/route';
import { createSubTechniqueCount, type FiguresOf } from '../../state/technique-figures';
import { describeFigures, describeSubTechniques, joinWords, stateMeaning } from './coverage-words';
import { StateSwatch } from './StateSwatch';

/** State of the technique over the estate, and what it is. */
export function TechniqueSummary(props: {
  readonly technique: TechniqueFacts;
  readonly facts: CatalogFacts;
  readonly figures: TechniqueFigures | undefined;
  readonly figuresOf: FiguresOf;
  readonly lens: Lens;
}) {
  const running = createSubTechniqueCount(() => props.technique.subTechniques, props.figuresOf);
  const parent = () => props.facts.techniques[props.technique.parent];
  const page = () => `attack.mitre.org/techniques/${props.technique.id.replace('.', '/')}`;
  const tactics = () => joinWords(props.technique.tactics.flatMap((tactic) => props.facts.tactics[tactic]?.name ?? []));
  return (
    <section class="technique-summary">
      <Show when={props.figures} fallback={<p class="technique-state-line">Being computed …</p>}>
        {(figures) => (
          <>
            <p class="technique-state-line">
              <StateSwatch state={figures().state} grade={figures().grade} />
              <span>
                {sentence(describeFigures(figures(), props.lens))}
                <Show when={figures().state === 'runs' && figures().countedIn > 0}>
                  {`, in ${figures().runningIn} of ${formatCounted(figures().countedIn, 'system group')}`}
                </Show>
              </span>
            </p>
            <p class="technique-panel-note">
              {stateMeaning(figures().state, props.lens)} {describeSpread(figures(), props.lens)}
            </p>
          </>
        )}
      </Show>
      <Show when={props.technique.subTechniques.length > 0}>
        <p>{sentence(describeSubTechniques(running(), props.lens))}.</p>
      </Show>
      <dl class="technique-facts">
        <Show when={parent()}>
          {(known) => (
            <>
              <dt>Part of</dt>
              <dd>
                <a href={linkTo('coverage', known().id)}>
                  {known().id} {known().name}
                </a>
              </dd>
            </>
          )}
        </Show>
        <dt>{props.technique.tactics.length === 1 ? 'Tactic' : 'Tactics'}</dt>
        <dd>{tactics()}</dd>
        <dt>Platforms</dt>
        <dd>{joinWords(props.technique.platforms) || 'none named in this release'}</dd>
        <dt>Described at</dt>
        <dd>
          <a class="technique-page" href={`https://${page()}/`} target="_blank" rel="noreferrer noopener">
            {page()}
          </a>
        </dd>
      </dl>
    </section>
  );
}

/** What the best state in any group hides. */
function describeSpread({ state, worst, countedIn }: TechniqueFigures, lens: Lens): string {
  if (worst === null || worst === state) return '';
  return `Of the ${formatCounted(countedIn, 'system group')} where it applies this is the best; in the worst it is ${stateWord(worst, lens)}.`;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
