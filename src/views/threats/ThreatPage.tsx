import { type Accessor, type JSX, Match, Switch } from 'solid-js';
import { useApp } from '../../state/app-state';
import type { Latest } from '../../state/latest-answer';
import { linkTo } from '../../state/route';
import { makeThreatState } from '../../state/threat-records';
import type { ThreatRef, VerdictAnswer } from '../../state/threats';
import { EmptyState } from '../pieces/EmptyState';
import { Screen } from '../pieces/Screen';
import { ThreatParts } from './ThreatParts';
import { findReportId, type ThreatPart } from './threat-route';
import './ThreatPage.css';

/** The frame of everything about one threat: its name in the question, its parts, and what is not there or went wrong. */
export function ThreatPage(props: {
  readonly threatRef: ThreatRef;
  readonly part: ThreatPart;
  readonly verdict: Latest<VerdictAnswer | null>;
  readonly titleOf: (name: string) => string;
  readonly aside?: JSX.Element;
  readonly children: (known: Accessor<VerdictAnswer>) => JSX.Element;
}) {
  const { workspace } = useApp();
  const threats = makeThreatState(workspace);
  const reportId = () => findReportId(props.threatRef);
  const name = () => props.verdict.answer()?.name;
  const title = () => {
    const known = name();
    return known === undefined ? 'Can I see this threat?' : props.titleOf(known);
  };
  const isGone = () =>
    props.verdict.answer() === null ||
    (reportId() !== null && threats.isKnown() && !threats.reports().some(({ id }) => id === reportId()));
  return (
    <Screen title={title()} aside={props.aside}>
      <ThreatParts threatRef={props.threatRef} current={props.part} />
      <Switch fallback={<p class="threat-waiting" role="status" aria-label="Computing the answer" />}>
        <Match when={props.verdict.problem()}>
          {(problem) => (
            <p role="alert">{problem()} Nothing was lost. Load the page again, or choose another release.</p>
          )}
        </Match>
        <Match when={isGone()}>
          <EmptyState title="This threat is not here" actions={<a href={linkTo('threats')}>All threats</a>}>
            <p>
              {reportId() === null
                ? 'The address names a threat that the ATT&CK release in force does not have. Another release may.'
                : 'The report it belongs to was removed, or was imported on another device. Import it again, or undo.'}
            </p>
          </EmptyState>
        </Match>
        <Match when={props.verdict.answer()}>{(known) => <>{props.children(known)}</>}</Match>
      </Switch>
    </Screen>
  );
}
