import type { NextBestWorker } from '../contract/next-best';

export const nextBestAnswers: NextBestWorker = {};
