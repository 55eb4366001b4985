import { createMemo, For } from 'solid-js';
import { stateWord } from '../../../domain/coverage/lens-words';
import { useApp } from '../../../state/app-state';
import { linkTo } from '../../../state/route';
import type { Comparison } from '../../../state/threats';
import { StateSwatch } from '../../coverage/StateSwatch';

/** Techniques of a comparison by id, each with its state. */
export function TechniqueNames(props: { readonly ids: readonly string[]; readonly comparison: Comparison }) {
  const { coverage } = useApp();
  const byId = createMemo(
    () =>
      new Map<string, Comparison['techniques'][number]>(
        props.comparison.techniques.map((each) => [each.technique, each]),
      ),
  );
  return (
    <ul class="compare-names">
      <For each={props.ids.flatMap((id) => byId().get(id) ?? [])}>
        {({ technique, name, state }) => (
          <li>
            <StateSwatch state={state} /> <a href={linkTo('coverage', technique)}>{technique}</a> {name}{' '}
            <span class="compare-chosen-kind">{stateWord(state, coverage.settings().lens)}</span>
          </li>
        )}
      </For>
    </ul>
  );
}
