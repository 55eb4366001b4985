import FileInput from 'lucide-solid/icons/file-input';
import { Match, Show, Switch } from 'solid-js';
import { formatCount, formatCounted } from '../../domain/format';
import { bundleRuleFiles } from '../../state/bundle-files';
import type { FolderLook, Inbox } from '../../state/inbox';
import { Button } from '../pieces/Button';
import '../pieces/Button.css';
import '../shell/ImportButton.css';

/** How packages come in: chosen, dropped on this screen, or put into a folder. */
export function InboxDoors(props: { readonly inbox: Inbox }) {
  const folder = () => props.inbox.folder();
  const at = <State extends FolderLook['state']>(state: State) => {
    const seen = folder();
    return seen.state === state ? (seen as Extract<FolderLook, { readonly state: State }>) : undefined;
  };
  return (
    <>
      <div class="history-actions">
        <label class="button import-button" data-kind="primary">
          <FileInput size={16} aria-hidden="true" />
          <span aria-hidden="true">Give files to the inbox</span>
          <input
            class="visually-hidden"
            type="file"
            multiple
            aria-label="Give files to the inbox"
            onChange={(event) => {
              const chosen = [...(event.currentTarget.files ?? [])].map((file) => ({ file, path: file.name }));
              void bundleRuleFiles(chosen).then((files) => props.inbox.takeIn([...files]));
              event.currentTarget.value = '';
            }}
          />
        </label>
        <Show when={props.inbox.canWatchFolders && folder().state === 'none'}>
          <Button onClick={() => void props.inbox.watchFolder()}>Watch a folder…</Button>
        </Show>
      </div>
      <Switch>
        <Match when={at('asking')}>
          {(seen) => (
            <div class="inbox-folder" data-kind="asking">
              <p>
                The folder “{seen().name}” is watched, but the browser wants to be asked again after it was closed.
                Until then nothing new is taken from it.
              </p>
              <div class="history-actions">
                <Button kind="primary" onClick={() => void props.inbox.askAgain()}>
                  Allow looking into “{seen().name}”
                </Button>
                <Button kind="quiet" onClick={() => void props.inbox.leaveFolder()}>
                  Watch it no more
                </Button>
              </div>
            </div>
          )}
        </Match>
        <Match when={at('unreachable')}>
          {(seen) => (
            <div class="inbox-folder" data-kind="asking">
              <p>
                The folder “{seen().name}” cannot be looked into. {seen().problem} What was taken from it is here.
              </p>
              <div class="history-actions">
                <Button onClick={() => void props.inbox.watchFolder()}>Choose the folder again…</Button>
                <Button kind="quiet" onClick={() => void props.inbox.leaveFolder()}>
                  Watch it no more
                </Button>
              </div>
            </div>
          )}
        </Match>
        <Match when={at('watching')}>
          {(seen) => (
            <p class="history-note">
              The folder “{seen().name}” is watched while Vedette is open: each new file in it is taken in once it has
              stopped growing. The files themselves are left as they are.
              <Show when={seen().folders > 0}>
                {' '}
                {formatCounted(seen().folders, 'folder within it is', 'folders within it are')} not looked into.
              </Show>
              <Show when={seen().unread > 0}>
                {' '}
                {formatCounted(seen().unread, 'file', 'files')} in it could not be read just now, and will be tried
                again: another program may have it open.
              </Show>
              <Show when={seen().left > 0}>
                {' '}
                It holds {formatCount(seen().left)} files more than are looked at: move what is decided elsewhere.
              </Show>{' '}
              <Button kind="quiet" onClick={() => void props.inbox.leaveFolder()}>
                Watch it no more
              </Button>
            </p>
          )}
        </Match>
        <Match when={!props.inbox.canWatchFolders}>
          <p class="history-note">
            This browser cannot watch a folder: choose several files at once, or drop them on this screen.
          </p>
        </Match>
      </Switch>
    </>
  );
}
