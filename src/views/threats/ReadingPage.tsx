import { useApp } from '../../state/app-state';
import { makeThreatState } from '../../state/threat-records';
import { Screen } from '../pieces/Screen';
import { ReportReading } from './reading/ReportReading';
import { ThreatParts } from './ThreatParts';

/** `#/threats/<report>/reading`: the text, and what was found in it. */
export function ReadingPage(props: { readonly reportId: string }) {
  const { workspace } = useApp();
  const threats = makeThreatState(workspace);
  const name = () => threats.reports().find(({ id }) => id === props.reportId)?.name ?? 'this report';
  return (
    <Screen title={`What does ${name()} say?`}>
      <ThreatParts threatRef={props.reportId} current="reading" />
      <ReportReading reportId={props.reportId} />
    </Screen>
  );
}
