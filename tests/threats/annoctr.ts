import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFateOf } from '../../src/domain/attack/succession';
import { foldName } from '../../src/domain/threats/names/fold-text';
import { listVariants } from '../../src/domain/threats/names/name-variants';
import { ALIASES, FORMER_NAMES } from '../../src/domain/threats/names/technique-aliases';
import { JOINED_ENDINGS, MORE_NAMES } from '../../src/domain/threats/names/threat-words';
import { SHARED } from '../shared-data';
import { ENTERPRISE, FINDER, THREATS } from './mention-finder';

/** A mention that people marked, with what they say it is. */
export interface Row {
  readonly document: string;
  readonly kind: 'technique' | 'group' | 'software';
  /** `CE`, the annotators' "explicit", or `CI`. */
  readonly isExplicit: boolean;
  readonly left: string;
  readonly mention: string;
  readonly right: string;
  /** In the release that comes with the app; `null`: the label is no object of ATT&CK's. */
  readonly object: string | null;
  readonly title: string;
}

const REPORTS = join(SHARED, 'samples', 'reports');
const fateOf = makeFateOf(ENTERPRISE);
const KINDS: Readonly<Record<string, Row['kind']>> = {
  TECHNIQUE: 'technique',
  GROUP: 'group',
  MALWARE: 'software',
  TOOL: 'software',
};

export function readRows(): Row[] {
  const lines = readFileSync(join(REPORTS, 'annoctr_dev.jsonl'), 'utf8').trim().split('\n');
  return lines.flatMap((line) => {
    const row = JSON.parse(line) as Record<string, string>;
    const kind = KINDS[row['entity_type'] ?? ''];
    if (kind === undefined) return [];
    const [, id] = /attack\.mitre\.org\/\w+\/([A-Z]\d{4}(?:\/\d{3})?)/.exec(row['label_link'] ?? '') ?? [];
    return [
      {
        document: row['document'] ?? '',
        // What the label is goes before what the mention was called: some techniques are labelled with software.
        kind: id === undefined ? kind : kindOf(id),
        isExplicit: row['entity_class'] === 'CE',
        left: row['context_left'] ?? '',
        mention: row['mention'] ?? '',
        right: row['context_right'] ?? '',
        object: id === undefined ? null : follow(id.replace('/', '.')),
        title: row['label_title'] ?? '',
      },
    ];
  });
}

function kindOf(id: string): Row['kind'] {
  if (id.startsWith('T')) return 'technique';
  return id.startsWith('S') ? 'software' : 'group';
}

function follow(id: string): string {
  const fate = fateOf(id);
  return fate.kind === 'live' || fate.kind === 'succeeded' ? fate.id : id;
}

/** The corpus knows no sub-techniques: a mention of one is a mention of its parent. */
export const parentOf = (id: string) => id.replace(/\.\d+$/, '');

const ENDING = /[\s-]?(?:Group|Team|Gang)$/;

/** Folded names per object, a technique's with its sub-techniques': ATT&CK's, and those with the tables of aliases. */
function listNames(withAliases: boolean): ReadonlyMap<string, ReadonlySet<string>> {
  const names = new Map<string, Set<string>>();
  const add = (id: string, name: string) => {
    const owner = parentOf(follow(id));
    const set = names.get(owner) ?? new Set<string>();
    names.set(owner, set);
    for (const { form } of listVariants(name)) {
      set.add(foldName(form));
    }
  };
  for (const { id, name } of [...ENTERPRISE.techniques, ...ENTERPRISE.retired]) add(id, name);
  for (const { id, names: former } of FORMER_NAMES) for (const name of former) add(id, name);
  for (const { id, name, aliases } of [...THREATS.groups, ...THREATS.software, ...THREATS.campaigns]) {
    for (const each of [name, ...aliases]) {
      add(id, each);
      if (ENDING.test(each)) add(id, each.replace(ENDING, ''));
      if (id.startsWith('S')) for (const end of ['.exe', ...JOINED_ENDINGS]) add(id, each + end);
    }
  }
  if (withAliases)
    for (const table of [ALIASES, MORE_NAMES])
      for (const { id, names: more } of table) for (const name of more) add(id, name);
  return names;
}

const ATTACK_NAMES = listNames(false);
const ALL_NAMES = listNames(true);

/**
 * What the documentation calls a name mention: somewhere in the marked words stands, as whole words and folded, a name of
 * the labelled object. Nothing of what the finder thinks of names takes part. `attack`: a name that ATT&CK gives; `word`:
 * the same, where the only such name is one word of several that are marked ("execution is transferred to the DLL");
 * `alias`: one of our tables; `paraphrase`: none.
 */
export function classify({ mention, object }: Row): 'attack' | 'word' | 'alias' | 'paraphrase' | 'no-object' {
  if (object === null) return 'no-object';
  const words = mention.match(/[\p{L}\p{N}]+/gu)?.map((word) => foldName(word)) ?? [];
  const listHeld = (names: ReadonlySet<string> | undefined) =>
    words.flatMap((_, first) =>
      words.flatMap((__, last) =>
        last >= first && names?.has(words.slice(first, last + 1).join('')) === true ? [last - first + 1] : [],
      ),
    );
  const owner = parentOf(object);
  const own = listHeld(ATTACK_NAMES.get(owner));
  const isWhole = own.some((length) => length > 1 || length === words.length);
  if (own.length > 0) return isWhole || !object.startsWith('T') ? 'attack' : 'word';
  return listHeld(ALL_NAMES.get(owner)).length > 0 ? 'alias' : 'paraphrase';
}

export const NAMES: readonly string[] = ['attack', 'word', 'alias'];

interface Found {
  readonly start: number;
  readonly end: number;
  readonly id: string;
  readonly kind: Row['kind'];
}

/** Names only: ids are another matter. */
export function findNamed(text: string): Found[] {
  const { techniques, threats } = FINDER.find(text);
  const ofThreats = threats.filter(({ written, threatId }) => written.toUpperCase() !== threatId);
  return [
    ...techniques
      .filter(({ how }) => how !== 'id' && how !== 'old-id')
      .map(({ start, end, technique }) => ({ start, end, id: parentOf(technique), kind: 'technique' as const })),
    ...ofThreats.map(({ start, end, threatId }) => ({
      start,
      end,
      id: threatId,
      kind: threatId.startsWith('S') ? ('software' as const) : ('group' as const),
    })),
  ];
}

export interface Document {
  readonly name: string;
  readonly text: string;
  readonly labels: readonly (Row & { readonly start: number; readonly end: number })[];
}

/** The full texts, with the marked mentions at their places; white space is evened out on both sides. */
export function readDocuments(rows: readonly Row[]): Document[] {
  const folder = join(REPORTS, 'annoctr-text');
  const even = (text: string) => text.replace(/\s+/g, ' ');
  return readdirSync(folder).map((file) => {
    const name = file.replace(/\.txt$/, '');
    const text = even(readFileSync(join(folder, file), 'utf8'));
    const labels = rows.flatMap((row) => {
      if (row.document !== name) return [];
      const whole = even(row.left + row.mention + row.right);
      const lead = whole.length - whole.trimStart().length;
      const at = text.indexOf(whole.trim());
      if (at < 0) return [];
      const start = at - lead + even(row.left).length;
      return [{ ...row, start, end: start + even(row.mention).length }];
    });
    return { name, text, labels };
  });
}
