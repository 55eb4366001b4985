import { createMemo, createSignal, For, Show } from 'solid-js';
import { formatCount } from '../../../domain/format';
import type { EvidencePiece, TechniqueEvidence } from '../../../domain/threats/evidence';
import { findPassage } from '../../../domain/threats/passage';
import type { TextRange } from '../../../domain/threats/threat-report';
import { linkTo } from '../../../state/route';
import { DraftText } from '../../inventory/DraftText';
import { Button } from '../../pieces/Button';
import { describePiece } from './evidence-words';
import { useReading } from './reading-scope';

/** More places are opened by hand. */
const SHOWN = 6;

interface Place {
  readonly reason: string;
  /** What the report says in a field of its own. */
  readonly quote: string;
  readonly range: TextRange | null;
}

/** Every place that speaks for a technique, in its words; why the analyst decides as they do. */
export function EvidenceFacts(props: { readonly evidence: TechniqueEvidence }) {
  const reading = useReading();
  const [isAll, setAll] = createSignal(false);
  const places = createMemo<readonly Place[]>(() => {
    const passage = props.evidence.decision?.passage ?? null;
    const added = passage === null ? [] : [{ reason: 'added by you', quote: '', range: passage }];
    return [...props.evidence.pieces.map(placeOf), ...added];
  });
  const shown = () => (isAll() ? places() : places().slice(0, SHOWN));
  return (
    <div class="evidence-facts">
      <ul class="evidence-places">
        <For each={shown()}>
          {({ reason, quote, range }) => (
            <li>
              <p class="evidence-place-reason">
                {reason}
                <Show when={range}>
                  {(known) => (
                    <button type="button" class="evidence-place-link" onClick={() => reading.showPlace(known())}>
                      Show in the text
                    </button>
                  )}
                </Show>
              </p>
              <Show when={quote}>
                <blockquote>{quote}</blockquote>
              </Show>
              <Show when={range}>{(known) => <Quote range={known()} />}</Show>
            </li>
          )}
        </For>
      </ul>
      <Show when={places().length > shown().length}>
        <Button kind="quiet" onClick={() => setAll(true)}>
          {formatCount(places().length - shown().length)} more places
        </Button>
      </Show>
      <DraftText
        label="Why (kept with your decision)"
        value={props.evidence.decision?.reason ?? reading.draftReason(props.evidence.technique)}
        save={(reason) => reading.giveReason(props.evidence.technique, reason)}
      />
      <a href={linkTo('coverage', props.evidence.technique)}>Where it is seen</a>
    </div>
  );
}

function Quote(props: { readonly range: TextRange }) {
  const reading = useReading();
  const around = () => findPassage(reading.text(), props.range);
  return (
    <blockquote>
      {reading.text().slice(around().start, props.range.start)}
      <mark>{reading.text().slice(props.range.start, props.range.end)}</mark>
      {reading.text().slice(props.range.end, around().end)}
    </blockquote>
  );
}

function placeOf(piece: EvidencePiece): Place {
  return {
    reason: describePiece(piece),
    quote: piece.kind === 'stated' ? piece.passage : '',
    range: piece.kind === 'stated' ? null : piece.range,
  };
}
