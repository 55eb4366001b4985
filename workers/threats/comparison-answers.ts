import type { ThreatsWorker } from '../contract/threats';

export const comparisonAnswers: Pick<ThreatsWorker, 'compareThreats'> = {
  async compareThreats() {
    throw new Error('not yet');
  },
};
