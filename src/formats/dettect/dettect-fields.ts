/** Fields that DeTT&CT's administration files share: read from whatever stands there, every oddity with its place. */
import { isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import { ATTACK_DOMAINS, type AttackDomain } from '../../domain/attack/identifiers';
import { excerpt, failure, type Issue, type IssueSeverity, issue, type Result, WHOLE_FILE } from '../../domain/result';
import { keyText } from '../yaml/yaml-bounds';
import { scalarText, type YamlFile } from '../yaml/yaml-file';

export interface FieldReader {
  readonly file: YamlFile;
  readonly issues: Issue[];
  report(severity: IssueSeverity, code: string, node: unknown, message: string, done: string, found?: string): void;
}

export function makeFieldReader(file: YamlFile): FieldReader {
  const issues: Issue[] = [];
  return {
    file,
    issues,
    report(severity, code, node, message, done, found) {
      const text = found ?? scalarText(node);
      issues.push(
        issue(severity, code, file.placeOf(node), message, {
          done,
          ...(text === null ? {} : { found: excerpt(text) }),
        }),
      );
    },
  };
}

/** `null` where nothing stands, and where something else than one value does: that is reported. */
export function readText(reader: FieldReader, map: YAMLMap, key: string): string {
  const node = reader.file.get(map, key);
  if (node === null) return '';
  if (isMap(node) || isSeq(node)) {
    reader.report(
      'warning',
      'value-of-wrong-type',
      node,
      `“${key}” holds a list or a map instead of a text.`,
      'Kept in the file, not read.',
    );
    return '';
  }
  return scalarText(node)?.trim() ?? '';
}

/** A list of texts, or one text without a list around it. Empty items fall away; what is no text is reported. */
export function readTexts(reader: FieldReader, map: YAMLMap, key: string): readonly string[] {
  return readTextNodes(reader, map, key).map(({ text }) => text);
}

export interface TextNode {
  readonly text: string;
  readonly node: Node;
  /** Of an item that is a key with a value (`T1059: 51`). */
  readonly value: Node | null;
}

/** A list of texts, one text, or keys of a map, in a list or not. */
export function readTextNodes(reader: FieldReader, map: YAMLMap, key: string): readonly TextNode[] {
  const node = reader.file.get(map, key);
  const items: readonly unknown[] = isSeq(node) ? node.items : [node];
  return items.flatMap((item): readonly TextNode[] => {
    const value = reader.file.follow(item);
    if (isMap(value)) {
      return value.items.flatMap((pair) => {
        const text = keyText(pair)?.trim() ?? '';
        return text === '' ? [] : [{ text, node: pair.key as Node, value: reader.file.follow(pair.value) }];
      });
    }
    if (isSeq(value)) {
      reader.report(
        'warning',
        'value-of-wrong-type',
        value,
        `“${key}” holds something that is no text.`,
        'Kept in the file, not read.',
      );
      return [];
    }
    const text = scalarText(value)?.trim() ?? '';
    return text === '' || value === null ? [] : [{ text, node: value, value: null }];
  });
}

/** The maps of a list, or one map without a list around it, each with its place in the list. */
export function readMaps(
  reader: FieldReader,
  map: YAMLMap,
  key: string,
): { readonly maps: readonly { readonly map: YAMLMap; readonly at: number }[]; readonly others: number } {
  const node = reader.file.get(map, key);
  if (node === null) return { maps: [], others: 0 };
  if (isMap(node)) return { maps: [{ map: node, at: 0 }], others: 0 };
  if (isScalar(node) && scalarText(node) === null) return { maps: [], others: 0 };
  if (!isSeq(node)) {
    reader.report(
      'error',
      'value-of-wrong-type',
      node,
      `“${key}” holds a single value instead of a list.`,
      'Left out.',
    );
    return { maps: [], others: 1 };
  }
  const maps: { map: YAMLMap; at: number }[] = [];
  let others = 0;
  node.items.forEach((item, at) => {
    const value = reader.file.follow(item);
    if (isMap(value)) {
      maps.push({ map: value, at });
      return;
    }
    others++;
    reader.report(
      'error',
      'value-of-wrong-type',
      value ?? node,
      `An entry of “${key}” is no map of keys and values.`,
      'Left out.',
    );
  });
  return { maps, others };
}

/** A number, quoted or not, within bounds; anything else is reported and stays unsaid. */
export function readBounded(reader: FieldReader, map: YAMLMap, key: string, min: number, max: number): number | null {
  const node = reader.file.get(map, key);
  const text = scalarText(node)?.trim() ?? '';
  if (node === null || (text === '' && !isMap(node) && !isSeq(node))) return null;
  const value = /^[-+]?\d{1,6}(?:\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  reader.report(
    'warning',
    'number-out-of-range',
    node,
    `“${key}” is no number from ${min} to ${max}.`,
    'Taken as not said.',
  );
  return null;
}

/** ISO 8601, with or without a time; `null` where none stands. */
export function readDay(reader: FieldReader, map: YAMLMap, key: string): string | null {
  const node = reader.file.get(map, key);
  const text = scalarText(node)?.trim() ?? '';
  if (node === null || (text === '' && !isMap(node) && !isSeq(node)) || /^(?:none|null|n\/a|-)$/i.test(text))
    return null;
  const day = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:$|[T ])/.exec(text);
  if (day !== null) {
    const iso = `${day[1]}-${day[2]?.padStart(2, '0')}-${day[3]?.padStart(2, '0')}`;
    const date = new Date(`${iso}T00:00:00Z`);
    if (!Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso)) return iso;
  }
  reader.report('warning', 'date-unreadable', node, `“${key}” is no date such as 2026-11-24.`, 'Taken as not said.');
  return null;
}

