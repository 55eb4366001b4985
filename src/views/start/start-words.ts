import type { Screen } from '../../state/route';

/** Each question with one line on what it takes to answer it. */
export const START_QUESTIONS: readonly {
  readonly screen: Screen;
  readonly question: string;
  readonly needs: string;
  readonly isLater: boolean;
}[] = [
  {
    screen: 'coverage',
    question: 'What can I see?',
    needs: 'Takes your inventory: system groups and the sensors that observe them, typed in or from any table.',
    isLater: false,
  },
  {
    screen: 'plan',
    question: 'What should I add?',
    needs: 'Takes the same inventory, and what candidates cost if money is to count.',
    isLater: false,
  },
  {
    screen: 'threats',
    question: 'Can I see this threat, and where do I look?',
    needs: 'Takes a report, a group or a campaign.',
    isLater: false,
  },
  {
    screen: 'hunts',
    question: 'Has it been here?',
    needs: 'Takes indicators, and flow or event histories to search.',
    isLater: false,
  },
  {
    screen: 'share',
    question: 'What may I tell whom?',
    needs: 'Takes something to tell, and who may read it.',
    isLater: true,
  },
];
