import { For } from 'solid-js';
import {
  type DataQuality,
  QUALITY_DIMENSIONS,
  QUALITY_MAXIMUM,
  type QualityDimension,
} from '../../domain/sensors/data-quality';
import { SegmentedControl } from '../pieces/SegmentedControl';
import { QUALITY_WORDS } from './inventory-words';
import './QualityEditor.css';

const RATINGS: readonly { readonly value: number | null; readonly label: string }[] = [
  { value: null, label: 'unrated' },
  ...Array.from({ length: QUALITY_MAXIMUM + 1 }, (_, rating) => ({ value: rating, label: String(rating) })),
];

/** DeTT&CT's five dimensions, each 0 to 5 or not rated. */
export function QualityEditor(props: {
  readonly quality: DataQuality;
  readonly onRate: (dimension: QualityDimension, rating: number | null) => void;
}) {
  return (
    <div class="quality-editor">
      <p class="quality-editor-about">
        0 is none, 5 is excellent. What is not rated counts neither as good nor as bad; the lowest rating limits.
      </p>
      <For each={QUALITY_DIMENSIONS}>
        {(dimension) => (
          <div>
            <SegmentedControl
              label={QUALITY_WORDS[dimension].name}
              value={props.quality[dimension]}
              options={RATINGS}
              onChange={(rating) => props.onRate(dimension, rating)}
            />
            <p class="quality-editor-hint">{QUALITY_WORDS[dimension].about}</p>
          </div>
        )}
      </For>
    </div>
  );
}
