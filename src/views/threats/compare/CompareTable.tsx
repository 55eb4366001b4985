import { createMemo, createSignal, For, Show } from 'solid-js';
import { stateWord } from '../../../domain/coverage/lens-words';
import { formatCount } from '../../../domain/format';
import { letterOf } from '../../../domain/layers/letter-of';
import { useApp } from '../../../state/app-state';
import { linkTo } from '../../../state/route';
import type { Comparison } from '../../../state/threats';
import { StateSwatch } from '../../coverage/StateSwatch';
import { Explain } from '../../pieces/Explain';
import { SegmentedControl } from '../../pieces/SegmentedControl';
import { createGrowth } from '../../pieces/turns';
import {
  passesSeen,
  passesUse,
  SEEN_FILTERS,
  SEEN_WORDS,
  type SeenFilter,
  USE_FILTERS,
  type UseFilter,
  useWords,
} from './compare-words';

type Technique = Comparison['techniques'][number];

/** Rows per turn: a few milliseconds' worth. */
const STEP = 12;

/** Technique by technique: who uses it, and whether it can be seen. */
export function CompareTable(props: { readonly comparison: Comparison }) {
  const { coverage } = useApp();
  const [use, setUse] = createSignal<UseFilter>('any');
  const [seen, setSeen] = createSignal<SeenFilter>('any');
  const threats = () => props.comparison.threats.length;
  const tacticNames = createMemo(
    () => new Map(coverage.facts()?.tactics.map(({ shortName, name }) => [shortName, name])),
  );
  const mitigationNames = createMemo(() => new Map(props.comparison.mitigations.map(({ id, name }) => [id, name])));
  const rows = createMemo(() =>
    props.comparison.techniques.filter((each) => passesUse(each, use(), threats()) && passesSeen(each, seen())),
  );
  const grown = createGrowth(
    () => rows().length,
    () => STEP,
  );
  const countUse = (filter: UseFilter) =>
    props.comparison.techniques.filter((each) => passesUse(each, filter, threats()) && passesSeen(each, seen())).length;
  const countSeen = (filter: SeenFilter) =>
    props.comparison.techniques.filter((each) => passesUse(each, use(), threats()) && passesSeen(each, filter)).length;
  return (
    <>
      <h2 class="threat-heading">Technique by technique, by how many use it</h2>
      <div class="compare-filters">
        <SegmentedControl
          label="Used"
          labelHidden
          value={use()}
          options={USE_FILTERS.filter((each) => each === use() || each === 'any' || countUse(each) > 0).map(
            (value) => ({
              value,
              label: `${useWords(value, threats())} ${formatCount(countUse(value))}`,
            }),
          )}
          onChange={setUse}
        />
        <SegmentedControl
          label="Seen"
          labelHidden
          value={seen()}
          options={SEEN_FILTERS.map((value) => ({
            value,
            label: `${SEEN_WORDS[value]} ${formatCount(countSeen(value))}`,
          }))}
          onChange={setSeen}
        />
      </div>
      <Show when={rows().length > 0} fallback={<p class="threat-note">No technique is both.</p>}>
        <table class="step-table compare-table" aria-label="Techniques compared">
          <thead>
            <tr>
              <th scope="col">State</th>
              <th scope="col">Technique</th>
              <For each={props.comparison.threats}>
                {({ name }, at) => (
                  <th scope="col" class="compare-use" title={name}>
                    <span aria-hidden="true">{letterOf(at())}</span>
                    <span class="visually-hidden">{name}</span>
                  </th>
                )}
              </For>
              <th scope="col" class="compare-count">
                Used by
              </th>
              <th scope="col" class="compare-tactics">
                Tactics
              </th>
              <th scope="col" class="compare-mitigations">
                Mitigations
              </th>
            </tr>
          </thead>
          <tbody>
            <For each={rows().slice(0, grown())}>
              {(each) => (
                <Row
                  technique={each}
                  threats={props.comparison.threats}
                  stateWord={stateWord(each.state, coverage.settings().lens)}
                  tactics={each.tactics.map((tactic) => tacticNames().get(tactic) ?? tactic).join(', ')}
                  nameMitigation={(id) => mitigationNames().get(id) ?? id}
                />
              )}
            </For>
          </tbody>
        </table>
      </Show>
    </>
  );
}

function Row(props: {
  readonly technique: Technique;
  readonly threats: Comparison['threats'];
  readonly stateWord: string;
  readonly tactics: string;
  readonly nameMitigation: (id: string) => string;
}) {
  return (
    <tr>
      <td class="step-state">
        <StateSwatch state={props.technique.state} /> {props.stateWord}
      </td>
      <td class="compare-technique">
        <a href={linkTo('coverage', props.technique.technique)}>{props.technique.technique}</a> {props.technique.name}
      </td>
      <For each={props.threats}>
        {(_, at) => (
          <td class="compare-use">
            <Show
              when={props.technique.usedBy.includes(at())}
              fallback={
                <>
                  <span class="compare-unused" aria-hidden="true">
                    ·
                  </span>
                  <span class="visually-hidden">no</span>
                </>
              }
            >
              <span aria-hidden="true">●</span>
              <span class="visually-hidden">yes</span>
            </Show>
          </td>
        )}
      </For>
      <td class="compare-count">
        {formatCount(props.technique.usedBy.length)} of {formatCount(props.threats.length)}
      </td>
      <td class="compare-tactics">{props.tactics}</td>
      <td class="compare-mitigations">
        <Show when={props.technique.mitigations.length > 0} fallback="none">
          <Explain
            label={formatCount(props.technique.mitigations.length)}
            name={`${props.technique.mitigations.length} mitigations of ${props.technique.technique}`}
          >
            <ul class="compare-names">
              <For each={props.technique.mitigations}>
                {(id) => (
                  <li>
                    <span class="compare-chosen-kind">{id}</span> {props.nameMitigation(id)}
                  </li>
                )}
              </For>
            </ul>
          </Explain>
        </Show>
      </td>
    </tr>
  );
}
