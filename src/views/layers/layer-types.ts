import type { createCombinationPreview, createLayerDescription, createLayerList } from '../../state/layers';

export type ListedLayer = NonNullable<ReturnType<ReturnType<typeof createLayerList>['answer']>>[number];
export type DescribedLayer = NonNullable<ReturnType<ReturnType<typeof createLayerDescription>['answer']>>;
export type CombineOutcome = NonNullable<ReturnType<ReturnType<typeof createCombinationPreview>['answer']>>;
