import { createMemo, createSignal, For, Show } from 'solid-js';
import { compareReleases } from '../../domain/attack/releases';
import { formatCount, formatCounted } from '../../domain/format';
import { SCORE_RULES, type ScoreRule } from '../../domain/workspace/reference-kind';
import type { UpgradeDecisions } from '../../domain/workspace/upgrade';
import { useApp } from '../../state/app-state';
import { createUpgrade, type UpgradeState } from '../../state/releases';
import { linkTo } from '../../state/route';
import { AnswerLine } from '../pieces/AnswerLine';
import { Button } from '../pieces/Button';
import { Field } from '../pieces/Field';
import { Fold } from '../pieces/Fold';
import { Screen } from '../pieces/Screen';
import { SelectInput } from '../pieces/SelectInput';
import { DOMAIN_WORDS, listEntries, nameCatalog } from '../shell/catalog-words';
import { SCORE_WORDS } from './release-words';
import { UpgradeDone } from './UpgradeDone';
import { UpgradeQuestionRow } from './UpgradeQuestionRow';
import './Releases.css';

/** Everything here that names a technique, brought up to a newer release: shown first, made in one step, undone in one. */
export function ReleaseUpgrade() {
  const app = useApp();
  const upgrade = createUpgrade(app);
  return (
    <Screen title="What does a newer ATT&CK release change in my work?">
      <Show
        when={upgrade.outlook()}
        fallback={
          <p class="release-line" role={upgrade.problem() === null ? 'status' : 'alert'}>
            {upgrade.problem() ?? 'Looking through your layers, rules and sensors…'}
          </p>
        }
      >
        <Show when={upgrade.report()} fallback={<Outlook upgrade={upgrade} />}>
          {(report) => <UpgradeDone report={report()} onDone={upgrade.forgetReport} />}
        </Show>
      </Show>
    </Screen>
  );
}

function Outlook(props: { readonly upgrade: UpgradeState }) {
  const { upgrade } = props;
  const [decisions, setDecisions] = createSignal<UpgradeDecisions>({});
  const [scoreRule, setScoreRule] = createSignal<ScoreRule>('highest');
  const plan = () => upgrade.outlook()?.plan;
  const isIdle = () => {
    const { moving = 0, asked = 0, layersToMark = 0 } = plan() ?? {};
    return moving + asked + layersToMark === 0;
  };
  return (
    <>
      <AnswerLine>
        <Summary upgrade={upgrade} />
      </AnswerLine>
      <Targets upgrade={upgrade} />
      <Show when={upgrade.problem()}>
        {(message) => (
          <p class="release-problem" role="alert">
            {message()}
          </p>
        )}
      </Show>
      <Show when={(plan()?.questions.length ?? 0) > 0}>
        <section class="release-part" aria-labelledby="upgrade-questions">
          <h2 id="upgrade-questions">What needs you</h2>
          <p class="release-note">
            What you leave undecided stays as it is, with a note that it is retired. Nothing is dropped unless you say
            so.
          </p>
          <ul class="upgrade-questions">
            <For each={plan()?.questions}>
              {(question) => (
                <UpgradeQuestionRow
                  question={question}
                  techniques={upgrade.outlook()?.techniques ?? []}
                  decision={decisions()[question.key]}
                  onDecide={(decision) => setDecisions((current) => ({ ...current, [question.key]: decision }))}
                />
              )}
            </For>
          </ul>
        </section>
      </Show>
      <Show when={!isIdle()}>
        <div class="release-actions">
          <Field
            label="When two entries of a layer become one"
            hint="Comments, links and metadata of both are kept; scores that differ are kept as metadata."
          >
            {() => (
              <SelectInput
                value={scoreRule()}
                options={SCORE_RULES.map((value) => ({ value, label: `take ${SCORE_WORDS[value]}` }))}
                onChange={setScoreRule}
              />
            )}
          </Field>
          <Button
            kind="primary"
            disabled={upgrade.isWorking()}
            onClick={() => void upgrade.apply(decisions(), scoreRule())}
          >
            Upgrade in one step
          </Button>
          <span class="release-note">It can be undone.</span>
        </div>
      </Show>
      <Details upgrade={upgrade} />
    </>
  );
}

