import { createMemo, For, Show } from 'solid-js';
import type { ReportReading } from '../../../state/threats';
import { createInPieces } from '../../pieces/create-in-pieces';
import { createGrowth } from '../../pieces/turns';
import { collectMarks, layOutText, type Paragraph, type TextPart } from './text-layout';

/** Paragraphs per turn: a few milliseconds' worth. */
const STEP = 40;

export interface ReportTextProps {
  readonly reading: ReportReading;
  /** The technique whose places stand out. */
  readonly chosen: string | null;
  readonly onChoose: (technique: string) => void;
}

/** The text of a report, as text, with what was found in it. */
export function ReportText(props: ReportTextProps) {
  const marks = createMemo(() => collectMarks(props.reading.evidence));
  const paragraphs = createInPieces(
    () => ({ text: props.reading.text, sections: props.reading.sections, marks: marks() }),
    ({ marks: found, ...text }) => layOutText(text, found),
  );
  const grown = createGrowth(
    () => paragraphs()?.length ?? 0,
    () => STEP,
  );
  return (
    <div class="report-text" data-report-text="">
      <For each={paragraphs()?.slice(0, grown())}>
        {(paragraph) => <TextParagraph paragraph={paragraph} chosen={props.chosen} onChoose={props.onChoose} />}
      </For>
    </div>
  );
}

function TextParagraph(props: { readonly paragraph: Paragraph } & Omit<ReportTextProps, 'reading'>) {
  return (
    <>
      <Show when={props.paragraph.label}>
        <h3 class="report-text-section">{props.paragraph.label}</h3>
      </Show>
      <p data-start={props.paragraph.start}>
        <For each={props.paragraph.parts}>
          {(part) => <TextPartView part={part} chosen={props.chosen} onChoose={props.onChoose} />}
        </For>
      </p>
    </>
  );
}

function TextPartView(props: { readonly part: TextPart } & Omit<ReportTextProps, 'reading'>) {
  return (
    <Show when={props.part.mark} fallback={<span data-start={props.part.start}>{props.part.text}</span>}>
      {(mark) => (
        <button
          type="button"
          class="report-text-mark"
          data-start={props.part.start}
          data-kind={mark().kind}
          data-chosen={props.chosen === mark().technique ? '' : undefined}
          title={mark().words}
          onClick={() => props.onChoose(mark().technique)}
        >
          {props.part.text}
        </button>
      )}
    </Show>
  );
}
