import { createMemo, lazy, Match, Show, Suspense, Switch } from 'solid-js';
import { useApp } from '../../state/app-state';
import { UnknownScreen } from '../later/UnknownScreen';
import { parseThreatPlace, type ThreatPart } from './threat-route';

const ThreatList = lazy(async () => ({ default: (await import('./list/ThreatList')).ThreatList }));
const Verdict = lazy(async () => ({ default: (await import('./verdict/Verdict')).Verdict }));
const Look = lazy(async () => ({ default: (await import('./look/Look')).Look }));
const Hunt = lazy(async () => ({ default: (await import('./hunt/Hunt')).Hunt }));
const ReadingPage = lazy(async () => ({ default: (await import('./ReadingPage')).ReadingPage }));
const CompareThreats = lazy(async () => ({ default: (await import('./compare/CompareThreats')).CompareThreats }));

/** `#/threats`: all; `#/threats/<ref>`: the verdict on one; behind it `/look`, `/hunt`, `/reading`; `/compare/<ref>/…`. */
export function ThreatsScreen() {
  const { route } = useApp();
  const place = createMemo(() => parseThreatPlace(route().detail));
  const refAt = (part: ThreatPart) => {
    const at = place();
    return at?.kind === part ? at.ref : undefined;
  };
  const compared = () => {
    const at = place();
    return at?.kind === 'compare' ? at.refs : undefined;
  };
  return (
    <Suspense>
      <Switch fallback={<Show when={place() === null} fallback={<ThreatList />} children={<UnknownScreen />} />}>
        <Match when={refAt('verdict')} keyed>
          {(ref) => <Verdict threatRef={ref} />}
        </Match>
        <Match when={refAt('look')} keyed>
          {(ref) => <Look threatRef={ref} />}
        </Match>
        <Match when={refAt('hunt')} keyed>
          {(ref) => <Hunt threatRef={ref} />}
        </Match>
        <Match when={refAt('reading')} keyed>
          {(ref) => <ReadingPage reportId={ref} />}
        </Match>
        <Match when={compared()}>{(refs) => <CompareThreats refs={refs()} />}</Match>
      </Switch>
    </Suspense>
  );
}
