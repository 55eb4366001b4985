import { createMemo, For, Show } from 'solid-js';
import { formatCount, formatCounted } from '../../domain/format';
import { useApp } from '../../state/app-state';
import type { UpgradeState } from '../../state/releases';
import { linkTo } from '../../state/route';
import { AnswerLine } from '../pieces/AnswerLine';
import { Button } from '../pieces/Button';
import { Fold } from '../pieces/Fold';
import { EVENT_WORDS } from './release-words';

type Report = NonNullable<ReturnType<UpgradeState['report']>>;
type EventKind = Report['events'][number]['kind'];

/** More lines than this nobody reads; the count says how many there are. */
const SHOWN = 500;
const KINDS = Object.keys(EVENT_WORDS) as readonly EventKind[];

/** What an upgrade did, line by line, and the way back. */
export function UpgradeDone(props: { readonly report: Report; readonly onDone: () => void }) {
  const { workspace } = useApp();
  const groups = createMemo(() =>
    KINDS.map((kind) => ({ kind, events: props.report.events.filter((event) => event.kind === kind) })).filter(
      ({ events }) => events.length > 0,
    ),
  );
  /** Only while it is what undo would take back. */
  const canUndo = () => props.report.change !== null && workspace.history().undo === props.report.label;
  return (
    <>
      <AnswerLine>
        {props.report.change === null
          ? 'There was nothing to change.'
          : `Done: ${props.report.label.replace('Upgrade', 'upgraded')}, ${formatCounted(props.report.events.length, 'thing')} to report.`}
      </AnswerLine>
      <div class="release-actions">
        <Show when={canUndo()}>
          <Button onClick={() => void workspace.undo().then((isUndone) => isUndone && props.onDone())}>
            Undo the upgrade
          </Button>
        </Show>
        <Button kind="quiet" onClick={props.onDone}>
          Look again
        </Button>
        <a class="button" href={linkTo('data')}>
          All data
        </a>
      </div>
      <section class="release-part" aria-label="Report">
        <For each={groups()}>
          {({ kind, events }) => (
            <Fold
              kind="head"
              isOpen={kind === 'merged'}
              summary={sentence(EVENT_WORDS[kind])}
              state={formatCount(events.length)}
            >
              <ul class="upgrade-moves">
                <For each={events.slice(0, SHOWN)}>
                  {({ what, where }) => (
                    <li>
                      {what} <span class="release-note">in {where}</span>
                    </li>
                  )}
                </For>
              </ul>
              <Show when={events.length > SHOWN}>
                <p class="release-note">{formatCount(events.length - SHOWN)} more are not listed one by one.</p>
              </Show>
            </Fold>
          )}
        </For>
      </section>
    </>
  );
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
