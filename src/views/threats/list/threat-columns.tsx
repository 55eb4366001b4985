import { For, Show } from 'solid-js';
import { formatCount, formatCounted } from '../../../domain/format';
import { nameTlp } from '../../../domain/threats/tlp';
import type { ListedReport, ListedThreat } from '../../../state/threats';
import type { FittingColumn } from '../../inventory/fit-columns';
import { TlpMark } from '../../pieces/TlpMark';
import { findLayerId, linkToThreat } from '../threat-route';
import { describeSource, KIND_WORDS, listBlind } from '../threat-words';
import { SeenBar } from './SeenBar';

/** More parts of one report than these stand on its own page. */
const MOST_SUBJECTS = 4;

function shareOf({ figures }: ListedThreat): number | null {
  return figures.observable === 0 ? null : figures.seen / figures.observable;
}

function listVerdictColumns<
  Row extends ListedThreat & { readonly otherDomain?: number },
>(): readonly FittingColumn<Row>[] {
  return [
    {
      id: 'seen',
      title: 'Seen of observable',
      value: shareOf,
      cell: (row) => <SeenBar figures={row.figures} otherDomain={row.otherDomain} />,
      width: '9.5rem',
      stacked: true,
    },
    {
      id: 'first',
      title: 'First seen at',
      value: ({ figures }) => figures.firstSeenAt,
      width: 'minmax(7rem, 0.8fr)',
      from: 720,
    },
    {
      id: 'blind',
      title: 'Blind for',
      value: ({ figures }) => (figures.observable === 0 ? null : listBlind(figures) || 'nothing'),
      width: 'minmax(8rem, 1.2fr)',
      from: 900,
      stacked: true,
    },
  ];
}

export function listThreatColumns(): readonly FittingColumn<ListedThreat>[] {
  return [
    {
      id: 'name',
      title: 'Threat',
      value: ({ name }) => name,
      cell: ({ name, ref }) => (
        <>
          {name}{' '}
          <Show when={findLayerId(ref) === null}>
            <span class="threat-id">{ref}</span>
          </Show>
        </>
      ),
      width: 'minmax(10rem, 1.4fr)',
      stacked: true,
    },
    {
      id: 'aliases',
      title: 'Also known as',
      value: ({ aliases }) => aliases.join(', '),
      cell: ({ aliases }) => (
        <span class="threat-aliases" title={aliases.join(', ')}>
          {aliases.join(', ')}
        </span>
      ),
      width: 'minmax(8rem, 1.4fr)',
      from: 1000,
    },
    { id: 'kind', title: 'Kind', value: ({ kind }) => KIND_WORDS[kind], width: '5.5rem', from: 560, stacked: true },
    {
      id: 'techniques',
      title: 'Techniques',
      value: ({ figures }) => figures.steps,
      numeric: true,
      width: '6.5rem',
      from: 640,
    },
    ...listVerdictColumns<ListedThreat>(),
  ];
}

export function listReportColumns(): readonly FittingColumn<ListedReport>[] {
  return [
    { id: 'name', title: 'Report', value: ({ name }) => name, width: 'minmax(12rem, 2fr)', stacked: true },
    {
      id: 'source',
      title: 'Says who',
      value: ({ report }) => report.published ?? report.publisher,
      cell: ({ report }) => (
        <span class="report-source">
          <span>{describeSource(report)}</span>
          <Show when={report.marking}>{(level) => <TlpMark tlp={nameTlp(level())} />}</Show>
        </span>
      ),
      width: 'minmax(8rem, 1fr)',
      from: 640,
      stacked: true,
    },
    ...listVerdictColumns<ListedReport>(),
    {
      id: 'undecided',
      title: 'To decide',
      value: ({ undecided }) => undecided,
      cell: ({ undecided, report }) => (
        <Show when={undecided > 0} fallback={<span class="data-table-missing">–</span>}>
          <a
            href={linkToThreat(report.id, 'reading')}
            aria-label={`${formatCounted(undecided, 'piece')} of evidence to decide on in ${report.name}`}
          >
            {formatCount(undecided)}
          </a>
        </Show>
      ),
      numeric: true,
      width: '5.5rem',
      from: 560,
      stacked: true,
    },
    {
      id: 'subjects',
      title: 'About',
      value: ({ subjects }) => subjects.map(({ name }) => name).join(', '),
      cell: ({ subjects, report }) => <Subjects subjects={subjects} reportId={report.id} />,
      width: 'minmax(10rem, 1.4fr)',
      from: 960,
      stacked: true,
    },
  ];
}

/** Parts that name techniques are threats of their own; the others stand with the report. */
function Subjects(props: Pick<ListedReport, 'subjects'> & { readonly reportId: string }) {
  const shown = () => props.subjects.filter(({ techniques }) => techniques > 0).slice(0, MOST_SUBJECTS);
  const rest = () => props.subjects.length - shown().length;
  return (
    <ul class="report-subjects">
      <For each={shown()}>
        {(subject) => (
          <li>
            <a href={linkToThreat(subject.ref)}>{subject.name || subject.kind}</a>{' '}
            <span class="threat-id">
              {subject.kind}, {formatCounted(subject.techniques, 'technique')}
            </span>
          </li>
        )}
      </For>
      <Show when={rest() > 0}>
        <li>
          <a href={linkToThreat(props.reportId, 'reading')}>
            {formatCounted(rest(), shown().length > 0 ? 'more part' : 'part')}
          </a>
        </li>
      </Show>
    </ul>
  );
}
