/** Values that can be looked for (incident model, "Words"). */
export const OBSERVABLE_TYPES = [
  'ipv4',
  'ipv6',
  'cidr',
  'ip-range',
  'domain',
  'url',
  'email',
  'md5',
  'sha1',
  'sha256',
  'sha512',
  'file-name',
  'file-path',
  'registry-key',
  'as-number',
  'user-agent',
  'ja3',
  'ja4',
  'mutex',
  'vulnerability',
] as const;
export type ObservableType = (typeof OBSERVABLE_TYPES)[number];

export interface Observable {
  readonly type: ObservableType;
  /** Normalised: refanged, lower case where case says nothing, without trailing dots. */
  readonly value: string;
}
