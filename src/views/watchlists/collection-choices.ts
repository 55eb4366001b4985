import { formatCounted } from '../../domain/format';
import type { IndicatorCollection } from '../../domain/indicators/statement';
import type { Choice } from '../inventory/ChoiceSet';

export function listCollectionChoices(collections: readonly IndicatorCollection[]): readonly Choice<string>[] {
  return collections.map(({ id, name, statements, publisher }) => ({
    value: id,
    label: name,
    hint: [publisher, formatCounted(statements, 'statement')].filter((part) => part !== '').join(', '),
  }));
}
