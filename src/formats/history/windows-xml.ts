/** One Windows event as XML (https://learn.microsoft.com/windows/win32/wes/eventschema-schema), as the objects that tools make of it. */
import type { PlainMap } from '../plain-data';
import { makeXmlScanner, XmlDamaged } from '../xml-scan';

const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  Provider: ['Name', 'Guid', 'EventSourceName'],
  EventID: ['Qualifiers'],
  TimeCreated: ['SystemTime'],
  Correlation: ['ActivityID', 'RelatedActivityID'],
  Execution: ['ProcessID', 'ThreadID'],
  Security: ['UserID', 'UserId'],
  Data: ['Name'],
  ComplexData: ['Name'],
};
/** Elements within elements; events have five. */
const DEEPEST = 32;

interface Element {
  readonly name: string;
  readonly attributes: Map<string, string>;
  readonly children: Map<string, unknown>;
  text: string;
}

/**
 * @param mayEnd the text may have been cut off by what carried it; what stands before is read
 * @returns what lies in `Event`, or in what stands in its place; `null`: it is no XML
 */
export function readEventXml(text: string, mayEnd = false): PlainMap | null {
  const root = makeElement('');
  const open: Element[] = [root];
  const scanner = makeXmlScanner({
    open(name, attributes) {
      if (open.length > DEEPEST) throw new XmlDamaged('The XML is too deep.');
      const element = makeElement(name);
      for (const each of ATTRIBUTES[name] ?? []) {
        const value = attributes(each);
        if (value !== null) element.attributes.set(each, value);
      }
      open.push(element);
    },
    close(name) {
      const element = open.length > 1 ? open.pop() : undefined;
      if (element === undefined || element.name !== name) throw new XmlDamaged('The XML closes what it did not open.');
      attach(open.at(-1) ?? root, element);
    },
    text(piece) {
      const element = open.at(-1);
      if (element !== undefined) element.text += piece;
    },
  });
  try {
    scanner.push(text);
    scanner.end();
  } catch (error) {
    if (!(error instanceof XmlDamaged)) throw error;
    if (!mayEnd || open.length < 3) return null;
  }
  if (open.length > 1 && !mayEnd) return null;
  for (let element = open.pop(); element !== undefined && open.length > 0; element = open.pop()) {
    attach(open.at(-1) ?? root, element);
  }
  const content = contentOf(root);
  if (typeof content !== 'object' || content === null) return null;
  const map = content as PlainMap;
  const event = map['Event'] ?? map['DataItem'] ?? map;
  return typeof event === 'object' && event !== null && !Array.isArray(event) ? (event as PlainMap) : null;
}

function makeElement(name: string): Element {
  return { name, attributes: new Map(), children: new Map(), text: '' };
}

function attach(parent: Element, element: Element): void {
  const content = contentOf(element);
  const before = parent.children.get(element.name);
  if (before === undefined) parent.children.set(element.name, content);
  else if (Array.isArray(before)) before.push(content);
  else parent.children.set(element.name, [before, content]);
}

function contentOf({ attributes, children, text }: Element): unknown {
  if (attributes.size === 0 && children.size === 0) return text;
  const parts = new Map<string, unknown>(children);
  if (attributes.size > 0) parts.set('#attributes', Object.fromEntries(attributes));
  if (children.size === 0) parts.set('#text', text);
  return Object.fromEntries(parts);
}
