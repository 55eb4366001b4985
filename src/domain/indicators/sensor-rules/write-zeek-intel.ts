/** Zeek's intelligence framework (https://docs.zeek.org/en/lts/frameworks/intel.html): one table, read by its input framework. */
import { LeftCounts, type ValueKind } from '../queries/value-groups';
import {
  dayOf,
  describeFile,
  onOneLine,
  type SensorGroups,
  type SensorValue,
  type WrittenSensorFiles,
} from './sensor-files';

const TYPES: Readonly<Partial<Record<ValueKind, string>>> = {
  domain: 'DOMAIN',
  url: 'URL',
  email: 'EMAIL',
  md5: 'FILE_HASH',
  sha1: 'FILE_HASH',
  sha256: 'FILE_HASH',
  'file-name': 'FILE_NAME',
  // What Zeek sees of a user agent it asks for under this type.
  'user-agent': 'SOFTWARE',
};

const WHY_NOT: Readonly<Partial<Record<ValueKind, string>>> = {
  sha512: 'Zeek computes no SHA-512.',
  'file-path': 'Zeek sees names of files, and no paths.',
  ja3: 'Zeek has no type of intelligence for JA3.',
  ja4: 'Zeek has no type of intelligence for JA4.',
};

/** Values between two words of how far it is. */
const STEP = 1 << 16;

const FIELDS = ['indicator', 'indicator_type', 'meta.source', 'meta.desc', 'meta.url', 'meta.do_notice'] as const;

export function writeZeekIntel(groups: SensorGroups): WrittenSensorFiles {
  const { kinds, slug, title } = groups;
  const left = new LeftCounts();
  const written: SensorValue[] = [];
  const rows: string[] = [];
  const source = escapeField(`Vedette: ${title}`);
  let done = 0;
  for (const [kind, values] of kinds)
    for (const value of values) {
      if (++done % STEP === 0) groups.tell(done / groups.values.length);
      const indicators = indicatorsOf(kind, value);
      if (indicators === null) {
        left.add(value.type, WHY_NOT[kind] ?? 'Zeek has no type of intelligence for it.');
        continue;
      }
      written.push(value);
      const meta = `${source}\t${escapeField(sayOf(value))}\t${escapeField(value.said.reference)}\tT`;
      for (const [indicator, type] of indicators) rows.push(`${escapeField(indicator)}\tIntel::${type}\t${meta}`);
    }
  if (rows.length === 0) return { files: [], left: left.list() };
  const head = describeFile(groups, written).map((line) => `# ${line}`);
  const text = [...head, `#fields\t${FIELDS.join('\t')}`, ...rows, ''].join('\n');
  return { files: [{ name: `${slug}.intel`, text, values: written.length }], left: left.list() };
}

function indicatorsOf(kind: ValueKind, { value, texts }: SensorValue): readonly (readonly [string, string])[] | null {
  if (kind === 'address') return texts.map((text) => [text, text.includes('/') ? 'SUBNET' : 'ADDR']);
  const type = TYPES[kind];
  if (type === undefined) return null;
  // Zeek compares URLs without their scheme.
  return [[kind === 'url' ? value.replace(/^[a-z][a-z\d+.-]*:\/\//, '') : value, type]];
}

function sayOf({ said }: SensorValue): string {
  const end = said.until === null ? '' : `, until ${dayOf(said.until)}`;
  return onOneLine(`TLP:${said.tlp.toUpperCase()}${end}${said.comment === '' ? '' : `: ${said.comment}`}`, 300);
}

/** A tab ends a field, `#` begins a comment, `-` alone is a field without a value, `(empty)` an empty one. */
function escapeField(text: string): string {
  if (text === '') return '-';
  if (!MARKED.test(text)) return text;
  const plain = text.replace(/[\\\t\r\n]/g, escapeCharacter);
  return /^(?:#|-$|\(empty\)$)/.test(plain) ? plain.replace(/^./, escapeCharacter) : plain;
}

const MARKED = /[\\\t\r\n]|^[#(-]/;

function escapeCharacter(character: string): string {
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}
