import { For, Match, Show, Switch } from 'solid-js';
import { formatBytes, formatDateTime } from '../../domain/format';
import { type InboxPackage, PLAYBOOK } from '../../domain/inbox/package';
import { listNextSteps, summarise } from '../../domain/inbox/package-words';
import { nameTlp } from '../../domain/threats/tlp';
import { createFindings, type Inbox } from '../../state/inbox';
import { saveFile } from '../../state/save-file';
import { CopyText } from '../pieces/CopyText';
import { DetailPanel } from '../pieces/DetailPanel';
import { Fold } from '../pieces/Fold';
import { IssueList } from '../pieces/IssueList';
import { TlpMark } from '../pieces/TlpMark';
import { STEP_WORDS } from './inbox-words';
import { PackageDecision } from './PackageDecision';
import { BeenHere, Sayings, WouldSee } from './PackageFindings';

/** One package: what is known of it, and the decision. */
export function PackagePanel(props: { readonly id: string; readonly inbox: Inbox; readonly onClose: () => void }) {
  const found = () => props.inbox.packages()?.find(({ id }) => id === props.id);
  return (
    <Switch>
      <Match when={found()}>
        {(known) => (
          <DetailPanel title={known().fileName} onClose={props.onClose}>
            <PackageBody known={known()} inbox={props.inbox} />
          </DetailPanel>
        )}
      </Match>
      <Match when={props.inbox.packages() !== undefined}>
        <DetailPanel title="No such package" onClose={props.onClose}>
          <p>It was forgotten, or this address comes from another device.</p>
        </DetailPanel>
      </Match>
    </Switch>
  );
}

function PackageBody(props: { readonly known: InboxPackage; readonly inbox: Inbox }) {
  const findings = createFindings(() => props.known.id, props.inbox);
  const read = () => findings().read;
  const unreadable = () => (props.known.standing.kind === 'unreadable' ? props.known.standing : undefined);
  return (
    <div class="history-panel">
      <Show when={summarise(findings())}>{(words) => <p class="inbox-summary">{words()}</p>}</Show>
      <Show when={unreadable()}>
        {(standing) => (
          <section>
            <h3>Could not be read</h3>
            <IssueList issues={standing().issues} />
          </section>
        )}
      </Show>
      <PackageDecision known={props.known} findings={findings()} inbox={props.inbox} />
      <section>
        <h3>What it is</h3>
        <dl class="history-facts">
          <dt>File</dt>
          <dd>
            {formatBytes(props.known.size)}
            <Show when={props.known.otherNames.length > 0}>, also as {props.known.otherNames.join(', ')}</Show>
            <Show when={props.known.bytes === 'in-folder'}>
              ; too large to be kept twice: leave it in the watched folder until it is decided
            </Show>
          </dd>
          <Show when={read()}>
            {(is) => (
              <>
                <dt>Format</dt>
                <dd>{is().formatName}</dd>
                <Show when={is().name}>
                  <dt>Name</dt>
                  <dd>{is().name}</dd>
                </Show>
                <Show when={is().publisher}>
                  <dt>Says who</dt>
                  <dd>
                    {is().publisher}
                    <Show when={is().published}>{(day) => <>, {day()}</>}</Show>
                  </dd>
                </Show>
                <Show when={is().marking}>
                  {(level) => (
                    <>
                      <dt>Marking</dt>
                      <dd>
                        <TlpMark tlp={nameTlp(level())} />
                      </dd>
                    </>
                  )}
                </Show>
                <dt>Holds</dt>
                <dd>{is().brought.join(', ') || 'nothing that would be imported'}</dd>
              </>
            )}
          </Show>
          <dt>Came in</dt>
          <dd>
            {formatDateTime(props.known.arrivedAt)}, {props.known.from === 'folder' ? 'from the folder' : 'by hand'}
          </dd>
          <dt>SHA-256</dt>
          <dd class="history-value">{props.known.id}</dd>
        </dl>
      </section>
      <Show when={read()}>{(is) => <Sayings read={is()} />}</Show>
      <BeenHere known={props.known} findings={findings()} />
      <WouldSee known={props.known} findings={findings()} />
      <Show when={props.known.standing.kind === 'finished'}>
        <section>
          <h3>What to do next</h3>
          <ul class="inbox-next">
            <For each={listNextSteps(findings())}>{(step) => <li>{step}</li>}</For>
          </ul>
        </section>
      </Show>
      <Show when={findings().draft}>
        {(draft) => (
          <Fold summary="The note as Markdown">
            <CopyText title="Note" text={draft().markdown} onSave={() => saveNote(draft().markdown)} />
          </Fold>
        )}
      </Show>
      <Show when={props.known.steps.length > 0}>
        <Fold summary="What was done with it" kind="quiet">
          <ol class="inbox-steps">
            <For each={PLAYBOOK.slice(0, props.known.steps.length)}>
              {(step, at) => (
                <li data-became={props.known.steps[at()]?.became}>
                  {STEP_WORDS[step]} {formatDateTime(props.known.steps[at()]?.at ?? '')}
                  <Show when={props.known.steps[at()]?.became === 'failed'}>: {props.known.steps[at()]?.words}</Show>
                  <Show when={props.known.steps[at()]?.became === 'left-out'}>: left out</Show>
                </li>
              )}
            </For>
          </ol>
        </Fold>
      </Show>
    </div>
  );

  function saveNote(text: string): void {
    const name = `${props.known.fileName.replace(/\.[^.]*$/, '') || 'package'}-note.md`;
    saveFile({ name, mediaType: 'text/markdown', text });
  }
}
