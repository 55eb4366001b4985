import { createSignal, createUniqueId, type JSX, Show } from 'solid-js';
import { Button } from './Button';
import './AskFirst.css';

/** For what cannot be undone: it says in its place what would go, and asks. What can be undone does not ask. */
export function AskFirst(props: {
  /** Of the button that asks: "Remove this history…". */
  readonly label: string;
  /** What goes, with figures, and what stays. */
  readonly question: JSX.Element;
  /** Of the button that does it. */
  readonly confirm: string;
  /** What it is about is not known yet. */
  readonly isUncertain?: boolean | undefined;
  readonly onAsk?: (() => void) | undefined;
  readonly onConfirm: () => void | Promise<void>;
}) {
  const id = createUniqueId();
  const [isAsking, setAsking] = createSignal(false);
  const [isBusy, setBusy] = createSignal(false);
  let place: HTMLDivElement | undefined;
  const focusFirst = () => queueMicrotask(() => place?.querySelector('button')?.focus());

  async function confirm(): Promise<void> {
    setBusy(true);
    await props.onConfirm();
    setBusy(false);
    setAsking(false);
  }

  return (
    <div ref={place} class="ask-first">
      <Show
        when={isAsking()}
        fallback={
          <Button
            kind="danger"
            onClick={() => {
              props.onAsk?.();
              setAsking(true);
              focusFirst();
            }}
          >
            {props.label}
          </Button>
        }
      >
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be named by a sentence of its own. */}
        <div class="ask-first-question" role="group" aria-labelledby={id}>
          <p id={id}>{props.question}</p>
          <div class="ask-first-buttons">
            <Button
              onClick={() => {
                setAsking(false);
                focusFirst();
              }}
            >
              Keep
            </Button>
            <Button
              kind="danger"
              disabled={isBusy() || props.isUncertain === true}
              describedBy={id}
              onClick={() => void confirm()}
            >
              {props.confirm}
            </Button>
          </div>
        </div>
      </Show>
    </div>
  );
}
