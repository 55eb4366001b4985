/** Edits of a YAML document that leave everything else where it is: comments, order, quotes, what aliases stand for. */
import { type Document, isMap, isScalar, isSeq, type Node, Scalar, visit, type YAMLMap, YAMLSeq } from 'yaml';
import { keyText } from './yaml-bounds';
import { realignComments } from './yaml-comments';
import type { YamlFile } from './yaml-file';

type ScalarValue = string | number | boolean | null;

/**
 * The map at a place of a list, made its own when it is only an alias of another, or when others may be aliases of it:
 * what is edited here must not change there.
 */
export function ownItem(file: YamlFile, list: YAMLSeq, at: number): YAMLMap | null {
  const item: unknown = list.items[at];
  if (isMap(item) && item.anchor === undefined) return item;
  const target = file.follow(item);
  if (!isMap(target)) return null;
  const own = copyNode(target) as YAMLMap;
  list.items[at] = own;
  return own;
}

/** The collection under a key, made the map's own in the same way, or out of a merge key; `null`: there is none. */
export function ownCollection(file: YamlFile, map: YAMLMap, key: string): YAMLMap | YAMLSeq | null {
  const found = file.get(map, key);
  if (!isMap(found) && !isSeq(found)) return null;
  const pair = map.items.find((each) => keyText(each) === key);
  if (pair !== undefined && pair.value === found && found.anchor === undefined) return found;
  const own = copyNode(found) as YAMLMap | YAMLSeq;
  map.set(key, own);
  return own;
}

/** Sets a value; its comment and, for a text, its quotes stay. */
export function setScalar(map: YAMLMap, key: string, value: ScalarValue): void {
  const pair = map.items.find((each) => keyText(each) === key);
  const node = pair?.value;
  if (isScalar(node) && node.anchor === undefined) {
    const scalar = new Scalar(value);
    if (typeof value === 'string' && typeof node.value === 'string' && node.type !== undefined) scalar.type = node.type;
    if (node.comment != null) scalar.comment = node.comment;
    if (node.commentBefore != null) scalar.commentBefore = node.commentBefore;
    (pair as { value: unknown }).value = scalar;
  } else {
    map.set(key, new Scalar(value));
  }
}

/** A list of texts under a key: items that stay keep their place and comments. */
export function setTexts(file: YamlFile, map: YAMLMap, key: string, texts: readonly string[]): void {
  const old = ownCollection(file, map, key);
  const list = isSeq(old) ? old : new YAMLSeq();
  // An empty list has no other way to be written.
  const isInOneLine = list.flow === true && list.items.length > 0;
  const left = [...texts];
  list.items = list.items.filter((item) => {
    const node = file.follow(item);
    const at = isScalar(node) ? left.indexOf(String(node.value).trim()) : -1;
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
  for (const text of left) list.items.push(new Scalar(text));
  list.flow = isInOneLine || list.items.length === 0;
  if (list !== old) map.set(key, list);
}

/** A copy that names nothing: two anchors of one name would be two things. */
export function copyNode(node: Node): Node {
  const copy = node.clone() as Node;
  visit(copy, {
    Node(_, each) {
      if ('anchor' in each) delete each.anchor;
    },
  });
  return copy;
}

/** The whole as text, in the style of the file; aliases whose anchor went with an edit are written out. */
export function writeYamlFile(file: YamlFile, original: string): string {
  unfoldOrphans(file);
  const written = file.document.toString({ lineWidth: 0, ...tellStyle(original) });
  const text = realignComments(written, original.replace(/^\ufeff/, '').replaceAll('\r\n', '\n'));
  const whole = original.startsWith('\ufeff') ? `\ufeff${text}` : text;
  return original.includes('\r\n') ? whole.replaceAll(/\r?\n/g, '\r\n') : whole;
}

/** New text without a file before it. */
export function writeNewYaml(document: Document): string {
  return document.toString({ lineWidth: 0 });
}

function unfoldOrphans(file: YamlFile): void {
  const anchors = new Set<Node>();
  visit(file.document, {
    Node(_, node) {
      anchors.add(node as Node);
    },
    Alias(_, alias) {
      const target = file.follow(alias);
      // The anchor stands before the alias or it is no anchor of it.
      return target !== null && !anchors.has(target) ? copyNode(target) : undefined;
    },
  });
}

/** How the file indents its lists and maps. */
function tellStyle(text: string): {
  readonly indent: number;
  readonly indentSeq: boolean;
  readonly flowCollectionPadding: boolean;
} {
  const lines = text.slice(0, 100_000).split(/\r?\n/);
  let indent = 0;
  let indentSeq: boolean | null = null;
  for (let at = 0; at + 1 < lines.length; at++) {
    const key = /^( *)(?:- )*[\w"'][^#]*:\s*(?:#.*)?$/.exec(lines[at] ?? '');
    const next = /^( *)(- )?\S/.exec(lines[at + 1] ?? '');
    if (key === null || next === null || /^\s*#/.test(lines[at + 1] ?? '')) continue;
    const depth = (next[1]?.length ?? 0) - (key[1]?.length ?? 0);
    if (/^ *- /.test(lines[at] ?? '')) continue;
    if (next[2] !== undefined) indentSeq ??= depth > 0;
    if (depth > 0 && depth <= 8 && indent === 0) indent = depth;
  }
  return { indent: indent || 2, indentSeq: indentSeq ?? true, flowCollectionPadding: !/[[{]\S/.test(text) };
}
