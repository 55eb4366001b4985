import { createSignal, Match, Switch } from 'solid-js';
import { formatDate } from '../../domain/format';
import { useApp } from '../../state/app-state';
import { createSupportingMarks, type MarkPlace } from '../../state/supporting-marks';
import { Button } from '../pieces/Button';
import { SupportingForm } from './SupportingForm';

/** The analyst's word that an analytic works without this component, or the way to give it. */
export function SupportingControl(props: { readonly place: MarkPlace }) {
  const marks = createSupportingMarks(useApp().workspace);
  const [isAsking, setAsking] = createSignal(false);
  let root: HTMLDivElement | undefined;

  async function mark(author: string, reason: string): Promise<void> {
    // What was written stays while it is not saved.
    if (await marks.mark(props.place, author, reason)) close();
  }

  /** What had the focus is gone with the form. */
  function close(): void {
    setAsking(false);
    root?.focus();
  }

  return (
    <div ref={root} class="supporting-control" tabIndex={-1}>
      <Switch
        fallback={
          <Button
            kind="quiet"
            label={`Mark ${props.place.componentName} as supporting`}
            onClick={() => void setAsking(true)}
          >
            Mark as supporting
          </Button>
        }
      >
        <Match when={marks.find(props.place)}>
          {(known) => (
            <>
              <p>
                Supporting, says {known().author}, {formatDate(known().at)}: {known().reason}
              </p>
              <Button
                kind="quiet"
                label={`${props.place.componentName} is needed after all`}
                onClick={() => void marks.unmark(props.place).then(close)}
              >
                Needed after all
              </Button>
            </>
          )}
        </Match>
        <Match when={isAsking()}>
          <SupportingForm
            author={marks.author()}
            onMark={(author, reason) => void mark(author, reason)}
            onCancel={close}
          />
        </Match>
      </Switch>
    </div>
  );
}
