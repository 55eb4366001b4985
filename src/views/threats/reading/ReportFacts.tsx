import { Show } from 'solid-js';
import { formatDate } from '../../../domain/format';
import type { ThreatReport } from '../../../domain/threats/threat-report';
import { nameTlp } from '../../../domain/threats/tlp';
import { useApp } from '../../../state/app-state';
import { goTo } from '../../../state/route';
import { makeThreatState } from '../../../state/threat-records';
import { DraftText } from '../../inventory/DraftText';
import { Button } from '../../pieces/Button';
import { Fold } from '../../pieces/Fold';
import { TlpMark } from '../../pieces/TlpMark';
import { report as tell } from '../../shell/app-notice';

/** What is known of the report itself; its name and the analyst's notes can be changed, and it can go. */
export function ReportFacts(props: { readonly report: ThreatReport }) {
  const threats = makeThreatState(useApp().workspace);
  const change = (label: string, part: Partial<Pick<ThreatReport, 'name' | 'notes'>>) =>
    threats.changeReport(label, props.report.id, (report) => ({ ...report, ...part }));
  const source = () =>
    [
      props.report.fileName === '' ? 'pasted' : props.report.fileName,
      props.report.publisher,
      props.report.published === null ? '' : formatDate(props.report.published),
    ]
      .filter((each) => each !== '')
      .join(', ');

  async function remove(): Promise<void> {
    const label = `Remove report ${props.report.name}`;
    if (await threats.removeReports(label, new Set([props.report.id]))) goTo('threats');
    else tell(`${label}: this was not saved.`);
  }

  return (
    <Fold summary="This report" state={props.report.notes === '' ? 'name, notes' : 'name, your notes'} kind="quiet">
      <p class="evidence-rank-hint">
        {source()} <Show when={props.report.marking}>{(level) => <TlpMark tlp={nameTlp(level())} />}</Show>
      </p>
      <div class="report-facts">
        <DraftText
          label="Name"
          value={props.report.name}
          check={(name) => (name === '' ? 'A report needs a name.' : null)}
          save={(name) => change('Rename a report', { name })}
        />
        <DraftText
          label="Notes"
          rows={4}
          value={props.report.notes}
          save={(notes) => change('Change notes on a report', { notes })}
        />
        <p class="evidence-rank-hint">
          <Button onClick={() => void remove()}>Remove this report</Button> With what was read of it and its hunt
          sheets. Undo brings it back.
        </p>
      </div>
    </Fold>
  );
}
