import { createMemo, For, Match, Show, Switch } from 'solid-js';
import { formatCount, formatCounted } from '../../domain/format';
import {
  DIRECTION_WORDS,
  DISPOSITION_WORDS,
  describeShares,
  explainRelevance,
  typeWord,
} from '../../domain/history/history-words';
import { formatMoment } from '../../domain/history/moments';
import { fieldsOfPattern } from '../../domain/history/pattern-fields';
import { describePattern } from '../../domain/history/pattern-words';
import { findTellingPair, rateSighting } from '../../domain/history/relevance';
import type { Sighting } from '../../domain/history/sighting';
import type { Observable } from '../../domain/indicators/observable';
import { useApp } from '../../state/app-state';
import { createValueLookUp } from '../../state/history';
import { linkTo } from '../../state/route';
import { useHistories } from '../histories/history-scope';
import { ValueActions } from '../indicators/ValueActions';
import { ValueContextView } from '../indicators/ValueContextView';
import { DetailPanel } from '../pieces/DetailPanel';
import { Fold } from '../pieces/Fold';
import { RelevanceMark } from './RelevanceMark';
import { SightingRecords } from './SightingRecords';

/** One indicator that was seen: how, by which hosts, who says what of it, and every record. */
export function SightingPanel(props: {
  readonly search: string;
  readonly sighting: Sighting;
  readonly onClose: () => void;
}) {
  const sighting = () => props.sighting;
  const pair = () => findTellingPair(sighting());
  return (
    <DetailPanel
      title={sighting().type === 'pattern' ? 'STIX pattern' : sighting().value}
      label={`Sighting of ${sighting().value}`}
      onClose={props.onClose}
    >
      <div class="history-panel">
        <Show when={sighting().type === 'pattern'}>
          <Show when={describePattern(sighting().value)}>{(words) => <p>{words()}.</p>}</Show>
          <pre class="history-source" tabindex="0">
            {sighting().value}
          </pre>
        </Show>
        <p>
          <RelevanceMark relevance={rateSighting(sighting())} /> relevance: {explainRelevance(...pair())}
          <Show when={sighting().byHostOnly}>
            {' '}
            Only the host of the URL was found, in logs that know no paths: that is weaker.
          </Show>
        </p>
        <SightingFacts sighting={sighting()} />
        <Context sighting={sighting()} />
        <SightingRecords search={props.search} sighting={sighting()} />
      </div>
    </DetailPanel>
  );
}

function SightingFacts(props: { readonly sighting: Sighting }) {
  const { nameOf } = useHistories();
  const sighting = () => props.sighting;
  return (
    <>
      <dl class="history-facts">
        <dt>Type</dt>
        <dd>{typeWord(sighting().type)}</dd>
        <dt>Seen</dt>
        <dd>{formatCounted(sighting().count, 'record')}</dd>
        <Show when={sighting().firstSeen}>
          {(first) => (
            <>
              <dt>First</dt>
              <dd>{formatMoment(first())}</dd>
            </>
          )}
        </Show>
        <Show when={sighting().lastSeen}>
          {(last) => (
            <>
              <dt>Last</dt>
              <dd>{formatMoment(last())}</dd>
            </>
          )}
        </Show>
        <dt>Direction</dt>
        <dd>{describeShares(sighting().directions, DIRECTION_WORDS) || DIRECTION_WORDS.unknown}</dd>
        <dt>Outcome</dt>
        <dd>{describeShares(sighting().dispositions, DISPOSITION_WORDS) || DISPOSITION_WORDS.unknown}</dd>
        <Show
          when={sighting().type === 'pattern'}
          fallback={
            <>
              <dt>Found in</dt>
              <dd>
                {Object.entries(sighting().fields)
                  .sort(([, one], [, other]) => other - one)
                  .map(([field, count]) => `${field} ${formatCount(count)}`)
                  .join(', ')}
              </dd>
            </>
          }
        >
          <dt>Compares</dt>
          <dd>{fieldsOfPattern(sighting().value).join(', ') || 'fields that this version does not know'}</dd>
        </Show>
        <dt>Histories</dt>
        <dd>
          <For each={Object.entries(sighting().histories)}>
            {([id, count], at) => (
              <>
                {at() > 0 ? ', ' : ''}
                <a href={linkTo('histories', id)}>{nameOf(id)}</a> {formatCount(count)}
              </>
            )}
          </For>
        </dd>
        <Show when={sighting().portCount > 0}>
          <dt>Ports</dt>
          <dd>
            {sighting()
              .ports.map(([port, count]) => `${port} (${formatCount(count)})`)
              .join(', ')}
            <Show when={sighting().portCount > sighting().ports.length}>
              {' '}
              and {formatCount(sighting().portCount - sighting().ports.length)} more
            </Show>
          </dd>
        </Show>
      </dl>
      <Fold
        summary="Hosts of our side"
        kind="head"
        state={formatCount(sighting().hostCount)}
        isOpen={sighting().hostCount > 0 && sighting().hostCount <= 8}
      >
        <Show
          when={sighting().hostCount > 0}
          fallback={<p class="history-quiet">The records do not say which end is ours.</p>}
        >
          <ul class="sighting-hosts">
            <For each={sighting().hosts}>
              {([host, count]) => (
                <li>
                  <span class="history-value">{host}</span> <span class="history-quiet">{formatCount(count)}</span>
                </li>
              )}
            </For>
          </ul>
          <Show when={sighting().hostCount > sighting().hosts.length}>
            <p class="history-quiet">
              and {formatCount(sighting().hostCount - sighting().hosts.length)} more, each in fewer records
            </p>
          </Show>
        </Show>
      </Fold>
    </>
  );
}

/** Who says what of the indicator, and what can be done about it. */
function Context(props: { readonly sighting: Sighting }) {
  const { history } = useHistories();
  const asked = createMemo(
    (): Observable | null => {
      const { type, value } = props.sighting;
      return type === 'pattern' ? null : { type, value };
    },
    null,
    { equals: (one, other) => one?.type === other?.type && one?.value === other?.value },
  );
  const found = createValueLookUp(useApp(), history, asked);
  /** Of the one before, until this one's is here. */
  const isOld = () => found.answer()?.type !== asked()?.type || found.answer()?.value !== asked()?.value;
  const context = () => (isOld() ? null : (found.answer() ?? null));
  return (
    <Show when={asked()}>
      {(value) => (
        <>
          <Fold summary="Who says what of it" kind="head" isOpen>
            <Switch
              fallback={
                <p class="history-quiet" role="status">
                  Looking…
                </p>
              }
            >
              <Match when={found.problem()}>{(problem) => <p role="alert">{problem()}</p>}</Match>
              <Match when={context()}>{(known) => <ValueContextView context={known()} />}</Match>
            </Switch>
            <ValueActions value={value()} isBenign={(context()?.benign ?? null) !== null} />
          </Fold>
        </>
      )}
    </Show>
  );
}
