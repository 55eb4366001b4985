/**
 * Codes come from files of others. Whatever one holds stays inside the literal it is written into; what no literal of
 * the language can hold safely is refused.
 */
const LONGEST_CODE = 200;

/** Control, format and unassigned characters are no part of an event's name, and hide what follows them. */
export function isPlausibleCode(code: string): boolean {
  return code !== '' && code.length <= LONGEST_CODE && !/\p{C}|\p{Zl}|\p{Zp}/u.test(code);
}

/** SPL: `*` is a wildcard that cannot be escaped in a search, and backquotes call a macro. */
export function isSafeInSpl(value: string): boolean {
  return !/[*`]/.test(value);
}

/** Strings of SPL, KQL, ES|QL and EQL: backslash and quote are escaped. */
export function quoteDouble(value: string): string {
  return `"${value.replace(/[\\"]/g, '\\$&')}"`;
}

/** A text anywhere in a field, for the `LIKE` of ES|QL, in which `*`, `?` and the backslash are escaped once more. */
export function quoteLike(value: string): string {
  return quoteDouble(`*${value.replace(/[\\*?]/g, '\\$&')}*`);
}

export function quoteSql(value: string): string {
  return `'${value.replace(/'/g, "''")}'`;
}

/** GoogleSQL escapes with a backslash, where standard SQL doubles the quote. */
export function quoteBigQuery(value: string): string {
  return `'${value.replace(/[\\']/g, '\\$&')}'`;
}

export function quoteShell(value: string): string {
  return /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replace(/'/g, "'\\''")}'`;
}

/** A double-quoted scalar of YAML; Sigma reads `*`, `?` and the backslash as wildcards unless they are escaped. */
export function quoteSigma(value: string): string {
  return JSON.stringify(value.replace(/[\\*?]/g, '\\$&'));
}
