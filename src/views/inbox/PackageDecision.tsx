import { createSignal, Match, Show, Switch } from 'solid-js';
import { formatDateTime } from '../../domain/format';
import type { Findings } from '../../domain/inbox/findings';
import type { InboxPackage } from '../../domain/inbox/package';
import { findStep } from '../../domain/inbox/playbook';
import { useApp } from '../../state/app-state';
import type { Inbox } from '../../state/inbox';
import { linkTo } from '../../state/route';
import { Button } from '../pieces/Button';
import { Field } from '../pieces/Field';
import { TextInput } from '../pieces/TextInput';
import { describeStanding } from './inbox-words';

const LONGEST_REASON = 500;

/** Accept or dismiss; and what became of it once that is done. */
export function PackageDecision(props: {
  readonly known: InboxPackage;
  readonly findings: Findings;
  readonly inbox: Inbox;
}) {
  const { imports } = useApp();
  const [isBusy, setBusy] = createSignal(false);
  const [isDismissing, setDismissing] = createSignal(false);
  const [remark, setRemark] = createSignal('');
  const id = () => props.known.id;
  const is = <Kind extends InboxPackage['standing']['kind']>(kind: Kind) => {
    const { standing } = props.known;
    return standing.kind === kind
      ? (standing as Extract<InboxPackage['standing'], { readonly kind: Kind }>)
      : undefined;
  };
  const obstacle = () => props.findings.read?.obstacle ?? null;
  const doing = () => {
    const progress = props.inbox.progress();
    return progress?.id === id() ? progress.words : null;
  };

  async function during(work: () => Promise<void>): Promise<void> {
    setBusy(true);
    await work();
    setBusy(false);
  }

  /** Its preview says what can be chosen; once it is imported, the package is settled. */
  async function openInImport(): Promise<void> {
    const file = await props.inbox.readFile(props.known);
    if (file === null) setRemark('It is not kept here: import it from the watched folder, by the button above.');
    else imports.add([file]);
  }

  return (
    <section class="inbox-decision">
      <Switch>
        <Match when={is('accepted')}>
          {(done) => (
            <>
              <p>
                Accepted {formatDateTime(done().at)}: it was imported, and can be taken back under{' '}
                <a href={linkTo('data')}>Data</a>.
              </p>
              <Show when={done().search}>{(search) => <a href={linkTo('hunts', search())}>Open its search</a>}</Show>
            </>
          )}
        </Match>
        <Match when={is('dismissed')}>
          {(done) => (
            <p>
              Dismissed {formatDateTime(done().at)}: {done().reason}
            </p>
          )}
        </Match>
        <Match when={is('accepting')}>
          <p role="status">{doing() ?? 'Being imported'}…</p>
        </Match>
        <Match when={true}>
          <Show when={findStep(props.known) !== null}>
            <p role="status">{describeStanding(props.known, doing())}…</p>
          </Show>
          <Show when={is('finished')?.problem}>
            {(problem) => (
              <p class="history-warning" role="alert">
                It was not imported: {problem()}
              </p>
            )}
          </Show>
          <Show when={obstacle()}>{(words) => <p class="history-warning">{words()}</p>}</Show>
          <div class="history-actions">
            <Show when={is('finished') && obstacle() === null}>
              <Button kind="primary" disabled={isBusy()} onClick={() => void during(() => props.inbox.accept(id()))}>
                Accept and import
              </Button>
            </Show>
            <Show when={is('finished')}>
              <Button kind={obstacle() === null ? 'plain' : 'primary'} onClick={() => void openInImport()}>
                Choose how in the import…
              </Button>
            </Show>
            <Show when={is('unreadable')}>
              <Button disabled={isBusy()} onClick={() => void during(() => props.inbox.retry(id()))}>
                Read it again
              </Button>
            </Show>
            <Show when={!isDismissing()}>
              <Button onClick={() => setDismissing(true)}>Dismiss…</Button>
            </Show>
          </div>
          <Show when={remark()}>{(words) => <p role="status">{words()}</p>}</Show>
          <Show when={isDismissing()}>
            <ReasonForm
              onKeep={() => setDismissing(false)}
              onDismiss={(reason) => void during(() => props.inbox.dismiss(id(), reason))}
            />
          </Show>
        </Match>
      </Switch>
      <Show when={props.known.cameAgain}>
        {(at) => (
          <p class="history-quiet">The same file came again {formatDateTime(at())}; it was not gone through again.</p>
        )}
      </Show>
    </section>
  );
}

/** Whoever dismisses says why: somebody else may ask. */
function ReasonForm(props: { readonly onKeep: () => void; readonly onDismiss: (reason: string) => void }) {
  const [reason, setReason] = createSignal('');
  return (
    <form
      class="inbox-reason"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason().trim() !== '') props.onDismiss(reason().trim());
      }}
    >
      <Field
        label="Why it is dismissed"
        hint="Kept with its note. The bytes go from the inbox; the file itself stays where it came from."
      >
        {(fieldId) => <TextInput id={fieldId} value={reason()} onChange={setReason} maxLength={LONGEST_REASON} />}
      </Field>
      <div class="history-actions">
        <Button type="submit" kind="primary" disabled={reason().trim() === ''}>
          Dismiss it
        </Button>
        <Button onClick={props.onKeep}>Keep it</Button>
      </div>
    </form>
  );
}
