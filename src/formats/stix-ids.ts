const UUID = /--[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/y;
const TYPE = /^[a-z0-9-]+$/;

/**
 * Whether a value is the id of an object: a type and a UUID.
 * @param type empty: any
 */
export function isReferenceTo(value: unknown, type: string): boolean {
  if (typeof value !== 'string') return false;
  const length = value.length - 38;
  if (length < 1 || (type !== '' && (length !== type.length || !value.startsWith(type)))) return false;
  UUID.lastIndex = length;
  return UUID.test(value) && (type !== '' || TYPE.test(value.slice(0, length)));
}
