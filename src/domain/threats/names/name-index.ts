import type { Catalog, ThreatCatalog } from '../../attack/catalog';
import type { TechniqueId } from '../../attack/identifiers';
import type { MentionKind } from '../technique-mentions';
import { foldName } from './fold-text';
import { listTechniqueNames } from './technique-names';
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
  readonly catalog: Catalog;
  /** First letters of keys: most words of a text begin none. */
  readonly starts: ReadonlySet<string>;
  readonly keys: readonly string[];
  readonly meanings: readonly (readonly Meaning[])[];
}

type Table = Map<string, Meaning[]>;

export function makeNameIndex(catalog: Catalog, threats: ThreatCatalog | null): NameIndex {
  const table: Table = new Map();
  addTechniques(table, catalog);
  if (threats !== null) addThreats(table, threats);
  const keys = [...table.keys()].sort((a, b) => (a < b ? -1 : 1));
  const starts = new Set(keys.flatMap((key) => [key.slice(0, 2), key.slice(0, 1)]));
  return { catalog, starts, keys, meanings: keys.map((key) => table.get(key) ?? []) };
}

function addTechniques(table: Table, catalog: Catalog): void {
  const names = listTechniqueNames(catalog);
  /** Names that are two techniques', "Domains": they mean neither, save in full. */
  const owners = new Map<string, Set<string>>();
  for (const { id, name } of catalog.techniques) {
    const key = foldName(name);
    owners.set(key, (owners.get(key) ?? new Set()).add(id));
  }
  const isOfOther = (key: string, id: string) => {
    const of = owners.get(key);
    return of !== undefined && !(of.size === 1 && of.has(id));
  };
  for (const { name, of, id, how, isFull, variants } of names) {
    if (id === null) continue;
    const own = foldName(name);
    const isOneOfMany = how === 'name' && !isFull && (owners.get(own)?.size ?? 0) > 1;
    // Exact names first: neither a variant nor a former name takes the name of another.
    if (how !== 'name' && !isFull && isOfOther(own, id)) continue;
    const speaks = isFull || how === 'alias' || (speaksForItself(name) && (!isOneOfMany || PREFERRED.has(of)));
    for (const { form, isHalf } of variants) {
      const key = foldName(form);
      if (key.length < 2 || (form !== name && owners.has(key))) continue;
      const isWeak = !speaks || (isHalf && !isFull && !speaksForItself(form));
      addMeaning(table, key, { of: 'technique', id, how, isWeak });
    }
  }
}

/** Of the techniques that share a name, those that reports mean by it. */
const PREFERRED: ReadonlySet<string> = new Set(['T1566.001', 'T1566.002', 'T1566.004']);

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

/** Of one object, the meaning that asks least: an alias serves a name that would need something beside it. Of two, both. */
function addMeaning(table: Table, key: string, meaning: Meaning): void {
  const known = table.get(key) ?? [];
  const at = known.findIndex(({ of, id }) => of === meaning.of && id === meaning.id);
  const same = known[at];
  if (same === undefined) table.set(key, [...known, meaning]);
  else if (same.of === 'technique' && meaning.of === 'technique' && same.isWeak && !meaning.isWeak)
    table.set(key, known.with(at, { ...same, isWeak: false }));
}
