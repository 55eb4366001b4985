import { createSignal, Match, Show, Switch } from 'solid-js';
import { formatCounted, formatDate } from '../../domain/format';
import type { Audience } from '../../domain/indicators/sensor-rules/release-values';
import type { SensorFormat } from '../../domain/indicators/sensor-rules/write-sensor-rules';
import { nameTlp } from '../../domain/threats/tlp';
import { useApp } from '../../state/app-state';
import { type SensorRules, saveSensorRules, writeSensorRules } from '../../state/history';
import { Button } from '../pieces/Button';
import { Field } from '../pieces/Field';
import { SelectInput } from '../pieces/SelectInput';
import { TlpMark } from '../pieces/TlpMark';
import { createWritten } from './create-written';
import { LeftOut, WrittenFiles } from './WrittenFiles';
import { AUDIENCES, describeHeldBack, SENSOR_HINTS } from './watchlist-words';

/** The list as files for sensors that watch from now on: what may go out to whom, and what stays here and why. */
export function SensorFiles(props: { readonly watchlist: string; readonly format: SensorFormat }) {
  const app = useApp();
  const [audience, setAudience] = createSignal<Audience>('own');
  const asked = () => ({ format: props.format, audience: audience() });
  const { text, problem } = createWritten(
    // Whatever changes in the workspace may change what goes out.
    () => ({ id: props.watchlist, asked: asked(), after: [app.workspace.history(), app.workspace.watch()] }),
    ({ id, asked: wanted }) => writeSensorRules(app, id, wanted),
  );
  const [saving, setSaving] = createSignal<string | null>(null);

  async function saveAll(): Promise<void> {
    setSaving(null);
    try {
      await saveSensorRules(app, props.watchlist, asked());
    } catch (error) {
      setSaving(`They could not be packed: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  return (
    <>
      <Field
        label="For whom"
        hint="What is marked more strictly stays here, and TLP:RED always does. What is not marked counts as TLP:AMBER."
      >
        {(id) => <SelectInput id={id} value={audience()} options={AUDIENCES} onChange={setAudience} />}
      </Field>
      <Switch
        fallback={
          <p class="history-quiet" role="status">
            Writing…
          </p>
        }
      >
        <Match when={problem()}>{(words) => <p role="alert">It could not be written: {words()}</p>}</Match>
        <Match when={text()}>
          {(rules) => (
            <>
              <WrittenRules rules={rules()} hint={SENSOR_HINTS[props.format]} onSaveAll={() => void saveAll()} />
              <Show when={saving()}>{(words) => <p role="alert">{words()}</p>}</Show>
            </>
          )}
        </Match>
      </Switch>
    </>
  );
}

function WrittenRules(props: { readonly rules: SensorRules; readonly hint: string; readonly onSaveAll: () => void }) {
  const files = () => props.rules.files;
  return (
    <>
      <p>
        <Show when={files().length > 0} fallback="Nothing of this list goes out this way.">
          {formatCounted(files().length, 'file')}
          <Show when={props.rules.tlp}>
            {(tlp) => (
              <>
                , marked <TlpMark tlp={nameTlp(tlp())} />
              </>
            )}
          </Show>
          <Show when={props.rules.firstEnd} fallback="; no value states an end. ">
            {(end) => <>; the first value ends on {formatDate(end())}: write them anew by then. </>}
          </Show>
          <span class="history-quiet">{props.hint}</span>
        </Show>
      </p>
      <Show when={describeHeldBack(props.rules.heldBack)}>{(words) => <p>Held back: {words()}.</p>}</Show>
      <LeftOut left={props.rules.left} />
      <Show when={files().length > 1}>
        <div class="history-actions">
          <Button onClick={props.onSaveAll}>Save all as ZIP</Button>
        </div>
      </Show>
      <WrittenFiles files={files()} />
    </>
  );
}
