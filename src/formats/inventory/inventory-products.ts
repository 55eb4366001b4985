/** Products as a table names them: each is matched once, and a cell that names several is cut. */

import type { SensorMatch } from '../../domain/sensors/match-product';
import { foldSensorName } from '../../domain/sensors/sensor';

export interface ProductName {
  readonly name: string;
  readonly vendor: string | null;
}

export interface Product extends ProductName {
  /** What the library or the analyst makes of it; `null`: a sensor of the user's own. */
  readonly match: SensorMatch | null;
  rows: number;
}

/** What is found without saying how is found by name. */
export type MatchSensor = (
  name: string,
  vendor: string | null,
) => (Pick<SensorMatch, 'sensorId'> & Partial<SensorMatch>) | null;

export interface ProductOptions {
  readonly matchSensor: MatchSensor;
  /** Name of a product as written → id of a sensor, or `own`. */
  readonly chosen: Readonly<Record<string, string>>;
}

/** Lists have these between their items; names of products have others, too. */
const LIST = /[;|\n]/;
const COMMAS = /[,;|\n]/;
/** With spaces around: of three tools one may be unknown. */
const SPACED = /\s+[/+&]\s+/;
const PERHAPS_LIST = /\s*(?:[,;|\n+&/]|\s(?:and|und|et|y)\s)\s*/;
/** Different spellings of products; more are matched again each time they come. */
const REMEMBERED = 50_000;

export function makeProducts({ matchSensor, chosen }: ProductOptions) {
  const products = new Map<string, Product>();
  const cells = new Map<string, readonly Product[]>();

  function find(name: string, vendor: string | null): Product {
    const key = JSON.stringify([name, vendor]);
    const known = products.get(key);
    if (known !== undefined) return known;
    const product: Product = { name, vendor, match: match(name, vendor), rows: 0 };
    if (products.size < REMEMBERED) products.set(key, product);
    return product;
  }

  function match(name: string, vendor: string | null): SensorMatch | null {
    const choice = Object.hasOwn(chosen, name) ? chosen[name] : undefined;
    if (choice === 'own') return null;
    if (choice !== undefined) return { sensorId: choice, how: 'chosen', score: 1 };
    const found = matchSensor(name, vendor);
    return found === null ? null : { how: 'name', score: 1, ...found };
  }

  /** The products that one cell names; one for most. */
  function take({ name, vendor }: ProductName): readonly Product[] {
    const key = JSON.stringify([name, vendor]);
    const known = cells.get(key);
    if (known !== undefined) return known;
    const found = cut(name, vendor).map((piece) => find(piece, vendor));
    if (cells.size < REMEMBERED) cells.set(key, found);
    return found;
  }

  function cut(name: string, vendor: string | null): readonly string[] {
    if (!PERHAPS_LIST.test(name) || Object.hasOwn(chosen, name)) return [name];
    const whole = matchSensor(name, vendor);
    if (whole !== null && whole.how !== 'similar') return [name];
    for (const separator of [LIST, COMMAS, SPACED, PERHAPS_LIST]) {
      const pieces = name.split(separator).map((piece) => piece.trim());
      const distinct = [...new Map(pieces.map((piece) => [foldSensorName(piece), piece])).values()].filter(
        (piece) => foldSensorName(piece) !== '',
      );
      if (pieces.length < 2 || distinct.length === 0) continue;
      const found = distinct.map((piece) =>
        Object.hasOwn(chosen, piece) ? { how: 'chosen' } : matchSensor(piece, null),
      );
      const known = found.filter((each) => each !== null);
      if (known.length === distinct.length || (separator === LIST && known.length > 0)) return distinct;
      if (separator === SPACED && known.filter((each) => each.how !== 'similar').length >= 2) return distinct;
      if (separator === COMMAS && known.some((each) => each?.how !== 'similar')) return distinct;
    }
    return [name];
  }

  return { take, list: (): readonly Product[] => [...products.values()] };
}
