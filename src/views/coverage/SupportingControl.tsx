import { createSignal, Match, Show, Switch } from 'solid-js';
import { formatDate } from '../../domain/format';
import { useApp } from '../../state/app-state';
import { createSupportingMarks, type MarkPlace } from '../../state/supporting-marks';
import { Button } from '../pieces/Button';
import { Field } from '../pieces/Field';
import { TextInput } from '../pieces/TextInput';

/** The analyst's word that an analytic works without this component, or the way to give it. */
export function SupportingControl(props: { readonly place: MarkPlace }) {
  const marks = createSupportingMarks(useApp().workspace);
  const [isAsking, setAsking] = createSignal(false);
  const [author, setAuthor] = createSignal(marks.author());
  const [reason, setReason] = createSignal('');
  const canMark = () => author().trim() !== '' && reason().trim() !== '';

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (!canMark()) return;
    await marks.mark(props.place, author().trim(), reason().trim());
    setAsking(false);
    setReason('');
  }

  return (
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
        {(mark) => (
          <div class="supporting-mark">
            <p>
              Supporting, says {mark().author}, {formatDate(mark().at)}: {mark().reason}
            </p>
            <Button
              kind="quiet"
              label={`${props.place.componentName} is needed after all`}
              onClick={() => void marks.unmark(props.place)}
            >
              Needed after all
            </Button>
          </div>
        )}
      </Match>
      <Match when={isAsking()}>
        <form class="supporting-form" onSubmit={(event) => void submit(event)}>
          <Field label="Why does it work without?">
            {(id) => <TextInput id={id} value={reason()} onChange={setReason} />}
          </Field>
          <Field label="Your name">{(id) => <TextInput id={id} value={author()} onChange={setAuthor} />}</Field>
          <div class="supporting-actions">
            <Button kind="primary" type="submit" disabled={!canMark()}>
              Mark as supporting
            </Button>
            <Button kind="quiet" onClick={() => void setAsking(false)}>
              Cancel
            </Button>
          </div>
          <Show when={!canMark()}>
            <p class="technique-panel-note">Both are kept with the mark.</p>
          </Show>
        </form>
      </Match>
    </Switch>
  );
}
