import { createMemo, createSignal, For, Show } from 'solid-js';
import { formatCount, formatCounted } from '../../../domain/format';
import type { RankedMitigation } from '../../../domain/threats/compare-threats';
import type { Comparison } from '../../../state/threats';
import { Fold } from '../../pieces/Fold';
import { createGrowth } from '../../pieces/turns';
import { TechniqueNames } from './TechniqueNames';

/** Courses of action by how much of these threats they address: what several use counts as often. */
export function CompareMitigations(props: { readonly comparison: Comparison }) {
  const mitigations = createMemo(() => props.comparison.mitigations);
  const grown = createGrowth(
    () => mitigations().length,
    () => 12,
  );
  return (
    <Show when={mitigations().length > 0}>
      <h2 class="threat-heading">What would stop most of it</h2>
      <p class="threat-note">
        ATT&CK’s mitigations, by how many uses of a technique by one of these threats each addresses. Of what is not
        seen, preventing is all there is.
      </p>
      <div class="compare-folds">
        <For each={mitigations().slice(0, grown())}>
          {(mitigation) => <Mitigation mitigation={mitigation} comparison={props.comparison} />}
        </For>
      </div>
    </Show>
  );
}

function Mitigation(props: { readonly mitigation: RankedMitigation; readonly comparison: Comparison }) {
  const [isOpen, setOpen] = createSignal(false);
  const unseen = () => props.mitigation.unseen.length;
  const others = () => {
    const lacking = new Set(props.mitigation.unseen);
    return props.mitigation.techniques.filter((technique) => !lacking.has(technique));
  };
  return (
    <Fold
      summary={
        <>
          <span class="compare-chosen-kind">{props.mitigation.id}</span> <b>{props.mitigation.name}</b>
        </>
      }
      state={`${formatCounted(props.mitigation.techniques.length, 'technique')}, ${formatCounted(props.mitigation.uses, 'use')}${unseen() === 0 ? '' : `; ${formatCount(unseen())} not seen`}`}
      onToggle={setOpen}
    >
      <Show when={isOpen()}>
        <Show when={unseen() > 0}>
          <h3 class="compare-fold-head">Not seen</h3>
          <TechniqueNames ids={props.mitigation.unseen} comparison={props.comparison} />
        </Show>
        <Show when={others().length > 0}>
          <h3 class="compare-fold-head">Seen, or not applicable here</h3>
          <TechniqueNames ids={others()} comparison={props.comparison} />
        </Show>
      </Show>
    </Fold>
  );
}
