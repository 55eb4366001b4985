import Check from 'lucide-solid/icons/check';
import X from 'lucide-solid/icons/x';
import { Show } from 'solid-js';
import type { TechniqueEvidence } from '../../../domain/threats/evidence';
import { waitsForDecision } from '../../../domain/threats/evidence';
import { IconButton } from '../../pieces/IconButton';
import { EvidenceFacts } from './EvidenceFacts';
import { describeReason } from './evidence-words';
import { useReading } from './reading-scope';

/** A technique that a report may speak of: why, in which words, and what the analyst says. */
export function EvidenceItem(props: { readonly evidence: TechniqueEvidence }) {
  const reading = useReading();
  const technique = () => props.evidence.technique;
  const isChosen = () => reading.isChosen(technique());
  const verdict = () => props.evidence.decision?.verdict ?? null;
  const decide = (wanted: 'accepted' | 'rejected') => reading.decide(technique(), verdict() === wanted ? null : wanted);
  const name = () => `${props.evidence.name} (${technique()})`;
  const status = () => {
    const said = verdict();
    const reason = props.evidence.decision?.reason ?? '';
    // Where the analyst alone says it, the reason is all there is.
    if (said === null || (said === 'accepted' && props.evidence.pieces.length === 0)) return '';
    return reason === '' ? `${said} by you` : `${said} by you: ${reason}`;
  };
  const reason = () =>
    [isChosen() && props.evidence.pieces.length > 0 ? '' : describeReason(props.evidence), status()]
      .filter((words) => words !== '')
      .join('; ');
  return (
    <li
      class="evidence-item"
      data-technique={technique()}
      data-waiting={waitsForDecision(props.evidence) ? '' : undefined}
      data-counted={props.evidence.isCounted ? '' : undefined}
      data-verdict={verdict() ?? undefined}
      data-chosen={isChosen() ? '' : undefined}
    >
      <div class="evidence-item-head">
        <button
          type="button"
          class="evidence-item-name"
          aria-expanded={isChosen()}
          onClick={() => reading.choose(isChosen() ? null : technique())}
        >
          <span class="evidence-item-id">{technique()}</span>{' '}
          <span class="evidence-item-words-of">{props.evidence.name}</span>
        </button>
        <span class="evidence-item-decide">
          <IconButton
            label={`Accept ${name()}`}
            title="Accept: it is in this report (a)"
            icon={Check}
            pressed={verdict() === 'accepted'}
            onClick={() => decide('accepted')}
          />
          <IconButton
            label={`Reject ${name()}`}
            title="Reject: it is not in this report (r)"
            icon={X}
            pressed={verdict() === 'rejected'}
            onClick={() => decide('rejected')}
          />
        </span>
      </div>
      {/* Opened, every place says its own reason. */}
      <Show when={reason()}>{(words) => <p class="evidence-item-reason">{words()}</p>}</Show>
      <Show when={isChosen()}>
        <EvidenceFacts evidence={props.evidence} />
      </Show>
    </li>
  );
}
