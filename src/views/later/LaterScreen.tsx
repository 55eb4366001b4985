import { For } from 'solid-js';
import { linkTo } from '../../state/route';
import { Screen } from '../pieces/Screen';
import { LATER, type LaterScreen as LaterScreenName } from './later-words';
import './LaterScreen.css';

/** A question whose answer is still to come: said plainly, with what helps meanwhile. */
export function LaterScreen(props: { readonly screen: LaterScreenName }) {
  const words = () => LATER[props.screen];
  return (
    <Screen title={words().question}>
      <p class="later-screen-promise">{words().promise}</p>
      <h2 class="later-screen-heading">What you can do now</h2>
      <ul class="later-screen-list">
        <For each={words().today}>
          {({ text, screen, link }) => (
            <li>
              {text} <a href={linkTo(screen)}>{link}</a>
            </li>
          )}
        </For>
      </ul>
    </Screen>
  );
}
