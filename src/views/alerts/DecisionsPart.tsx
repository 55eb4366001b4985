import { For, Show } from 'solid-js';
import { formatCounted, formatDateTime } from '../../domain/format';
import { AnswerLine } from '../pieces/AnswerLine';
import { Button } from '../pieces/Button';
import { useAlerts } from './alert-scope';
import { VERDICT_WORDS } from './alert-words';

/** What was decided, the latest first; taking it back lets the next run raise it again. */
export function DecisionsPart() {
  const { verdicts, undecide } = useAlerts();
  return (
    <>
      <AnswerLine>
        {verdicts()?.length === 0
          ? 'Nothing was decided yet.'
          : `${formatCounted(verdicts()?.length ?? 0, 'decision is', 'decisions are')} applied to every run.`}
      </AnswerLine>
      <Show when={(verdicts()?.length ?? 0) > 0}>
        <ul class="alert-decisions" aria-label="Decisions">
          <For each={verdicts()}>
            {(verdict) => (
              <li>
                <p>
                  <strong>{VERDICT_WORDS[verdict.verdict]}</strong> <span class="history-value">{verdict.host}</span>:{' '}
                  {verdict.reason}
                </p>
                <p class="history-quiet">
                  {verdict.author === '' ? '' : `${verdict.author}, `}
                  {formatDateTime(verdict.at)}; {formatCounted(verdict.signals.length, 'signal')}
                </p>
                <Button kind="quiet" label={`Take back: ${verdict.host}`} onClick={() => void undecide(verdict.alert)}>
                  Take back
                </Button>
              </li>
            )}
          </For>
        </ul>
        <p class="history-note">What is taken back is raised by the next run, if it is still there.</p>
      </Show>
    </>
  );
}
