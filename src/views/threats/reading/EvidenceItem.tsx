import Check from 'lucide-solid/icons/check';
import X from 'lucide-solid/icons/x';
import { Show } from 'solid-js';
import type { TechniqueEvidence } from '../../../domain/threats/evidence';
import { findPassage } from '../../../domain/threats/passage';
import type { TextRange } from '../../../domain/threats/threat-report';
import { linkTo } from '../../../state/route';
import { IconButton } from '../../pieces/IconButton';
import { describeReason } from './evidence-words';

export interface EvidenceItemProps {
  readonly evidence: TechniqueEvidence;
  readonly text: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly onDecide: (verdict: 'accepted' | 'rejected' | null) => void;
}

/** A technique that a report may speak of: why, in which words, and what the analyst says. */
export function EvidenceItem(props: EvidenceItemProps) {
  const verdict = () => props.evidence.decision?.verdict ?? null;
  const decide = (wanted: 'accepted' | 'rejected') => props.onDecide(verdict() === wanted ? null : wanted);
  const name = () => `${props.evidence.name} (${props.evidence.technique})`;
  return (
    <li
      class="evidence-item"
      data-technique={props.evidence.technique}
      data-counted={props.evidence.isCounted ? '' : undefined}
      data-chosen={props.isChosen ? '' : undefined}
    >
      <div class="evidence-item-head">
        <button
          type="button"
          class="evidence-item-name"
          aria-expanded={props.isChosen}
          onClick={() => props.onChoose()}
        >
          <span class="evidence-item-id">{props.evidence.technique}</span> {props.evidence.name}
        </button>
        <span class="evidence-item-decide">
          <IconButton
            label={`Accept ${name()}`}
            title="Accept: it is in this report"
            icon={Check}
            pressed={verdict() === 'accepted'}
            onClick={() => decide('accepted')}
          />
          <IconButton
            label={`Reject ${name()}`}
            title="Reject: it is not in this report"
            icon={X}
            pressed={verdict() === 'rejected'}
            onClick={() => decide('rejected')}
          />
        </span>
      </div>
      <p class="evidence-item-reason">{describeReason(props.evidence)}</p>
      <Show when={props.isChosen}>
        <EvidenceWords evidence={props.evidence} text={props.text} />
      </Show>
    </li>
  );
}

function EvidenceWords(props: { readonly evidence: TechniqueEvidence; readonly text: string }) {
  const range = (): TextRange | null => {
    for (const piece of props.evidence.pieces) if ('range' in piece && piece.range !== null) return piece.range;
    return props.evidence.decision?.passage ?? null;
  };
  const stated = () => {
    for (const piece of props.evidence.pieces)
      if (piece.kind === 'stated' && piece.passage !== '') return piece.passage;
    return '';
  };
  return (
    <div class="evidence-item-words">
      <Show when={stated()}>{(passage) => <blockquote>{passage()}</blockquote>}</Show>
      <Show when={range()}>
        {(found) => {
          const around = () => findPassage(props.text, found());
          return (
            <blockquote>
              {props.text.slice(around().start, found().start)}
              <mark>{props.text.slice(found().start, found().end)}</mark>
              {props.text.slice(found().end, around().end)}
            </blockquote>
          );
        }}
      </Show>
      <a href={linkTo('coverage', props.evidence.technique)}>Where it is seen</a>
    </div>
  );
}
