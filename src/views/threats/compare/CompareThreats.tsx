import { For, Match, Switch } from 'solid-js';
import { formatCount, formatCounted } from '../../../domain/format';
import { useApp } from '../../../state/app-state';
import { linkTo } from '../../../state/route';
import { type Comparison, createComparison, type ThreatRef } from '../../../state/threats';
import { StateSwatch } from '../../coverage/StateSwatch';
import { AnswerLine } from '../../pieces/AnswerLine';
import { PartLinks } from '../../pieces/PartLinks';
import { Screen } from '../../pieces/Screen';
import { SeenBar } from '../list/SeenBar';
import { linkToThreat } from '../threat-route';
import '../ThreatPage.css';
import '../verdict/StepTable.css';

/** `#/threats/compare/<ref>/<ref>…`: what several threats have in common. */
export function CompareThreats(props: { readonly refs: readonly ThreatRef[] }) {
  const app = useApp();
  const { answer, problem } = createComparison(app, () => props.refs);
  const parts = [{ id: 'list', label: '‹ All threats', address: linkTo('threats') }];
  return (
    <Screen title="What do these threats have in common?">
      <PartLinks label="Parts of this comparison" parts={parts} current="" />
      <Switch fallback={<p class="threat-waiting" role="status" aria-label="Comparing" />}>
        <Match when={props.refs.length === 0}>
          <AnswerLine>Nothing is chosen: tick two threats or more in the list, then “Compare”.</AnswerLine>
        </Match>
        <Match when={problem()}>{(words) => <p role="alert">{words()} Load the page again.</p>}</Match>
        <Match when={answer()}>{(comparison) => <Compared comparison={comparison()} />}</Match>
      </Switch>
    </Screen>
  );
}

function Compared(props: { readonly comparison: Comparison }) {
  const all = () => props.comparison.threats.length;
  const shared = () => props.comparison.techniques.filter(({ usedBy }) => usedBy.length > 1);
  const seen = () => shared().filter(({ state }) => state === 'runs').length;
  return (
    <>
      <AnswerLine>
        {formatCounted(shared().length, 'technique is', 'techniques are')} used by more than one of these{' '}
        {formatCount(all())}; {formatCount(seen())} of them can be seen.
      </AnswerLine>
      <table class="step-table" aria-label="Threats">
        <tbody>
          <For each={props.comparison.threats}>
            {(threat) => (
              <tr>
                <th scope="row">
                  <a href={linkToThreat(threat.ref)}>{threat.name}</a>
                </th>
                <td>
                  <SeenBar figures={threat.figures} />
                </td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
      <h2 class="threat-heading">Techniques, by how many use them</h2>
      <table class="step-table" aria-label="Techniques">
        <tbody>
          <For each={props.comparison.techniques}>
            {(technique) => (
              <tr>
                <td class="step-state">
                  <StateSwatch state={technique.state} /> {technique.state}
                </td>
                <td>
                  <a href={linkTo('coverage', technique.technique)}>{technique.technique}</a> {technique.name}
                </td>
                <td>
                  {formatCount(technique.usedBy.length)} of {formatCount(all())}:{' '}
                  {technique.usedBy.map((at) => props.comparison.threats[at]?.name ?? '').join(', ')}
                </td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </>
  );
}
