import { createMemo, createSignal, Show } from 'solid-js';
import { formatCounted, formatPercent } from '../../domain/format';
import { isDecided } from '../../domain/inbox/playbook';
import { useApp } from '../../state/app-state';
import { openInbox } from '../../state/inbox';
import { goTo } from '../../state/route';
import { createWidth, fitColumns } from '../inventory/fit-columns';
import { AnswerLine } from '../pieces/AnswerLine';
import { Button } from '../pieces/Button';
import { DataTable } from '../pieces/DataTable';
import { EmptyState } from '../pieces/EmptyState';
import { Screen } from '../pieces/Screen';
import { InboxDoors } from './InboxDoors';
import { DECIDED_COLUMNS, listQueueColumns } from './inbox-columns';
import { writeInboxAnswer } from './inbox-words';
import { PackagePanel } from './PackagePanel';
import '../histories/Histories.css';
import './Inbox.css';

/** `#/inbox`: what came in and waits; `#/inbox/<hash>`: one package. */
export function InboxScreen() {
  const app = useApp();
  const inbox = openInbox(app);
  const packages = () => inbox.packages() ?? [];
  const queue = createMemo(() => packages().filter((known) => !isDecided(known)));
  const decided = createMemo(() => packages().filter(isDecided));
  const opened = () => app.route().detail[0] ?? null;
  const [selected, setSelected] = createSignal<ReadonlySet<string>>(new Set());
  const [width, observeWidth] = createWidth();
  const doingOf = (id: string) => {
    const progress = inbox.progress();
    return progress?.id === id ? progress.words : null;
  };
  const queueColumns = createMemo(() => fitColumns(listQueueColumns(doingOf), width()));
  const decidedColumns = createMemo(() => fitColumns(DECIDED_COLUMNS, width()));

  async function forgetChosen(): Promise<void> {
    await inbox.forget([...selected()]);
    setSelected(new Set<string>());
  }

  return (
    <Screen
      title="What has come in?"
      aside={
        <Show when={opened()} keyed>
          {(id) => <PackagePanel id={id} inbox={inbox} onClose={() => goTo('inbox')} />}
        </Show>
      }
    >
      <Show when={inbox.problem()}>
        {(problem) => (
          <p class="history-problem" role="alert">
            <span>{problem()} What is in the inbox is kept.</span>
            <Button kind="quiet" onClick={inbox.dismissProblem}>
              Close
            </Button>
          </p>
        )}
      </Show>
      <Show
        when={inbox.packages() !== undefined}
        fallback={<p class="history-waiting" role="status" aria-label="Reading the inbox" />}
      >
        <AnswerLine>{writeInboxAnswer(packages(), inbox.arriving())}</AnswerLine>
        <p class="inbox-progress" role="status">
          <Show when={inbox.progress()}>
            {(progress) => (
              <>
                {progress().words}
                <Show when={nameOf(progress().id)}>{(name) => <> – {name()}</>}</Show>
                <Show when={progress().share}>{(share) => <>, {formatPercent(share())}</>}</Show>
              </>
            )}
          </Show>
        </p>
        <Show when={app.workspace.name() === 'demonstration'}>
          <p class="history-note">
            The inbox belongs to your own workspace: packages are held against that, and what you accept goes there, not
            into the demonstration.
          </p>
        </Show>
        <InboxDoors inbox={inbox} />
        <Show when={packages().length === 0 && inbox.arriving() === 0}>
          <EmptyState title="Packages are gone through before you look">
            <p>
              A package is a file that somebody sent: a report, a list of indicators, rules, a log. Each is read, looked
              up in what you know, searched for in your histories, weighed against your coverage, and written up. Then
              it waits here until you accept or dismiss it.
            </p>
            <p>
              Nothing of it is in your workspace before. The tab may be closed at any moment: work goes on where it was
              when Vedette is opened again.
            </p>
          </EmptyState>
        </Show>
        <div ref={observeWidth}>
          <Show when={queue().length > 0}>
            <section class="history-section" aria-labelledby="inbox-queue">
              <h2 id="inbox-queue">To be decided</h2>
              <DataTable
                label="Packages to be decided"
                noun={queue().length === 1 ? 'package' : 'packages'}
                order="newest first"
                rows={queue()}
                columns={queueColumns()}
                rowKey={({ id }) => id}
                opened={opened()}
                onOpen={({ id }) => goTo('inbox', id)}
                empty={null}
              />
            </section>
          </Show>
          <Show when={decided().length > 0}>
            <section class="history-section" aria-labelledby="inbox-decided">
              <h2 id="inbox-decided">Decided</h2>
              <DataTable
                label="Decided packages"
                noun={decided().length === 1 ? 'package' : 'packages'}
                order="newest first"
                rows={decided()}
                columns={decidedColumns()}
                rowKey={({ id }) => id}
                opened={opened()}
                selected={selected()}
                onSelect={setSelected}
                onOpen={({ id }) => goTo('inbox', id)}
                bulkActions={
                  <Button
                    title="Their notes go; what was imported stays. Should the same file come again, it is gone through again"
                    onClick={() => void forgetChosen()}
                  >
                    Forget {formatCounted(selected().size, 'package')}
                  </Button>
                }
                empty={null}
              />
            </section>
          </Show>
        </div>
      </Show>
    </Screen>
  );

  function nameOf(id: string | null): string | undefined {
    return id === null ? undefined : packages().find((known) => known.id === id)?.fileName;
  }
}
