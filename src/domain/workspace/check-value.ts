/** What values that came from outside must be like. Nothing is put right here: a value passes as it is, or is reported. */

/** @param expected what should stand there: "a number from 0 to 1" */
export type Report = (path: string, expected: string, found: unknown) => void;
export type Check = (value: unknown, path: string, report: Report) => void;

/** A field that is new in a type is missing until it has a check: the compiler says so. */
export type Checks<Item> = { readonly [Field in keyof Item]-?: Check };

export const isText: Check = (value, path, report) => {
  if (typeof value !== 'string') report(path, 'text', value);
};

/** @param longest in characters */
export function isTextUpTo(longest: number): Check {
  return (value, path, report) => {
    if (typeof value !== 'string') report(path, 'text', value);
    else if (value.length > longest) report(path, `text of at most ${longest.toLocaleString('en')} characters`, value);
  };
}

export const isName: Check = (value, path, report) => {
  if (typeof value !== 'string' || value === '') report(path, 'text that is not empty', value);
};

export const isFlag: Check = (value, path, report) => {
  if (typeof value !== 'boolean') report(path, 'true or false', value);
};

export function isNumber(min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY): Check {
  const range =
    max === Number.POSITIVE_INFINITY
      ? min === Number.NEGATIVE_INFINITY
        ? ''
        : ` of ${min} or more`
      : ` from ${min} to ${max}`;
  return (value, path, report) => {
    if (typeof value !== 'number' || !Number.isFinite(value) || value < min || value > max)
      report(path, `a number${range}`, value);
  };
}

export function isOneOf(values: readonly unknown[]): Check {
  return (value, path, report) => {
    if (!values.includes(value)) report(path, `one of ${values.join(', ')}`, value);
  };
}

export function isNullOr(check: Check): Check {
  return (value, path, report) => {
    if (value !== null) check(value, path, report);
  };
}

/** For fields that a record may lack. */
export function isAbsentOr(check: Check): Check {
  return (value, path, report) => {
    if (value !== undefined) check(value, path, report);
  };
}

export function isListOf(check: Check): Check {
  return (value, path, report) => {
    if (!Array.isArray(value)) report(path, 'a list', value);
    else for (const [at, item] of value.entries()) check(item, `${path}[${at}]`, report);
  };
}

/** Fields beyond these are left alone: they may be of a later version. */
export function isRecord(fields: Readonly<Record<string, Check>>): Check {
  const known = Object.entries(fields);
  return (value, path, report) => {
    if (!isPlainObject(value)) report(path, 'a record', value);
    else
      for (const [name, check] of known)
        check(Object.hasOwn(value, name) ? value[name] : undefined, `${path}.${name}`, report);
  };
}

/** One of several shapes, told apart by a field that only some have. */
export function isEither(field: string, withField: Check, without: Check): Check {
  return (value, path, report) => {
    (isPlainObject(value) && Object.hasOwn(value, field) ? withField : without)(value, path, report);
  };
}

export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.prototype.toString.call(value) === '[object Object]'
  );
}
