import { For, Show } from 'solid-js';
import { QUERY_LANGUAGES } from '../../../domain/threats/hunt-queries';
import { CheckInput } from '../../pieces/CheckInput';
import { Fold } from '../../pieces/Fold';
import type { HuntLanguages } from './create-languages';
import { LANGUAGE_WORDS } from './hunt-words';

const REASONS = {
  chosen: 'as you chose',
  guessed: 'as your log destinations suggest',
  unknown: 'your inventory names no log destination',
} as const;

/** In which languages queries are shown: chosen once, for every hunt on this device. */
export function LanguageChoice(props: { readonly languages: HuntLanguages; readonly problem: string | null }) {
  const chosen = () => props.languages.chosen();
  return (
    <div class="hunt-languages">
      <Fold
        summary={`Queries in ${
          chosen().length === 0
            ? 'no language'
            : chosen()
                .map((language) => LANGUAGE_WORDS[language])
                .join(', ')
        }`}
        state={REASONS[props.languages.reason()]}
      >
        <ul>
          <For each={QUERY_LANGUAGES}>
            {(language) => (
              <li>
                <CheckInput
                  label={LANGUAGE_WORDS[language]}
                  checked={chosen().includes(language)}
                  onChange={(isOn) => props.languages.toggle(language, isOn)}
                />
              </li>
            )}
          </For>
        </ul>
      </Fold>
      <Show when={props.problem}>
        {(problem) => <p role="alert">The queries are not written: {problem()} The places stand below.</p>}
      </Show>
    </div>
  );
}
