import type { CatalogIndex } from '../attack/catalog-index';
import { type DettectFacts, makeDettectReading, scoreRatio } from './dettect-coverage';
import type { Estate } from './estate';

/** What a visibility score of DeTT&CT is made of in one group. */
export interface DettectGroupExplanation {
  readonly groupId: string;
  readonly groupName: string;
  /** `null`: a data source administration leaves the technique out. */
  readonly score: number | null;
  readonly needs: readonly DettectNeedExplanation[];
}

export interface DettectNeedExplanation {
  readonly name: string;
  /** One of DeTT&CT's own data sources, no data component of ATT&CK. */
  readonly isOwn: boolean;
  /** Empty: missing. */
  readonly suppliers: readonly { readonly deploymentId: string; readonly sensorName: string }[];
}

/** The groups that share a platform with the technique; DeTT&CT says nothing of the others. */
export function explainDettect(
  index: CatalogIndex,
  estate: Estate,
  facts: DettectFacts,
  technique: number,
): readonly DettectGroupExplanation[] {
  const id = index.catalog.techniques[technique]?.id ?? '';
  return estate.groups.flatMap((observed): DettectGroupExplanation[] => {
    if (((index.techniquePlatforms[technique] ?? 0) & observed.platforms) === 0) return [];
    const { id: groupId, name: groupName } = observed.group;
    const needs = makeDettectReading(index, observed, facts).listNeeds(technique);
    if (needs === null || facts.exceptions.has(id)) return [{ groupId, groupName, score: null, needs: [] }];
    const available = needs.filter(({ observers }) => observers.length > 0).length;
    return [
      {
        groupId,
        groupName,
        score: scoreRatio(available, needs.length),
        needs: needs.map(({ name, component, observers }) => ({
          name,
          isOwn: component === null,
          suppliers: observers.map(({ deployment, sensor }) => ({
            deploymentId: deployment.id,
            sensorName: sensor.name,
          })),
        })),
      },
    ];
  });
}
