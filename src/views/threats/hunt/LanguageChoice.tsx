import { For, Show } from 'solid-js';
import { QUERY_LANGUAGES } from '../../../domain/threats/hunt-queries';
import { LANGUAGE_NAMES } from '../../../domain/threats/hunt-words';
import { CheckInput } from '../../pieces/CheckInput';
import { Fold } from '../../pieces/Fold';
import type { HuntLanguages } from './create-languages';

const REASONS = {
  chosen: 'As you chose; it holds for every hunt on this device.',
  guessed: 'As your log destinations suggest, until you choose.',
  unknown: 'Your inventory names no log destination: choose where you search.',
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
                .map((language) => LANGUAGE_NAMES[language])
                .join(', ')
        }`}
      >
        <p class="threat-note">{REASONS[props.languages.reason()]}</p>
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
      </Fold>
      <Show when={props.problem}>
        {(problem) => <p role="alert">The queries are not written: {problem()} The places stand below.</p>}
      </Show>
    </div>
  );
}
