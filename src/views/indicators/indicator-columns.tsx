import { Show } from 'solid-js';
import { formatDate } from '../../domain/format';
import { typeWord } from '../../domain/history/history-words';
import type { IndicatorCollection } from '../../domain/indicators/statement';
import { nameTlp } from '../../domain/threats/tlp';
import type { StatementsAnswer } from '../../state/history';
import type { FittingColumn } from '../inventory/fit-columns';
import { TlpMark } from '../pieces/TlpMark';
import { describeTimes, describeTypes } from './indicator-words';

export type StatementRow = StatementsAnswer['rows'][number];

/** @param nameOf told apart from others of the same name */
export function listCollectionColumns(nameOf: (id: string) => string): readonly FittingColumn<IndicatorCollection>[] {
  return [
    { id: 'name', title: 'File', value: ({ id }) => nameOf(id), width: 'minmax(10rem, 1.6fr)', stacked: true },
    {
      id: 'source',
      title: 'Says who',
      value: ({ published, publisher }) => published ?? publisher,
      cell: ({ publisher, published, marking }) => (
        <span class="indicator-source">
          <span>
            {[publisher, published === null ? '' : formatDate(published)].filter((part) => part !== '').join(', ') || (
              <span class="data-table-missing">not stated</span>
            )}
          </span>
          <Show when={marking}>{(level) => <TlpMark tlp={nameTlp(level())} />}</Show>
        </span>
      ),
      width: 'minmax(8rem, 1fr)',
      from: 560,
      stacked: true,
    },
    {
      id: 'statements',
      title: 'Statements',
      value: ({ statements }) => statements,
      numeric: true,
      width: '6.5rem',
      stacked: true,
    },
    {
      id: 'types',
      title: 'Of',
      value: ({ counts }) => describeTypes(counts, 1),
      cell: ({ counts }) => describeTypes(counts),
      width: 'minmax(9rem, 1.6fr)',
      from: 760,
    },
    {
      id: 'imported',
      title: 'Imported',
      value: ({ importedAt }) => importedAt,
      cell: ({ importedAt }) => formatDate(importedAt),
      width: '6.5rem',
      from: 900,
    },
  ];
}

export function listStatementColumns(nameOf: (collection: string) => string): readonly FittingColumn<StatementRow>[] {
  return [
    {
      id: 'value',
      title: 'Value',
      value: ({ value }) => value,
      cell: ({ value }) => <span class="history-value history-cut">{value}</span>,
      width: 'minmax(10rem, 1.6fr)',
      stacked: true,
    },
    { id: 'type', title: 'Type', value: ({ type }) => typeWord(type), width: '7.5rem', from: 520, stacked: true },
    {
      id: 'comment',
      title: 'What is said',
      value: ({ comment, labels }) => comment || labels.join(', ') || null,
      cell: ({ comment, labels }) => (
        <span class="history-cut">
          {[comment, labels.join(', ')].filter((part) => part !== '').join('; ') || (
            <span class="data-table-missing">–</span>
          )}
        </span>
      ),
      width: 'minmax(9rem, 1.6fr)',
      from: 640,
      stacked: true,
    },
    {
      id: 'confidence',
      title: 'Confidence',
      value: ({ confidence }) => confidence,
      numeric: true,
      width: '6.5rem',
      from: 860,
    },
    {
      id: 'times',
      title: 'When',
      value: ({ lastSeen, firstSeen, validFrom }) => lastSeen ?? firstSeen ?? validFrom,
      cell: (said) => describeTimes(said) || <span class="data-table-missing">–</span>,
      width: 'minmax(8rem, 1fr)',
      from: 960,
    },
    {
      id: 'source',
      title: 'Says who',
      value: ({ saidBy, collection }) => saidBy || nameOf(collection),
      width: 'minmax(7rem, 1fr)',
      from: 760,
      stacked: true,
    },
  ];
}
