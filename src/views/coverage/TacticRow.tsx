import { For, Show } from 'solid-js';
import type { TacticFacts } from '../../domain/attack/catalog-facts';
import type { Lens } from '../../domain/coverage/settings';
import type { Totals } from '../../domain/coverage/totals';
import { useMatrix } from './matrix-view';
import { TechniqueCell } from './TechniqueCell';
import './TacticRow.css';

const TACTIC_VERBS: Readonly<Record<Lens, string>> = { analytics: 'run', dettect: 'at 4', smap: 'mapped' };

/** One tactic: a row to assistive technology, a column to the eye (and a row again where blocks are shown). */
export function TacticRow(props: {
  readonly tactic: TacticFacts;
  readonly position: number;
  readonly totals: Totals | undefined;
  readonly isOnly: boolean;
  /** On narrow screens tactics open and close; `null`: they are always open. */
  readonly isOpen: boolean | null;
}) {
  const matrix = useMatrix();
  const verb = () => TACTIC_VERBS[matrix.lens()];
  const count = () => (props.totals === undefined ? '' : `${props.totals.runs} of ${props.totals.counted}`);
  return (
    // biome-ignore lint/a11y/useSemanticElements: see TechniqueCell.
    // biome-ignore lint/a11y/useFocusableInteractive: its cells take the focus.
    <div role="row" class="tactic-row" hidden={!matrix.isTacticShown(props.position)}>
      {/* biome-ignore lint/a11y/useSemanticElements: see TechniqueCell. */}
      <div
        role="rowheader"
        class="tactic-head"
        tabIndex={matrix.isFocus(`${props.position}:head`) ? 0 : -1}
        aria-label={`${props.tactic.name}, ${props.tactic.id}, ${count()} ${verb()}`}
        aria-expanded={props.isOpen ?? undefined}
        data-cell={`${props.position}:head`}
        data-only={props.isOnly ? 'true' : undefined}
        title={
          props.isOpen === null ? (props.isOnly ? 'Show all tactics' : `Show only ${props.tactic.name}`) : undefined
        }
      >
        <span class="tactic-name">{props.tactic.name}</span>
        <span class="tactic-summary">
          <span>
            {count()} <span class="tactic-verb">{verb()}</span>
          </span>{' '}
          <span class="tactic-id">{props.tactic.id}</span>
        </span>
      </div>
      <Show when={props.isOpen !== false}>
        <div role="presentation" class="tactic-cells">
          <For each={props.tactic.techniques}>
            {(technique) => <TechniqueWithSubs tactic={props.position} position={technique} />}
          </For>
        </div>
      </Show>
    </div>
  );
}

function TechniqueWithSubs(props: { readonly tactic: number; readonly position: number }) {
  const matrix = useMatrix();
  const subTechniques = () => matrix.techniqueAt(props.position)?.subTechniques ?? [];
  // Made only when there is one to see: the whole of Enterprise is a thousand cells.
  const isAnyShown = () => subTechniques().some((sub) => matrix.isShown(sub));
  return (
    <>
      <TechniqueCell tactic={props.tactic} position={props.position} />
      <Show when={isAnyShown()}>
        <For each={subTechniques()}>{(sub) => <TechniqueCell tactic={props.tactic} position={sub} />}</For>
      </Show>
    </>
  );
}
