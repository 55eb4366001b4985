import { type Accessor, createMemo } from 'solid-js';
import type { HuntPlan } from '../../../domain/threats/hunt-plan';
import { QUERY_LANGUAGES, type QueryLanguage } from '../../../domain/threats/hunt-queries';
import { guessLanguages } from '../../../domain/threats/queries/guess-languages';
import { createPreference } from '../../../state/preferences';

/** When nothing tells where logs are: what converters make every other language of. */
const FALLBACK: readonly QueryLanguage[] = ['sigma'];

export interface HuntLanguages {
  readonly chosen: Accessor<readonly QueryLanguage[]>;
  /** `guessed`: from the inventory's log destinations, until somebody chooses; `unknown`: they say nothing. */
  readonly reason: Accessor<'chosen' | 'guessed' | 'unknown'>;
  toggle(language: QueryLanguage, isOn: boolean): void;
}

/** The languages queries are shown in: chosen once on this device, else guessed from where logs go. */
export function createLanguages(plan: Accessor<HuntPlan>): HuntLanguages {
  const [stored, store] = createPreference<readonly QueryLanguage[] | null>('hunt-languages', null, (value) =>
    Array.isArray(value) ? QUERY_LANGUAGES.filter((language) => value.includes(language)) : null,
  );
  const guessed = createMemo(() => guessFor(plan()), FALLBACK, {
    // The same list while nothing else is guessed: the same queries are not asked for twice.
    equals: (before, after) => before.join() === after.join(),
  });
  const chosen = () => stored() ?? guessed();
  return {
    chosen,
    reason: () => (stored() !== null ? 'chosen' : guessed() === FALLBACK ? 'unknown' : 'guessed'),
    toggle: (language, isOn) =>
      store(QUERY_LANGUAGES.filter((each) => (each === language ? isOn : chosen().includes(each)))),
  };
}

export function guessFor({ places }: HuntPlan): readonly QueryLanguage[] {
  const found = new Set(places.flatMap(({ logDestinations }) => logDestinations.flatMap(guessLanguages)));
  return found.size === 0 ? FALLBACK : QUERY_LANGUAGES.filter((language) => found.has(language));
}
