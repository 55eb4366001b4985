import { createMemo, Show } from 'solid-js';
import { formatCounted } from '../../domain/format';
import type { UpgradeDecision, UpgradeQuestion } from '../../domain/workspace/upgrade';
import type { UpgradeState } from '../../state/releases';
import { ComboInput, type ComboOption } from '../pieces/ComboInput';
import { Explain } from '../pieces/Explain';
import { SegmentedControl } from '../pieces/SegmentedControl';
import { REASON_WORDS } from './release-words';

type Choice = UpgradeDecision['to'];
type Techniques = NonNullable<ReturnType<UpgradeState['outlook']>>['techniques'];

/** One retired id: what it was, where it stands, and what shall become of it. */
export function UpgradeQuestionRow(props: {
  readonly question: UpgradeQuestion;
  readonly techniques: Techniques;
  /** `undefined`: not decided, which keeps it. */
  readonly decision: UpgradeDecision | undefined;
  readonly onDecide: (decision: UpgradeDecision) => void;
}) {
  const choice = (): Choice => props.decision?.to ?? 'keep';
  const successor = () => (props.decision?.to === 'successor' ? props.decision.id : null);
  const options = createMemo<readonly ComboOption<string>[]>(() => {
    const { candidates, kind, domain } = props.question;
    const near = new Set(candidates.map(({ id }) => id));
    const label = (each: { readonly id: string; readonly name: string }) => `${each.id} ${each.name}`;
    return [
      ...candidates.map((each) => ({
        value: each.id,
        label: label(each),
        group: each.isNamed ? 'Named by ATT&CK' : kind === 'technique' ? 'Of similar name' : 'Likely',
      })),
      ...(kind === 'technique' ? props.techniques : [])
        .filter((each) => each.domain === domain && !near.has(each.id))
        .map((each) => ({ value: each.id, label: label(each), group: 'All techniques' })),
    ];
  });
  const places = () => props.question.places;

  function decide(to: Choice): void {
    // One that ATT&CK names is offered; a name that is only alike is the user's to choose. Until then it is kept.
    const named = props.question.candidates.find(({ isNamed }) => isNamed);
    props.onDecide(to === 'successor' ? { to, id: successor() ?? named?.id ?? '' } : { to });
  }

  return (
    <li class="upgrade-question">
      <div>
        <p class="upgrade-question-name">
          {props.question.id} {props.question.name}
        </p>
        <div class="release-note">
          {REASON_WORDS[props.question.reason]}.{' '}
          <Explain label={formatCounted(props.question.references, 'reference')}>
            <p>
              {places().slice(0, 20).join('; ')}
              {places().length > 20 ? ` and ${places().length - 20} more` : ''}.
            </p>
          </Explain>{' '}
          in {places()[0]}
          {places().length > 1 ? ` and ${places().length - 1} more` : ''}
        </div>
      </div>
      <div class="upgrade-question-choice">
        <SegmentedControl<Choice>
          label={`What becomes of ${props.question.id}`}
          labelHidden
          value={choice()}
          options={[
            { value: 'keep', label: 'Keep as it is' },
            ...(options().length > 0 ? [{ value: 'successor' as const, label: 'Move to…' }] : []),
            { value: 'drop', label: 'Drop' },
          ]}
          onChange={decide}
        />
        <Show when={choice() === 'successor'}>
          <ComboInput
            label={`Successor of ${props.question.id}`}
            placeholder="Id or name"
            value={successor()}
            options={options()}
            onChange={(id) => props.onDecide({ to: 'successor', id })}
          />
        </Show>
      </div>
    </li>
  );
}
