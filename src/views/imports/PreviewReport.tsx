import { Show } from 'solid-js';
import { formatDate } from '../../domain/format';
import { nameTlp } from '../../domain/threats/tlp';
import { TlpMark } from '../pieces/TlpMark';
import { FirstRows } from './FirstRows';
import type { ReportPreviewDetail } from './import-types';

/** A threat report on its way in: who says what, and what of it can be counted before its prose is searched. */
export function PreviewReport(props: { readonly detail: ReportPreviewDetail }) {
  const source = () =>
    [props.detail.publisher, props.detail.published === null ? '' : formatDate(props.detail.published)]
      .filter((each) => each !== '')
      .join(', ');
  return (
    <>
      <p>
        <strong>{props.detail.name}</strong>
        <Show when={source() !== ''}> ({source()})</Show>{' '}
        <Show when={props.detail.marking}>{(level) => <TlpMark tlp={nameTlp(level())} />}</Show>
      </p>
      <Show when={props.detail.statementCount > 0}>
        <FirstRows
          title="Techniques it names in its fields"
          columns={['Id', 'Name']}
          items={props.detail.statements}
          count={props.detail.statementCount}
          most={8}
          cells={({ technique, name }) => [technique, name]}
        />
      </Show>
      <Show when={props.detail.observableCount > 0}>
        <FirstRows
          title="Indicators"
          columns={['Type', 'Value']}
          items={props.detail.observables}
          count={props.detail.observableCount}
          most={6}
          cells={({ type, value }) => [type, value]}
        />
      </Show>
      <Show when={props.detail.words > 0}>
        <p class="import-panel-hint">
          Its prose is searched for techniques, groups and software once it is imported. It begins: “
          {props.detail.beginning.trim()}
          {props.detail.beginning.length < 400 ? '' : '…'}”
        </p>
      </Show>
    </>
  );
}
