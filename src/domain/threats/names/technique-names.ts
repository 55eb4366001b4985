import type { Catalog } from '../../attack/catalog';
import type { TechniqueId } from '../../attack/identifiers';
import { makeFateOf } from '../../attack/succession';
import type { MentionKind } from '../technique-mentions';
import { listVariants, type Variant } from './name-variants';
import { ALIASES, FORMER_NAMES } from './technique-aliases';

/** A name that a technique of a release has, had, or is called by: what prose and fields of reports are read with. */
export interface TechniqueName {
  /** As ATT&CK or the trade writes it; with its parent's name before a colon where `isFull`. */
  readonly name: string;
  /** Whose name it is or was. */
  readonly of: string;
  /** Live; `null`: nothing took the place of the one that had it. */
  readonly id: TechniqueId | null;
  readonly how: MentionKind;
  readonly isFull: boolean;
  /** Singular and plural, one side of a slash; the name itself first. */
  readonly variants: readonly Variant[];
}

/** Live names first, then full ones, those of former releases, and aliases. */
export function listTechniqueNames(catalog: Catalog): readonly TechniqueName[] {
  const fateOf = makeFateOf(catalog);
  const follow = (id: string): TechniqueId | null => {
    const fate = fateOf(id);
    return fate.kind === 'live' || fate.kind === 'succeeded' ? (fate.id as TechniqueId) : null;
  };
  const known = new Set<string>([...catalog.techniques, ...catalog.retired].map(({ id }) => id));
  const named = (name: string, of: string, how: MentionKind): TechniqueName => ({
    name,
    of,
    id: follow(of),
    how,
    isFull: false,
    variants: listVariants(name),
  });
  return [
    ...catalog.techniques.map(({ id, name }) => named(name, id, 'name')),
    ...listFullNames(catalog).map(({ parent, child, of, isOld }): TechniqueName => {
      const id = follow(of);
      return {
        name: `${parent}: ${child}`,
        of,
        id,
        how: isOld || id !== of ? 'old-name' : 'name',
        isFull: true,
        variants: listVariants(child).map(({ form, isHalf }) => ({ form: `${parent}: ${form}`, isHalf })),
      };
    }),
    ...FORMER_NAMES.flatMap(({ id, names }) => (known.has(id) ? names.map((name) => named(name, id, 'old-name')) : [])),
    ...catalog.retired.map(({ id, name }) => named(name, id, 'old-name')),
    ...ALIASES.flatMap(({ id, names }) => (known.has(id) ? names.map((name) => named(name, id, 'alias')) : [])),
  ];
}

interface FullName {
  readonly parent: string;
  readonly child: string;
  readonly of: string;
  readonly isOld: boolean;
}

/** "Command and Scripting Interpreter: PowerShell", with the names that parents and children had before, too. */
function listFullNames({ techniques, retired }: Catalog): FullName[] {
  const former = new Map(FORMER_NAMES.map(({ id, names }) => [id, names]));
  const namesOf = new Map<string, readonly string[]>(
    [...retired, ...techniques].map(({ id, name }) => [id, [name, ...(former.get(id) ?? [])]]),
  );
  return [...techniques, ...retired].flatMap(({ id, name }) => {
    const parents = id.includes('.') ? (namesOf.get(id.slice(0, id.indexOf('.'))) ?? []) : [];
    return parents.flatMap((parent, at) =>
      (namesOf.get(id) ?? []).map((child) => ({ parent, child, of: id, isOld: at > 0 || child !== name })),
    );
  });
}
