/**
 * Objects as fields: what lies in others gets a dotted name, the values of a list become one field of several values, lists of objects
 * one field per name in them. Which name goes where is looked up once per name and remembered, so that most values cost one look-up.
 */
import type { FieldKind } from '../../domain/columns/column';
import { findTooDeep } from '../json-object';
import { describeValue, type PlainMap } from '../plain-data';
import type { EventWriter, FieldSlot, Scalar } from './event-writer';

/**
 * Where a value goes: to a field; or to a function, which gets the value and its dotted name; `null`: nowhere, because it says nothing.
 */
export type FieldRule = string | null | ((value: unknown, name: string) => void);

export interface FieldTree {
  /** @returns `false`: it is too deep to be kept, and the event must be left out */
  put(event: PlainMap): boolean;
}

export interface FieldTreeOptions {
  /** By dotted name. */
  readonly ruleOf: (path: string) => FieldRule | undefined;
  /** Of names without a rule. */
  readonly prefix?: string;
  /** Texts that stand for nothing; the empty one always does. */
  readonly isAbsent?: (text: string) => boolean;
}

interface Node {
  readonly path: string;
  readonly name: string;
  readonly rule: FieldRule | undefined;
  readonly children: Map<string, Node>;
  slot: FieldSlot | null | undefined;
}

/** Below it, values are kept as JSON. */
const DEEPEST = 20;
/** Deeper ones are nobody's events. */
const TOO_DEEP = 200;
/** Names that are looked at; more are values in the place of names. */
const MOST_NODES = 20_000;

export function makeFieldTree(out: EventWriter, options: FieldTreeOptions): FieldTree {
  const { ruleOf, prefix = '', isAbsent } = options;
  let nodes = 0;
  let isWhole = true;
  const root = makeNode('', undefined);

  function makeNode(path: string, rule: FieldRule | undefined): Node {
    return { path, name: prefix + path, rule, children: new Map(), slot: undefined };
  }

  function childOf(node: Node, key: string): Node {
    const known = node.children.get(key);
    if (known !== undefined) return known;
    const path = node.path === '' ? key : `${node.path}.${key}`;
    const child = makeNode(path, ruleOf(path));
    if (nodes < MOST_NODES) {
      node.children.set(key, child);
      nodes++;
    }
    return child;
  }

  function slotOf(node: Node, kind?: FieldKind): FieldSlot | null {
    if (node.slot === undefined) {
      const field = typeof node.rule === 'string' ? node.rule : node.name;
      node.slot = typeof node.rule === 'string' ? out.slotOf(field) : out.slotOf(field, kind);
    }
    return node.slot;
  }

  function putAll(object: PlainMap, node: Node, depth: number, isListed: boolean): void {
    for (const key in object) {
      const value = object[key];
      if (value === null || value === undefined || value === '') continue;
      const child = childOf(node, key);
      if (typeof child.rule === 'function') child.rule(value, child.name);
      else if (child.rule !== null) putValue(value, child, depth, isListed);
    }
  }

  function putValue(value: unknown, node: Node, depth: number, isListed: boolean): void {
    if (typeof value === 'string') {
      if (value === '' || isAbsent?.(value) === true) return;
      if (isListed) out.add(slotOf(node, 'list'), value, node.name);
      else out.put(slotOf(node), value, node.name);
    } else if (typeof value === 'number' || typeof value === 'boolean') {
      if (isListed) out.add(slotOf(node, 'list'), value, node.name);
      else out.put(slotOf(node), value, node.name);
    } else if (typeof value !== 'object' || value === null) return;
    else if (depth >= DEEPEST) {
      if (findTooDeep(value, TOO_DEEP) !== null) isWhole = false;
      else out.put(slotOf(node), JSON.stringify(value), node.name);
    } else if (Array.isArray(value)) putList(value, node, depth);
    else putAll(value as PlainMap, node, depth + 1, isListed);
  }

  function putList(list: readonly unknown[], node: Node, depth: number): void {
    for (const item of list) {
      if (item === null || item === undefined) continue;
      if (Array.isArray(item)) putValue(item, node, depth + 1, true);
      else if (typeof item === 'object') putAll(item as PlainMap, node, depth + 1, true);
      else putValue(item, node, depth, list.length > 1 || kindOf(node) === 'list');
    }
  }

  /** A list of one is a list too, where the field has no kind of its own. */
  function kindOf(node: Node): FieldKind {
    return slotOf(node, 'list')?.kind ?? 'list';
  }

  return {
    put(event) {
      isWhole = true;
      putAll(event, root, 0, false);
      return isWhole;
    },
  };
}

/** A value that is kept as JSON; one that is too deep is only described. */
export function jsonOf(value: unknown): string {
  return findTooDeep(value, TOO_DEEP) === null ? JSON.stringify(value) : describeValue(value);
}

export function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** Rules by their names, as a look-up that no key of a file can trick. */
export function rulesOf(
  ...tables: readonly Readonly<Record<string, FieldRule>>[]
): (path: string) => FieldRule | undefined {
  const rules = new Map<string, FieldRule>();
  for (const table of tables) for (const [path, rule] of Object.entries(table)) rules.set(path, rule);
  return (path) => rules.get(path);
}
