import { createEffect, createSignal, Match, on, Show, Switch } from 'solid-js';
import type { Issue, Result } from '../../domain/result';
import { useApp } from '../../state/app-state';
import { linkTo } from '../../state/route';
import { addShareLink, type LinkPreview, readShareLink } from '../../state/share-link';
import type { Receipt } from '../imports/import-types';
import { ReceiptBody } from '../imports/ReceiptBody';
import { Button } from '../pieces/Button';
import { IssueList } from '../pieces/IssueList';
import { Screen } from '../pieces/Screen';
import { LinkContents } from './LinkContents';
import { PassphraseForm } from './PassphraseForm';
import './OpenScreen.css';

type Stage =
  | { readonly kind: 'reading' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'locked'; readonly problem: string | null }
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] }
  | {
      readonly kind: 'preview';
      readonly preview: LinkPreview;
      readonly issues: readonly Issue[];
      readonly passphrase: string;
    }
  | { readonly kind: 'added'; readonly receipt: Receipt };

/** What somebody sent as a link: shown in full before anything of it is written. */
export function OpenScreen() {
  const { route, workspace } = useApp();
  const payload = () => route().detail[0] ?? '';
  const [stage, setStage] = createSignal<Stage>({ kind: 'reading' });
  const [isWorking, setWorking] = createSignal(false);

  async function work<Value>(
    task: () => Promise<Result<Value>>,
    next: (result: Result<Value>) => Stage,
  ): Promise<void> {
    const asked = payload();
    setWorking(true);
    try {
      const result = await task();
      // Another link was opened meanwhile.
      if (asked === payload()) setStage(next(result));
    } catch (error) {
      setStage({ kind: 'refused', issues: [describeCrash(error)] });
    } finally {
      setWorking(false);
    }
  }

  function read(passphrase: string): Promise<void> {
    return work(
      () => readShareLink(payload(), passphrase),
      (result): Stage => {
        if (result.ok && result.value.kind === 'locked') return { kind: 'locked', problem: null };
        if (result.ok && result.value.kind === 'open') {
          return { kind: 'preview', preview: result.value.preview, issues: result.issues, passphrase };
        }
        const wrong = result.issues.find(({ code }) => code === 'passphrase-wrong');
        if (wrong !== undefined) return { kind: 'locked', problem: `${wrong.message} Capitals and spaces count.` };
        return { kind: 'refused', issues: result.issues };
      },
    );
  }

  function add(passphrase: string): Promise<void> {
    return work(
      () => addShareLink(payload(), passphrase),
      (result): Stage => {
        if (!result.ok) return { kind: 'refused', issues: result.issues };
        workspace.openOwn();
        // Out of the address line and its history, and so out of reach of whoever looks over a shoulder.
        history.replaceState(null, '', linkTo('open'));
        return { kind: 'added', receipt: result.value };
      },
    );
  }

  createEffect(
    on(payload, (current) => {
      setStage({ kind: current === '' ? 'empty' : 'reading' });
      if (current !== '') void read('');
    }),
  );

  const discard = () => location.replace(linkTo('start'));
  const is = <Kind extends Stage['kind']>(kind: Kind) => {
    const current = stage();
    return current.kind === kind ? (current as Extract<Stage, { readonly kind: Kind }>) : undefined;
  };

  return (
    <Screen title="What does this link hold?">
      <Switch>
        <Match when={is('reading')}>
          <p class="open-screen-quiet" role="status">
            Reading the link…
          </p>
        </Match>
        <Match when={is('empty')}>
          <p class="open-screen-answer">Nothing: the address ends where the inventory should begin.</p>
          <p>Ask for the link again, and take care to copy all of it.</p>
        </Match>
        <Match when={is('locked')}>
          {(locked) => (
            <PassphraseForm
              problem={locked().problem}
              isWorking={isWorking()}
              onSubmit={(words) => void read(words)}
              onDiscard={discard}
            />
          )}
        </Match>
        <Match when={is('refused')}>
          {(refused) => (
            <>
              <p class="open-screen-answer">It cannot be opened. Nothing was written, and what you had is as it was.</p>
              <IssueList issues={refused().issues} />
              <div class="open-screen-actions">
                <Button onClick={discard}>Discard the link</Button>
              </div>
            </>
          )}
        </Match>
        <Match when={is('preview')}>
          {(open) => (
            <>
              <LinkContents preview={open().preview} />
              <Show when={workspace.name() === 'demonstration'}>
                <p class="open-screen-quiet">
                  You are looking at the demonstration. The link would be added to your own workspace, which opens with
                  it.
                </p>
              </Show>
              <div class="open-screen-actions">
                <Button kind="primary" disabled={isWorking()} onClick={() => void add(open().passphrase)}>
                  Add to my inventory
                </Button>
                <Button onClick={discard}>Discard</Button>
                <span class="open-screen-quiet">
                  Nothing is written until you add it, and then it can be taken back.
                </span>
              </div>
              <Show when={open().issues.length > 0}>
                <h2 class="open-screen-heading">Left out</h2>
                <IssueList issues={open().issues} />
              </Show>
            </>
          )}
        </Match>
        <Match when={is('added')}>
          {(added) => (
            <section class="open-screen-receipt" aria-label="Import receipt">
              <ReceiptBody
                receipt={workspace.receipts().find(({ id }) => id === added().receipt.id) ?? added().receipt}
                actions={
                  <a class="button" data-kind="primary" href={linkTo('inventory')}>
                    See it in the inventory
                  </a>
                }
              />
            </section>
          )}
        </Match>
      </Switch>
    </Screen>
  );
}

function describeCrash(error: unknown): Issue {
  return {
    code: 'link-reader-broke',
    severity: 'error',
    place: { kind: 'file' },
    message: `Reading this link failed in a way we did not foresee: ${String(error)}`,
    done: 'Nothing was written.',
  };
}
