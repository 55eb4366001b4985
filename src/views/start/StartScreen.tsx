import { For, Show } from 'solid-js';
import { offlineState } from '../../state/offline';
import { linkTo } from '../../state/route';
import { Screen } from '../pieces/Screen';
import { isPlainHttp } from '../shell/offline-words';
import { LoadedNow } from './LoadedNow';
import { START_QUESTIONS } from './start-words';
import './StartScreen.css';

/** The first page: what the app answers, what it takes, and what is loaded. */
export function StartScreen() {
  return (
    <Screen title="What do your sensors let you see?">
      <p class="start-lead">
        Name your systems and the sensors that watch them. Vedette tells you which ATT&CK techniques you have telemetry
        for, which not, and why.
      </p>
      <Show when={offlineState() === 'unsupported' && isPlainHttp()}>
        <p class="start-warning" role="note">
          <strong>This page came over plain HTTP.</strong> It cannot be kept for offline use, and whoever controls the
          network could change it on its way. Open it over HTTPS or from localhost before you enter anything real.
        </p>
      </Show>
      <LoadedNow />
      <h2 class="start-heading">Five questions</h2>
      <ol class="start-questions">
        <For each={START_QUESTIONS}>
          {({ screen, question, needs, isLater }) => (
            <li class="start-question">
              <a class="start-question-link" href={linkTo(screen)}>
                {question}
              </a>
              <p class="start-question-needs">{needs}</p>
              <Show when={isLater}>
                <p class="start-question-later">Not in this version yet</p>
              </Show>
            </li>
          )}
        </For>
      </ol>
      <p class="start-privacy">
        Nothing leaves this device: everything is computed and kept in this browser.{' '}
        <a href={linkTo('data')}>How to check that</a>
      </p>
    </Screen>
  );
}
