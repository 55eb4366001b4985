import type { Comparison } from './pattern-ast';
import { PatternFault } from './pattern-tokens';

/** Hexadecimal digits, by the name without hyphens in upper case. */
const LENGTHS: ReadonlyMap<string, readonly number[]> = new Map([
  ['MD5', [32]],
  ['MD6', [32, 40, 56, 64, 96, 128]],
  ['RIPEMD160', [40]],
  ['SHA1', [40]],
  ['SHA224', [56]],
  ['SHA256', [64]],
  ['SHA384', [96]],
  ['SHA512', [128]],
  ['SHA3224', [56]],
  ['SHA3256', [64]],
  ['SHA3384', [96]],
  ['SHA3512', [128]],
  ['WHIRLPOOL', [128]],
]);

/** A hash of another length than its kind has never matches: whoever wrote the pattern meant another. */
export function checkHash({ path, operator, values }: Comparison): void {
  if (operator !== '=' && operator !== '!=' && operator !== 'IN') return;
  if (!path.steps.some((step) => step.kind === 'key' && step.key === 'hashes')) return;
  const last = path.steps.at(-1);
  if (last?.kind !== 'key') return;
  const lengths = LENGTHS.get(last.key.toUpperCase().replaceAll('-', ''));
  if (lengths === undefined) return;
  for (const literal of values) {
    if (literal.kind !== 'string') continue;
    if (!lengths.includes(literal.value.length) || !/^[0-9A-Fa-f]+$/.test(literal.value))
      throw new PatternFault('pattern-invalid', `This is no ${last.key} hash.`, path.at, literal.value);
  }
}
