/** DeTT&CT's visibility scores as the content of a Navigator layer; the colours are the app's own. */
import type { ExportSubject } from '../../domain/coverage/export-subject';
import { readTechniqueFigures } from '../../domain/coverage/technique-figures';
import type { LayerContent, LayerTechnique } from '../../domain/layers/layer';

const NAMES = ['none', 'minimal', 'medium', 'good', 'excellent'] as const;
/** From 0 to 4. */
const COLORS = ['#ffffff', '#cfe0ea', '#a3c3d7', '#5f97b8', '#14517a'] as const;

type LayerBody = Pick<LayerContent, 'name' | 'description' | 'techniques' | 'gradient' | 'legend'>;

export function composeDettectLayer(subject: ExportSubject, lens: string): LayerBody {
  return {
    name: `${subject.isDemonstration ? 'DEMONSTRATION: visibility' : 'Visibility'}, ${subject.at.slice(0, 10)}`,
    description: `Visibility by DeTT&CT's rule, per technique. ${lens}. The score is the best of any system group; the comment has each.`,
    techniques: subject.shown.flatMap((position) => describeTechnique(subject, position)),
    gradient: { colors: [...COLORS], minValue: 0, maxValue: 4 },
    legend: NAMES.map((name, score) => ({ label: `${score} ${name}`, color: COLORS[score] ?? '' })),
  };
}

function describeTechnique(subject: ExportSubject, position: number): LayerTechnique[] {
  const { index, coverage, settings } = subject;
  const technique = index.catalog.techniques[position];
  if (technique === undefined) return [];
  const { score } = readTechniqueFigures(coverage, position, settings.lens);
  const hasSubTechniques = (index.subTechniques[position]?.length ?? 0) > 0;
  return [
    {
      techniqueId: technique.id,
      tactic: null,
      score,
      color: '',
      comment: describeGroups(subject, position),
      enabled: score !== null,
      metadata: [],
      links: [],
      // The format has this only for techniques with sub-techniques.
      rest: hasSubTechniques ? { showSubtechniques: false } : {},
    },
  ];
}

/** "Windows workstations: 2 (3 of 5)", a line for each system group that is scored. */
function describeGroups({ coverage, inventory }: ExportSubject, technique: number): string {
  const { dettect, groupIds } = coverage;
  return groupIds
    .flatMap((id, group) => {
      const at = technique * groupIds.length + group;
      const score = dettect?.scores[at] ?? -1;
      if (score < 0) return [];
      const name = inventory.groups.find((known) => known.id === id)?.name ?? id;
      return [`${name}: ${score} (${dettect?.available[at]} of ${dettect?.needed[at]})`];
    })
    .join('\n');
}
