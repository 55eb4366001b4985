import { For } from 'solid-js';
import { linkTo } from '../../state/route';
import { Screen } from '../pieces/Screen';
import { DATA, QUESTIONS } from '../shell/questions';
import './LaterScreen.css';

/** An address that leads nowhere. */
export function UnknownScreen() {
  return (
    <Screen title="There is no such page">
      <p class="later-screen-promise">The address names no screen of Vedette. Nothing was lost.</p>
      <ul class="later-screen-list">
        <li>
          <a href={linkTo('start')}>Start</a>
        </li>
        <For each={[...QUESTIONS, DATA]}>
          {(question) => (
            <li>
              <a href={linkTo(question.screens[0].screen)}>{question.label}</a>
            </li>
          )}
        </For>
      </ul>
    </Screen>
  );
}
