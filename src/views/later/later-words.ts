import type { Screen } from '../../state/route';

/** A question this version does not answer yet: what it will answer, and what helps today. */
export interface LaterWords {
  readonly question: string;
  readonly promise: string;
  readonly today: readonly { readonly text: string; readonly screen: Screen; readonly link: string }[];
}

export type LaterScreen = Extract<Screen, 'cases' | 'share'>;

export const LATER: Readonly<Record<LaterScreen, LaterWords>> = {
  cases: {
    question: 'Who must act, and on what?',
    promise: 'Cases with their evidence, owners and remediation: this is not in this version yet.',
    today: [
      {
        text: 'Name an owner for each deployment in the inventory: those are the people to ask.',
        screen: 'inventory',
        link: 'Open the inventory',
      },
    ],
  },
  share: {
    question: 'What may I tell whom?',
    promise: 'Anonymised, TLP-marked, approved and signed packages: this is not in this version yet.',
    today: [
      {
        text: 'Exports carry date, ATT&CK release, lens and TLP marking. They are neither anonymised nor signed: read them before you pass them on.',
        screen: 'coverage',
        link: 'Open coverage, then Export',
      },
    ],
  },
};

export function isLater(screen: Screen): screen is LaterScreen {
  return screen in LATER;
}
