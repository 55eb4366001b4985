import type { NextBestWorker } from '../contract/next-best';
import { keepLayerAsWeights } from './layer-weights';
import { answerWeights, listThreats } from './weights';

export const nextBestAnswers: NextBestWorker = {
  listThreats,
  describeWeights: answerWeights,
  keepLayerAsWeights,
};
