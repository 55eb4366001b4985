import { For, Show } from 'solid-js';
import { formatCount, formatCounted } from '../../domain/format';
import { DIRECTION_WORDS, describeHosts, describeShares, typeWord } from '../../domain/history/history-words';
import type { Findings, ReadFinding } from '../../domain/inbox/findings';
import type { InboxPackage } from '../../domain/inbox/package';
import { describeKnown, describeSearch } from '../../domain/inbox/package-words';
import { Fold } from '../pieces/Fold';
import { IssueList } from '../pieces/IssueList';
import { wordsOf } from './inbox-words';

const FIRST = 6;

/** What it says: the first of everything; the note has more, the import all. */
export function Sayings(props: { readonly read: ReadFinding }) {
  const total = () => Object.values(props.read.typeCounts).reduce((sum, count) => sum + count, 0);
  const remarks = () => Object.values(props.read.issueCounts).reduce((sum, count) => sum + count, 0);
  return (
    <section>
      <h3>What it says</h3>
      <Show
        when={props.read.beginning !== '' || props.read.values.length > 0}
        fallback={<p class="history-quiet">Nothing that speaks of a threat.</p>}
      >
        <Show when={props.read.beginning}>{(words) => <blockquote class="inbox-quote">{words()}</blockquote>}</Show>
        <ul class="history-list">
          <For each={props.read.values.slice(0, FIRST)}>
            {({ type, value, comment }) => (
              <li>
                <span class="history-value">{value}</span>{' '}
                <span class="history-quiet">
                  {typeWord(type)}
                  <Show when={comment}>: {comment}</Show>
                </span>
              </li>
            )}
          </For>
          <Show when={total() > FIRST}>
            <li class="history-quiet">and {formatCount(total() - FIRST)} more</li>
          </Show>
        </ul>
      </Show>
      <Show when={remarks() > 0}>
        <Fold summary={formatCounted(remarks(), 'remark on reading it', 'remarks on reading it')}>
          <IssueList issues={props.read.issues} counts={props.read.issueCounts} />
        </Fold>
      </Show>
    </section>
  );
}

export function BeenHere(props: { readonly known: InboxPackage; readonly findings: Findings }) {
  const search = () => props.findings.search;
  const context = () => props.findings.context;
  return (
    <Show when={search() !== null || wordsOf(props.known, 'search') !== '' || context() !== null}>
      <section>
        <h3>Has it been here?</h3>
        <Show when={search()} fallback={<p>{wordsOf(props.known, 'search')}</p>}>
          {(found) => (
            <>
              <p>{describeSearch(found())}</p>
              <ul class="history-list">
                <For each={found().sightings.slice(0, FIRST)}>
                  {(sighting) => (
                    <li>
                      <span class="history-value">{sighting.value}</span>{' '}
                      <span class="history-quiet">
                        {formatCounted(sighting.count, 'record')},{' '}
                        {describeShares(sighting.directions, DIRECTION_WORDS)}
                        <Show when={describeHosts(sighting)}>{(hosts) => <>, {hosts()}</>}</Show>
                      </span>
                    </li>
                  )}
                </For>
                <Show when={found().sightingCount > FIRST}>
                  <li class="history-quiet">and {formatCount(found().sightingCount - FIRST)} more</li>
                </Show>
              </ul>
            </>
          )}
        </Show>
        <Show when={context()?.known}>
          {(known) => (
            <>
              <p>{describeKnown(known())}</p>
              <ul class="history-list">
                <For each={known().examples.slice(0, FIRST)}>
                  {({ value, words }) => (
                    <li>
                      <span class="history-value">{value}</span> <span class="history-quiet">{words}</span>
                    </li>
                  )}
                </For>
              </ul>
            </>
          )}
        </Show>
        <Show when={context()?.importedBefore}>
          {(words) => <p class="history-warning">This very file was imported before, {words()}.</p>}
        </Show>
      </section>
    </Show>
  );
}

export function WouldSee(props: { readonly known: InboxPackage; readonly findings: Findings }) {
  const threat = () => props.findings.context?.threat ?? null;
  const failed = () => props.known.steps.find(({ step, became }) => step === 'context' && became === 'failed');
  return (
    <Show when={threat() ?? failed()}>
      <section>
        <h3>What we would see</h3>
        <Show when={failed()}>{(record) => <p class="history-warning">{record().words}</p>}</Show>
        <Show when={threat()}>
          {(known) => (
            <>
              <p>
                {known().verdict} {known().outside}
              </p>
              <ul class="history-list">
                <For each={known().techniques.slice(0, 2 * FIRST)}>
                  {({ id, name, state, sensors }) => (
                    <li>
                      {id} {name}{' '}
                      <span class="history-quiet">
                        {state}
                        <Show when={sensors.length > 0}>: {sensors.join(', ')}</Show>
                      </span>
                    </li>
                  )}
                </For>
                <Show when={known().techniques.length > 2 * FIRST}>
                  <li class="history-quiet">and {formatCount(known().techniques.length - 2 * FIRST)} more</li>
                </Show>
              </ul>
            </>
          )}
        </Show>
      </section>
    </Show>
  );
}
