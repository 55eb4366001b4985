import { For, Show } from 'solid-js';
import { linkTo, type Screen } from '../../state/route';
import { Mark } from './Mark';
import { OfflineMark } from './OfflineMark';
import { DATA, QUESTIONS, type Question } from './questions';
import './Rail.css';

/** Where there is room: the five questions down the left edge. */
export function Rail(props: { readonly screen: Screen | null }) {
  return (
    <nav class="rail" aria-label="Questions">
      <Mark isCurrent={props.screen === 'start'} />
      <ul class="rail-list">
        <For each={QUESTIONS}>{(question) => <RailEntry question={question} screen={props.screen} />}</For>
        <li class="rail-gap" aria-hidden="true" />
        <RailEntry question={DATA} screen={props.screen} />
      </ul>
      <div class="rail-foot">
        <OfflineMark />
      </div>
    </nav>
  );
}

function RailEntry(props: { readonly question: Question; readonly screen: Screen | null }) {
  const current = (screen: Screen) => (props.screen === screen ? 'page' : undefined);
  return (
    <li>
      <a
        class="rail-link"
        href={linkTo(props.question.screens[0].screen)}
        aria-current={current(props.question.screens[0].screen)}
      >
        {props.question.label}
      </a>
      <Show when={props.question.screens.length > 1}>
        <ul class="rail-list">
          <For each={props.question.screens.slice(1)}>
            {(destination) => (
              <li>
                <a
                  class="rail-link rail-sublink"
                  href={linkTo(destination.screen)}
                  aria-current={current(destination.screen)}
                >
                  {destination.label}
                </a>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </li>
  );
}
