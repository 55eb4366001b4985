import { For, Show } from 'solid-js';
import type { CatalogFacts } from '../../domain/attack/catalog-facts';
import type { CoverageSettings, Lens } from '../../domain/coverage/settings';
import type { TechniqueState } from '../../domain/coverage/state';
import type { Totals } from '../../domain/coverage/totals';
import { formatCount, formatDate, formatPercent } from '../../domain/format';
import type { SystemGroup } from '../../domain/sensors/inventory';
import { coverageFilters } from '../../state/coverage-filters';
import { AnswerLine } from '../pieces/AnswerLine';
import { Figure } from '../pieces/Figure';
import { COUNTED, describeCounting, describeNothing, describeScope, nameRelease } from './coverage-words';
import './CoverageAnswer.css';

const SCORED: readonly TechniqueState[] = ['runs', 'one short', 'partial'];

/** The answer to "What can I see?", in figures that open what they count. */
export function CoverageAnswer(props: {
  readonly totals: Totals;
  readonly settings: CoverageSettings;
  readonly facts: CatalogFacts;
  readonly groups: readonly SystemGroup[];
}) {
  const isSmap = () => props.settings.lens === 'smap';
  const counted = () => (isSmap() ? (['runs', 'blind'] as const) : COUNTED);
  const percent = () =>
    props.totals.counted === 0 ? '' : ` (${formatPercent(props.totals.runs / props.totals.counted)})`;
  return (
    <div class="coverage-answer">
      <AnswerLine>
        <Show
          when={isSmap()}
          fallback={
            <Show when={props.totals.counted > 0} fallback={describeNothing(props.facts, props.settings, props.groups)}>
              <Show
                when={props.settings.lens === 'dettect'}
                fallback={
                  <>
                    You have telemetry for <Count count={props.totals.runs} states={['runs']} /> of the{' '}
                    <Count count={props.totals.counted} states={counted()} /> techniques that apply to{' '}
                    {describeScope(props.settings, props.groups)}
                    {percent()}.
                  </>
                }
              >
                DeTT&CT would score visibility 4 for <Count count={props.totals.runs} states={['runs']} /> and 1 or more
                for <Count count={props.totals.anyFed} states={SCORED} /> of the{' '}
                <Count count={props.totals.counted} states={counted()} /> techniques that apply to{' '}
                {describeScope(props.settings, props.groups)}.
              </Show>
            </Show>
          }
        >
          At least one enabled event maps to <Count count={props.totals.runs} states={['runs']} /> of{' '}
          <Count count={props.totals.counted} states={counted()} /> techniques{percent()}.
        </Show>
      </AnswerLine>
      <p class="coverage-remainder">
        <Remainder totals={props.totals} lens={props.settings.lens} />
      </p>
      <p class="coverage-basis">
        {nameRelease(props.facts)}. Counted: {describeCounting(props.settings)}
        {props.settings.asOf === null || props.settings.lens === 'dettect'
          ? ''
          : `, in service on ${formatDate(props.settings.asOf)}`}
        .
        <Show when={props.settings.lens === 'analytics' && props.facts.analyticsKind === 'from-components'}>
          {' '}
          This release publishes no analytics: each technique counts as one per platform that requires all the data
          components ATT&CK lists for it.
        </Show>
      </p>
    </div>
  );
}

/** What stays out of the ratio, so that nobody takes the denominator for all of ATT&CK. */
function Remainder(props: { readonly totals: Totals; readonly lens: Lens }) {
  const clauses = () => (props.lens === 'smap' ? [] : listLeftOut(props.totals, props.lens));
  return (
    <Show when={props.lens !== 'smap'} fallback={<SmapRemainder count={props.totals.notObservable} />}>
      <For each={clauses()}>
        {(clause, place) => (
          <>
            {place() === 0 ? clause.before : clause.before.toLowerCase()}
            <Count count={clause.count} states={[clause.state]} />
            {clause.after}
            {place() === clauses().length - 1 ? '.' : '; '}
          </>
        )}
      </For>
    </Show>
  );
}

function SmapRemainder(props: { readonly count: number }) {
  return (
    <>
      <Show when={props.count > 0}>
        For <Count count={props.count} states={['not observable']} />, no data component is linked.{' '}
      </Show>
      This lens tests neither platforms nor shares.
    </>
  );
}

interface Clause {
  readonly state: TechniqueState;
  readonly count: number;
  readonly before: string;
  readonly after: string;
}

function listLeftOut({ noAnalytic, notObservable, notApplicable }: Totals, lens: Lens): readonly Clause[] {
  const clauses: readonly Clause[] = [
    {
      state: 'no analytic',
      count: noAnalytic,
      before: '',
      after:
        lens === 'dettect'
          ? `${noAnalytic === 1 ? ' has' : ' have'} no data component for these platforms`
          : `${noAnalytic === 1 ? ' has' : ' have'} no published analytic`,
    },
    { state: 'not observable', count: notObservable, before: 'For ', after: ', ATT&CK lists no telemetry' },
    {
      state: 'not applicable',
      count: notApplicable,
      before: '',
      after:
        lens === 'dettect'
          ? notApplicable === 1
            ? ' does not apply or is an exception'
            : ' do not apply or are exceptions'
          : `${notApplicable === 1 ? ' does' : ' do'} not apply`,
    },
  ];
  return clauses.filter(({ count }) => count > 0);
}

function Count(props: { readonly count: number; readonly states: readonly TechniqueState[] }) {
  return (
    <Figure
      value={formatCount(props.count)}
      label={`${props.count === 1 ? 'technique' : 'techniques'}: show only ${props.count === 1 ? 'this' : 'these'}`}
      onOpen={() => coverageFilters.chooseStates(props.states)}
    />
  );
}
