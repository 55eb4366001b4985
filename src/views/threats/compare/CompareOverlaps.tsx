import { createSignal, For, Show } from 'solid-js';
import { formatCount, formatCounted } from '../../../domain/format';
import { describeRelatives, type ThreatOverlap } from '../../../domain/threats/compare-threats';
import type { Comparison } from '../../../state/threats';
import { Fold } from '../../pieces/Fold';
import { describePair } from './compare-words';
import { TechniqueNames } from './TechniqueNames';

/** Every two of the threats in words; each pair opens to what it shares, and to what is close. */
export function CompareOverlaps(props: { readonly comparison: Comparison }) {
  const names = () => props.comparison.threats.map(({ name }) => name);
  return (
    <Show when={props.comparison.overlaps.length > 0}>
      <h2 class="threat-heading">Every two of them</h2>
      <div class="compare-folds">
        <For each={props.comparison.overlaps}>
          {(overlap) => <Pair overlap={overlap} names={names()} comparison={props.comparison} />}
        </For>
      </div>
    </Show>
  );
}

function Pair(props: {
  readonly overlap: ThreatOverlap;
  readonly names: readonly string[];
  readonly comparison: Comparison;
}) {
  const [isOpen, setOpen] = createSignal(false);
  const close = () => props.overlap.relatives.length;
  return (
    <Fold
      summary={
        <>
          <b>{props.names[props.overlap.one]}</b> and <b>{props.names[props.overlap.other]}</b>{' '}
          {describePair(props.overlap)}
        </>
      }
      state={close() === 0 ? '' : `${formatCount(close())} more ${close() === 1 ? 'is' : 'are'} close`}
      onToggle={setOpen}
    >
      <Show when={isOpen()}>
        <Show when={props.overlap.shared.length > 0} fallback={<p class="threat-note">No technique is in both.</p>}>
          <TechniqueNames ids={props.overlap.shared} comparison={props.comparison} />
        </Show>
        <Show when={close() > 0}>
          <p class="threat-note">
            {formatCounted(close(), 'pair is', 'pairs are')} not counted as shared, yet close: one names a technique,
            the other a sub-technique of it.
          </p>
          <ul class="compare-names">
            <For each={describeRelatives(props.overlap, props.names)}>{(words) => <li>{words}</li>}</For>
          </ul>
        </Show>
      </Show>
    </Fold>
  );
}
