import { type Accessor, createMemo } from 'solid-js';
import type { HuntPlan } from '../../../domain/threats/hunt-plan';
import { QUERY_LANGUAGES, type QueryLanguage } from '../../../domain/threats/hunt-queries';
import { guessLanguages } from '../../../domain/threats/queries/guess-languages';
import { createPreference } from '../../../state/preferences';

/** Chosen by hand when no destination says anything: what converters make every other language of. */
const FALLBACK: readonly QueryLanguage[] = ['sigma'];

export interface HuntLanguages {
  /** None: each sensor's queries are in the languages of where its logs go. */
  readonly chosen: Accessor<readonly QueryLanguage[]>;
  /** Of all places' log destinations. */
  readonly guessed: Accessor<readonly QueryLanguage[]>;
  /** Sensors whose log destination says nothing. */
  readonly unknown: Accessor<readonly string[]>;
  toggle(language: QueryLanguage, isOn: boolean): void;
  chooseByHand(): void;
  followLogs(): void;
}

/** The languages queries are shown in: as logs go, or chosen once on this device. */
export function createLanguages(plan: Accessor<HuntPlan>): HuntLanguages {
  const [chosen, store] = createPreference<readonly QueryLanguage[]>('hunt-languages', [], (value) =>
    Array.isArray(value) ? QUERY_LANGUAGES.filter((language) => value.includes(language)) : null,
  );
  const guessed = createMemo(() => guessFor(plan()));
  return {
    chosen,
    guessed,
    unknown: () => listUnknown(plan()),
    toggle: (language, isOn) =>
      store(QUERY_LANGUAGES.filter((each) => (each === language ? isOn : chosen().includes(each)))),
    chooseByHand: () => store(guessed().length === 0 ? FALLBACK : guessed()),
    followLogs: () => store([]),
  };
}

export function guessFor({ places }: Pick<HuntPlan, 'places'>): readonly QueryLanguage[] {
  const found = new Set(places.flatMap(({ logDestinations }) => logDestinations.flatMap(guessLanguages)));
  return QUERY_LANGUAGES.filter((language) => found.has(language));
}

export function listUnknown({ places }: Pick<HuntPlan, 'places'>): readonly string[] {
  return places
    .filter(({ logDestinations }) => logDestinations.every((words) => guessLanguages(words).length === 0))
    .map(({ sensorName }) => sensorName);
}
