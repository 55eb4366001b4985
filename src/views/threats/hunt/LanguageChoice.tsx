import { createUniqueId, For, Show } from 'solid-js';
import { QUERY_LANGUAGES, type QueryLanguage } from '../../../domain/threats/hunt-queries';
import { LANGUAGE_NAMES } from '../../../domain/threats/hunt-words';
import { joinWords } from '../../coverage/coverage-words';
import { CheckInput } from '../../pieces/CheckInput';
import { Fold } from '../../pieces/Fold';
import type { HuntLanguages } from './create-languages';

/** In which languages queries are shown: as each sensor's logs go, or chosen once, for every hunt on this device. */
export function LanguageChoice(props: { readonly languages: HuntLanguages; readonly problem: string | null }) {
  const name = createUniqueId();
  const chosen = () => props.languages.chosen();
  const isByHand = () => chosen().length > 0;
  const list = (languages: readonly QueryLanguage[]) =>
    languages.map((language) => LANGUAGE_NAMES[language]).join(', ');
  const summary = () => {
    if (isByHand()) return `Queries in ${list(chosen())}`;
    const guessed = props.languages.guessed();
    return `Queries as your logs go${guessed.length === 0 ? '' : `: ${list(guessed)}`}`;
  };
  return (
    <div class="hunt-languages">
      <Fold summary={summary()}>
        <label class="hunt-language-mode">
          <input type="radio" name={name} checked={!isByHand()} onChange={() => props.languages.followLogs()} />
          As your logs go: for each sensor the languages of its log destination
        </label>
        <label class="hunt-language-mode">
          <input type="radio" name={name} checked={isByHand()} onChange={() => props.languages.chooseByHand()} />
          Chosen by hand, for every hunt on this device
        </label>
        <Show when={!isByHand() && props.languages.unknown().length > 0}>
          <p class="threat-note">
            Where the logs of {joinWords(props.languages.unknown())} go the inventory does not say in words that are
            known here: every language is offered for them.
          </p>
        </Show>
        <Show when={isByHand()}>
          <ul>
            <For each={QUERY_LANGUAGES}>
              {(language) => (
                <li>
                  <CheckInput
                    label={LANGUAGE_NAMES[language]}
                    checked={chosen().includes(language)}
                    onChange={(isOn) => props.languages.toggle(language, isOn)}
                  />
                </li>
              )}
            </For>
          </ul>
        </Show>
      </Fold>
      <Show when={props.problem}>
        {(problem) => <p role="alert">The queries are not written: {problem()} The places stand below.</p>}
      </Show>
    </div>
  );
}
