/** Columns whose names say nothing and whose values can be looked for: addresses, names of hosts, URLs, hashes, mail addresses. */

import { kindOfField } from '../../domain/history/fields';
import { roleOfField } from '../../domain/history/search-fields';
import type { ObservableType } from '../../domain/indicators/observable';
import { guessIndicator, isSurelyIndicator } from '../indicators/guess-indicator';

/** What a column holds, by most of its cells. `url`: also hosts among them, as browsers write those. */
export type HeldKind = 'address' | 'domain' | 'url' | 'email' | 'md5' | 'sha1' | 'sha256' | 'sha512';

/** Of the cells that are filled, so many must be of one kind for a guess. */
const SHARE = 0.9;
/** As many values in a column that is not searched are worth saying. */
const WORTH_SAYING = 0.3;

const KINDS: Readonly<Partial<Record<ObservableType, HeldKind>>> = {
  ipv4: 'address',
  ipv6: 'address',
  domain: 'domain',
  url: 'url',
  email: 'email',
  md5: 'md5',
  sha1: 'sha1',
  sha256: 'sha256',
  sha512: 'sha512',
};

/** Behind the name of the column: what makes its field one that is searched (`domain/history/search-fields`). */
const ENDINGS: Readonly<Record<HeldKind, string>> = {
  address: '.address',
  domain: '.address',
  url: '.url',
  email: '.email',
  md5: '.hash.md5',
  sha1: '.hash.sha1',
  sha256: '.hash.sha256',
  sha512: '.hash.sha512',
};

const WORDS: Readonly<Record<HeldKind, string>> = {
  address: 'addresses',
  domain: 'names of hosts',
  url: 'URLs',
  email: 'mail addresses',
  md5: 'MD5',
  sha1: 'SHA-1',
  sha256: 'SHA-256',
  sha512: 'SHA-512',
};

function kindOfCell(cell: string): HeldKind | null {
  if (!isSurelyIndicator(cell)) return null;
  const type = guessIndicator(cell.trim())?.type;
  return type === undefined ? null : (KINDS[type] ?? null);
}

function countKinds(cells: readonly string[]): ReadonlyMap<HeldKind, number> {
  const counts = new Map<HeldKind, number>();
  for (const cell of cells) {
    const kind = kindOfCell(cell);
    if (kind !== null) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}

/** @param cells those that are filled, of the first rows. `null`: no kind has nine in ten */
export function kindOfColumn(cells: readonly string[]): HeldKind | null {
  if (cells.length === 0) return null;
  const counts = countKinds(cells);
  const enough = cells.length * SHARE;
  const of = (kind: HeldKind) => counts.get(kind) ?? 0;
  const found = [...counts].find(([, count]) => count >= enough);
  if (found !== undefined) return found[0];
  if (of('address') + of('domain') >= enough) return 'address';
  return of('url') > 0 && of('url') + of('domain') + of('address') >= enough ? 'url' : null;
}

/** The field of such a column: its own name stays in front. */
export function fieldOfKind(kind: HeldKind, ownName: string): string {
  return `${ownName}${ENDINGS[kind]}`;
}

/** Of a column that is kept under a field that nothing is looked for in: what it holds, in words; `null`: nothing to speak of. */
export function describeUnsearched(field: string | null, cells: readonly string[]): string | null {
  if (cells.length === 0 || (field !== null && roleOfField(field, kindOfField(field)) !== null)) return null;
  const [most] = [...countKinds(cells)].sort(([, one], [, other]) => other - one);
  return most === undefined || most[1] < cells.length * WORTH_SAYING ? null : WORDS[most[0]];
}
