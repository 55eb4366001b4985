/** Text of Suricata's rules (https://docs.suricata.io/en/latest/rules/): options, escapes, and numbers that stay. */
import { sha256 } from '@noble/hashes/sha2.js';
import { nameTlp } from '../../threats/tlp';
import { dayOf, onOneLine, type SensorGroups, type SensorValue, sumUp } from './sensor-files';

export interface Signature {
  /** Protocol and both ends. */
  readonly header: string;
  /** What is seen where: "domain evil.example in DNS". */
  readonly words: string;
  /** Each ends with a semicolon. */
  readonly match: string;
  /** What the number is made from, besides the header: it must not change with other values of the list. */
  readonly key: string;
  readonly values: readonly SensorValue[];
}

/** Suricata reads no longer line of a rules file. */
export const LONGEST_LINE = 8191;
/** Bytes of one `content`, far below what its matcher refuses. */
export const LONGEST_CONTENT = 1000;

/** Numbers for local use. */
const [FIRST_SID, SIDS] = [1_000_000, 1_000_000];

/**
 * Rules as lines. A rule's number is made of its own content, so that it stays while others come and go; of two that fall on
 * the same one, the later by content takes the next free. The group number is the watchlist's: lists do not collide.
 */
export function writeSignatures(groups: SensorGroups, signatures: readonly Signature[]): readonly string[] {
  const gid = 1_000_000 + (numberOf(groups.id) % 1_000_000_000);
  const keyed = signatures.map((signature) => ({ signature, key: `${signature.header} ${signature.key}` }));
  const sids = assignSids(keyed.map(({ key }) => key));
  groups.tell(0.7);
  // One list stands in several rules.
  const said = new Map<Signature['values'], ReturnType<typeof sumUp>>();
  return keyed.map(({ signature, key }) => {
    const { header, words, match, values } = signature;
    const { end, tlp } = said.get(values) ?? sumUp(values);
    if (values.length > 1) said.set(values, { end, tlp });
    const metadata = [
      `created_at ${underscored(groups.at.slice(0, 10))}`,
      ...(end === null ? [] : [`expires_at ${underscored(dayOf(end))}`]),
      `tlp ${nameTlp(tlp).replace('TLP:', '').toLowerCase()}`,
    ];
    const message = escapeMessage(`Vedette ${groups.title}: ${words}`);
    const numbers = `gid:${gid}; sid:${sids.get(key) ?? FIRST_SID}; rev:1;`;
    return `alert ${header} (msg:"${message}"; ${match} metadata:${metadata.join(', ')}; ${numbers})`;
  });
}

function assignSids(keys: readonly string[]): ReadonlyMap<string, number> {
  const sids = new Map<string, number>();
  const taken = new Set<number>();
  for (const key of [...new Set(keys)].sort()) {
    let offset = numberOf(key) % SIDS;
    while (taken.has(offset)) offset = (offset + 1) % SIDS;
    taken.add(offset);
    sids.set(key, FIRST_SID + offset);
  }
  return sids;
}

/** Below 2 to the 48th. */
function numberOf(text: string): number {
  return sha256(new TextEncoder().encode(text))
    .slice(0, 6)
    .reduce((sum, byte) => sum * 256 + byte, 0);
}

function underscored(day: string): string {
  return day.replaceAll('-', '_');
}

/** Only what no reader of rules takes for anything else: what is matched stands in the options, byte for byte. */
function escapeMessage(text: string): string {
  return onOneLine(text.replace(/[^ -~]|[";\\|]/gu, '_'), 200);
}

/** A text as the value of `content`: whatever could mean something there stands as a byte in bars. */
export function writeContent(text: string): string {
  if (/^[\w./=&?-]*$/.test(text)) return text;
  let [written, isHex] = ['', false];
  for (const byte of new TextEncoder().encode(text)) {
    const character = String.fromCharCode(byte);
    const isPlain = /[a-zA-Z0-9._/=&?-]/.test(character);
    if (isPlain === isHex) written += '|';
    else if (isHex) written += ' ';
    isHex = !isPlain;
    written += isPlain ? character : byte.toString(16).padStart(2, '0');
  }
  return isHex ? `${written}|` : written;
}

/** The whole buffer is this text. */
export function isWhole(text: string): string {
  return `content:"${writeContent(text)}"; startswith; endswith;`;
}

export function fitsContent(text: string): boolean {
  return text.length * 3 <= LONGEST_CONTENT || new TextEncoder().encode(text).length <= LONGEST_CONTENT;
}
