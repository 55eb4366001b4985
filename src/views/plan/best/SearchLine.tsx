import { Match, Show, Switch } from 'solid-js';
import { formatCounted } from '../../../domain/format';
import { formatExactPercent } from '../../../domain/planning/plan-figures';
import { Button } from '../../pieces/Button';
import { formatSeconds } from './best-words';
import { usePlan } from './plan-scope';

/** How far the search is, and the way to stop it or to let it go on. */
export function SearchLine() {
  const { best, plan } = usePlan();
  const found = () => best.answer();
  const isNothing = () => found()?.leftOut.length === plan().options.length;
  const looked = () => `${formatCounted(found()?.nodes ?? 0, 'set')} looked at`;
  return (
    <div class="best-search">
      <Switch>
        <Match when={best.state() === 'searching'}>
          <progress class="best-search-bar" aria-label="Searching" />
          <span>
            Searching, {formatSeconds(best.elapsedSeconds())}
            <Show when={found()}>
              {(answer) => (
                <>
                  : {formatExactPercent(answer().after)} so far, at most {formatExactPercent(answer().bound)}, gap{' '}
                  {formatExactPercent(answer().gap)}
                </>
              )}
            </Show>
          </span>
          <Button onClick={() => best.stop()}>Cancel</Button>
        </Match>
        <Match when={best.state() === 'stopped'}>
          <span>
            Stopped after {formatSeconds(best.elapsedSeconds())}
            {found() === undefined ? ', before anything was found.' : '; the best plan so far is kept.'}
          </span>
          <Button onClick={() => best.searchLonger()}>Search again</Button>
        </Match>
        <Match when={best.state() === 'failed'}>
          <span role="alert">{best.problem()} The plan is untouched.</span>
          <Button onClick={() => best.searchLonger()}>Try again</Button>
        </Match>
        <Match when={best.state() === 'done' && isNothing()}>
          <span>No option could be searched.</span>
        </Match>
        <Match when={best.state() === 'done' && found()}>
          {(answer) => (
            <Show
              when={answer().isProven || answer().contradiction.length > 0}
              fallback={
                <>
                  <span>
                    Not settled within {formatSeconds(answer().seconds)}, {looked()}.
                  </span>
                  <Button onClick={() => best.searchLonger()}>Search longer</Button>
                </>
              }
            >
              <span>
                {answer().contradiction.length > 0 ? 'Found' : 'Proven'} in {formatSeconds(answer().seconds)},{' '}
                {looked()}.{answer().isCheapest && answer().chosen.length > 0 ? ' Nothing cheaper covers as much.' : ''}
              </span>
            </Show>
          )}
        </Match>
        <Match when={plan().options.length > 0}>
          <span>Waiting for your inventory.</span>
        </Match>
      </Switch>
    </div>
  );
}
