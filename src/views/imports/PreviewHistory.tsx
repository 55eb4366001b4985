import { createMemo, Show } from 'solid-js';
import { formatBytes, formatCounted } from '../../domain/format';
import { DISPOSITION_FIELD } from '../../domain/history/fields';
import { describeZone, formatMoment, formatSpan } from '../../domain/history/moments';
import type { TimeSettings } from '../../domain/history/time-settings';
import { useApp } from '../../state/app-state';
import { ChoiceSet } from '../inventory/ChoiceSet';
import { DraftText } from '../inventory/DraftText';
import { CheckInput } from '../pieces/CheckInput';
import { Field } from '../pieces/Field';
import { NumberInput } from '../pieces/NumberInput';
import { SelectInput } from '../pieces/SelectInput';
import { ColumnChoices } from './ColumnChoices';
import { describeHow } from './column-words';
import { FirstRows } from './FirstRows';
import { listFieldOptions } from './field-words';
import type { HistoryChoices, HistoryDetail, PreviewItem } from './import-types';
import { ReplaceKnown } from './ReplaceKnown';
import './PreviewHistory.css';

const SHOWN_FIELDS = 7;
const SHOWN_RECORDS = 6;
const LONGEST_CELL = 60;
/** What the table shows otherwise, or what is alike in every line. */
const PLAIN: ReadonlySet<string> = new Set(['@timestamp', 'event.start', 'event.dataset', DISPOSITION_FIELD]);
/** Minutes east of UTC of every zone there is. */
const ZONES = [
  -720, -660, -600, -570, -540, -480, -420, -360, -300, -240, -210, -180, -120, -60, 0, 60, 120, 180, 210, 240, 270,
  300, 330, 345, 360, 390, 420, 480, 525, 540, 570, 600, 630, 660, 720, 765, 780, 840,
].map((value) => ({ value, label: describeZone(value) }));

