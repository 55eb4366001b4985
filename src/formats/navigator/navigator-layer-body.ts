/**
 * One layer of any version as `Layer` has it: versions 1 to 3 with `version`, `viewMode` and stages, 4.0 to 4.5 with
 * `versions` and `layout`.
 * https://github.com/mitre-attack/attack-navigator/tree/master/layers/spec
 */
import type { AttackDomain } from '../../domain/attack/identifiers';
import type { IssueLog } from '../../domain/issue-log';
import type { JsonObject, JsonValue, LayerContent, LayerMetadata } from '../../domain/layers/layer';
import { isJsonObject, makeObjectReader, type ObjectReader } from '../json-object';
import { readGradient, readLegend, readLinks, readMetadata } from './navigator-parts';
import { type KnownTechniques, readEntries } from './navigator-techniques';
import {
  isUnsaid,
  keepAside,
  type LayerPlace,
  readFlag,
  readLayerColor,
  readScore,
  readText,
  say,
} from './navigator-values';

export interface LayerReading {
  readonly content: LayerContent;
  readonly formatVersion: string | null;
  /** Entries in the file. */
  readonly read: number;
}

/** Settings of the Navigator that mean nothing here, with the type that the format wants. */
const FLAGS = [
  'hideDisabled',
  'showTacticRowBackground',
  'selectTechniquesAcrossTactics',
  'selectSubtechniquesWithParent',
  'selectVisibleTechniques',
] as const;

/** The matrix that a version before 4.0 chose by number. */
const VIEW_MODES: readonly JsonObject[] = [
  { layout: 'side', showName: true, showID: false },
  { layout: 'side', showName: false, showID: true },
  { layout: 'mini', showName: false, showID: false },
];

/**
 * @param path of the layer in its file; empty when the file is the layer
 * @param knownOf what ATT&CK has in a domain
 */
export function readLayerObject(
  object: JsonObject,
  entries: readonly JsonValue[],
  { path, log, fileName }: { readonly path: string; readonly log: IssueLog; readonly fileName: string },
  knownOf: (domain: AttackDomain) => KnownTechniques | null,
): LayerReading {
  const kept: LayerMetadata[] = [];
  const place: LayerPlace = { path, within: '', log, kept };
  const fields = makeObjectReader(object);
  fields.take('techniques');
  const stated = readText(place, 'name', fields.take('name'));
  const name = stated.trim() === '' ? fileName.replace(/\.json$/i, '') : stated;
  if (name !== stated)
    say(place, 'note', 'layer-without-name', 'name', undefined, 'The layer has no name.', 'Named after its file.');
  const description = readText(place, 'description', fields.take('description'));
  const versions = readVersions(place, fields);
  const domain = readDomain(place, fields.take('domain'), entries);
  const techniques = readEntries(place, entries, knownOf(domain));
  const gradient = readGradient(place, fields.take('gradient'));
  const legend = readLegend(place, fields.take('legendItems'));
  const metadata = readMetadata(place, fields.take('metadata'));
  const links = readLinks(place, fields.take('links'));
  const settings = readSettings(place, fields);
  const rest = fromEntries([...settings, ...versions.rest, ...Object.entries(fields.rest() ?? {})]);
  return {
    content: {
      name,
      description,
      domain,
      attackRelease: versions.attack,
      techniques: techniques.techniques,
      gradient,
      legend,
      metadata: [...metadata, ...kept],
      links,
      rest,
    },
    formatVersion: versions.format,
    read: techniques.read,
  };
}

interface Versions {
  readonly attack: string | null;
  readonly format: string | null;
  readonly rest: readonly (readonly [string, JsonValue])[];
}

/** `version` before 4.2, `versions` from then on; as text in some tools' files. */
function readVersions(place: LayerPlace, fields: ObjectReader): Versions {
  const old = fields.take('version');
  const value = fields.take('versions');
  if (!isJsonObject(value)) {
    const either = value ?? old;
    const isText = typeof either === 'string' || typeof either === 'number';
    if (value !== undefined && value !== null && !isText) keepAside(place, 'versions', value, 'an object of versions');
    else if (value !== undefined)
      say(
        place,
        'note',
        'versions-as-text',
        'versions',
        value,
        'The format wants an object here.',
        'Read as the version of the format.',
      );
    const leftOver = isText || old === undefined || old === null;
    if (!leftOver) keepAside(place, 'version', old, 'a version');
    return { attack: null, format: isText ? String(either) : null, rest: [] };
  }
  const inner = { ...place, path: place.path === '' ? 'versions' : `${place.path}.versions`, within: 'versions' };
  const parts = makeObjectReader(value);
  const attack = readRelease(inner, parts.take('attack'));
  const layer = parts.take('layer');
  const format = typeof layer === 'string' || typeof layer === 'number' ? String(layer) : null;
  if (format === null && !isUnsaid(inner, 'layer', layer)) keepAside(inner, 'layer', layer, 'a version');
  // The Navigator that wrote it: what is written here is of ours.
  const navigator = parts.take('navigator');
  if (navigator !== undefined && typeof navigator === 'object' && navigator !== null)
    keepAside(inner, 'navigator', navigator, 'a version');
  const rest = parts.rest();
  const fallback = typeof old === 'string' || typeof old === 'number' ? String(old) : null;
  if (format !== null && old !== undefined && old !== null)
    keepAside(place, 'version', old, 'needed beside “versions”');
  return { attack, format: format ?? fallback, rest: rest === undefined ? [] : [['versions', rest]] };
}

