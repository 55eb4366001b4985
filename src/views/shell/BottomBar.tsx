import { For, Show } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import { linkTo, type Screen } from '../../state/route';
import { DATA, findQuestion, QUESTIONS } from './questions';
import './BottomBar.css';

/** Where the rail has no room: the questions at the thumb. */
export function BottomBar(props: { readonly screen: Screen | null }) {
  return (
    <nav class="bottom-bar" aria-label="Questions">
      <ul class="bottom-bar-list">
        <For each={[...QUESTIONS, DATA]}>
          {(question) => (
            <li>
              <a
                class="bottom-bar-link"
                href={linkTo(question.screens[0].screen)}
                aria-label={question.short === question.label ? undefined : `${question.short}: ${question.label}`}
                aria-current={findQuestion(props.screen) === question ? 'true' : undefined}
              >
                <Dynamic component={question.icon} size={20} aria-hidden="true" />
                {question.short}
              </a>
            </li>
          )}
        </For>
      </ul>
    </nav>
  );
}

/** The screens of one question side by side, where the bottom bar shows only the question. */
export function SiblingScreens(props: { readonly screen: Screen | null }) {
  const screens = () => findQuestion(props.screen)?.screens ?? [];
  return (
    <Show when={screens().length > 1}>
      <nav class="sibling-screens" aria-label="Screens of this question">
        <For each={screens()}>
          {(destination) => (
            <a
              class="sibling-screens-link"
              href={linkTo(destination.screen)}
              aria-current={destination.screen === props.screen ? 'page' : undefined}
            >
              {destination.label}
            </a>
          )}
        </For>
      </nav>
    </Show>
  );
}