/** "412 of 431 references stay, 16 move by themselves; 3 need you." */
function Summary(props: { readonly upgrade: UpgradeState }) {
  const plan = () => props.upgrade.outlook()?.plan;
  const text = () => {
    const known = plan();
    if (known === undefined || known.references === 0) {
      return 'Nothing here names a technique, an analytic or a data component of ATT&CK yet.';
    }
    const { references, unchanged, moving, asked, unknown, layersToMark } = known;
    const all = formatCounted(references, 'reference');
    const rest = unknown.length === 0 ? '' : ` ${formatCounted(unknown.length, 'id')} no release knows.`;
    if (moving + asked + layersToMark === 0) return `All is up to date: ${all} stand as they are.${rest}`;
    const settled = `${formatCount(unchanged + moving)} of ${all} are settled: ${formatCount(unchanged)} ${unchanged === 1 ? 'stands as it is' : 'stand as they are'}, ${formatCount(moving)} ${moving === 1 ? 'moves by itself' : 'move by themselves'}`;
    return `${settled}; ${asked === 0 ? 'none needs you' : `${formatCount(asked)} ${asked === 1 ? 'needs' : 'need'} you`}.${rest}`;
  };
  return <>{text()}</>;
}

function Targets(props: { readonly upgrade: UpgradeState }) {
  const { coverage } = useApp();
  const rows = createMemo(() =>
    (props.upgrade.outlook()?.targets ?? [])
      .map((target) => ({
        target,
        choices: listEntries(coverage)
          .filter(({ domain }) => domain === target.domain)
          .sort((a, b) => compareReleases(b.release, a.release)),
      }))
      .filter(({ choices }) => choices.length > 1),
  );
  return (
    <div class="release-choices">
      <For each={rows()}>
        {({ target, choices }) => (
          <Field label={`${DOMAIN_WORDS[target.domain]}, up to`}>
            {() => (
              <SelectInput
                value={target.id}
                options={choices.map((entry) => ({ value: entry.id, label: nameCatalog(entry) }))}
                onChange={(id) => props.upgrade.chooseTarget({ [target.domain]: id })}
              />
            )}
          </Field>
        )}
      </For>
      <a class="button" href={linkTo('data')}>
        All data
      </a>
    </div>
  );
}

function Details(props: { readonly upgrade: UpgradeState }) {
  const plan = () => props.upgrade.outlook()?.plan;
  return (
    <section class="release-part" aria-label="In detail">
      <Show when={(plan()?.moves.length ?? 0) > 0}>
        <Fold kind="head" summary="What moves by itself" state={formatCount(plan()?.moving ?? 0)}>
          <ul class="upgrade-moves">
            <For each={plan()?.moves}>
              {({ from, to, count }) => (
                <li>
                  <span>{from}</span> → {to}
                  <Show when={count > 1}>
                    <span class="release-note"> {formatCount(count)} times</span>
                  </Show>
                </li>
              )}
            </For>
          </ul>
        </Fold>
      </Show>
      <Show when={(plan()?.kinds.length ?? 0) > 0}>
        <Fold kind="head" summary="Where the references are" state={formatCount(plan()?.references ?? 0)}>
          <ul class="upgrade-moves">
            <For each={plan()?.kinds}>
              {({ name, references, moving }) => (
                <li>
                  {name}: {formatCount(references)}, of which {formatCount(moving)} move
                </li>
              )}
            </For>
          </ul>
          <Show when={(plan()?.layersToMark ?? 0) > 0}>
            <p class="release-note">{formatCounted(plan()?.layersToMark ?? 0, 'layer')} will state the new release.</p>
          </Show>
        </Fold>
      </Show>
      <Show when={(plan()?.unknown.length ?? 0) > 0}>
        <Fold
          kind="head"
          summary="Ids that no release knows, left as they are"
          state={formatCount(plan()?.unknown.length ?? 0)}
        >
          <ul class="upgrade-moves">
            <For each={plan()?.unknown.slice(0, 200)}>
              {({ id, where }) => (
                <li>
                  {id} <span class="release-note">in {where}</span>
                </li>
              )}
            </For>
          </ul>
        </Fold>
      </Show>
      <Show when={(plan()?.newerLayers.length ?? 0) > 0}>
        <p class="release-note">
          Left alone, being of a newer release: {plan()?.newerLayers.join(', ')}. Import that release to bring the
          others up to it.
        </p>
      </Show>
    </section>
  );
}
