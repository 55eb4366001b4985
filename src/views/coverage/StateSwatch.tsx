import type { TechniqueState } from '../../domain/coverage/state';
import type { StrengthGrade } from '../../domain/coverage/technique-figures';
import { stateSlug } from './coverage-words';
import './technique-state.css';

/** The look of a state as in the matrix; the word stands beside it, always. */
export function StateSwatch(props: { readonly state: TechniqueState; readonly grade?: StrengthGrade }) {
  return (
    <span
      class="state-swatch"
      aria-hidden="true"
      data-state={stateSlug(props.state)}
      data-strength={props.grade || undefined}
    />
  );
}
