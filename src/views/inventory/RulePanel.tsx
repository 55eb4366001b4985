import { createEffect, createMemo, createSignal, For, on, Show } from 'solid-js';
import { followId, listSuccessors } from '../../domain/attack/succession';
import type { RuleSummary } from '../../domain/coverage/rule';
import { useApp } from '../../state/app-state';
import { linkTo } from '../../state/route';
import { Button } from '../pieces/Button';
import { DetailPanel } from '../pieces/DetailPanel';
import { Fold } from '../pieces/Fold';
import { describeLogSource, describeStatus, languageWord } from '../rule-words';
import { useInventory } from './inventory-scope';
import './RuleTable.css';
import './SensorPanel.css';

/** One rule: what it is for, and its text as it was in the file. */
export function RulePanel(props: { readonly rule: RuleSummary; readonly onClose: () => void }) {
  const { coverage, workspace } = useApp();
  const { removeRules } = useInventory();
  const names = createMemo(
    () => new Map<string, string>(coverage.facts()?.techniques.map(({ id, name }) => [id, name])),
  );
  const successors = createMemo(() => listSuccessors(coverage.facts()?.retired ?? []));
  const means = (id: string) => followId(id, successors());
  const facts = () =>
    [
      ['Language', languageWord(props.rule.language)],
      ['Log source', describeLogSource(props.rule)],
      ['Status', describeStatus(props.rule)],
      ['Level', props.rule.level],
      ['File', props.rule.fileName],
      ['Id', props.rule.id],
    ].filter(([, value]) => value !== '');

  const [text, setText] = createSignal('');
  // Another summary of the same rule: it was imported again.
  createEffect(
    on(
      () => props.rule,
      async ({ id }) => setText((await workspace.readText('rules', id)) ?? ''),
    ),
  );

  function deleteIt(): void {
    const { id, name } = props.rule;
    removeRules(`Delete the rule ${name}`, [id]);
    props.onClose();
  }

  return (
    <DetailPanel title={props.rule.name} onClose={props.onClose}>
      <div class="sensor-panel">
        <dl class="rule-panel-facts">
          <For each={facts()}>
            {([term, value]) => (
              <>
                <dt>{term}</dt>
                <dd>{value}</dd>
              </>
            )}
          </For>
        </dl>
        <div>
          <Fold kind="head" summary="Techniques" state={String(props.rule.techniqueIds.length)} isOpen>
            <Show when={props.rule.techniqueIds.length === 0}>
              <p class="sensor-panel-note">The rule names none.</p>
            </Show>
            <ul class="sensor-panel-links">
              <For each={props.rule.techniqueIds}>
                {(id) => (
                  <li>
                    <Show when={names().get(means(id))} fallback={`${id}, which the release in use does not have`}>
                      {(name) => (
                        <>
                          {means(id) === id ? '' : `${id}, now `}
                          <a href={linkTo('coverage', means(id))}>
                            {means(id)} {name()}
                          </a>
                        </>
                      )}
                    </Show>
                  </li>
                )}
              </For>
            </ul>
          </Fold>
          <Show when={text() !== ''}>
            <Fold kind="head" summary="Text">
              <pre class="rule-panel-text">{text()}</pre>
            </Fold>
          </Show>
        </div>
        <div>
          <Button onClick={deleteIt}>Delete</Button>
        </div>
      </div>
    </DetailPanel>
  );
}
