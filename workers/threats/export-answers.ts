import type { ThreatsWorker } from '../contract/threats';

export const exportAnswers: Pick<ThreatsWorker, 'exportThreat' | 'writeQueries'> = {
  async exportThreat() {
    throw new Error('not yet');
  },
  async writeQueries() {
    throw new Error('not yet');
  },
};
