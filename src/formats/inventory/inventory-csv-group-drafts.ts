/** System groups as the rows of an inventory describe them, one after the other. The first statement holds. */

import type { IssueLog } from '../../domain/issue-log';
import { excerpt, issue } from '../../domain/result';
import type { GroupPart, SystemGroup } from '../../domain/sensors/inventory';
import { ATTACK_PLATFORM_NAMES, tellGroupKind } from './inventory-csv-groups';
import type { GroupFacts } from './inventory-csv-rows';
import type { ShareText } from './inventory-csv-values';

type SettleShare = (share: ShareText, row: number) => number;

interface PartDraft {
  readonly size: ShareText;
  readonly row: number;
}

export interface GroupDraft {
  readonly id: string;
  stateSize(part: string, size: ShareText, row: number): void;
  /** A part whose size no row states has the share of its first row for its size. */
  inferSize(part: string, share: number, row: number): void;
  /** As far as rows state it. */
  countHosts(): number | null;
  /** What share of a part is reached, once all sizes are known; `null`: the size of the part is not. */
  settlePart(part: string, share: number | null, row: number): { readonly share: number | null } | null;
}

const FIELD_NAMES: Readonly<Record<keyof GroupFacts, string>> = {
  kind: 'kind',
  platforms: 'platforms',
  hosts: 'number of hosts',
  criticality: 'criticality',
  roles: 'roles',
  site: 'site',
  parts: 'parts',
  notes: 'notes',
};

export function foldGroupName(name: string): string {
  return name.trim().toLowerCase().replace(/\s+/g, ' ');
}

/** "Plant A (Windows)": the group of a name that rows give several platforms. */
function nameWithPlatforms(name: string, platforms: readonly string[]): string {
  return `${name} (${platforms.join(' + ')})`;
}

export function makeGroupDrafts(existingGroups: readonly SystemGroup[], newId: () => string, log: IssueLog) {
  const existing = new Map(existingGroups.map((group) => [foldGroupName(group.name), group]));
  /** By name: one, or one for each platform that rows state for hosts that have nothing else in common. */
  const families = new Map<string, ReturnType<typeof makeGroupDraft>[]>();
  const drafts = new Set<ReturnType<typeof makeGroupDraft>>();

  function open(name: string, row: number, platforms: readonly string[], isFirst: boolean) {
    const whole = isFirst ? existing.get(foldGroupName(name)) : undefined;
    const ofPlatform = existing.get(foldGroupName(nameWithPlatforms(name, platforms)));
    const draft = makeGroupDraft(name, row, whole ?? ofPlatform ?? null, newId, log);
    drafts.add(draft);
    return draft;
  }

  function reportSplit(family: readonly ReturnType<typeof makeGroupDraft>[]): void {
    const names = family.map((draft) => `"${excerpt(draft.nameFor(true))}"`);
    const [first] = family;
    if (first === undefined) return;
    const message = `Rows of the group "${excerpt(first.name)}" are on platforms that have nothing in common.`;
    const done = `Made ${family.length} groups of it: ${excerpt(names.join(', '), 200)}.`;
    log.add(issue('note', 'group-split', { kind: 'row', row: first.firstRow }, message, { done }));
  }

  return {
    /** @param facts `null` when the group is only named, as the place of a sensor */
    take(name: string, row: number, facts: GroupFacts | null, isMadeOfRows = false): GroupDraft {
      const key = foldGroupName(name);
      const family = families.get(key) ?? [];
      const platforms = facts?.platforms ?? [];
      const known = isMadeOfRows ? family[0] : family.find((each) => each.isOn(platforms));
      const draft = known ?? open(name, row, platforms, family.length === 0);
      if (known === undefined) families.set(key, [...family, draft]);
      if (facts !== null) draft.describe(facts, row, isMadeOfRows);
      return draft;
    },
    *sizes(): Iterable<ShareText> {
      for (const draft of drafts) yield* draft.sizes();
    },
    settleSizes(settle: SettleShare): void {
      for (const draft of drafts) draft.settleSizes(settle);
    },
    finish(): readonly SystemGroup[] {
      const split = new Set([...families.values()].flatMap((family) => (family.length > 1 ? family : [])));
      for (const family of families.values()) if (family.length > 1) reportSplit(family);
      return Array.from(drafts, (draft) => draft.finish(split.has(draft)));
    },
    count: () => drafts.size,
  };
}