/** A file of logs on its way in, by its beginning: what it holds, how its clock is read, and what it takes. */
export function PreviewHistory(props: { readonly item: PreviewItem; readonly detail: HistoryDetail }) {
  const { imports } = useApp();
  const detail = () => props.detail;
  const chosen = (): HistoryChoices =>
    (props.item.rereading?.choices ?? props.item.refusal?.choices ?? props.item.choices).history ?? {};
  const decide = (said: HistoryChoices) =>
    imports.choose(props.item.file, { ...props.item.choices, history: { ...chosen(), ...said } });
  const decideTime = (said: Partial<TimeSettings>) => decide({ time: { ...chosen().time, ...said } });
  const isTight = () => detail().free !== null && detail().estimatedBytes > (detail().free ?? 0);
  return (
    <div class="preview-history">
      <p>
        {detail().isWhole ? '' : 'About '}
        {formatCounted(detail().estimatedRows, 'record')}
        <Show when={formatSpan(detail().from, detail().to)}>
          {(span) => (
            <>
              , {detail().isWhole ? '' : 'its beginning of '}
              {span()}
            </>
          )}
        </Show>
        ; stored in about {formatBytes(detail().estimatedBytes)}
        <Show when={detail().free}>{(free) => <> of the {formatBytes(free())} that are free</>}</Show>.
      </p>
      <FirstRecordsTable detail={detail()} />
      <Show when={detail().columns}>
        {(columns) => (
          <ColumnChoices
            columns={columns().map(({ header, field, how, unsearched, samples }) => ({
              header,
              samples,
              remark:
                unsearched === null ? describeHow(how === 'values' ? 'content' : how) : `not searched: ${unsearched}`,
              value: field,
              options: listFieldOptions(field, header),
              isUsed: field !== null,
            }))}
            isChosen={chosen().columns !== undefined}
            onChoose={(at, field) =>
              decide({ columns: columns().map((column, place) => (place === at ? field : column.field)) })
            }
            onGuess={() => {
              const { columns: _, ...rest } = chosen();
              imports.choose(props.item.file, { ...props.item.choices, history: rest });
            }}
          />
        )}
      </Show>
      <div class="preview-history-fields">
        <DraftText label="Name" value={chosen().name ?? detail().name} save={(name) => decide({ name })} />
        <DraftText
          label="Site"
          value={chosen().site ?? detail().site}
          placeholder="Not said"
          hint="Whose network it was seen from."
          save={(site) => decide({ site })}
        />
        <Field label="Times without a zone are" hint="Times that name their zone are read by it.">
          {(id) => (
            <SelectInput
              id={id}
              value={chosen().time?.zoneMinutes ?? detail().time.zoneMinutes}
              options={ZONES}
              onChange={(zoneMinutes) => decideTime({ zoneMinutes })}
            />
          )}
        </Field>
        <Field label="Its clock was behind by" hint="Added to every time; less than 0 if it was ahead.">
          {(id) => (
            <NumberInput
              id={id}
              value={(chosen().time?.skewMs ?? detail().time.skewMs) / 1000}
              rule={{}}
              unit="seconds"
              required
              savesItself
              onChange={(seconds) => seconds !== null && decideTime({ skewMs: seconds * 1000 })}
            />
          )}
        </Field>
        <Field label="Year of the first record" hint="For times without one. Empty: by the file’s own date.">
          {(id) => (
            <NumberInput
              id={id}
              value={chosen().time?.year ?? detail().time.year}
              rule={{ min: 1970, max: 9999, whole: true }}
              savesItself
              onChange={(year) => decideTime({ year })}
            />
          )}
        </Field>
      </div>
      <Show
        when={detail().watchlists.length > 0}
        fallback={<p class="import-panel-hint">No watchlist is in force: nothing is looked for on the way in.</p>}
      >
        <ChoiceSet
          label="Looked for on the way in"
          hint="Of what is found, the source line itself is kept, too."
          options={detail().watchlists.map(({ id, name }) => ({ value: id, label: name }))}
          chosen={chosen().watchlists ?? detail().watchlists.flatMap(({ id, isChosen }) => (isChosen ? id : []))}
          onChange={(watchlists) => decide({ watchlists })}
        />
      </Show>
      <Show when={detail().known?.complete && detail().known}>
        {(known) => (
          <ReplaceKnown
            name={known().name}
            checked={chosen().replace === true}
            onChange={(replace) => decide({ replace })}
          />
        )}
      </Show>
      <Show when={isTight()}>
        <CheckInput
          label="Try all the same"
          hint="By our estimate it does not fit. What fits is kept, whole from its beginning; nothing stored before is touched."
          checked={chosen().evenIfFull === true}
          onChange={(evenIfFull) => decide({ evenIfFull })}
        />
      </Show>
    </div>
  );
}

/** The fields that most of the first records have, in the order of the source. */
function FirstRecordsTable(props: { readonly detail: HistoryDetail }) {
  const fields = createMemo(() => {
    const counts = new Map<string, number>();
    for (const { fields: each } of props.detail.records)
      for (const [field] of each) if (!PLAIN.has(field)) counts.set(field, (counts.get(field) ?? 0) + 1);
    const wanted = new Set(
      [...counts]
        .sort(([, one], [, other]) => other - one)
        .slice(0, SHOWN_FIELDS)
        .map(([field]) => field),
    );
    return { shown: [...counts.keys()].filter((field) => wanted.has(field)), count: counts.size };
  });
  const cut = (text: string) => (text.length > LONGEST_CELL ? `${text.slice(0, LONGEST_CELL - 1)}…` : text);
  return (
    <>
      <FirstRows
        title="First records"
        columns={['Time', ...fields().shown]}
        items={props.detail.records}
        count={props.detail.estimatedRows}
        most={SHOWN_RECORDS}
        cells={({ fields: own, time }) => [
          time === null ? 'no time' : formatMoment(time),
          ...fields().shown.map((field) => cut(own.find(([name]) => name === field)?.[1] ?? '')),
        ]}
      />
      <Show when={fields().count > fields().shown.length}>
        <p class="import-panel-hint">
          {formatCounted(fields().count - fields().shown.length, 'more field is', 'more fields are')} read and kept, not
          shown here.
        </p>
      </Show>
    </>
  );
}
