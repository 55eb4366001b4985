import { Match, Show, Switch } from 'solid-js';
import { overlayIdOf, threatRefOf } from '../../../domain/threats/threat-layers';
import { useApp } from '../../../state/app-state';
import { chooseOverlays, overlayIds } from '../../../state/layers';
import { goTo, linkTo } from '../../../state/route';
import { type Comparison, createComparison, exportThreat, type ThreatRef } from '../../../state/threats';
import { AnswerLine } from '../../pieces/AnswerLine';
import { Button } from '../../pieces/Button';
import { PartLinks } from '../../pieces/PartLinks';
import { Screen } from '../../pieces/Screen';
import { createScreenExports } from '../../shell/screen-exports';
import { CompareChoice } from './CompareChoice';
import { CompareMitigations } from './CompareMitigations';
import { CompareOverlaps } from './CompareOverlaps';
import { CompareTable } from './CompareTable';
import { answerComparison, warnOfDomains } from './compare-words';
import '../ThreatPage.css';
import '../verdict/StepTable.css';
import './Compare.css';

/** `#/threats/compare/<ref>/<ref>…`: what several threats have in common. */
export function CompareThreats(props: { readonly refs: readonly ThreatRef[] }) {
  const app = useApp();
  const { answer, isAsking, problem } = createComparison(app, () => props.refs);
  const parts = [{ id: 'list', label: '‹ All threats', address: linkTo('threats') }];
  const compared = () => (props.refs.length > 0 ? answer() : undefined);

  createScreenExports(() =>
    (compared()?.threats.length ?? 0) > 1
      ? [
          {
            label: 'Comparison as a table (CSV)',
            hint: 'One row for each technique, with who uses it and its state.',
            run: () => exportThreat(app, props.refs, 'comparison-csv'),
          },
        ]
      : [],
  );

  function showOnMatrix(): void {
    chooseOverlays([...overlayIds().filter((id) => threatRefOf(id) === null), ...props.refs.map(overlayIdOf)]);
    goTo('coverage');
  }

  return (
    <Screen title="What do these threats have in common?">
      <PartLinks label="Parts of this comparison" parts={parts} current="" />
      <div class="compare" aria-busy={isAsking()}>
        <Switch fallback={<p class="threat-waiting" role="status" aria-label="Comparing" />}>
          <Match when={props.refs.length === 0}>
            <AnswerLine>Nothing is compared yet: choose two threats or more.</AnswerLine>
          </Match>
          <Match when={problem()}>{(words) => <p role="alert">{words()} Load the page again.</p>}</Match>
          <Match when={compared()}>{(comparison) => <AnswerLine>{answerComparison(comparison())}</AnswerLine>}</Match>
        </Switch>
        <CompareChoice
          refs={props.refs}
          threats={compared()?.threats}
          onChange={(refs) => goTo('threats', 'compare', ...refs)}
        />
        <Switch>
          <Match when={compared()}>
            {(comparison) => (
              <>
                <Show when={warnOfDomains(comparison())}>{(words) => <p class="threat-note">{words()}</p>}</Show>
                <div class="threat-actions">
                  <Button disabled={comparison().threats.length === 0} onClick={showOnMatrix}>
                    Show on the matrix
                  </Button>
                </div>
                <Compared comparison={comparison()} />
              </>
            )}
          </Match>
        </Switch>
      </div>
    </Screen>
  );
}

function Compared(props: { readonly comparison: Comparison }) {
  return (
    <Switch>
      <Match when={props.comparison.techniques.length > 0}>
        <CompareOverlaps comparison={props.comparison} />
        <CompareTable comparison={props.comparison} />
        <CompareMitigations comparison={props.comparison} />
      </Match>
    </Switch>
  );
}
