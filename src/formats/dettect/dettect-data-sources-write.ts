/** Writes a data source administration: into the file it came from, or a new one of version 1.1. */
import { Document, isMap, isScalar, isSeq, YAMLMap, YAMLSeq } from 'yaml';
import type { AttackDomain } from '../../domain/attack/identifiers';
import { ALL, type DataSourceAdministration } from '../../domain/dettect/administration';
import type { DetailsContent } from '../../domain/dettect/derive-details';
import type { DataSourcesEdit, SystemContent } from '../../domain/dettect/derive-edit';
import { failure, issue, type Result, success, WHOLE_FILE } from '../../domain/result';
import { QUALITY_DIMENSIONS } from '../../domain/sensors/data-quality';
import { copyNode, ownCollection, ownItem, setScalar, setTexts, writeNewYaml, writeYamlFile } from '../yaml/yaml-edit';
import { parseYamlFile, scalarText, type YamlFile } from '../yaml/yaml-file';
import { QUALITY_KEYS } from './dettect-data-sources';

/** The file with the edits in it; to the letter as it was where there are none. */
export function patchDettectDataSources(
  text: string,
  administration: DataSourceAdministration,
  edit: DataSourcesEdit,
): Result<string> {
  const { changed, added } = edit.changes;
  const isRenamed = edit.systems.some(({ before, name, isPlatformsChanged }) => before !== name || isPlatformsChanged);
  if (changed.size + added.length + edit.removedSystems.length === 0 && !isRenamed) return success(text);
  const parsed = parseYamlFile(text);
  if (!parsed.ok) return parsed;
  const file = parsed.value;
  const sources = ownList(file, file.root, 'data_sources');
  if (sources === null) return unwritable();
  patchEntries(file, sources, administration, edit);
  patchSystems(file, sources, administration, edit);
  for (const content of added) addEntry(file, sources, content, edit);
  return success(writeYamlFile(file, text));
}

export function writeNewDettectDataSources(
  name: string,
  domain: AttackDomain,
  systems: readonly SystemContent[],
  entries: readonly DetailsContent[],
  today: string,
): string {
  const names = new Map(systems.map((system) => [system.groupId, system.name]));
  const sources = new Map<string, object[]>();
  for (const entry of entries) {
    sources.set(entry.dataSource, [...(sources.get(entry.dataSource) ?? []), describeEntry(entry, names, today)]);
  }
  return writeNewYaml(
    new Document({
      version: 1.1,
      file_type: 'data-source-administration',
      name,
      domain,
      systems: systems.map((system) => ({ applicable_to: system.name, platform: system.platforms })),
      data_sources: [...sources].map(([dataSource, details]) => ({
        data_source_name: dataSource,
        data_source: details,
      })),
      exceptions: [],
    }),
  );
}

function patchEntries(
  file: YamlFile,
  sources: YAMLSeq,
  { details }: DataSourceAdministration,
  edit: DataSourcesEdit,
): void {
  const names = namesOf(edit);
  // From the end, so that places before stay what they are.
  for (const [position, contents] of [...edit.changes.changed].sort(([a], [b]) => b - a)) {
    const entry = details[position];
    const source = entry === undefined ? null : ownItem(file, sources, entry.at.source);
    if (entry === undefined || source === null) continue;
    const list = entry.at.detail === null ? null : ownList(file, source, 'data_source');
    const map = list === null ? source : ownItem(file, list, entry.at.detail ?? 0);
    if (map === null) continue;
    const [first, ...others] = contents;
    const copies = others.map((content) => {
      const copy = copyNode(map) as YAMLMap;
      fillEntry(file, copy, content, entry, names);
      return copy;
    });
    if (first === undefined)
      (list ?? sources).items.splice(list === null ? entry.at.source : (entry.at.detail ?? 0), 1);
    else fillEntry(file, map, first, entry, names);
    const place = list === null ? entry.at.source : (entry.at.detail ?? 0);
    (list ?? sources).items.splice(place + (first === undefined ? 0 : 1), 0, ...copies);
  }
  // A data source that lost its last details goes; one that had none before stays.
  const emptied = new Set([...edit.changes.changed.keys()].flatMap((at) => details[at]?.at.source ?? []));
  const isFlat = details.some(({ at }) => at.detail === null);
  if (isFlat) return;
  sources.items = sources.items.filter((item, at) => {
    const map = file.follow(item);
    const list = isMap(map) ? file.get(map, 'data_source') : null;
    return !(emptied.has(at) && isSeq(list) && list.items.length === 0);
  });
}

