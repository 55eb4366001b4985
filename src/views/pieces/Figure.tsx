import { Show } from 'solid-js';
import { Explain } from './Explain';
import './Figure.css';

export interface FigureProps {
  readonly value: string;
  /** What it counts, for those who meet it outside of its sentence: "techniques whose analytics run". */
  readonly label?: string | undefined;
  /** Opens what the number was made of. */
  readonly onOpen?: (() => void) | undefined;
  /** Or says it in a sentence. */
  readonly explain?: string | undefined;
}

/** A number in running text that opens what it was made of. */
export function Figure(props: FigureProps) {
  const name = () => (props.label === undefined ? props.value : `${props.value} ${props.label}`);
  return (
    <Show
      when={props.onOpen}
      fallback={
        <Show when={props.explain} fallback={<span class="figure-value">{props.value}</span>}>
          {(text) => (
            <Explain label={<span class="figure-value">{props.value}</span>} name={name()}>
              <p>{text()}</p>
            </Explain>
          )}
        </Show>
      }
    >
      {(open) => (
        <button type="button" class="figure-button" aria-label={name()} title={props.explain} onClick={() => open()()}>
          {props.value}
        </button>
      )}
    </Show>
  );
}
