import { createEffect, createSignal, Show } from 'solid-js';
import { formatBytes } from '../../domain/format';
import { EXPORT_TLP, useApp } from '../../state/app-state';
import { canSealLinks, makeShareLink } from '../../state/share-link';
import { Button } from '../pieces/Button';
import { CheckInput } from '../pieces/CheckInput';
import { Field } from '../pieces/Field';
import { TextInput } from '../pieces/TextInput';
import { TlpMark } from '../pieces/TlpMark';
import { DataSection } from './DataSection';
import { describePassphrase } from './passphrase-words';
import './ShareLink.css';

/** Bytes from which on programs begin to cut addresses, and from which on hardly any takes them. */
const LONG = 8_000;
const TOO_LONG = 32_000;

/** The inventory as an address: it travels in the address itself, and no server sees it. */
export function ShareLink() {
  const { workspace, route } = useApp();
  const [sender, setSender] = createSignal('');
  const [passphrase, setPassphrase] = createSignal('');
  const [withRemarks, setWithRemarks] = createSignal(false);
  const [withScenarios, setWithScenarios] = createSignal(true);
  const hasScenarios = () => (workspace.planning()?.scenarios.length ?? 0) > 0;
  const [isWorking, setWorking] = createSignal(false);
  const [link, setLink] = createSignal<{ readonly address: string; readonly isSealed: boolean } | null>(null);
  const [problem, setProblem] = createSignal<string | null>(null);
  const [isCopied, setCopied] = createSignal(false);
  let section: HTMLDivElement | undefined;
  let output: HTMLTextAreaElement | undefined;

  createEffect(() => {
    // The screen puts itself at its top first.
    if (route().detail[0] === 'link') requestAnimationFrame(() => section?.scrollIntoView({ block: 'center' }));
  });

  /** A choice made after the link was: it says something else now. */
  const changed =
    <Value,>(set: (value: Value) => void) =>
    (value: Value) => {
      set(value);
      setLink(null);
    };

  async function make(): Promise<void> {
    setWorking(true);
    setProblem(null);
    setCopied(false);
    const isSealed = passphrase() !== '';
    const options = {
      sender: sender(),
      passphrase: passphrase(),
      withRemarks: withRemarks(),
      withScenarios: withScenarios(),
    };
    try {
      const result = await makeShareLink(workspace.name(), options);
      setLink(result.ok ? { address: result.value, isSealed } : null);
      if (!result.ok) setProblem(`${result.issues[0]?.message ?? ''} ${result.issues[0]?.done ?? ''}`.trim());
    } catch (error) {
      setProblem(String(error));
    } finally {
      setWorking(false);
    }
  }

  async function copy(address: string): Promise<void> {
    output?.select();
    try {
      await navigator.clipboard.writeText(address);
      setCopied(true);
    } catch {
      // Over plain HTTP there is no clipboard: the text is selected.
      setCopied(false);
    }
  }

  return (
    <DataSection
      title="Share as a link"
      about="Your inventory as an address that whoever gets it can open, look at and add to their own."
    >
      <div ref={section} class="share-link">
        <p>
          The inventory stands in the address itself, behind <code>#</code>, which browsers send to no server. Whoever
          has the link can read it: names of your systems, which sensors stand on them, and on how much of them. Treat
          it as <TlpMark tlp={EXPORT_TLP} />.
        </p>
        <div class="share-link-fields">
          <Field label="From" hint="As you want to be called; may stay empty.">
            {(id) => <TextInput id={id} value={sender()} maxLength={100} onChange={changed(setSender)} />}
          </Field>
          <Field
            label="Passphrase"
            hint={
              canSealLinks()
                ? 'May stay empty. With one, the link is encrypted; tell it another way, and it cannot be recovered. Whoever has the link can try passphrases on their own machine for as long as they like: take five random words or more.'
                : 'Not over plain HTTP, where browsers give pages no cryptography.'
            }
          >
            {(id) => (
              <>
                <TextInput
                  id={id}
                  value={passphrase()}
                  disabled={!canSealLinks()}
                  maxLength={200}
                  onChange={changed(setPassphrase)}
                />
                <p class="field-hint" role="status">
                  {describePassphrase(passphrase())}
                </p>
              </>
            )}
          </Field>
        </div>
        <CheckInput
          label="With notes, owners, costs and log destinations"
          checked={withRemarks()}
          onChange={changed(setWithRemarks)}
        />
        <Show when={hasScenarios()}>
          <CheckInput label="With scenarios" checked={withScenarios()} onChange={changed(setWithScenarios)} />
        </Show>
        <Button disabled={isWorking()} onClick={() => void make()}>
          {isWorking() ? 'Making the link…' : 'Make the link'}
        </Button>
        <Show when={link()}>
          {(made) => (
            <div class="share-link-made">
              <textarea ref={output} class="input share-link-address" aria-label="The link" readonly rows={3}>
                {made().address}
              </textarea>
              <div class="data-line">
                <Button kind="primary" onClick={() => void copy(made().address)}>
                  Copy the link
                </Button>
                <span class="data-quiet" role="status">
                  {isCopied() ? 'Copied. ' : ''}
                  {formatBytes(made().address.length)}
                  {made().isSealed ? ', encrypted' : ', not encrypted'}
                </span>
              </div>
              <Show when={made().address.length > LONG}>
                <p class="share-link-warning">
                  {made().address.length > TOO_LONG
                    ? 'This is longer than most mail and chat programs take. Back up, and send that file instead.'
                    : 'Some mail and chat programs cut addresses of this length. Whoever opens a cut link is told so; a backup file is safer.'}
                </p>
              </Show>
            </div>
          )}
        </Show>
        <p role="alert">{problem() === null ? '' : `There is no link. ${problem()}`}</p>
      </div>
    </DataSection>
  );
}
