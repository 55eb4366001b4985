import { createEffect, createMemo, createSelector, For, on, Show, untrack } from 'solid-js';
import type { TechniqueEvidence } from '../../../domain/threats/evidence';
import type { TextSection } from '../../../domain/threats/threat-report';
import { createInPieces } from '../../pieces/create-in-pieces';
import { createGrowth } from '../../pieces/turns';
import { MARK_WORDS } from './evidence-words';
import {
  collectMarks,
  findParagraph,
  layOutText,
  MARK_KINDS,
  type Mark,
  type Paragraph,
  type TextPart,
} from './text-layout';

/** Paragraphs per turn: a few milliseconds' worth. */
const STEP = 40;
/** Characters, about: a paragraph that is not near has the height that it will have, so that few need be drawn. */
const LINE = 75;

export interface ReportTextProps {
  /** The same object as long as it is the same text. */
  readonly source: { readonly text: string; readonly sections: readonly TextSection[] };
  readonly evidence: readonly TechniqueEvidence[];
  /** By technique: `accepted`, `rejected`. */
  readonly verdicts: Readonly<Record<string, string>>;
  /** The technique whose places stand out. */
  readonly chosen: string | null;
  /** The place to be shown; a new object brings it into sight again. */
  readonly place: { readonly start: number } | null;
  readonly onChoose: (mark: Mark) => void;
}

/** The text of a report, as text, with what was found in it. */
export function ReportText(props: ReportTextProps) {
  let container: HTMLDivElement | undefined;
  let before: readonly Paragraph[] = [];
  const marks = createMemo(() => collectMarks(props.evidence));
  const paragraphs = createInPieces(
    () => ({ source: props.source, marks: marks() }),
    function* ({ source, marks: found }) {
      before = yield* layOutText(source, found, before);
      return before;
    },
  );
  const grown = createGrowth(
    () => paragraphs()?.length ?? 0,
    () => STEP,
  );
  const isChosen = createSelector(() => props.chosen);
  const kinds = createMemo(() => {
    const present = new Set(marks().map(({ kind }) => kind));
    return MARK_KINDS.filter((kind) => present.has(kind));
  });

  // A place that is not drawn yet waits until it is.
  let waiting: { readonly start: number } | null = null;
  createEffect(
    on(
      () => props.place,
      (place) => {
        waiting = place;
      },
    ),
  );
  createEffect(
    on([() => props.place, grown, paragraphs], ([, drawn, all]) => {
      if (waiting === null || all === undefined) return;
      const { start } = waiting;
      const at = findParagraph(all, start);
      if (at < 0 || at >= drawn) return;
      const part = all[at]?.parts.findLast((each) => each.start <= start);
      waiting = null;
      if (part !== undefined) queueMicrotask(() => bringIntoSight(part.start));
    }),
  );
  function bringIntoSight(start: number): void {
    const find = () => container?.querySelector(`:is(mark, span)[data-start="${start}"]`);
    find()?.scrollIntoView({ block: 'center' });
    // What is out of sight has no true height before it is near: once there, the place is found exactly.
    requestAnimationFrame(() => requestAnimationFrame(() => find()?.scrollIntoView({ block: 'center' })));
  }

  function chooseByPointer(event: MouseEvent): void {
    if (document.getSelection()?.isCollapsed === false) return;
    const element = event.target instanceof Element ? event.target.closest('mark[data-start]') : null;
    if (!(element instanceof HTMLElement)) return;
    const start = Number(element.dataset['start']);
    const all = paragraphs() ?? [];
    const mark = all[findParagraph(all, start)]?.parts.find((part) => part.start === start)?.mark;
    if (mark) props.onChoose(mark);
  }

  return (
    <>
      <Show when={kinds().length > 0}>
        <p class="report-text-legend">
          <For each={kinds()}>
            {(kind) => (
              <span>
                <mark class="report-text-mark" data-kind={kind}>
                  Abc
                </mark>{' '}
                {MARK_WORDS[kind]}
              </span>
            )}
          </For>
        </p>
      </Show>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a shortcut for the pointer; the findings lead to every place by keys. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: as above. */}
      <div ref={container} class="report-text" data-report-text="" onClick={chooseByPointer}>
        <For each={paragraphs()?.slice(0, grown())}>
          {(paragraph) => (
            <>
              <Show when={paragraph.label}>
                <h3 class="report-text-section">{paragraph.label}</h3>
              </Show>
              <p
                data-start={paragraph.start}
                data-continued={paragraph.isContinued ? '' : undefined}
                style={{ '--lines': Math.ceil(paragraph.length / LINE) }}
              >
                <For each={paragraph.parts}>
                  {(part) => <TextPartView part={part} verdicts={props.verdicts} isChosen={isChosen} />}
                </For>
              </p>
            </>
          )}
        </For>
      </div>
    </>
  );
}

function TextPartView(props: {
  readonly part: TextPart;
  readonly verdicts: Readonly<Record<string, string>>;
  readonly isChosen: (technique: string) => boolean;
}) {
  // A part never changes; what changed is another.
  const part = untrack(() => props.part);
  const { mark } = part;
  if (mark === null) return <span data-start={part.start}>{part.text}</span>;
  return (
    <mark
      class="report-text-mark"
      data-start={part.start}
      data-kind={mark.kind}
      data-verdict={mark.kind === 'threat' ? undefined : props.verdicts[mark.technique]}
      data-chosen={props.isChosen(mark.technique) && mark.kind !== 'threat' ? '' : undefined}
      title={mark.words}
    >
      {part.text}
    </mark>
  );
}
