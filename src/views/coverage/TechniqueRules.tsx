import { createMemo, For, Show } from 'solid-js';
import type { CatalogFacts, TechniqueFacts } from '../../domain/attack/catalog-facts';
import { followId, listSuccessors } from '../../domain/attack/succession';
import { stateWord } from '../../domain/coverage/lens-words';
import type { RuleSummary } from '../../domain/coverage/rule';
import { isInService } from '../../domain/coverage/rule-index';
import type { Lens } from '../../domain/coverage/settings';
import type { TechniqueFigures } from '../../domain/coverage/technique-figures';
import { formatCount, formatCounted } from '../../domain/format';
import { linkTo } from '../../state/route';
import { Fold } from '../pieces/Fold';
import { describeLogSource, describeStatus, languageWord } from '../rule-words';
import { RuleTests } from './RuleTests';

/** Up to this many are in sight at once; a technique may have hundreds. */
const FIRST = 8;

/** Analytics deployed for one technique: the second fact, beside telemetry and never part of it. */
export function TechniqueRules(props: {
  readonly technique: TechniqueFacts;
  readonly figures: TechniqueFigures | undefined;
  readonly lens: Lens;
  readonly rules: readonly RuleSummary[];
  readonly retired: CatalogFacts['retired'];
}) {
  const successors = createMemo(() => listSuccessors(props.retired));
  const means = (stated: string) => followId(stated, successors());
  const mine = createMemo(() => {
    const all = props.rules.filter(({ techniqueIds }) => techniqueIds.some((id) => means(id) === props.technique.id));
    return [...all.filter(isInService), ...all.filter((rule) => !isInService(rule))];
  });
  const inService = () => mine().filter(isInService).length;
  const telemetry = () => (props.figures === undefined ? 'being computed' : stateWord(props.figures.state, props.lens));
  const below = createMemo(() => {
    const prefix = `${props.technique.id}.`;
    return props.rules.filter(
      (rule) => isInService(rule) && rule.techniqueIds.some((id) => means(id).startsWith(prefix)),
    ).length;
  });
  return (
    <section class="technique-section">
      <h3>Analytics deployed: {inService() === 0 ? 'no rule' : formatCounted(inService(), 'rule')}</h3>
      <p class="technique-panel-note">
        Telemetry: {telemetry()}. Rules of yours: {formatCount(inService())}
        <Show when={mine().length > inService()}>, and {formatCount(mine().length - inService())} out of service</Show>.
        <Show when={below() > 0}> For its sub-techniques: {formatCount(below())}.</Show>
      </p>
      <Show when={mine().length > 0}>
        <RuleList rules={mine().slice(0, FIRST)} technique={props.technique.id} />
      </Show>
      <Show when={mine().length > FIRST}>
        <Fold kind="quiet" summary={`${formatCount(mine().length - FIRST)} more`}>
          <RuleList rules={mine().slice(FIRST)} technique={props.technique.id} />
        </Fold>
      </Show>
      <Show when={inService() > 0}>
        <RuleTests rules={mine().filter(isInService)} />
      </Show>
    </section>
  );
}

function RuleList(props: { readonly rules: readonly RuleSummary[]; readonly technique: string }) {
  /** A rule from before the release names the technique as it was called then. */
  const describeName = ({ techniqueIds }: RuleSummary) =>
    techniqueIds.some((id) => id === props.technique) ? '' : 'under a former id';
  return (
    <ul>
      <For each={props.rules}>
        {(rule) => (
          <li>
            <a href={linkTo('inventory', 'rule', rule.id)}>{rule.name}</a>
            <div class="technique-panel-note">
              {[
                languageWord(rule.language),
                describeLogSource(rule),
                describeStatus(rule),
                rule.level,
                describeName(rule),
              ]
                .filter((word) => word !== '')
                .join(' · ')}
            </div>
          </li>
        )}
      </For>
    </ul>
  );
}
