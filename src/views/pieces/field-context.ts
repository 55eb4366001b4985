import { createContext, useContext } from 'solid-js';

/** What a field tells the control inside it, so that hint and error are heard with it. */
export interface FieldScope {
  readonly id: string;
  describedBy(): string | undefined;
  isInvalid(): boolean;
}

export const FieldContext = createContext<FieldScope>();

export function useField(): FieldScope | undefined {
  return useContext(FieldContext);
}
