/**
 * DeTT&CT's group administration, version 1.0
 * (https://github.com/rabobank-cdc/DeTTECT/wiki/YAML-administration-groups): threat actors and the techniques they use.
 */
import { parseTechniqueId } from '../../domain/attack/identifiers';
import type { GroupAdministration } from '../../domain/dettect/administration';
import { type Result, success } from '../../domain/result';
import { parseYamlFile, scalarText } from '../yaml/yaml-file';
import {
  checkFileType,
  type FieldReader,
  makeFieldReader,
  readDomain,
  readFlag,
  readMaps,
  readText,
  readTextNodes,
  readTexts,
  readVersion,
} from './dettect-fields';

export const GROUPS_FILE_TYPE = 'group-administration';

export interface GroupsReading {
  readonly administration: GroupAdministration;
  /** Groups. */
  readonly counts: { readonly read: number; readonly kept: number; readonly reported: number };
}

export function readDettectGroups(text: string): Result<GroupsReading> {
  const parsed = parseYamlFile(text);
  if (!parsed.ok) return parsed;
  const file = parsed.value;
  const wrong = checkFileType(file, GROUPS_FILE_TYPE);
  if (wrong !== null) return wrong;
  const reader = makeFieldReader(file);
  const { maps, others } = readMaps(reader, file.root, 'groups');
  const groups = maps.map(({ map }) => ({
    name: readText(reader, map, 'group_name'),
    campaign: readText(reader, map, 'campaign'),
    techniques: readTextNodes(reader, map, 'technique_id').flatMap(({ text: written, node, value }) => {
      const id = parseTechniqueId(written);
      if (id !== null) return [{ id, weight: readWeight(reader, value) }];
      reader.report(
        'warning',
        'technique-id-unreadable',
        node,
        'This is no technique id such as T1059.001.',
        'Kept in the file, not read.',
        written,
      );
      return [];
    }),
    softwareIds: readTexts(reader, map, 'software_id'),
    isEnabled: readFlag(reader, map, 'enabled') ?? true,
  }));
  const administration = {
    version: readVersion(reader, 1),
    domain: readDomain(reader),
    platforms: readTexts(reader, file.root, 'platform'),
    groups,
  };
  const read = maps.length + others;
  return success({ administration, counts: { read, kept: groups.length, reported: others } }, reader.issues);
}

function readWeight(reader: FieldReader, node: unknown): number | null {
  const text = scalarText(node)?.trim() ?? '';
  if (text === '') return null;
  const weight = /^\d{1,9}(?:\.\d{1,9})?$/.test(text) ? Number(text) : null;
  if (weight === null) {
    reader.report(
      'warning',
      'number-out-of-range',
      node,
      'The weight of this technique is no number.',
      'Taken as not said.',
    );
  }
  return weight;
}