function fillEntry(
  file: YamlFile,
  map: YAMLMap,
  content: DetailsContent,
  before: DataSourceAdministration['details'][number],
  names: SystemNames,
): void {
  const wasAll = before.appliesTo.includes(ALL);
  const isAll = names.all.length === content.groupIds.length && names.all.every((id) => content.groupIds.includes(id));
  const systems = content.groupIds.flatMap((id) => names.byGroup.get(id) ?? []);
  if (!(wasAll && isAll)) setIfOther(file, map, 'applicable_to', systems, before.appliesTo);
  setIfOther(file, map, 'products', content.products, before.products);
  if (content.connected !== before.connected) setDay(file, map, 'date_connected', content.connected);
  if (content.comment !== before.comment) setScalar(map, 'comment', content.comment);
  const rated = QUALITY_DIMENSIONS.filter((dimension) => content.quality[dimension] !== before.quality[dimension]);
  if (rated.length === 0) return;
  const own = ownCollection(file, map, 'data_quality');
  const quality = isMap(own) ? own : new YAMLMap();
  if (quality !== own) map.set('data_quality', quality);
  for (const dimension of rated) setScalar(quality, QUALITY_KEYS[dimension], content.quality[dimension] ?? 0);
}

function patchSystems(
  file: YamlFile,
  sources: YAMLSeq,
  { systems }: DataSourceAdministration,
  edit: DataSourcesEdit,
): void {
  const renamed = new Map(
    edit.systems.flatMap(({ before, name }) =>
      before === null || before === ALL || before === name ? [] : [[before, name]],
    ),
  );
  if (renamed.size > 0) {
    for (let at = 0; at < sources.items.length; at++) renameIn(file, ownItem(file, sources, at), renamed);
  }
  // Version 1.0 tells no systems apart: its platforms are those of the whole file.
  const isWhole = file.get(file.root, 'systems') === null && systems.every(({ name }) => name === ALL);
  const [whole] = edit.systems;
  if (isWhole && edit.systems.length === 1 && whole?.name === ALL) {
    if (whole.isPlatformsChanged) setTexts(file, file.root, 'platform', whole.platforms);
    return;
  }
  const listed = new Set(isWhole ? [] : systems.map(({ name }) => name));
  const fresh = edit.systems.filter(({ before, isPlatformsChanged }) => {
    return before === null || isWhole || (isPlatformsChanged && !listed.has(before));
  });
  const isOther = edit.systems.some(({ before, name, isPlatformsChanged }) => before !== name || isPlatformsChanged);
  if (!isOther && fresh.length + edit.removedSystems.length === 0) return;
  const list = ownList(file, file.root, 'systems') ?? new YAMLSeq();
  if (file.get(file.root, 'systems') !== list) file.root.set('systems', list);
  for (let at = list.items.length - 1; at >= 0; at--) {
    const map = ownItem(file, list, at);
    if (map === null) continue;
    const names = textsOf(file, map, 'applicable_to');
    const left = names.filter((name) => !edit.removedSystems.includes(name)).map((name) => renamed.get(name) ?? name);
    if (left.length === 0 && names.length > 0) {
      list.items.splice(at, 1);
      continue;
    }
    if (left.join('\n') !== names.join('\n')) setTextOrTexts(file, map, 'applicable_to', left);
    const system = edit.systems.find(
      ({ before, isPlatformsChanged }) => isPlatformsChanged && before !== null && names.includes(before),
    );
    if (system !== undefined) setTexts(file, map, 'platform', system.platforms);
  }
  for (const { name, platforms } of fresh) {
    list.flow = false;
    list.items.push(file.document.createNode({ applicable_to: name, platform: platforms }));
  }
}