/** `13`, `"13.1"`, `v13`; `null`: not stated. */
function readRelease(place: LayerPlace, value: JsonValue | undefined): string | null {
  if (isUnsaid(place, 'attack', value) || value === '') return null;
  const text = typeof value === 'object' ? '' : String(value);
  const release = /\d+(?:\.\d+)?/.exec(text)?.[0];
  if (release === undefined) {
    keepAside(place, 'attack', value, 'a release of ATT&CK', 'The layer states no release');
    return null;
  }
  if (release !== value)
    say(
      place,
      'note',
      'release-spelled',
      'attack',
      value,
      'The format writes a release as "13".',
      `Read as ${release}.`,
    );
  return release;
}

const DOMAINS: ReadonlyMap<string, AttackDomain> = new Map([
  ['enterprise', 'enterprise-attack'],
  ['attack', 'enterprise-attack'],
  ['mobile', 'mobile-attack'],
  ['ics', 'ics-attack'],
]);

/** `mitre-enterprise` before 4.1, `enterprise-attack` since. What is no domain of ATT&CK is guessed by the ids. */
function readDomain(place: LayerPlace, value: JsonValue | undefined, entries: readonly JsonValue[]): AttackDomain {
  const word =
    typeof value === 'string'
      ? value
          .trim()
          .toLowerCase()
          .replace(/^mitre-/, '')
          .replace(/-attack$/, '')
      : '';
  const domain = DOMAINS.get(word);
  if (domain !== undefined) return domain;
  const guess = guessDomain(entries);
  if (value === undefined || value === null || value === '') {
    say(
      place,
      'note',
      'domain-missing',
      'domain',
      value,
      'The layer names no domain.',
      `Read as ${guess}, by its techniques.`,
    );
  } else keepAside(place, 'domain', value, 'a domain of ATT&CK', `It was read as ${guess}, by its techniques`);
  return guess;
}

/** ICS has ids from T0800 on for itself; Mobile and Enterprise share theirs, and Enterprise is far more common. */
function guessDomain(entries: readonly JsonValue[]): AttackDomain {
  const ids = entries.flatMap((entry) =>
    isJsonObject(entry) && typeof entry['techniqueID'] === 'string' ? entry['techniqueID'] : [],
  );
  const ics = ids.filter((id) => /^\s*T0/i.test(id)).length;
  return ics > ids.length / 2 ? 'ics-attack' : 'enterprise-attack';
}

function readSettings(place: LayerPlace, fields: ObjectReader): (readonly [string, JsonValue])[] {
  const settings: [string, JsonValue][] = [];
  for (const key of FLAGS) {
    const flag = fields.has(key) ? readFlag(place, key, fields.take(key)) : null;
    if (flag !== null) settings.push([key, flag]);
  }
  const background = readLayerColor(place, 'tacticRowBackground', fields.take('tacticRowBackground'));
  if (background !== '') settings.push(['tacticRowBackground', background]);
  const sorting = readScore(place, 'sorting', fields.take('sorting'));
  if (sorting !== null) settings.push(['sorting', sorting]);
  const mode = fields.take('viewMode');
  const layout = fields.take('layout') ?? null;
  const older = typeof mode === 'number' ? VIEW_MODES[mode] : undefined;
  if (mode !== undefined && mode !== null && (older === undefined || layout !== null))
    keepAside(place, 'viewMode', mode, 'a view of this version');
  if (isJsonObject(layout)) settings.push(['layout', layout]);
  else if (layout !== null) keepAside(place, 'layout', layout, 'an object');
  else if (older !== undefined) settings.push(['layout', older]);
  const filters = fields.take('filters') ?? null;
  if (isJsonObject(filters)) settings.push(['filters', readFilters(place, filters)]);
  else if (filters !== null) keepAside(place, 'filters', filters, 'an object');
  return settings;
}

/** Stages went with version 4: they are kept as metadata. */
function readFilters(place: LayerPlace, filters: JsonObject): JsonObject {
  const fields = makeObjectReader(filters);
  const stages = fields.take('stages');
  if (stages !== undefined && stages !== null) {
    const written = (each: unknown) => (typeof each === 'string' ? each : JSON.stringify(each));
    const text = Array.isArray(stages) ? stages.map(written).join(', ') : JSON.stringify(stages);
    place.kept.push({ name: 'filters.stages', value: text });
  }
  return fields.rest() ?? {};
}

function fromEntries(entries: readonly (readonly [string, JsonValue])[]): JsonObject {
  return Object.fromEntries(entries);
}
