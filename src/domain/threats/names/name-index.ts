import type { Catalog, ThreatCatalog } from '../../attack/catalog';
import type { TechniqueId } from '../../attack/identifiers';
import { makeFateOf } from '../../attack/succession';
import type { MentionKind } from '../technique-mentions';
import { foldName } from './fold-text';
import { listVariants } from './name-variants';
import { ALIASES, FORMER_NAMES } from './technique-aliases';
import { speaksForItself } from './technique-words';
import { JOINED_ENDINGS, MORE_NAMES, type NameNeed, needOf, shortenName } from './threat-words';

export type ActorKind = 'group' | 'software' | 'campaign';

/** What a name can mean. */
export type Meaning =
  | {
      readonly of: 'technique';
      readonly id: TechniqueId;
      readonly how: MentionKind;
      /** A thing or a common word: it needs something beside it. */
      readonly isWeak: boolean;
    }
  | {
      readonly of: 'threat';
      readonly id: string;
      readonly kind: ActorKind;
      readonly need: NameNeed;
      readonly isAlias: boolean;
      /** Written in one with what it is: "NetwireRAT". */
      readonly isJoined: boolean;
      /** Letters only: where it is written as two words, both need capitals ("raw disk" is not RawDisk). */
      readonly isOneWord: boolean;
    };

/** All names, folded and sorted: a text is walked through once, whatever their number. */
export interface NameIndex {
  readonly keys: readonly string[];
  readonly meanings: readonly (readonly Meaning[])[];
  /** First letters of all keys, one and two: few words begin a name. */
  readonly starts: ReadonlySet<string>;
}

type Table = Map<string, Meaning[]>;

export function makeNameIndex(catalog: Catalog, threats: ThreatCatalog | null): NameIndex {
  const table: Table = new Map();
  addTechniques(table, catalog);
  if (threats !== null) addThreats(table, threats);
  const keys = [...table.keys()].sort((a, b) => (a < b ? -1 : 1));
  const starts = new Set(keys.flatMap((key) => [key.slice(0, 2), key.slice(0, 1)]));
  return { keys, meanings: keys.map((key) => table.get(key) ?? []), starts };
}

function addTechniques(table: Table, catalog: Catalog): void {
  const fateOf = makeFateOf(catalog);
  /** Names that are two techniques', "Domains": they mean neither, save in full. */
  const owners = new Map<string, Set<string>>();
  for (const { id, name } of catalog.techniques) {
    const key = foldName(name);
    owners.set(key, (owners.get(key) ?? new Set()).add(id));
  }
  /** Exact names first: a variant of one never takes the name of another. */
  const taken = new Set(owners.keys());
  const add = (name: string, id: TechniqueId, how: MentionKind, isWeak: boolean) => {
    for (const { form, isHalf } of listVariants(name)) {
      const key = foldName(form);
      if (key.length < 2 || (form !== name && taken.has(key))) continue;
      const isVariantWeak = isWeak || (isHalf && !speaksForItself(form));
      addMeaning(table, key, { of: 'technique', id, how, isWeak: isVariantWeak });
    }
  };
  for (const { id, name } of catalog.techniques) {
    const isOneOfMany = (owners.get(foldName(name))?.size ?? 0) > 1;
    add(name, id, 'name', (isOneOfMany && !PREFERRED.has(id)) || !speaksForItself(name));
  }
  const follow = (id: string): TechniqueId | null => {
    const fate = fateOf(id);
    return fate.kind === 'live' || fate.kind === 'succeeded' ? (fate.id as TechniqueId) : null;
  };
  const addOther = (name: string, id: string, how: MentionKind, isWeak: boolean) => {
    const now = follow(id);
    if (now === null || taken.has(foldName(name))) return;
    add(name, now, how, isWeak);
  };
  for (const { full, id, isOld } of listFullNames(catalog)) {
    const now = follow(id);
    const how = isOld || now !== id ? 'old-name' : 'name';
    if (now !== null) addMeaning(table, full, { of: 'technique', id: now, how, isWeak: false });
  }
  for (const { id, names } of FORMER_NAMES) {
    for (const name of names) addOther(name, id, 'old-name', !speaksForItself(name));
  }
  for (const { id, name } of catalog.retired) addOther(name, id, 'old-name', !speaksForItself(name));
  for (const { id, names } of ALIASES) for (const name of names) addOther(name, id, 'alias', false);
}

/** Of the techniques that share a name, those that reports mean by it. */
const PREFERRED: ReadonlySet<string> = new Set(['T1566.001', 'T1566.002', 'T1566.004']);

/** "Command and Scripting Interpreter: PowerShell", with the names that parents had before, too. */
function listFullNames({ techniques, retired }: Catalog): { full: string; id: string; isOld: boolean }[] {
  const former = new Map(FORMER_NAMES.map(({ id, names }) => [id, names]));
  const namesOf = new Map<string, readonly string[]>(
    [...retired, ...techniques].map(({ id, name }) => [id, [name, ...(former.get(id) ?? [])]]),
  );
  return [...techniques, ...retired].flatMap(({ id, name }) => {
    const parents = id.includes('.') ? (namesOf.get(id.slice(0, id.indexOf('.'))) ?? []) : [];
    const own = namesOf.get(id) ?? [];
    return parents.flatMap((parent, at) =>
      own.flatMap((child) =>
        listVariants(child).map(({ form }) => ({
          full: `${foldName(parent)}:${foldName(form)}`,
          id,
          isOld: at > 0 || child !== name,
        })),
      ),
    );
  });
}

function addThreats(table: Table, threats: ThreatCatalog): void {
  const more = new Map(MORE_NAMES.map(({ id, names }) => [id, names]));
  const kinds = [
    ['group', threats.groups],
    ['software', threats.software],
    ['campaign', threats.campaigns],
  ] as const;
  const exact = new Set(
    kinds.flatMap(([, actors]) => actors.flatMap(({ name, aliases }) => [name, ...aliases].map(foldName))),
  );
  for (const [kind, actors] of kinds) {
    for (const { id, name, aliases } of actors) {
      const add = (written: string, need: NameNeed, isAlias: boolean, isExact: boolean, isJoined = false) => {
        const key = foldName(written);
        if (key.length < 2 || /^[cgs]\d{4}$/.test(key) || (!isExact && exact.has(key))) return;
        addMeaning(table, key, {
          of: 'threat',
          id,
          kind,
          need,
          isAlias,
          isJoined,
          isOneWord: /^\p{L}+$/u.test(written),
        });
      };
      for (const written of [name, ...aliases, ...(more.get(id) ?? [])]) {
        const need = needOf(written, kind);
        if (need === 'never') continue;
        const isAlias = written !== name;
        add(written, need, isAlias, true);
        const short = shortenName(written, kind);
        if (short !== null) add(short.name, short.need, true, false);
        if (need === 'command') add(`${written}.exe`, 'sure', true, false);
        if (kind !== 'software' || /\s/.test(written) || need === 'command' || written.length < 4) continue;
        for (const ending of JOINED_ENDINGS) add(`${written}${ending}`, 'capital', true, false, true);
      }
    }
  }
}

/** Of one object, the meaning that asks least; of two, both. */
function addMeaning(table: Table, key: string, meaning: Meaning): void {
  const known = table.get(key);
  if (known === undefined) table.set(key, [meaning]);
  else if (!known.some(({ of, id }) => of === meaning.of && id === meaning.id)) known.push(meaning);
}