function renameIn(file: YamlFile, source: YAMLMap | null, renamed: ReadonlyMap<string, string>): void {
  if (source === null) return;
  const list = ownList(file, source, 'data_source');
  const count = list?.items.length ?? 1;
  for (let at = 0; at < count; at++) {
    const map = list === null ? source : ownItem(file, list, at);
    if (map === null) continue;
    const names = textsOf(file, map, 'applicable_to');
    if (names.some((name) => renamed.has(name))) {
      setTextOrTexts(
        file,
        map,
        'applicable_to',
        names.map((name) => renamed.get(name) ?? name),
      );
    }
  }
}

function addEntry(file: YamlFile, sources: YAMLSeq, content: DetailsContent, edit: DataSourcesEdit): void {
  const details = describeEntry(content, namesOf(edit).byGroup, edit.today);
  for (let at = 0; at < sources.items.length; at++) {
    const source = file.follow(sources.items[at]);
    if (!isMap(source) || scalarText(file.get(source, 'data_source_name'))?.trim() !== content.dataSource) continue;
    const own = ownItem(file, sources, at);
    const list = own === null ? null : ownList(file, own, 'data_source');
    if (list === null) continue;
    list.flow = false;
    list.items.push(file.document.createNode(details));
    return;
  }
  sources.flow = false;
  sources.items.push(file.document.createNode({ data_source_name: content.dataSource, data_source: [details] }));
}

function describeEntry(content: DetailsContent, names: ReadonlyMap<string, string>, today: string): object {
  return {
    applicable_to: content.groupIds.flatMap((id) => names.get(id) ?? []),
    date_registered: today,
    date_connected: content.connected,
    products: content.products,
    available_for_data_analytics: true,
    comment: content.comment,
    // DeTT&CT knows no word for unrated: 0 is none.
    data_quality: Object.fromEntries(
      QUALITY_DIMENSIONS.map((dimension) => [QUALITY_KEYS[dimension], content.quality[dimension] ?? 0]),
    ),
  };
}

interface SystemNames {
  readonly byGroup: ReadonlyMap<string, string>;
  readonly all: readonly string[];
}

function namesOf({ systems, allGroupIds }: DataSourcesEdit): SystemNames {
  return {
    byGroup: new Map(systems.map(({ groupId, name }) => [groupId, name])),
    all: allGroupIds,
  };
}

/** In a list, or one map that stands for a list of one: that becomes a list. */
function ownList(file: YamlFile, map: YAMLMap, key: string): YAMLSeq | null {
  const own = ownCollection(file, map, key);
  if (isSeq(own)) return own;
  if (!isMap(own)) return null;
  const list = new YAMLSeq();
  list.items.push(own);
  map.set(key, list);
  return list;
}

function setIfOther(
  file: YamlFile,
  map: YAMLMap,
  key: string,
  texts: readonly string[],
  before: readonly string[],
): void {
  if ([...texts].sort().join('\n') !== [...before].sort().join('\n')) setTextOrTexts(file, map, key, texts);
}

/** One text where one stood, else a list. */
function setTextOrTexts(file: YamlFile, map: YAMLMap, key: string, texts: readonly string[]): void {
  const [only] = texts;
  if (texts.length === 1 && only !== undefined && isScalar(file.get(map, key))) setScalar(map, key, only);
  else setTexts(file, map, key, texts);
}

/** With a time where the file had one. */
function setDay(file: YamlFile, map: YAMLMap, key: string, day: string | null): void {
  const before = scalarText(file.get(map, key)) ?? '';
  const time = /^\d{4}-\d{2}-\d{2}([T ].*)$/.exec(before)?.[1] ?? '';
  setScalar(map, key, day === null ? null : `${day}${time}`);
}

function textsOf(file: YamlFile, map: YAMLMap, key: string): readonly string[] {
  const node = file.get(map, key);
  const items: readonly unknown[] = isSeq(node) ? node.items : [node];
  return items.flatMap((item) => scalarText(file.follow(item))?.trim() ?? []);
}

function unwritable(): Result<never> {
  return failure(
    issue('error', 'dettect-no-list', WHOLE_FILE, 'The kept DeTT&CT file has no list of data sources to write into.', {
      done: 'Nothing was written.',
    }),
  );
}
