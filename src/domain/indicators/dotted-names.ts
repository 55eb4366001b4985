import { isFileExtension, isProductName, isRatherFile } from './file-names';
import { isReservedDomain, isTopLevelDomain } from './top-level-domains';

/** Packages of programs are named from the far end: `com.android.vending`. */
const PACKAGE_ROOTS = /^(?:com|org|net|io|android|java|javax|edu|gov|dev|cn|de|fr|me|app)$/;
/** Objects of programs that are asked for something: `document.location`. */
const OBJECTS =
  /^(?:document|window|self|this|os|sys|string|console|math|json|request|response|process|module|object|file|path|socket|system|environment|activexobject|wscript|shell|client|server|config|data|thread|log|logger|args|event|item|user|session|app|obj|my)$/i;

/** What a word with dots in it is: `evil.example`, `dropper.exe`, or neither (`System.Net.Http`, `e.g`). */
export function readDottedName(
  name: string,
  wasDefanged: boolean,
  before: string,
  after: string,
): 'domain' | 'file-name' | null {
  const labels = name.split('.');
  const last = labels.at(-1) ?? '';
  const folded = last.toLowerCase();
  if (labels.includes('') || /^[@$#%&\\*]$/.test(before) || /^[@\\]/.test(after)) return null;
  if (wasDefanged) {
    if (isTopLevelDomain(folded) || isReservedDomain(foldDottedName(name))) return 'domain';
    if (isFileExtension(last)) return 'file-name';
    return /^(?:\p{L}{2,24}|xn--[a-z\d-]+)$/iu.test(last) ? 'domain' : null;
  }
  if (isProductName(name) || /^\(/.test(after)) return null;
  if (isRatherFile(labels)) return 'file-name';
  const isDomain = isTopLevelDomain(inAscii(folded)) || isReservedDomain(foldDottedName(name)) || /^xn--/i.test(last);
  if (isDomain && before !== '/') return isLikelyDomain(name, labels, last) ? 'domain' : null;
  return isFileExtension(last) && isLikelyFile(labels, last) ? 'file-name' : null;
}

/** `рф` is listed as `xn--p1ai`. */
function inAscii(label: string): string {
  if (/^[\w-]*$/.test(label)) return label;
  const url = `http://a.${label}`;
  return URL.canParse(url) ? new URL(url).hostname.slice(2) : label;
}

export function foldDottedName(name: string): string {
  return name.toLowerCase();
}

function isLikelyDomain(name: string, labels: readonly string[], last: string): boolean {
  const [first = ''] = labels;
  // "of the system.The next": a capital after the dot begins a sentence, or is part of a namespace.
  if (last !== last.toLowerCase() && name !== name.toUpperCase()) return false;
  if (labels.filter((label) => /^\p{Lu}/u.test(label)).length > 1 && name !== name.toUpperCase()) return false;
  if (labels.length > 2 && PACKAGE_ROOTS.test(first)) return false;
  if (labels.length === 2 && (OBJECTS.test(first) || /^\d{1,2}$/.test(first))) return false;
  return labels.every((label) => !/^-|-$/.test(label)) && !last.includes('_');
}

/** `System.Xml` is a namespace, `2.0.log` a piece of something. */
function isLikelyFile(labels: readonly string[], last: string): boolean {
  if (/^\p{Lu}\p{Ll}/u.test(last)) return false;
  return /[\p{L}\p{N}]/u.test(labels[0] ?? '') && !/^(?:\d+\.)+\d/.test(labels.join('.'));
}
