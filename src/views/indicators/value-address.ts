import { OBSERVABLE_TYPES, type ObservableType } from '../../domain/indicators/observable';
import type { IndicatorStatement } from '../../domain/indicators/statement';

export interface AddressedValue {
  /** `null`: not said, so that it is told by its look, and a text may hold several. */
  readonly type: ObservableType | null;
  readonly value: string;
}

/** Parts of an address that names a value. Its type belongs to it: JA3 looks like MD5, and `evil.zip` like a domain. */
export function addressOfValue({ type, value }: Pick<IndicatorStatement, 'type' | 'value'>): readonly string[] {
  return type === 'pattern' ? [value] : [type, value];
}

/** Addresses that people keep may be without a type. */
export function readValueAddress(parts: readonly string[]): AddressedValue {
  const [first, ...rest] = parts;
  const type = OBSERVABLE_TYPES.find((known) => known === first);
  return type === undefined || rest.length === 0
    ? { type: null, value: parts.join('/') }
    : { type, value: rest.join('/') };
}
