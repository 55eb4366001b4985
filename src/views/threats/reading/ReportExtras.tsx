import { createMemo, createSignal, For, Show } from 'solid-js';
import { formatCount, formatCounted } from '../../../domain/format';
import { linkTo } from '../../../state/route';
import type { ReportReading } from '../../../state/threats';
import { Fold } from '../../pieces/Fold';
import { UNRESOLVED_WORDS } from './evidence-words';
import { ReportIndicators } from './ReportIndicators';

/** More than this nobody reads here; they are kept all the same. */
const SHOWN = 200;

/** What a report holds beside techniques: its parts, its indicators, and names that lead nowhere. */
export function ReportExtras(props: { readonly reading: ReportReading }) {
  const [areIndicatorsOpen, setIndicatorsOpen] = createSignal(false);
  const reportId = () => props.reading.report.id;
  /** Those that can be judged come first: a bundle brings a part for every mitigation. */
  const parts = createMemo(() =>
    props.reading.subjects
      .map((subject, part) => ({ ...subject, part }))
      .sort((a, b) => Number(b.statements.length > 0) - Number(a.statements.length > 0)),
  );
  return (
    <div class="report-extras">
      <Show when={props.reading.subjects.length > 0}>
        <Fold summary="Its parts" state={formatCount(parts().length)}>
          <ul class="report-extras-list">
            <For each={parts().slice(0, SHOWN)}>
              {({ kind, name, statements, part }) => (
                <li>
                  <Show when={statements.length > 0} fallback={name}>
                    <a href={linkTo('threats', `${reportId()}~${part}`)}>{name}</a>
                  </Show>{' '}
                  <span class="report-extras-note">
                    {kind}
                    {statements.length > 0 ? `, ${formatCounted(statements.length, 'technique')}` : ''}
                  </span>
                </li>
              )}
            </For>
          </ul>
        </Fold>
      </Show>
      <Show when={props.reading.observables.length > 0}>
        <Fold
          summary="Indicators, kept for watchlists"
          state={formatCount(props.reading.observables.length)}
          onToggle={setIndicatorsOpen}
        >
          <Show when={areIndicatorsOpen()}>
            <ReportIndicators observables={props.reading.observables} />
          </Show>
        </Fold>
      </Show>
      <Show when={props.reading.sightings.length > 0}>
        <Fold summary="Sightings it states" state={formatCount(props.reading.sightings.length)}>
          <ul class="report-extras-list">
            <For each={props.reading.sightings.slice(0, SHOWN)}>
              {({ of, count, firstSeen, lastSeen }) => (
                <li>
                  {of}{' '}
                  <span class="report-extras-note">
                    {[count === null ? '' : formatCounted(count, 'time'), firstSeen ?? '', lastSeen ?? '']
                      .filter((each) => each !== '')
                      .join(', ')}
                  </span>
                </li>
              )}
            </For>
          </ul>
        </Fold>
      </Show>
      <Show when={props.reading.unresolved.length > 0}>
        <Fold summary="Names that lead to no technique" state={formatCount(props.reading.unresolved.length)}>
          <ul class="report-extras-list">
            <For each={props.reading.unresolved.slice(0, SHOWN)}>
              {({ written, place, reason }) => (
                <li>
                  {written}{' '}
                  <span class="report-extras-note">
                    {UNRESOLVED_WORDS[reason]}
                    {place === '' ? '' : `; ${place}`}
                  </span>
                </li>
              )}
            </For>
          </ul>
        </Fold>
      </Show>
    </div>
  );
}
