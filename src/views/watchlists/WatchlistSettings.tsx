import { Show } from 'solid-js';
import { formatCount } from '../../domain/format';
import type { Watchlist } from '../../domain/indicators/watchlist';
import { useHistories } from '../histories/history-scope';
import { ChoiceSet } from '../inventory/ChoiceSet';
import { DraftDate } from '../inventory/DraftDate';
import { DraftText } from '../inventory/DraftText';
import { Button } from '../pieces/Button';
import { Field } from '../pieces/Field';
import { Fold } from '../pieces/Fold';
import { NumberInput } from '../pieces/NumberInput';
import { listCollectionChoices } from './collection-choices';

/** What can be set about a watchlist; each change is a step that can be undone. */
export function WatchlistSettings(props: { readonly list: Watchlist }) {
  const { history, watch } = useHistories();
  const change = (what: string, said: Partial<Watchlist>) =>
    watch.changeWatchlist(`${what} of watchlist ${props.list.name}`, props.list.id, (list) => ({ ...list, ...said }));
  /** Of its files, those that were not removed since. */
  const here = () => props.list.collections.filter((id) => history.collections()?.some((known) => known.id === id));
  const isAfter = (until: string | null, from: string | null) => until !== null && from !== null && until < from;
  return (
    <>
      <Fold
        summary="Files of indicators"
        kind="head"
        state={`${here().length} of ${history.collections()?.length ?? 0}`}
      >
        <Show when={history.collections() !== undefined && props.list.collections.length - here().length}>
          {(gone) => (
            <p class="history-note history-warning">
              {gone() === 1 ? '1 file' : `${formatCount(gone())} files`} of this watchlist {gone() === 1 ? 'is' : 'are'}{' '}
              not here any more.{' '}
              <Button onClick={() => void change('Indicators', { collections: here() })}>Take out</Button>
            </p>
          )}
        </Show>
        <ChoiceSet
          label="All that these say is watched"
          options={listCollectionChoices(history.collections() ?? [])}
          chosen={props.list.collections}
          onChange={(collections) => void change('Indicators', { collections })}
        />
      </Fold>
      <Fold
        summary="Warninglists it heeds"
        kind="head"
        state={`${props.list.warninglists.length} of ${history.warninglists()?.length ?? 0}`}
      >
        <ChoiceSet
          label="What these know is held back"
          hint="Values marked benign here always are."
          options={(history.warninglists() ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          chosen={props.list.warninglists}
          onChange={(warninglists) => void change('Warninglists', { warninglists })}
        />
      </Fold>
      <Fold summary="Name, reason, time" kind="head" isOpen>
        <div class="history-panel">
          <DraftText
            label="Name"
            value={props.list.name}
            check={(name) => (name === '' ? 'A watchlist needs a name.' : null)}
            save={(name) => change('Name', { name })}
          />
          <DraftText
            label="Reason"
            value={props.list.reason}
            rows={2}
            save={(reason) => change('Reason', { reason })}
          />
          <DraftText label="Owner" value={props.list.owner} save={(owner) => change('Owner', { owner })} />
          <div class="history-dates">
            <DraftDate
              label="First day"
              value={props.list.validFrom}
              check={(day) => (isAfter(props.list.validUntil, day) ? 'It would begin after its last day.' : null)}
              save={(validFrom) => change('First day', { validFrom })}
            />
            <DraftDate
              label="Last day"
              value={props.list.validUntil}
              check={(day) => (isAfter(day, props.list.validFrom) ? 'It would end before its first day.' : null)}
              save={(validUntil) => change('Last day', { validUntil })}
            />
          </div>
          <Field
            label="Least confidence"
            hint="0 to 100. Statements with less are left out; those that say none are kept."
          >
            {(id) => (
              <NumberInput
                id={id}
                value={props.list.minimumConfidence}
                rule={{ min: 0, max: 100 }}
                required
                savesItself
                onChange={(confidence) =>
                  confidence === null ? undefined : change('Least confidence', { minimumConfidence: confidence })
                }
              />
            )}
          </Field>
        </div>
      </Fold>
    </>
  );
}
