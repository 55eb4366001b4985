import { createMemo, Match, Show, Switch } from 'solid-js';
import { formatCount, formatCounted } from '../../domain/format';
import { typeWord } from '../../domain/history/history-words';
import { summariseCollections } from '../../domain/indicators/collection-figures';
import { useApp } from '../../state/app-state';
import { goTo } from '../../state/route';
import { useHistories } from '../histories/history-scope';
import { createWidth, fitColumns } from '../inventory/fit-columns';
import { AnswerLine } from '../pieces/AnswerLine';
import { Button } from '../pieces/Button';
import { DataTable } from '../pieces/DataTable';
import { EmptyState } from '../pieces/EmptyState';
import { Screen } from '../pieces/Screen';
import { chooseFiles } from '../shell/ImportButton';
import { CollectionPanel } from './CollectionPanel';
import { listCollectionColumns } from './indicator-columns';
import { LookUp } from './LookUp';
import { StatementTable } from './StatementTable';
import { ValuePanel } from './ValuePanel';
import { addressOfValue, readValueAddress } from './value-address';
import './Indicators.css';

/** Behind `#/indicators` stands the id of a collection, or this and a value. */
const OF = 'of';

/** `#/indicators`: who says what of which value; `/<collection>`: one file; `/of/<value>`: one value. */
export function IndicatorsScreen() {
  const app = useApp();
  const { history, nameCollection } = useHistories();
  const collections = () => history.collections();
  const figures = createMemo(() => summariseCollections(collections() ?? []));
  const place = createMemo(() => {
    const [first, ...rest] = app.route().detail;
    if (first === undefined) return null;
    return first === OF
      ? ({ file: null, value: readValueAddress(rest) } as const)
      : ({ file: first, value: null } as const);
  });
  const openedFile = () => place()?.file ?? null;
  const openedValue = () => place()?.value ?? null;
  const close = () => goTo('indicators');
  const [width, observeWidth] = createWidth();
  const columns = createMemo(() => fitColumns(listCollectionColumns(nameCollection), width()));
  return (
    <Screen
      title="What is known of it?"
      aside={
        <Switch>
          <Match when={openedFile()} keyed>
            {(id) => <CollectionPanel id={id} onClose={close} />}
          </Match>
          <Match when={openedValue()} keyed>
            {({ type, value }) => <ValuePanel type={type} value={value} onClose={close} />}
          </Match>
        </Switch>
      }
    >
      <Switch fallback={<p class="history-waiting" role="status" aria-label="Reading your indicators" />}>
        <Match when={collections()?.length === 0}>
          <AnswerLine>Nothing yet: no file of indicators was imported.</AnswerLine>
          <EmptyState
            title="Indicators come as files, and values can be looked up"
            actions={
              <Button kind="primary" onClick={chooseFiles}>
                Import indicators
              </Button>
            }
          >
            <p>
              STIX, MISP, OpenIOC, CSV and spreadsheets, plain lists, mails; compressed ones too. Who says what is kept
              side by side, with confidence, times and marking, and never averaged.
            </p>
          </EmptyState>
        </Match>
        <Match when={collections()}>
          <AnswerLine>
            {formatCounted(figures().statements, 'statement')} in {formatCounted(figures().collections, 'file')}
            <Show when={figures().publishers.length > 0}>
              {' '}
              from {figures().publishers.slice(0, 2).join(' and ')}
              <Show when={figures().publishers.length > 2}>
                {' '}
                and {formatCount(figures().publishers.length - 2)} more
              </Show>
            </Show>
            <Show when={figures().byType[0]}>
              {(first) => (
                <>
                  , most of them about {pluralOf(typeWord(first()[0]))} ({formatCount(first()[1])})
                </>
              )}
            </Show>
            .
          </AnswerLine>
        </Match>
      </Switch>
      <LookUp />
      <Show when={(collections() ?? []).length > 0}>
        <section class="history-section" aria-labelledby="indicator-files">
          <h2 id="indicator-files">Files of indicators</h2>
          <div ref={observeWidth}>
            <DataTable
              label="Files of indicators"
              noun={collections()?.length === 1 ? 'file' : 'files'}
              order="newest import first"
              rows={collections() ?? []}
              columns={columns()}
              rowKey={({ id }) => id}
              opened={openedFile()}
              onOpen={({ id }) => goTo('indicators', id)}
              tools={<Button onClick={chooseFiles}>Import more</Button>}
              empty={null}
            />
          </div>
        </section>
        <StatementTable
          collection={openedFile()}
          onOpen={(statement) => goTo('indicators', OF, ...addressOfValue(statement))}
        />
      </Show>
    </Screen>
  );
}

/** Of the words for types: "URLs", "IPv4 addresses", "registry keys". */
function pluralOf(word: string): string {
  const many = /s$/.test(word) ? `${word}es` : /[^aeiou]y$/.test(word) ? word.replace(/y$/, 'ies') : `${word}s`;
  return /^[A-Z][a-z]/.test(many) ? many.charAt(0).toLowerCase() + many.slice(1) : many;
}