function makeGroupDraft(
  name: string,
  firstRow: number,
  existing: SystemGroup | null,
  newId: () => string,
  log: IssueLog,
) {
  const id = existing?.id ?? newId();
  const stated: { -readonly [Field in keyof GroupFacts]?: GroupFacts[Field] } = {};
  const rows = new Map<keyof GroupFacts, number>();
  const sizes = new Map<string, PartDraft>();
  /** Of the estate so far, until the file says otherwise. */
  const parts = new Map<string, GroupPart>((existing?.parts ?? []).map((part) => [part.name, part]));
  /** Sizes that a row's share stood for, with that row. */
  const inferred = new Map<string, { readonly share: number; readonly row: number }>();
  let described = false;

  const isStated = (part: string): boolean =>
    sizes.has(part) || stated.parts?.some(({ name: known }) => known === part) === true;

  function warn(code: string, row: number, message: string, found: string, done: string): void {
    log.add(
      issue('warning', code, { kind: 'row', row }, message, found === '' ? { done } : { found: excerpt(found), done }),
    );
  }

  function state<Field extends keyof GroupFacts>(field: Field, value: GroupFacts[Field], row: number): void {
    if (value === null) return;
    const earlier = stated[field];
    if (earlier === undefined || earlier === null) {
      stated[field] = value;
      rows.set(field, row);
    } else if (show(earlier) !== show(value)) {
      const first = rows.get(field) ?? firstRow;
      const message = `Row ${first} states the ${FIELD_NAMES[field]} of the group "${excerpt(name)}" differently.`;
      warn('group-conflict', row, message, show(value), `Kept: ${excerpt(show(earlier))}.`);
    }
  }

  function keepLargest(hosts: number | null, row: number): void {
    if (hosts === null || hosts <= (stated.hosts ?? -1)) return;
    stated.hosts = hosts;
    rows.set('hosts', row);
  }

  function nameFor(isSplit: boolean): string {
    const platforms = stated.platforms ?? existing?.platforms ?? [];
    return existing?.name ?? (isSplit && platforms.length > 0 ? nameWithPlatforms(name, platforms) : name);
  }

  return {
    id,
    name,
    firstRow,
    nameFor,
    /** Whether a row that states these platforms may speak of this group: one is the same, or either states none. */
    isOn(platforms: readonly string[]): boolean {
      const own = [...(stated.platforms ?? []), ...(existing?.platforms ?? [])];
      if (platforms.length === 0 || own.length === 0) return true;
      const isTold = [...platforms, ...own].every((platform) => ATTACK_PLATFORM_NAMES.includes(platform));
      return !isTold || platforms.some((platform) => own.includes(platform));
    },
    countHosts: () => stated.hosts ?? null,
    /** @param isMadeOfRows the largest number of hosts holds, else the first */
    describe(facts: GroupFacts, row: number, isMadeOfRows: boolean): void {
      described = true;
      state('kind', facts.kind, row);
      state('platforms', facts.platforms, row);
      if (isMadeOfRows) keepLargest(facts.hosts, row);
      else state('hosts', facts.hosts, row);
      state('criticality', facts.criticality, row);
      state('roles', facts.roles, row);
      state('site', facts.site, row);
      state('parts', facts.parts, row);
      state('notes', facts.notes, row);
    },
    stateSize(part: string, size: ShareText, row: number): void {
      const earlier = sizes.get(part);
      if (earlier === undefined) sizes.set(part, { size, row });
      else if (earlier.size.value !== size.value) {
        warn(
          'part-conflict',
          row,
          `Row ${earlier.row} states another size for "${excerpt(part)}".`,
          String(size.value),
          `Kept: ${earlier.size.value}.`,
        );
      }
    },
    sizes: (): Iterable<ShareText> => Array.from(sizes.values(), ({ size }) => size),
    settleSizes(settle: SettleShare): void {
      // A list of parts replaces the one that was there.
      if (stated.parts !== undefined && stated.parts !== null) parts.clear();
      for (const part of stated.parts ?? []) parts.set(part.name, part);
      for (const [part, { size, row }] of sizes) parts.set(part, { name: part, share: settle(size, row) });
    },
    inferSize(part: string, share: number, row: number): void {
      if (isStated(part) || inferred.has(part)) return;
      inferred.set(part, { share, row });
      parts.set(part, { name: part, share });
    },
    settlePart(part: string, share: number | null, row: number): { readonly share: number | null } | null {
      if (isStated(part)) return { share };
      const size = inferred.get(part);
      if (size !== undefined) {
        if (share !== null && share !== size.share) {
          const message = `Row ${size.row} gives the part "${excerpt(part)}" another size.`;
          warn(
            'part-conflict',
            row,
            message,
            String(share),
            `Kept: ${size.share}; the part is taken to be reached whole.`,
          );
        }
        return { share: null };
      }
      if (parts.has(part)) return { share };
      const message = `The size of the part "${excerpt(part)}" is not stated.`;
      const done = 'Row left out. Give its share of the group.';
      log.add(issue('error', 'part-without-size', { kind: 'row', row }, message, { done }));
      return null;
    },
    /** @param isSplit others have the same name and other platforms */
    finish(isSplit: boolean): SystemGroup {
      for (const field of Object.keys(stated) as (keyof GroupFacts)[]) {
        const [before, now] = [existing?.[field] ?? null, stated[field] ?? null];
        if (before === null || now === null || show(before) === show(now) || show(before) === '') continue;
        const message = `Your estate had other ${FIELD_NAMES[field]} for the group "${excerpt(name)}".`;
        const place = { kind: 'row', row: rows.get(field) ?? firstRow } as const;
        const done = `Now: ${excerpt(show(now))}.`;
        log.add(issue('note', 'group-updated', place, message, { found: excerpt(show(before)), done }));
      }
      const platforms = stated.platforms ?? existing?.platforms ?? [];
      const kind = stated.kind ?? existing?.kind ?? tellGroupKind(platforms);
      if (platforms.length === 0) {
        const message = described
          ? `No row states a platform for the group "${excerpt(name)}".`
          : `The group "${excerpt(name)}" is only named as the place of a sensor.`;
        log.add(
          issue(
            described && kind !== 'segment' ? 'warning' : 'note',
            'group-without-platform',
            { kind: 'row', row: firstRow },
            message,
            {
              done: 'Kept without a platform; no technique applies to it yet.',
            },
          ),
        );
      }
      const total = [...parts.values()].reduce((sum, part) => sum + part.share, 0);
      if (total > 1 + 1e-9) {
        warn(
          'parts-exceed-group',
          firstRow,
          `The parts of the group "${excerpt(name)}" add up to more than all of it.`,
          `${Math.round(total * 1000) / 10} %`,
          'Kept as written.',
        );
      }
      return {
        id,
        name: nameFor(isSplit),
        kind,
        platforms,
        hosts: stated.hosts ?? existing?.hosts ?? null,
        criticality: stated.criticality ?? existing?.criticality ?? null,
        roles: stated.roles ?? existing?.roles ?? [],
        parts: [...parts.values()],
        site: stated.site ?? existing?.site ?? '',
        notes: stated.notes ?? existing?.notes ?? '',
      };
    },
  };
}

function show(value: NonNullable<GroupFacts[keyof GroupFacts]>): string {
  if (!Array.isArray(value)) return String(value);
  const list: readonly (string | GroupPart)[] = value;
  return list
    .map((item) => (typeof item === 'string' ? item : `${item.name} = ${item.share}`))
    .sort()
    .join(', ');
}
