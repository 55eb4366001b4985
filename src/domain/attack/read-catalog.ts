import { failure, issue, type Result, success, WHOLE_FILE } from '../result';
import { CATALOG_FORMAT, type Catalog } from './catalog';
import { ATTACK_DOMAINS, parseTechniqueId } from './identifiers';

/** Names that every catalog file carries: what `sniff` looks for, and what is checked before anything is trusted. */
const LISTS = [
  'platforms',
  'tactics',
  'dataComponents',
  'logSources',
  'requirements',
  'techniques',
  'analytics',
  'retired',
] as const satisfies readonly (keyof Catalog)[];

/**
 * Checks that a parsed file is a whole catalog of the format we know. Newer formats are refused: an older app cannot know what it would misread.
 */
export function readCatalog(root: unknown): Result<Catalog> {
  if (typeof root !== 'object' || root === null) return notACatalog('it is no JSON object');
  const file: Readonly<Record<string, unknown>> = { ...root };
  const format = file['format'];
  if (typeof format !== 'number' || !Number.isInteger(format) || format < 1) return notACatalog('it names no format');
  if (format > CATALOG_FORMAT) {
    return failure(
      issue(
        'error',
        'catalog-too-new',
        { kind: 'path', path: 'format' },
        `This catalog has format ${format}; this version of Vedette knows formats up to ${CATALOG_FORMAT}.`,
        { found: String(format), done: 'Nothing was written. Update Vedette, or import the official ATT&CK bundle.' },
      ),
    );
  }
  const missing = LISTS.find((name) => !Array.isArray(file[name]));
  if (missing !== undefined) return notACatalog(`its list “${missing}” is missing`, missing);
  if (!ATTACK_DOMAINS.some((domain) => domain === file['domain']))
    return notACatalog('it names no ATT&CK domain', 'domain');
  if (typeof file['release'] !== 'string') return notACatalog('it names no release', 'release');
  if (file['analyticsKind'] !== 'published' && file['analyticsKind'] !== 'from-components') {
    return notACatalog('it does not say what its analytics are', 'analyticsKind');
  }
  const catalog = file as unknown as Catalog;
  const broken = findBrokenReference(catalog);
  return broken === null ? success(catalog) : notACatalog('this part of it is damaged', broken);
}

/** The masks of `catalog-index` and of an analytic's supporting components have this many bits. */
const MASK_BITS = 32;

/** The path of the first item that is not what it should be: a damaged file must not become wrong coverage. */
function findBrokenReference(catalog: Catalog): string | null {
  const {
    platforms,
    tactics,
    dataComponents,
    logSources,
    requirements,
    techniques,
    analytics,
    retired,
    componentPlatforms,
  } = catalog;
  if (platforms.length > MASK_BITS) return 'platforms';
  return (
    findBroken('platforms', platforms, isText) ??
    findBroken('logSources', logSources, isText) ??
    findBroken('tactics', tactics, (tactic) => isText(tactic.id) && isText(tactic.shortName) && isText(tactic.name)) ??
    findBroken('dataComponents', dataComponents, (component) => isText(component.id) && isText(component.name)) ??
    findBroken('dataComponents', dataComponents, makeIsFirst()) ??
    (componentPlatforms === undefined || Array.isArray(componentPlatforms) ? null : 'componentPlatforms') ??
    findBroken('componentPlatforms', componentPlatforms ?? [], (on) => areWithin(on, platforms)) ??
    findBroken(
      'requirements',
      requirements,
      ({ component, logSource, codes }) =>
        isWithin(component, dataComponents) &&
        (logSource === -1 || isWithin(logSource, logSources)) &&
        Array.isArray(codes) &&
        codes.every(isText),
    ) ??
    findBroken(
      'techniques',
      techniques,
      (technique) =>
        isText(technique.id) &&
        parseTechniqueId(technique.id) === technique.id &&
        isText(technique.name) &&
        areWithin(technique.tactics, tactics) &&
        areWithin(technique.platforms, platforms) &&
        (technique.parent === -1 || isWithin(technique.parent, techniques)),
    ) ??
    findBroken('techniques', techniques, makeIsFirst()) ??
    findBroken(
      'analytics',
      analytics,
      (analytic, position) =>
        isText(analytic.id) &&
        isText(analytic.strategy) &&
        isWithin(analytic.technique, techniques) &&
        analytic.technique >= (analytics[position - 1]?.technique ?? 0) &&
        areWithin(analytic.platforms, platforms) &&
        areWithin(analytic.requirements, requirements) &&
        new Set(analytic.requirements.map((requirement) => requirements[requirement]?.component)).size <= MASK_BITS,
    ) ??
    findBroken(
      'retired',
      retired,
      ({ id, name, successor, candidates }) =>
        isText(id) &&
        isText(name) &&
        (successor === null || isText(successor)) &&
        (candidates === undefined || (Array.isArray(candidates) && candidates.every(isText))),
    )
  );
}

function findBroken<Item>(
  list: string,
  items: readonly Item[],
  isSound: (item: Item, position: number) => boolean,
): string | null {
  const position = items.findIndex((item, at) => item === null || item === undefined || !isSound(item, at));
  return position < 0 ? null : `${list}[${position}]`;
}

function makeIsFirst(): (item: { readonly id: string }) => boolean {
  const seen = new Set<string>();
  return ({ id }) => seen.size < seen.add(id).size;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isWithin(position: unknown, list: readonly unknown[]): boolean {
  return typeof position === 'number' && Number.isInteger(position) && position >= 0 && position < list.length;
}

function areWithin(positions: unknown, list: readonly unknown[]): boolean {
  return Array.isArray(positions) && positions.every((position) => isWithin(position, list));
}

function notACatalog(reason: string, path?: string): Result<never> {
  return failure(
    issue(
      'error',
      'not-a-catalog',
      path === undefined ? WHOLE_FILE : { kind: 'path', path },
      `This is not a usable Vedette catalog: ${reason}.`,
      { done: 'Nothing was written.' },
    ),
  );
}
