import { formatPercent } from '../../domain/format';
import type { ComboOption } from '../pieces/ComboInput';
import type { ProductReading } from './import-types';

export const OWN = 'own';

/** Lower is more doubtful: alike by a low score first, then what nothing fits, then what was chosen or is equal. */
export function rankDoubt({ how, score }: Pick<ProductReading, 'how' | 'score'>): number {
  switch (how) {
    case 'similar':
      return score;
    case 'own':
      return 2;
    case 'chosen':
    case 'name':
      return 3;
  }
}

/**
 * "82 % alike", "same name".
 * @param likeliest the sensor suggested first, by name
 */
export function describeMatch({ how, score }: Pick<ProductReading, 'how' | 'score'>, likeliest?: string): string {
  switch (how) {
    case 'similar':
      return `${formatPercent(score)} alike`;
    case 'own':
      return likeliest === undefined ? 'nothing fits' : `not sure: did you mean ${likeliest}?`;
    case 'chosen':
      return 'your choice';
    case 'name':
      return 'same name';
  }
}

/** For one product: the likeliest sensors, then a sensor of one's own, then all others. */
export function listProductOptions(
  { suggestions }: Pick<ProductReading, 'suggestions'>,
  all: readonly ComboOption<string>[],
): readonly ComboOption<string>[] {
  const byId = new Map(all.map((option) => [option.value, option]));
  const likely = suggestions.flatMap(({ sensorId, score }) => {
    const option = byId.get(sensorId);
    return option === undefined
      ? []
      : [{ ...option, hint: `${formatPercent(score)} alike`, group: 'Alike', terms: option.hint }];
  });
  const shown = new Set(likely.map(({ value }) => value));
  return [
    ...likely,
    { value: OWN, label: 'Sensor of your own', hint: 'You say later what it emits', group: 'None of these' },
    ...all.filter(({ value }) => !shown.has(value)),
  ];
}
