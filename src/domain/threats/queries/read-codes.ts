import type { CodeReader } from './query-place';
import { isPlausibleCode } from './quote';

/** What of a subject's codes can be asked for. */
export interface ReadCodes {
  /** Values of the fields, one row per code. */
  readonly values: readonly (readonly string[])[];
  /** Codes that are not values but may be searched for as text. */
  readonly texts: readonly string[];
  readonly unread: readonly string[];
}

export function readCodes(codes: readonly string[], read: CodeReader, mayStand: (value: string) => boolean): ReadCodes {
  const values = new Map<string, readonly string[]>();
  const [texts, unread] = [new Set<string>(), new Set<string>()];
  for (const code of codes.map((text) => text.trim())) {
    if (!isPlausibleCode(code) || !mayStand(code)) {
      unread.add(code);
      continue;
    }
    const value = read(code);
    if (value === null) texts.add(code);
    else values.set(value.join(' '), value);
  }
  return { values: [...values.values()], texts: [...texts], unread: [...unread] };
}

const MOST_NAMED = 5;

/** "Not asked for, as it is no value there: …"; names are cut so that they cannot fill or break the sheet. */
export function describeUnread(codes: readonly string[]): string {
  if (codes.length === 0) return '';
  const named = codes.slice(0, MOST_NAMED).map((code) => code.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, 60));
  const rest = codes.length - named.length;
  return `Not asked for, because the log has no such event: ${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`;
}

export const readPlain: CodeReader = (code) => [code];

/** `winrm/6` is 6. */
export const readEventNumber: CodeReader = (code) => {
  const number = lastPart(code);
  return /^\d{1,5}$/.test(number) ? [String(Number(number))] : null;
};

/** `drive/view` is `view`. */
export const readLastPart: CodeReader = (code) => [lastPart(code)];

/** `UserLoggedIn/success` is one of several reasons to look at `UserLoggedIn`. */
export const readFirstPart: CodeReader = (code) => [code.split('/')[0] ?? code];

/** CloudTrail records the action alone: `ssm:GetCommandInvocation`. */
export const readApiName: CodeReader = (code) => {
  const name = code.replace(/^[a-z][a-z0-9-]*:/, '');
  return /^[A-Z][A-Za-z0-9]{1,127}$/.test(name) ? [name] : null;
};

/** Operations of Azure's resource providers. */
export const readAzureOperation: CodeReader = (code) => (/^microsoft\.[\w.]+\/.+/i.test(code) ? [code] : null);

/** `create pods/exec`: verb, resource, subresource. */
export const readKubernetesRequest: CodeReader = (code) => {
  const parts = /^(get|list|watch|create|update|patch|delete|deletecollection) ([a-z]+)(?:\/([a-z]+))?$/.exec(code);
  return parts === null ? null : [parts[1] ?? '', parts[2] ?? '', parts[3] ?? ''];
};

/** `GET /users`: method and path. */
export const readHttpRequest: CodeReader = (code) => {
  const parts = /^(GET|POST|PUT|PATCH|DELETE) (\/[\w./{}-]+)$/.exec(code);
  return parts === null ? null : [parts[1] ?? '', parts[2] ?? ''];
};

function lastPart(code: string): string {
  return code.slice(code.lastIndexOf('/') + 1);
}
