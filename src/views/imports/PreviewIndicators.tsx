import { Show } from 'solid-js';
import { formatDate } from '../../domain/format';
import { typeWord } from '../../domain/history/history-words';
import { nameTlp } from '../../domain/threats/tlp';
import { useApp } from '../../state/app-state';
import { describeTimes, describeTypes } from '../indicators/indicator-words';
import { DraftText } from '../inventory/DraftText';
import { TlpMark } from '../pieces/TlpMark';
import { ColumnChoices } from './ColumnChoices';
import { FirstRows } from './FirstRows';
import type { IndicatorChoices, IndicatorsDetail, PreviewItem } from './import-types';
import { ROLE_OPTIONS } from './indicator-column-words';
import { ReplaceKnown } from './ReplaceKnown';
import './PreviewHistory.css';

/** A file of indicators on its way in: what it says, of how much of each type. */
export function PreviewIndicators(props: { readonly item: PreviewItem; readonly detail: IndicatorsDetail }) {
  const { imports } = useApp();
  const detail = () => props.detail;
  const chosen = (): IndicatorChoices =>
    (props.item.rereading?.choices ?? props.item.refusal?.choices ?? props.item.choices).indicators ?? {};
  const decide = (said: IndicatorChoices) =>
    imports.choose(props.item.file, { ...props.item.choices, indicators: { ...chosen(), ...said } });
  const count = () => Object.values(detail().typeCounts).reduce((sum, each) => sum + each, 0);
  return (
    <div class="preview-history">
      <p>
        {describeTypes(detail().typeCounts, 12)}
        <Show when={detail().published}>{(day) => <>; of {formatDate(day())}</>}</Show>{' '}
        <Show when={detail().marking}>{(level) => <TlpMark tlp={nameTlp(level())} />}</Show>
      </p>
      <FirstRows
        title="First indicators"
        columns={['Value', 'Type', 'What is said', 'Confidence', 'When']}
        items={detail().statements}
        count={count()}
        most={8}
        cells={(said) => [
          said.value.length > 80 ? `${said.value.slice(0, 79)}…` : said.value,
          typeWord(said.type),
          said.comment || said.labels.join(', '),
          said.confidence === null ? '' : String(said.confidence),
          describeTimes(said),
        ]}
      />
      <Show when={detail().columns}>
        {(columns) => (
          <ColumnChoices
            columns={columns().map(({ header, column, samples }) => ({
              header,
              samples,
              value: column.role,
              options: ROLE_OPTIONS,
              isUsed: column.role !== 'left-out',
            }))}
            isChosen={chosen().columns !== undefined}
            onChoose={(at, role) =>
              decide({
                columns: columns().map(({ column }, place) => (place === at ? { role, type: null } : column)),
              })
            }
            onGuess={() => {
              const { columns: _, ...rest } = chosen();
              imports.choose(props.item.file, { ...props.item.choices, indicators: rest });
            }}
          />
        )}
      </Show>
      <div class="preview-history-fields">
        <DraftText label="Name" value={chosen().name ?? detail().name} save={(name) => decide({ name })} />
        <DraftText
          label="Says who"
          value={chosen().publisher ?? detail().publisher}
          placeholder="Not stated"
          save={(publisher) => decide({ publisher })}
        />
      </div>
      <Show when={detail().known}>
        {(known) => (
          <ReplaceKnown
            name={known().name}
            checked={chosen().replace === true}
            onChange={(replace) => decide({ replace })}
          />
        )}
      </Show>
    </div>
  );
}