export function readFlag(reader: FieldReader, map: YAMLMap, key: string): boolean | null {
  const text = readText(reader, map, key).toLowerCase();
  if (text === '') return null;
  if (/^(?:true|yes|on|1)$/.test(text)) return true;
  if (/^(?:false|no|off|0)$/.test(text)) return false;
  reader.report(
    'warning',
    'flag-unreadable',
    reader.file.get(map, key),
    `“${key}” is neither true nor false.`,
    'Taken as not said.',
  );
  return null;
}

/** Files from before there were several domains name none, and mean Enterprise. */
export function readDomain(reader: FieldReader): AttackDomain {
  const text = readText(reader, reader.file.root, 'domain').toLowerCase();
  const known = ATTACK_DOMAINS.find((domain) => domain === text || domain === `${text}-attack`);
  if (known !== undefined || text === '') return known ?? 'enterprise-attack';
  reader.report(
    'warning',
    'domain-unknown',
    reader.file.get(reader.file.root, 'domain'),
    'No domain of ATT&CK has this name.',
    'Read as enterprise-attack.',
  );
  return 'enterprise-attack';
}

/** The version is written as a number or a text; newer ones than are known are read as far as they go, and say so. */
export function readVersion(reader: FieldReader, newest: number): string {
  const text = readText(reader, reader.file.root, 'version');
  if (Number(text) > newest) {
    reader.report(
      'warning',
      'version-newer',
      reader.file.get(reader.file.root, 'version'),
      `This file states version ${excerpt(text, 12)}; ${newest} is the newest that is known here.`,
      'Read as that; what is new in it stays in the kept file.',
    );
  }
  return text;
}

export function checkFileType(file: YamlFile, fileType: string): Result<never> | null {
  const node = file.get(file.root, 'file_type');
  if (scalarText(node)?.trim() === fileType) return null;
  return failure(
    issue(
      'error',
      'dettect-file-type',
      node === null ? WHOLE_FILE : file.placeOf(node),
      `“file_type” is not ${fileType}.`,
      {
        done: 'Nothing was read.',
        ...(scalarText(node) === null ? {} : { found: excerpt(scalarText(node) ?? '') }),
      },
    ),
  );
}
