import { failure, issue, type Result, success, WHOLE_FILE } from '../result';
import { CATALOG_FORMAT, type Catalog } from './catalog';
import { ATTACK_DOMAINS } from './identifiers';

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
 * Checks that a parsed file is a catalog of a format we know, and brings older formats up to date, one step per
 * version. Newer formats are refused: an older app cannot know what it would misread.
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
  const catalog = file as unknown as Catalog;
  const broken = findBrokenReference(catalog);
  return broken === null ? success(catalog) : notACatalog('it points to something it does not hold', broken);
}

/** The path of the first index that points nowhere: a damaged file must not become wrong coverage. */
function findBrokenReference(catalog: Catalog): string | null {
  const within = (position: unknown, list: readonly unknown[]) =>
    typeof position === 'number' && Number.isInteger(position) && position >= 0 && position < list.length;
  for (const [position, requirement] of catalog.requirements.entries()) {
    const isSound =
      within(requirement?.component, catalog.dataComponents) &&
      (requirement.logSource === -1 || within(requirement.logSource, catalog.logSources)) &&
      Array.isArray(requirement.codes);
    if (!isSound) return `requirements[${position}]`;
  }
  for (const [position, technique] of catalog.techniques.entries()) {
    const isSound =
      typeof technique?.id === 'string' &&
      Array.isArray(technique.tactics) &&
      technique.tactics.every((tactic) => within(tactic, catalog.tactics)) &&
      Array.isArray(technique.platforms) &&
      technique.platforms.every((platform) => within(platform, catalog.platforms)) &&
      (technique.parent === -1 || within(technique.parent, catalog.techniques));
    if (!isSound) return `techniques[${position}]`;
  }
  let previous = 0;
  for (const [position, analytic] of catalog.analytics.entries()) {
    const isSound =
      within(analytic?.technique, catalog.techniques) &&
      analytic.technique >= previous &&
      Array.isArray(analytic.platforms) &&
      analytic.platforms.every((platform) => within(platform, catalog.platforms)) &&
      Array.isArray(analytic.requirements) &&
      analytic.requirements.every((requirement) => within(requirement, catalog.requirements));
    if (!isSound) return `analytics[${position}]`;
    previous = analytic.technique;
  }
  return null;
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
