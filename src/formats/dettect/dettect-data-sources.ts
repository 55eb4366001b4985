/**
 * DeTT&CT's data source administration, versions 1.0 and 1.1
 * (https://github.com/rabobank-cdc/DeTTECT/wiki/YAML-administration-data-sources).
 */
import { isSeq, type YAMLMap } from 'yaml';
import {
  type AdministeredSystem,
  ALL,
  type DataSourceAdministration,
  type DataSourceDetails,
} from '../../domain/dettect/administration';
import { type Result, success } from '../../domain/result';
import type { DataQuality } from '../../domain/sensors/data-quality';
import { parseYamlFile, scalarText } from '../yaml/yaml-file';
import {
  checkFileType,
  type FieldReader,
  makeFieldReader,
  readBounded,
  readDay,
  readDomain,
  readFlag,
  readMaps,
  readText,
  readTexts,
  readVersion,
} from './dettect-fields';

export const DATA_SOURCES_FILE_TYPE = 'data-source-administration';

/** The keys of DeTT&CT's five dimensions. */
export const QUALITY_KEYS: Readonly<Record<keyof DataQuality, string>> = {
  deviceCompleteness: 'device_completeness',
  dataFieldCompleteness: 'data_field_completeness',
  timeliness: 'timeliness',
  consistency: 'consistency',
  retention: 'retention',
};

export interface DataSourcesReading {
  readonly administration: DataSourceAdministration;
  /** Entries of data source details. */
  readonly counts: { readonly read: number; readonly kept: number; readonly reported: number };
}

export function readDettectDataSources(text: string): Result<DataSourcesReading> {
  const parsed = parseYamlFile(text);
  if (!parsed.ok) return parsed;
  const file = parsed.value;
  const wrong = checkFileType(file, DATA_SOURCES_FILE_TYPE);
  if (wrong !== null) return wrong;
  const reader = makeFieldReader(file);
  const details: DataSourceDetails[] = [];
  const sources = readMaps(reader, file.root, 'data_sources');
  let read = sources.others;
  for (const { map, at } of sources.maps) {
    const inner = file.get(map, 'data_source');
    // Version 1.0 has the fields beside the name.
    const { maps, others } =
      inner === null ? { maps: [{ map, at: null }], others: 0 } : readMaps(reader, map, 'data_source');
    read += others + maps.length;
    const dataSource = readText(reader, map, 'data_source_name');
    if (dataSource === '') {
      reader.report('error', 'data-source-unnamed', map, 'This entry has no “data_source_name”.', 'Left out.');
      continue;
    }
    if (inner !== null && maps.length + others === 0) {
      reader.report(
        'note',
        'data-source-empty',
        map,
        'This data source has no details: nothing supplies it.',
        'Kept in the file.',
        dataSource,
      );
    }
    for (const each of maps) {
      details.push(readDetails(reader, each.map, dataSource, { source: at, detail: each.at }));
    }
  }
  const administration: DataSourceAdministration = {
    version: readVersion(reader, 1.1),
    name: readText(reader, file.root, 'name'),
    domain: readDomain(reader),
    systems: readSystems(reader),
    details,
    exceptions: readExceptions(reader),
  };
  const counts = { read, kept: details.length, reported: read - details.length };
  return success({ administration, counts }, reader.issues);
}

function readDetails(
  reader: FieldReader,
  map: YAMLMap,
  dataSource: string,
  at: DataSourceDetails['at'],
): DataSourceDetails {
  const quality = reader.file.get(map, 'data_quality');
  const rated = quality !== null && 'items' in quality && !isSeq(quality) ? (quality as YAMLMap) : null;
  if (quality !== null && rated === null) {
    reader.report(
      'warning',
      'value-of-wrong-type',
      quality,
      '“data_quality” is no map of dimensions.',
      'Taken as unrated.',
    );
  }
  const rate = (key: string) => (rated === null ? null : readBounded(reader, rated, key, 0, 5));
  const appliesTo = readTexts(reader, map, 'applicable_to');
  return {
    dataSource,
    at,
    place: reader.file.placeOf(map),
    appliesTo: appliesTo.length === 0 || appliesTo.some(isAll) ? [ALL] : [...new Set(appliesTo)],
    products: [...new Set(readTexts(reader, map, 'products').filter((name) => !/^none$/i.test(name)))],
    connected: readDay(reader, map, 'date_connected'),
    isAvailable: readFlag(reader, map, 'available_for_data_analytics'),
    comment: readText(reader, map, 'comment'),
    quality: {
      deviceCompleteness: rate(QUALITY_KEYS.deviceCompleteness),
      dataFieldCompleteness: rate(QUALITY_KEYS.dataFieldCompleteness),
      timeliness: rate(QUALITY_KEYS.timeliness),
      consistency: rate(QUALITY_KEYS.consistency),
      retention: rate(QUALITY_KEYS.retention),
    },
  };
}

/** Version 1.0 names platforms for the whole file; some name the systems in a list. */
function readSystems(reader: FieldReader): readonly AdministeredSystem[] {
  const { root } = reader.file;
  const platforms = new Map<string, string[]>();
  for (const { map } of readMaps(reader, root, 'systems').maps) {
    const names = readTexts(reader, map, 'applicable_to');
    if (names.length === 0) {
      reader.report(
        'warning',
        'system-unnamed',
        map,
        'This system has no “applicable_to”.',
        'Kept in the file, not read.',
      );
    }
    for (const name of names) {
      platforms.set(name, [...(platforms.get(name) ?? []), ...readTexts(reader, map, 'platform')]);
    }
  }
  const systems = [...platforms].map(([name, list]) => ({ name, platforms: [...new Set(list)] }));
  const whole = readTexts(reader, root, 'platform');
  return systems.length > 0 || whole.length === 0 ? systems : [{ name: ALL, platforms: whole }];
}

function readExceptions(reader: FieldReader): readonly string[] {
  const node = reader.file.get(reader.file.root, 'exceptions');
  if (!isSeq(node)) return [];
  const ids = node.items.flatMap((item) => {
    const value = reader.file.follow(item);
    const id =
      value !== null && 'items' in value && !isSeq(value)
        ? readText(reader, value as YAMLMap, 'technique_id')
        : (scalarText(value) ?? '');
    return id === '' ? [] : [id.trim().toUpperCase()];
  });
  return [...new Set(ids)];
}

function isAll(text: string): boolean {
  return text.toLowerCase() === ALL;
}
